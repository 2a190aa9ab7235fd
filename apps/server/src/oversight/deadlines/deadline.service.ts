/** Open clocks with state and days, their counts, and why a day is that day. Reads only. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole, type Role } from '@mingcha/core/common/roles.ts';
import { countedWay, wayOf } from '@mingcha/core/oversight/deadlines/clock-day.ts';
import {
  type DeadlineFilter,
  type DeadlineRow,
  type DeadlineScope,
  jurisdictionReaders,
  type PauseView,
  type WhyView,
} from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import {
  clockBasis,
  daysToGo,
  deadlineClocks,
  deadlineState,
  lastSoonDay,
  pauseGroundsOf,
} from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { ownCalendarYears } from '../../registers/rules/calendar.queries.ts';
import { workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import {
  type Asked,
  agenciesWithin,
  type ClockRow,
  clockByKey,
  clockCounts,
  clockPage,
  clocksAtHand,
} from './deadline.queries.ts';
import { pausesOf, type StoredPause } from './pause.queries.ts';
import { settingsOf } from './settings.queries.ts';

const officeRoles: readonly Role[] = ['legalOfficer', 'sectionOfficer', 'agencyHead'];

/** Whose clocks a person may see, their own choice first: auditors and the coordination office all, inspectors their own. */
export function scopesOf(actor: Actor): readonly DeadlineScope[] {
  const own: DeadlineScope[] = hasRole(actor, ...officeRoles)
    ? [...(actor.sectionId === null ? [] : ['section' as const]), 'agency']
    : [];
  const all: DeadlineScope[] = hasRole(actor, ...jurisdictionReaders) ? ['jurisdiction'] : [];
  if (own.length === 0 && all.length > 0) return all;
  return ['mine', ...own, ...all];
}

/** What is shown first: a head answers for the whole agency, everybody else for their own. */
const firstOf = (actor: Actor, scopes: readonly DeadlineScope[]): DeadlineScope =>
  hasRole(actor, 'agencyHead') ? 'agency' : (scopes[0] ?? 'mine');

/** The widest of them. */
const widestOf = (actor: Actor): DeadlineScope => scopesOf(actor).at(-1) ?? 'mine';

async function frame(
  tx: Tx,
  platform: Pick<Platform, 'clock'>,
  of: { readonly actor: Actor; readonly filter: DeadlineFilter },
): Promise<Asked & { readonly calendar: Awaited<ReturnType<typeof workCalendar>> }> {
  const { actor, filter } = of;
  const today = platform.clock.today();
  const calendar = await workCalendar(tx, actor.jurisdictionId);
  const { settings } = await settingsOf(tx, actor);
  const scopes = scopesOf(actor);
  const scope = scopes.find((each) => each === filter.of) ?? firstOf(actor, scopes);
  return {
    filter,
    scope,
    today,
    now: platform.clock.now(),
    calendar,
    soonUntil: lastSoonDay(today, Math.max(...settings.before), calendar),
  };
}

function rowOf(row: ClockRow, of: Awaited<ReturnType<typeof frame>>): DeadlineRow {
  const { key, clock, agencyId, agencyName, taskNumber, subject, path, startedOn, dueOn } = row;
  return {
    key,
    clock,
    agencyId,
    agencyName,
    taskNumber,
    subject,
    path,
    people: [...row.people],
    startedOn,
    dueOn,
    state: deadlineState(row, of),
    daysLeft: row.suspended ? 0 : daysToGo(dueOn, of.today, of.calendar),
    provisional: clockBasis.parse(row.basis).provisional,
  };
}

/**
 * Open clocks that the actor may see, the most urgent first, one page by key. `filter.of` beyond the actor's scopes falls back to
 * the first of them.
 */
export async function listDeadlines(
  platform: Platform,
  actor: Actor,
  asked: {
    readonly filter: DeadlineFilter;
    readonly page: { readonly after: string | undefined; readonly limit: number };
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const of = await frame(tx, platform, { actor, ...asked });
    const found = await clockPage(tx, actor, { ...of, page: asked.page });
    const page = pageOfRows(found, asked.page.limit, (row) => [row.dueOn, row.key]);
    return ok({ rows: page.rows.map((row) => rowOf(row, of)), next: page.next });
  });
}

