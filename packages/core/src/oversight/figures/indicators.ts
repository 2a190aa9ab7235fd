/**
 * The indicators of oversight as data (R322): what each counts, how its value is made, and by what it can be broken down.
 * Names and definitions stand in `indicator-text.ts`, the rows of each in the server. Pure.
 *
 * A case counts once. It is counted (then it may be a hit), exempt, or void: nothing leaves the figures by being voided,
 * withdrawn or exempted, it moves to a column of its own (I9). None of them counts inspections, cases or fines as a
 * result of anybody (R304).
 */
import { addDays, addMonths, dayNumber } from '../../common/plain-date.ts';

export const indicatorKeys = [
  'planCompletion',
  'taskCompletion',
  'drawCoverage',
  'itemCoverage',
  'creditRuleUse',
  'drawVerifiable',
  'inspectionCompletion',
  'mobileUse',
  'codeShown',
  'offSiteShare',
  'jointShare',
  'entryChange',
  'overCap',
  'findingRate',
  'followupClosure',
  'publicationRate',
  'publicationTimeliness',
  'objectionRate',
  'objectionUpheld',
] as const;
export type IndicatorKey = (typeof indicatorKeys)[number];

/** What a table is broken down by; `all` is one line, `jurisdiction` the own one and those below it. */
export const dimensions = ['all', 'agency', 'area', 'item', 'month', 'task', 'jurisdiction'] as const;
export type Dimension = (typeof dimensions)[number];

export const indicatorGroups = ['plan', 'visit', 'result', 'publicity'] as const;
export type IndicatorGroup = (typeof indicatorGroups)[number];

/** `rate`: numerator of denominator; `change`: this period against the same one a year before; `count`: the numerator. */
export type IndicatorValue = 'rate' | 'change' | 'count';

export interface Indicator {
  readonly key: IndicatorKey;
  readonly group: IndicatorGroup;
  readonly value: IndicatorValue;
  /** Shown with the bounds of Wilson's interval, because the numbers behind it are small. */
  readonly hasInterval: boolean;
  readonly by: readonly Dimension[];
}

const everything = dimensions;
const withoutTask = dimensions.filter((by) => by !== 'task');

function indicator(
  key: IndicatorKey,
  group: IndicatorGroup,
  of: { readonly by: readonly Dimension[]; readonly value?: IndicatorValue; readonly hasInterval?: boolean },
): Indicator {
  return { key, group, value: of.value ?? 'rate', hasInterval: of.hasInterval ?? false, by: of.by };
}

export const indicators: readonly Indicator[] = [
  indicator('planCompletion', 'plan', { by: ['all', 'agency', 'item', 'month', 'jurisdiction'] }),
  indicator('taskCompletion', 'plan', { by: ['all', 'agency', 'item', 'month', 'task', 'jurisdiction'] }),
  indicator('drawCoverage', 'plan', { by: ['all', 'agency', 'area', 'jurisdiction'] }),
  indicator('itemCoverage', 'plan', { by: ['all', 'agency', 'item', 'jurisdiction'] }),
  indicator('creditRuleUse', 'plan', { by: ['all', 'agency', 'item', 'month', 'jurisdiction'] }),
  indicator('drawVerifiable', 'plan', { by: ['all', 'agency', 'item', 'month', 'jurisdiction'] }),
  indicator('inspectionCompletion', 'visit', { by: everything }),
  indicator('mobileUse', 'visit', { by: everything }),
  indicator('codeShown', 'visit', { by: everything }),
  indicator('offSiteShare', 'visit', { by: everything }),
  indicator('jointShare', 'visit', { by: everything }),
  indicator('entryChange', 'visit', { by: withoutTask, value: 'change' }),
  indicator('overCap', 'visit', { by: ['all', 'agency', 'area', 'month', 'jurisdiction'], value: 'count' }),
  indicator('findingRate', 'result', { by: everything, hasInterval: true }),
  indicator('followupClosure', 'result', { by: everything }),
  indicator('publicationRate', 'publicity', { by: everything }),
  indicator('publicationTimeliness', 'publicity', { by: everything }),
  indicator('objectionRate', 'publicity', { by: everything }),
  indicator('objectionUpheld', 'publicity', { by: everything }),
];

const byKey = new Map(indicators.map((each) => [each.key, each]));

/** The indicator of a key. Throws on a key that is none. */
export function indicatorOf(key: IndicatorKey): Indicator {
  const found = byKey.get(key);
  if (found === undefined) throw new RangeError(`no indicator: ${key}`);
  return found;
}

/** The four columns of a table; each leads to its rows. */
export const figureColumns = ['numerator', 'denominator', 'exempt', 'void'] as const;
export type FigureColumn = (typeof figureColumns)[number];

export interface FigureCounts {
  readonly numerator: number;
  readonly denominator: number;
  readonly exempt: number;
  readonly void: number;
}

/** A share (0…1), a change (−1…), or a number of units; null where there is nothing to divide by. */
export function indicatorValue(
  { value }: Pick<Indicator, 'value'>,
  counts: Pick<FigureCounts, 'numerator' | 'denominator'>,
): number | null {
  if (value === 'count') return counts.numerator;
  if (counts.denominator === 0) return null;
  const share = counts.numerator / counts.denominator;
  return value === 'change' ? share - 1 : share;
}

/** 97.5 % of the standard normal distribution lies below it. */
const z = 1.959963984540054;

/**
 * Bounds of the 95 % interval of a proportion by Wilson's score method without correction; null for nothing observed.
 * Source: E. B. Wilson 1927; values to compare with: R. G. Newcombe 1998, table I, method 3.
 */
export function wilsonInterval(hits: number, of: number): readonly [number, number] | null {
  if (of === 0) return null;
  const p = hits / of;
  const centre = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  return [hits === 0 ? 0 : Math.max(0, centre - half), hits === of ? 1 : Math.min(1, centre + half)];
}

export interface FigurePeriod {
  readonly from: string;
  readonly to: string;
}

/** The period of the same length before this one: whole months become the months before, else as many days. */
export function periodBefore(period: FigurePeriod): FigurePeriod {
  const months = wholeMonths(period);
  if (months !== null) return { from: addMonths(period.from, -months), to: addDays(period.from, -1) };
  const days = dayNumber(period.to) - dayNumber(period.from) + 1;
  return { from: addDays(period.from, -days), to: addDays(period.from, -1) };
}

/** Months of a period that begins on a first and ends on a last day of a month; null for any other. */
function wholeMonths({ from, to }: FigurePeriod): number | null {
  if (!from.endsWith('-01') || !addDays(to, 1).endsWith('-01')) return null;
  const month = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return month(to) - month(from) + 1;
}

/** The months (`2026-11`) that a period touches, in order. */
export function monthsOf({ from, to }: FigurePeriod): readonly string[] {
  const months: string[] = [];
  for (let at = `${from.slice(0, 7)}-01`; at <= to; at = addMonths(at, 1)) months.push(at.slice(0, 7));
  return months;
}
