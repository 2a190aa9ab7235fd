/** Wording of the printed 责任清单: of an agency (each link with post, person and term) and of a task (every matter). */
import type { ResponsibilityState } from './responsibility.ts';

const day = (plain: string): string => {
  const [year, month, date] = plain.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
const unitWords = { workingDays: '个工作日', days: '日', months: '个月' } as const;

export const responsibilityPaperWords = {
  title: '“双随机、一公开”监管责任清单',
  taskTitle: '抽查任务责任清单',
  asOf: (plain: string): string => `截至${day(plain)}`,
  task: '任务',
  agency: '单位',
  madeOn: '生成日期',
  foot: '责任清单由办理记录自动形成　第{page}页　共{pages}页',
  agencyHeads: ['序号', '环节', '责任岗位', '责任人', '时限', '按期', '逾期完成', '未到期', '已逾期'],
  taskHeads: ['序号', '环节', '事项', '责任岗位', '责任人', '时限', '完成', '状态'],
  noPost: '未设岗位',
  nobody: '未确定',
  noTerm: '按计划期限',
  term: (of: { readonly length: number; readonly unit: keyof typeof unitWords }): string =>
    `${of.length}${unitWords[of.unit]}`,
  states: { done: '按期', doneLate: '逾期完成', open: '未到期', late: '已逾期' } as const satisfies Readonly<
    Record<ResponsibilityState, string>
  >,
  late: (days: number): string => (days === 0 ? '' : `（${days}个工作日）`),
  note: '时限以本机关现行随机抽查工作细则为准；不予公示、暂缓公示的事项不计入公示环节。平台记录事实，不作责任认定。',
  more: (shown: number): string => `事项较多，只列出前${shown}项，其余请在平台查看。`,
  fileName: (name: string): string => `责任清单 ${name}`,
} as const;
