/**
 * The clocks that the deadline engine watches (domain b.4 and the rule book): their kinds, how the day of one came about,
 * where it stands today, which of them the law allows to suspend, and when who is told. Days of the business zone; pure.
 */
import { z } from 'zod';
import { addDays, dayNumber } from '../../common/plain-date.ts';
import { plainDate } from '../../common/schemas.ts';
import { isWorkingDay, type WorkCalendar } from '../../common/working-days.ts';
import { workingDaysLeft } from '../../publications/publication.ts';
import { type ClockName, clocks } from '../../registers/rules/rule-book.ts';

/** The rule book's clocks that have a start and an end, and the term of a serious-dishonesty listing (D13). */
export type DeadlineClock = ClockName | 'listingTerm';
export const deadlineClocks: readonly DeadlineClock[] = [...clocks, 'listingTerm'];
export const deadlineClock = z.enum(deadlineClocks);

/** What asks for somebody first comes first. */
export const deadlineStates = ['late', 'today', 'soon', 'open', 'suspended'] as const;
export type DeadlineState = (typeof deadlineStates)[number];

/** Who set a day that no rule computes: the paper of an order, an extension, a work order from outside, before reasons were kept. */
export const fixedBy = ['order', 'extension', 'named', 'earlier'] as const;
export type FixedBy = (typeof fixedBy)[number];

/** How the day of a clock came about, as the stages keep it beside the day. */
export const clockBasis = z.object({
  length: z.number().int(),
  unit: z.enum(['workingDays', 'days', 'months']),
  /** As the rule book names it; empty for the platform's own. */
  source: z.string(),
  provisional: z.boolean(),
  ruleVersion: z.number().int(),
  /** Days (working days where the length is in them) during which the clock stood still. */
  paused: z.number().int().default(0),
  capped: z.enum(['none', 'byPublication', 'byTwentyDays']).default('none'),
  fixed: z.enum(fixedBy).nullable().default(null),
  /** Of a clock that is counted back: the day before which it has to be met, not counted. */
  before: plainDate.nullable().default(null),
  /** The day that it was before the engine computed it anew, and why it did. */
  moved: z
    .object({ from: plainDate, why: z.enum(['calendar', 'rules']), mark: z.string() })
    .nullable()
    .default(null),
});
export type ClockBasis = z.output<typeof clockBasis>;

/** Nobody meets these: they end by themselves. */
export const selfEnding: readonly DeadlineClock[] = ['listingTerm'];

/** Where a clock stands. `soonUntil`: last day that counts as near (`lastSoonDay`). */
export function deadlineState(
  clock: { readonly dueOn: string; readonly suspended: boolean },
  of: { readonly today: string; readonly soonUntil: string },
): DeadlineState {
  if (clock.suspended) return 'suspended';
  if (clock.dueOn < of.today) return 'late';
  if (clock.dueOn === of.today) return 'today';
  return clock.dueOn <= of.soonUntil ? 'soon' : 'open';
}

/** Working days to the due day (negative: past it), 0 on the day; weekdays where a year is not published. */
export function daysToGo(dueOn: string, today: string, calendar: WorkCalendar): number {
  if (dueOn >= today) return workingDaysLeft(dueOn, today, calendar);
  const late = workingDaysLeft(today, dueOn, calendar);
  return late === 0 ? 0 : -late;
}

/** The last day to which there are at most `days` working days from today. */
export function lastSoonDay(today: string, days: number, calendar: WorkCalendar): string {
  let at = today;
  for (let left = days; ; at = addDays(at, 1)) {
    if (!worksOn(addDays(at, 1), calendar)) continue;
    if (left === 0) return at;
    left -= 1;
  }
}

/** Monday to Friday where the year is not published. 1970-01-01 was a Thursday. */
export function worksOn(day: string, calendar: WorkCalendar): boolean {
  const known = isWorkingDay(calendar, day);
  if (known.ok) return known.value;
  const weekday = ((dayNumber(day) % 7) + 7) % 7;
  return weekday !== 2 && weekday !== 3;
}

/** Why a clock stands still: what the procedure rules leave out of the count. */
export const pauseGrounds = [
  'hearing', // 听证
  'testing', // 检验、检测、检疫、鉴定
  'publicNotice', // 公告送达
  'otherCase', // 须以其他案件的处理结果为依据
  'forceMajeure', // 不可抗力
  'stayed', // 复议机关、人民法院决定停止执行
  'materials', // 等待申请人补充材料
  'coordination', // 部门要求互相矛盾，等待协调
] as const;
export type PauseGround = (typeof pauseGrounds)[number];

const caseGrounds = ['hearing', 'testing', 'publicNotice', 'otherCase', 'forceMajeure'] as const;
const pausable: Readonly<Partial<Record<DeadlineClock, readonly PauseGround[]>>> = {
  penaltyDecided: caseGrounds,
  rectified: ['stayed', 'coordination', 'forceMajeure'],
  reinspected: ['stayed', 'coordination', 'testing', 'forceMajeure'],
  objectionAnswered: ['testing', 'otherCase', 'materials', 'forceMajeure'],
  contactAnswered: ['testing', 'otherCase', 'materials', 'forceMajeure'],
};

/**
 * Grounds on which a clock may stand still; none for the clocks of results and of the police. The publication of a result
 * has a suspension of its own, decided where it is published, and never gets more than twenty working days (I7).
 */
export function pauseGroundsOf(clock: DeadlineClock): readonly PauseGround[] {
  return pausable[clock] ?? [];
}

/** Days from one day to another in the unit of a clock, the first not counted; months are counted in days. */
export function daysPaused(
  of: { readonly from: string; readonly to: string; readonly unit: ClockBasis['unit'] },
  calendar: WorkCalendar,
): number {
  if (of.to <= of.from) return 0;
  return of.unit === 'workingDays'
    ? workingDaysLeft(of.to, of.from, calendar)
    : dayNumber(of.to) - dayNumber(of.from);
}