/** How many of each clock stand where, in the order of the clocks; exactly the rows of the list with the same filter. */
export async function countDeadlines(platform: Platform, actor: Actor, filter: DeadlineFilter) {
  return inTransaction(platform.db, async (tx) => {
    const of = await frame(tx, platform, { actor, filter });
    const found = await clockCounts(tx, actor, of);
    const agencies = of.scope === 'jurisdiction' ? await agenciesWithin(tx, actor.jurisdictionId) : [];
    return ok({
      asOf: of.today,
      of: of.scope,
      clocks: deadlineClocks.flatMap((clock) => found.filter((row) => row.clock === clock)),
      scopes: [...scopesOf(actor)],
      agencies: [...agencies],
    });
  });
}

/** The counts of every clock that the filter asks for, and the most urgent `first` of them: for the first screens. */
export async function deadlinesAtHand(
  tx: Tx,
  platform: Pick<Platform, 'clock'>,
  asked: { readonly actor: Actor; readonly filter: DeadlineFilter; readonly first: number },
) {
  const of = await frame(tx, platform, asked);
  const { counts, rows } = await clocksAtHand(tx, asked.actor, { ...of, first: asked.first });
  return { counts, rows: rows.map((row) => rowOf(row, of)) };
}

/** A clock of the list or one that is done. Errors: `deadline.not_found`. */
export async function explainDeadline(
  platform: Platform,
  actor: Actor,
  key: string,
): Promise<Result<WhyView>> {
  return inTransaction(platform.db, async (tx): Promise<Result<WhyView>> => {
    const row = await visibleClock(tx, platform, { actor, key });
    if (row === undefined) return fail('deadline.not_found');
    const own = await ownCalendarYears(tx, row.home);
    const basis = clockBasis.parse(row.basis);
    const pauses = await pausesOf(tx, row);
    const isOwn = row.agencyId === actor.agencyId && row.doneOn === null;
    const running = pauses.find((each) => each.state === 'running');
    const waits = pauses.find((each) => each.state === 'asked');
    const asks = isOwn && running === undefined && waits === undefined && !row.suspended;
    return ok({
      key: row.key,
      clock: row.clock,
      subject: row.subject,
      startedOn: row.startedOn,
      dueOn: row.dueOn,
      doneOn: row.doneOn,
      basis,
      way: wayView(countedWay(...wayOf(row, basis), own)),
      pauses: pauses.map(pauseView),
      mayAsk:
        asks && hasRole(actor, 'legalOfficer', 'sectionOfficer', 'inspector')
          ? [...pauseGroundsOf(row.clock)]
          : [],
      mayDecide:
        isOwn && waits !== undefined && waits.asked_by !== actor.accountId && hasRole(actor, 'agencyHead'),
      mayResume: isOwn && running !== undefined,
    });
  });
}

function wayView(way: ReturnType<typeof countedWay>): WhyView['way'] {
  return {
    ...way,
    breaks: way.breaks.map((each) => ({ ...each })),
    makeUpDays: [...way.makeUpDays],
    unpublishedYears: [...way.unpublishedYears],
  };
}

/** The clock within the actor's widest scope. */
export async function visibleClock(
  tx: Tx,
  platform: Pick<Platform, 'clock'>,
  of: { readonly actor: Actor; readonly key: string },
): Promise<ClockRow | undefined> {
  const { actor, key } = of;
  return clockByKey(tx, actor, {
    key,
    scope: widestOf(actor),
    today: platform.clock.today(),
    now: platform.clock.now(),
  });
}

function pauseView(row: StoredPause): PauseView {
  return {
    id: row.id,
    state: row.state,
    ground: row.ground,
    basis: row.basis,
    note: row.note,
    askedName: row.asked_name,
    askedAt: row.asked_at,
    decidedName: row.decided_name,
    opinion: row.opinion,
    startedOn: row.started_on,
    endedOn: row.ended_on,
    days: row.days,
    version: row.row_version,
  };
}
