/**
 * Words of plan tables as bureaus write them: titles of the columns, periods, ratios, frequencies. For reading files of
 * others; what a cell does not say clearly is named as a problem and never guessed.
 */
import { isPlainDate } from '../common/plain-date.ts';
import type { RuleClass } from '../registers/rules/rule-book.ts';

export const planColumns = [
  'items',
  'objects',
  'rate',
  'times',
  'window',
  'section',
  'partners',
  'methods',
  'scene',
  'remark',
] as const;
export type PlanColumn = (typeof planColumns)[number];

/** In this order: a title that fits several columns belongs to the first. */
const titles: readonly (readonly [PlanColumn, RegExp])[] = [
  ['partners', /配合|联合部门|联查部门|参与部门|参与单位/u],
  ['items', /抽查事项|检查事项|事项名称|检查内容|抽查内容|^事项$/u],
  ['objects', /对象|范围/u],
  ['rate', /比例/u],
  ['times', /频次|频率/u],
  ['window', /时间|起止|期限|日期/u],
  ['section', /责任|承办|股室|科室/u],
  ['methods', /方式|方法/u],
  ['scene', /计划名称|任务名称|行业|领域|名称/u],
  ['remark', /备注|说明/u],
];

/** Columns of a header by their titles; the first column that fits wins. Empty unless items or a name are found. */
export function recognisePlanColumns(header: readonly string[]): ReadonlyMap<PlanColumn, number> {
  const found = new Map<PlanColumn, number>();
  header.forEach((title, at) => {
    const plain = title.replaceAll(/\s/gu, '');
    const fitting = titles.find(([column, words]) => !found.has(column) && words.test(plain));
    if (fitting !== undefined && plain !== '') found.set(fitting[0], at);
  });
  return found.has('items') || found.has('scene') ? found : new Map();
}

/** `15%`, `15％`, `全部`, `100%`, `1/3`, `不低于5%`; null when the cell says none of these. Empty: the rule book's classes. */
export function readRate(text: string): RuleClass['take'] | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/gu, '');
  if (/^(?:全部|全覆盖|100%)/u.test(plain)) return { rule: 'all' };
  const percent = /(\d{1,3})(?:\.(\d{1,2}))?%/u.exec(plain);
  if (percent !== null) {
    const decimals = percent[2] ?? '';
    const scale = 10 ** decimals.length;
    const value = Number(percent[1]) * scale + Number(decimals === '' ? 0 : decimals);
    return value > 0 && value <= 100 * scale ? { rule: 'draw', rate: [value, 100 * scale] } : null;
  }
  const fraction = /^(\d{1,4})\/(\d{1,4})$/u.exec(plain);
  if (fraction !== null) {
    const [a, b] = [Number(fraction[1]), Number(fraction[2])];
    return a > 0 && a <= b ? { rule: 'draw', rate: [a, b] } : null;
  }
  const number = /^(\d{1,6})(?:户|家|个|处)$/u.exec(plain);
  return number === null ? null : { rule: 'fixed', number: Number(number[1]) };
}

/** `1次/年`, `每年2次`, `每半年一次`, `每季度1次`; null when it says none of these. */
export function readTimes(text: string): number | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/gu, '');
  if (plain === '') return 1;
  const words: Readonly<Record<string, number>> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 六: 6 };
  const found = /(\d{1,2}|[一二两三四六])次/u.exec(plain);
  if (found === null) return null;
  const count = words[found[1] ?? ''] ?? Number(found[1]);
  const periods = /半年/u.test(plain) ? 2 : /季/u.test(plain) ? 4 : /每?月/u.test(plain) ? 12 : 1;
  return count * periods <= 12 ? count * periods : null;
}

/** `2026-04-01~2026-11-30`, `4月1日至11月30日`, `4月-11月`, `2026年4月至11月`, `全年`; null when it says none of these. */
export function readWindow(
  text: string,
  year: number,
): { readonly from: string; readonly to: string } | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/gu, '');
  if (plain === '' || plain.startsWith('全年')) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const months = /^(?:(\d{4})年)?(\d{1,2})月?[-~至到—](\d{1,2})月$/u.exec(plain);
  if (months !== null) return spanOf(Number(months[1] ?? year), months[2], months[3]);
  const parts = [...plain.matchAll(/(?:(\d{4})[年./-])?(\d{1,2})(?:月|[./-](?=\d))(?:(\d{1,2})日?)?/gu)];
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) return null;
  const yearOf = (part: RegExpMatchArray): number => Number(part[1] ?? first[1] ?? year);
  const from = day(yearOf(first), first[2], first[3] ?? '1');
  const to = last[3] === undefined ? lastDay(yearOf(last), last[2]) : day(yearOf(last), last[2], last[3]);
  if (from === null || to === null) return null;
  return from <= to ? { from, to } : null;
}

/** From the first day of a month to the last of another. */
function spanOf(year: number, first: string | undefined, last: string | undefined) {
  const [from, to] = [day(year, first, '1'), lastDay(year, last)];
  return from !== null && to !== null && from <= to ? { from, to } : null;
}

function day(year: number, month: string | undefined, dayOfMonth: string): string | null {
  const text = `${year}-${(month ?? '').padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return isPlainDate(text) ? text : null;
}

function lastDay(year: number, month: string | undefined): string | null {
  for (const last of ['31', '30', '29', '28']) {
    const text = day(year, month, last);
    if (text !== null) return text;
  }
  return null;
}

/** Methods named in a cell; on site when none is. */
export function readMethods(
  text: string,
): readonly ('onSite' | 'documents' | 'network' | 'testing' | 'entrusted')[] {
  const found = (
    [
      ['onSite', /实地|现场/u],
      ['documents', /书面|资料/u],
      ['network', /网络|线上/u],
      ['testing', /检验|检测|抽样/u],
      ['entrusted', /委托|第三方/u],
    ] as const
  ).flatMap(([method, words]) => (words.test(text) ? [method] : []));
  return found.length === 0 ? ['onSite'] : found;
}

/** Names in one cell, divided as bureaus divide them. */
export function readNames(text: string): readonly string[] {
  return text
    .split(/[、，,；;\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !/^(?:无|\/|-|—)$/u.test(name));
}
