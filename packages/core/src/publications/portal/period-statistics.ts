/**
 * Statistics of published results by month, quarter or year, for all, by region, by agency or by item: months are counted
 * once, every longer period and larger group is a sum of them. Counts only, no unit. Pure.
 */
import { z } from 'zod';

const count = z.number().int().min(0);
const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

/** One agency in one month of publication. */
export const monthCounts = z.strictObject({
  month,
  agencyId: z.uuid(),
  published: count,
  inTime: count,
  late: count,
  /** Taken down since, whatever for. */
  removed: count,
  /** Of what stands. */
  checked: count,
  problems: count,
});
export type MonthCounts = z.output<typeof monthCounts>;

/** How often an item had a result in its standard wording among what stands, in one month of publication. */
export const itemCounts = z.strictObject({
  month,
  agencyId: z.uuid(),
  item: z.string().max(300),
  wording: z.string().max(60),
  count,
});
export type ItemCounts = z.output<typeof itemCounts>;

export const statisticPeriods = ['month', 'quarter', 'year'] as const;
export type StatisticPeriod = (typeof statisticPeriods)[number];
export const statisticGroups = ['all', 'region', 'agency', 'item'] as const;
export type StatisticGroup = (typeof statisticGroups)[number];

/** The period that a month lies in: `2026-11`, `2026-Q4`, `2026`. */
export function periodOf(of: string, period: StatisticPeriod): string {
  const year = of.slice(0, 4);
  if (period === 'year') return year;
  return period === 'month' ? of : `${year}-Q${Math.ceil(Number(of.slice(5, 7)) / 3)}`;
}

/** Percent with one decimal; null where there is nothing to divide by. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
}

export interface Agency {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly place: string;
}

export interface PeriodRow {
  readonly period: string;
  /** Region or agency; empty for all. */
  readonly group: string;
  readonly published: number;
  readonly inTime: number;
  readonly late: number;
  readonly timeliness: number | null;
  readonly removed: number;
  readonly checked: number;
  readonly problems: number;
  readonly findingRate: number | null;
}

type Sums = Omit<MonthCounts, 'month' | 'agencyId'>;
const figures = ['published', 'inTime', 'late', 'removed', 'checked', 'problems'] as const;

/** The latest period first, groups by name. Agencies that are not known any more count among all and in no region. */
export function periodRows(
  of: { readonly months: readonly MonthCounts[]; readonly agencies: readonly Agency[] },
  by: { readonly period: StatisticPeriod; readonly group: Exclude<StatisticGroup, 'item'> },
): readonly PeriodRow[] {
  const known = new Map(of.agencies.map((each) => [each.agencyId, each]));
  const name = (agencyId: string): string => {
    if (by.group === 'all') return '';
    const agency = known.get(agencyId);
    return (by.group === 'region' ? agency?.place : agency?.agencyName) ?? '';
  };
  const sums = new Map<string, { period: string; group: string; sums: Sums }>();
  for (const row of of.months) {
    const period = periodOf(row.month, by.period);
    const group = name(row.agencyId);
    const key = `${period} ${group}`;
    const before = sums.get(key)?.sums;
    sums.set(key, { period, group, sums: before === undefined ? row : added(before, row) });
  }
  return [...sums.values()]
    .sort((a, b) => compared(b.period, a.period) || compared(a.group, b.group))
    .map(({ period, group, sums: all }) => ({
      period,
      group,
      published: all.published,
      inTime: all.inTime,
      late: all.late,
      timeliness: percent(all.inTime, all.published),
      removed: all.removed,
      checked: all.checked,
      problems: all.problems,
      findingRate: percent(all.problems, all.checked),
    }));
}

function added(a: Sums, b: Sums): Sums {
  const sum = { ...a };
  for (const key of figures) sum[key] = a[key] + b[key];
  return sum;
}

/** By code point, the same on every machine. */
function compared(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export interface ItemRow {
  readonly period: string;
  readonly item: string;
  readonly wording: string;
  readonly count: number;
}

/** The latest period first, then by item; of an item the most frequent result first. */
export function itemRows(items: readonly ItemCounts[], period: StatisticPeriod): readonly ItemRow[] {
  const sums = new Map<string, ItemRow>();
  for (const row of items) {
    const of = periodOf(row.month, period);
    const key = JSON.stringify([of, row.item, row.wording]);
    const before = sums.get(key)?.count ?? 0;
    sums.set(key, { period: of, item: row.item, wording: row.wording, count: before + row.count });
  }
  return [...sums.values()].sort(
    (a, b) =>
      compared(b.period, a.period) ||
      compared(a.item, b.item) ||
      b.count - a.count ||
      compared(a.wording, b.wording),
  );
}
