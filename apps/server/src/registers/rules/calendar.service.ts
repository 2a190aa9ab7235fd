/**
 * Use cases of the working-day calendar: the years with their notices, a year entered or corrected. A correction is a new
 * version; the old ones stay readable. Deadlines already set are not touched here.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { addWorkingDays, workingDaysBetween } from '@mingcha/core/common/working-days.ts';
import {
  type CalendarYearFields,
  calendarOf,
  checkCalendarYear,
  type PublishedYear,
} from '@mingcha/core/registers/rules/calendar.ts';
import type { CalendarVersion } from '@mingcha/core/registers/rules/calendar-api.ts';
import { publishedYears } from '@mingcha/core/registers/rules/holidays-form.ts';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { calendarVersions, insertCalendarYear, type StoredYear } from './calendar.queries.ts';
import { workCalendar } from './rule-book-in-force.queries.ts';

export async function listCalendarYears(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const own = await calendarVersions(tx, actor.jurisdictionId);
    const years = new Set([...own.map((one) => one.year), ...publishedYears.map((one) => one.year)]);
    return ok({
      today: platform.clock.today(),
      years: [...years].toSorted((a, b) => b - a).map((year) => ({ year, versions: versionsOf(year, own) })),
    });
  });
}

function versionsOf(year: number, own: readonly StoredYear[]): CalendarVersion[] {
  const bundled = publishedYears.filter((one) => one.year === year);
  return [
    ...own
      .filter((one) => one.year === year)
      .map((one) => ({
        ...counted({ year, source: one.source, breaks: one.breaks, makeUpDays: one.make_up_days }),
        version: one.version,
        reason: one.reason,
        enteredBy: one.person_name,
        enteredAt: one.entered_at,
      })),
    ...bundled.map((one) => ({ ...counted(one), version: 0, reason: '', enteredBy: '', enteredAt: null })),
  ];
}

function counted(one: PublishedYear) {
  const days = workingDaysBetween(calendarOf([one]), `${one.year}-01-01`, `${one.year}-12-31`);
  return {
    year: one.year,
    source: one.source,
    breaks: [...one.breaks],
    makeUpDays: [...one.makeUpDays],
    workingDays: days.ok ? days.value : 0,
  };
}

/** The working day so many days after `from`. Errors: `calendar.year_unpublished`. */
export async function countWorkingDays(
  platform: Platform,
  actor: Actor,
  asked: { readonly from: string; readonly days: number },
): Promise<Result<{ day: string }>> {
  return inTransaction(platform.db, async (tx) => {
    const calendar = await workCalendar(tx, actor.jurisdictionId);
    const day = addWorkingDays(calendar, asked.from, asked.days);
    return day.ok ? ok({ day: day.value }) : day;
  });
}

/** Adds a year or a corrected version. Errors: those of `checkCalendarYear`, `calendar.reason_missing`, `calendar.same_year`, `calendar.changed_meanwhile`. */
export async function enterCalendarYear(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; version: number; reason: string; fields: CalendarYearFields },
): Promise<Result<{ year: number; version: number }>> {
  const { fields, reason } = input;
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'calendar.enter' }, async (tx) => {
    const checked = checkCalendarYear(fields);
    if (!checked.ok) return checked;
    const now = versionsOf(fields.year, await calendarVersions(tx, actor.jurisdictionId))[0];
    if ((now?.version ?? 0) !== input.version) return fail('calendar.changed_meanwhile');
    if (now !== undefined && isSame(now, fields)) return fail('calendar.same_year');
    if (now !== undefined && reason === '') return fail('calendar.reason_missing', {}, 'reason');
    const version = input.version + 1;
    await insertCalendarYear(tx, {
      jurisdiction_id: actor.jurisdictionId,
      year: fields.year,
      version,
      breaks: JSON.stringify(fields.breaks),
      make_up_days: [...new Set(fields.makeUpDays)].toSorted(),
      source: fields.source,
      reason,
      entered_by: actor.accountId,
      person_name: actor.personName,
      entered_at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'calendar.year_entered',
      actor,
      subject: { kind: 'calendarYear', id: String(fields.year) },
      data: { calendarYear: fields.year, version, noticeSource: fields.source, reason },
    });
    return ok({ year: fields.year, version });
  });
}

function isSame(now: PublishedYear, fields: PublishedYear): boolean {
  const plain = (one: PublishedYear): string =>
    JSON.stringify([one.source, one.breaks.map((b) => [b.name, b.from, b.to]), one.makeUpDays]);
  return plain(now) === plain(fields);
}
