/**
 * Wording of the reports: sections in the order that such reports have, sentences with the figures filled in, tables with the
 * definition of each figure. It states what the figures say and judges nobody.
 */
import { figureValueText } from '../figures/figure-words.ts';
import { indicatorText } from '../figures/indicator-text.ts';
import { type IndicatorKey, indicatorOf } from '../figures/indicators.ts';
import type { ReportFigures, ReportLine, ReportPeriod, ReportTexts } from './report.ts';

const day = (plain: string): string => {
  const [year, month, date] = plain.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

/** 2026年10月, 2026年第三季度, 2026年度 */
export function periodWord(period: ReportPeriod, from: string): string {
  const year = `${from.slice(0, 4)}年`;
  const month = Number(from.slice(5, 7));
  if (period === 'year') return `${year}度`;
  if (period === 'month') return `${year}${month}月`;
  return `${year}第${'一二三四'.charAt((month - 1) / 3)}季度`;
}

const kindWords: Readonly<Record<ReportPeriod, string>> = {
  month: '月报',
  quarter: '季报',
  year: '工作总结',
};

export const reportWords = {
  head: (agency: string): string => `${agency}文件`,
  title: (period: ReportPeriod, from: string): string =>
    `${periodWord(period, from)}“双随机、一公开”监管工作${period === 'year' ? '总结' : '情况报告'}`,
  kindWords,
  numberPending: '（文号由印发时登记）',
  draft: '未印发的文稿',
  edition: (edition: number): string => (edition === 1 ? '' : `（第${edition}版）`),
  day,
  dayPending: '（日期待定）',
  fileName: (agency: string, period: ReportPeriod, from: string): string =>
    `${agency}${periodWord(period, from)}“双随机、一公开”监管工作${kindWords[period]}`,
  heads: [
    '一、工作开展情况',
    '二、抽查检查情况',
    '三、发现问题及后续处理',
    '四、公示情况',
    '五、存在问题',
    '六、下一步打算',
  ],
  annexTitle: '附件：统计表',
  tableTitle: '“双随机、一公开”监管统计指标',
  tableHeads: ['指标', '分子', '分母', '数值', '不计', '作废'],
  unitTitle: { month: '分月情况', agency: '分部门情况' },
  unitHeads: { month: '月份', agency: '部门' },
  unitColumns: ['应公示结果', '已公示结果', '发现问题', '办结问题'],
  definitions: '指标说明',
  nothing: '无。',
} as const;

type Lines = ReadonlyMap<IndicatorKey, ReportLine>;
const zero = { numerator: 0, denominator: 0, exempt: 0, void: 0, value: null };

function linesOf(figures: ReportFigures): (key: IndicatorKey) => Omit<ReportLine, 'indicator'> {
  const known: Lines = new Map(figures.lines.map((line) => [line.indicator, line]));
  return (key) => known.get(key) ?? zero;
}

const share = (key: IndicatorKey, line: Pick<ReportLine, 'value'>): string =>
  figureValueText(indicatorOf(key), line.value, 'zh');

/** A rate in words; nothing where there is nothing to divide by. */
function rate(key: IndicatorKey, line: Pick<ReportLine, 'value'>): string {
  return line.value === null ? '' : `，${indicatorText.zh[`${key}.name`]}${share(key, line)}`;
}

export interface ReportSection {
  readonly head: string;
  readonly paragraphs: readonly string[];
}

const written = (text: string): readonly string[] => text.split('\n').filter((one) => one !== '');
const orNothing = (texts: readonly string[]): readonly string[] =>
  texts.length === 0 ? [reportWords.nothing] : texts;

/** The six sections: sentences of the figures, then what the author wrote. */
export function reportSections(
  figures: ReportFigures,
  texts: ReportTexts,
  linkWords: Readonly<Record<string, string>>,
): readonly ReportSection[] {
  const [work, visits, problems, publicity, faults, next] = reportWords.heads;
  return [
    { head: work, paragraphs: [workSentence(figures), ...written(texts.work)] },
    { head: visits, paragraphs: visitSentences(figures) },
    { head: problems, paragraphs: [problemSentence(figures), ...written(texts.handling)] },
    { head: publicity, paragraphs: publicitySentences(figures) },
    {
      head: faults,
      paragraphs: orNothing([...overdueSentence(figures, linkWords), ...written(texts.problems)]),
    },
    { head: next, paragraphs: orNothing(written(texts.next)) },
  ];
}

function workSentence(figures: ReportFigures): string {
  const of = linesOf(figures);
  const plan = of('planCompletion');
  const task = of('taskCompletion');
  const item = of('itemCoverage');
  const object = of('drawCoverage');
  return [
    `${day(figures.from)}至${day(figures.to)}，期限届满的年度抽查计划条目${plan.denominator}条，已办结${plan.numerator}条${rate('planCompletion', plan)}；`,
    `期限届满的抽查任务${task.denominator}项，已办结${task.numerator}项${rate('taskCompletion', task)}。`,
    `随机抽查事项清单中的${item.denominator}个事项，使用${item.numerator}个${rate('itemCoverage', item)}；`,
    `检查对象名录库中的${object.denominator}户对象，抽中${object.numerator}户${rate('drawCoverage', object)}。`,
  ].join('');
}

function visitSentences(figures: ReportFigures): readonly string[] {
  const of = linesOf(figures);
  const draw = of('drawVerifiable');
  const credit = of('creditRuleUse');
  const visit = of('inspectionCompletion');
  const mobile = of('mobileUse');
  const code = of('codeShown');
  const joint = of('jointShare');
  const offSite = of('offSiteShare');
  return [
    `完成随机抽取${draw.denominator}次，其中可以公开复核${draw.numerator}次${rate('drawVerifiable', draw)}；按信用风险分类抽取${credit.numerator}次${rate('creditRuleUse', credit)}。作废的抽取${draw.void}次。`,
    `期限届满的应检查对象${visit.denominator}户，结果已公示${visit.numerator}户${rate('inspectionCompletion', visit)}。完成现场检查${mobile.denominator}次，其中用手机终端记录${mobile.numerator}次${rate('mobileUse', mobile)}；入企检查${code.denominator}次，企业扫码核对${code.numerator}次${rate('codeShown', code)}；非现场检查${offSite.numerator}次${rate('offSiteShare', offSite)}。`,
    `入企${joint.denominator}次，其中与其他部门同次进行${joint.numerator}次${rate('jointShare', joint)}。`,
  ];
}

function problemSentence(figures: ReportFigures): string {
  const of = linesOf(figures);
  const found = of('findingRate');
  const closed = of('followupClosure');
  const open = closed.denominator - closed.numerator;
  return `审核通过结果的检查对象${found.denominator}户，发现问题${found.numerator}户${rate('findingRate', found)}；发现问题${closed.denominator}项，后续处置已办结${closed.numerator}项${rate('followupClosure', closed)}，正在办理${open}项。`;
}

function publicitySentences(figures: ReportFigures): readonly string[] {
  const of = linesOf(figures);
  const all = of('publicationRate');
  const inTime = of('publicationTimeliness');
  const objections = of('objectionRate');
  const upheld = of('objectionUpheld');
  return [
    `应公示检查结果${all.denominator}条，已公示${all.numerator}条${rate('publicationRate', all)}；不予公示、暂缓公示等${all.exempt}条，公示后撤回${all.void}条。期间公示的${inTime.denominator}条结果中，按期公示${inTime.numerator}条${rate('publicationTimeliness', inTime)}。`,
    `收到异议的结果${objections.numerator}条${rate('objectionRate', objections)}；作出决定的异议${upheld.denominator}件，支持${upheld.numerator}件${rate('objectionUpheld', upheld)}。`,
  ];
}

function overdueSentence(
  figures: ReportFigures,
  linkWords: Readonly<Record<string, string>>,
): readonly string[] {
  const late = figures.overdue.filter((each) => each.late > 0);
  if (late.length === 0) return [];
  const parts = late.map((each) => `${linkWords[each.link] ?? each.link}${each.late}项`);
  return [`截至${day(figures.asOf)}，责任清单中超过期限尚未完成的事项：${parts.join('、')}。`];
}

/** One row for each indicator. */
export function indicatorRows(figures: ReportFigures): readonly (readonly string[])[] {
  return figures.lines.map((line) => [
    indicatorText.zh[`${line.indicator}.name`],
    String(line.numerator),
    String(line.denominator),
    share(line.indicator, line),
    String(line.exempt),
    String(line.void),
  ]);
}

/** The definition of each indicator, and the cut-off. */
export function definitionNotes(figures: ReportFigures): readonly string[] {
  return [
    `统计期：${figures.from}至${figures.to}；数据截至${figures.asOf}。不计、作废的单独列出，不从数值中消失。`,
    ...figures.lines.map(
      (line) =>
        `${indicatorText.zh[`${line.indicator}.name`]}：${indicatorText.zh[`${line.indicator}.definition`]}`,
    ),
  ];
}
