/** Legal wording that the papers of handling cite: Chinese by nature. */
import type { LeniencyGround } from './leniency-check.ts';

/** Clause behind each ground of not punishing. */
export const leniencyClauses: Readonly<
  Record<LeniencyGround, { readonly law: string; readonly article: string }>
> = {
  minorCorrected: { law: '《中华人民共和国行政处罚法》', article: '第三十三条第一款' },
  firstSlight: { law: '《中华人民共和国行政处罚法》', article: '第三十三条第一款' },
  noFault: { law: '《中华人民共和国行政处罚法》', article: '第三十三条第二款' },
};
/** Duty to educate a party that is not punished. */
export const educationClause = { law: '《中华人民共和国行政处罚法》', article: '第三十三条第三款' };
/** Duty to order correction, whatever the law of the trade. */
export const orderClause = { law: '《中华人民共和国行政处罚法》', article: '第二十八条第一款' };
/** Transfers of suspected crimes and of matters that belong to others. */
export const crimeClauses = [
  { law: '《中华人民共和国行政处罚法》', article: '第二十七条第一款' },
  { law: '《行政执法机关移送涉嫌犯罪案件的规定》', article: '第三条、第五条、第六条' },
];
export const clueClauses = [{ law: '《中华人民共和国行政处罚法》', article: '第二十二条' }];

/** Title and basis of a re-inspection's task. */
export const recheckForm = {
  title: '{object}整改复查',
  document: '责令限期整改指令书',
  reason: '整改期限届满或者企业报告整改完毕，依法复查',
  instructions: '对照责令限期整改指令书逐项复查，出具整改复查意见书。',
};
/** Name of the record that says what was taught when nothing is punished; of the file list's kinds. */
export const commitmentPromises = ['已经改正上述违法行为，今后严格遵守有关法律法规，不再发生同类违法行为。'];
