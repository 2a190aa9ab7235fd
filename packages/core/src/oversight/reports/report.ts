/**
 * Monthly, quarterly and yearly reports (工作报告): their periods, what the author writes beside the figures, and what an issued
 * report keeps. The figures are those of the statistics; once issued they never change. Pure.
 */
import { z } from 'zod';
import { addDays, addMonths } from '../../common/plain-date.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { paragraph, plainDate } from '../../common/schemas.ts';
import { indicatorKeys } from '../figures/indicators.ts';

export const reportPeriods = ['month', 'quarter', 'year'] as const;
export type ReportPeriod = (typeof reportPeriods)[number];
const months: Readonly<Record<ReportPeriod, number>> = { month: 1, quarter: 3, year: 12 };

/** First and last day of the period in which a day lies. */
export function periodOf(period: ReportPeriod, day: string): { readonly from: string; readonly to: string } {
  const length = months[period];
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / length) * length + 1;
  const from = `${day.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
  return { from, to: addDays(addMonths(from, length), -1) };
}

/** The last periods that have begun, newest first. */
export function recentPeriods(period: ReportPeriod, today: string, count: number) {
  const found: { from: string; to: string }[] = [];
  for (let at = periodOf(period, today); found.length < count; at = periodOf(period, addDays(at.from, -1)))
    found.push(at);
  return found;
}

/** What the author writes; the rest follows from the figures. */
export const reportTexts = z.object({
  /** 一、工作开展情况: what the figures do not say. */
  work: paragraph(4000),
  /** 三、 how problems were handled, beyond the figures. */
  handling: paragraph(4000),
  /** 五、存在问题 */
  problems: paragraph(4000),
  /** 六、下一步打算 */
  next: paragraph(4000),
});
export type ReportTexts = z.output<typeof reportTexts>;
export const reportTextKeys = ['work', 'handling', 'problems', 'next'] as const;

const count = z.number().int();
export const reportLine = z.object({
  indicator: z.enum(indicatorKeys),
  numerator: count,
  denominator: count,
  exempt: count,
  void: count,
  value: z.number().nullable(),
});
export type ReportLine = z.output<typeof reportLine>;

/** Everything that a report says of the period, in numbers. */
export const reportFigures = z.object({
  asOf: plainDate,
  from: plainDate,
  to: plainDate,
  lines: z.array(reportLine),
  /** Publication and follow-up by month, or by agency where the report is of a whole area. */
  byUnit: z.object({
    by: z.enum(['month', 'agency']),
    rows: z.array(
      z.object({
        label: z.string(),
        published: count,
        toPublish: count,
        closed: count,
        found: count,
      }),
    ),
  }),
  /** Overdue on the cut-off day, by link of the responsibility list. */
  overdue: z.array(z.object({ link: z.string(), late: count })),
});
export type ReportFigures = z.output<typeof reportFigures>;

/** A report is issued only when its period is over. Errors: `report.period_open`. */
export function checkedIssue(to: string, today: string): Result<null> {
  return today > to ? ok(null) : fail('report.period_open', { day: addDays(to, 1) });
}

/** The cut-off of the figures: everything that is known up to yesterday. */
export function cutOffOf(today: string): string {
  return addDays(today, -1);
}
