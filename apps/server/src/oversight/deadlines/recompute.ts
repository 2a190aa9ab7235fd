/**
 * Recalculation of open clocks: a year of the calendar was published or a version of the rule book came into force. Days are
 * computed once per beginning and length, each source takes them in one UPDATE; the ledger keeps the counts, and those whose
 * day moved are told.
 */
import { deadlineNotices } from '@mingcha/core/oversight/deadlines/deadline-notices.ts';
import { recomputed } from '@mingcha/core/oversight/deadlines/recompute.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { FollowedEvent, Follower } from '../../platform/events/follow.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { ruleBookInForce, workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import {
  clockGroups,
  followResultClocks,
  type RecomputeScope,
  recomputeSources,
  takeDays,
  waitForAll,
} from './recompute.queries.ts';
import { moveSchemes, rulesReader } from './runs.ts';

export interface Recalculation {
  readonly scope: RecomputeScope;
  /** Of the version that comes into force; null for a calendar. */
  readonly book: { readonly version: number; readonly deadlines: RuleBook['deadlines'] } | null;
  /** Names this recalculation. */
  readonly mark: string;
}

interface Outcome {
  readonly clocks: number;
  readonly moved: number;
  readonly people: ReadonlyMap<string, number>;
}

/** Computes and takes the days; gives the counts and who has clocks that moved. */
export async function recomputeClocks(tx: Tx, of: Recalculation): Promise<Outcome> {
  const { scope, book, mark } = of;
  await waitForAll(tx);
  const calendar = await workCalendar(tx, scope.home);
  const deadlines = book?.deadlines ?? null;
  const sources = Object.fromEntries((deadlines ?? []).map((each) => [each.clock, each.basis]));
  const people = new Map<string, number>();
  let clocks = 0;
  let moved = 0;
  for (const source of recomputeSources(scope.today)) {
    const groups = await clockGroups(tx, source, scope);
    const days = groups.map((group) => ({ group, to: recomputed(group, { calendar, deadlines }) }));
    const why = book === null ? 'calendar' : 'rules';
    const done = await takeDays(tx, source, {
      scope,
      days,
      why,
      mark,
      version: book?.version ?? null,
      sources,
    });
    clocks += done.clocks;
    moved += done.moved;
    for (const { id, count } of done.people) people.set(id, (people.get(id) ?? 0) + count);
  }
  await followResultClocks(tx, scope.home);
  await moveSchemes(tx, rulesReader(tx));
  return { clocks, moved, people };
}

async function follow(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const { jurisdictionId, agencyId } = event;
  const today = platform.clock.today();
  const mark = `${event.jurisdictionId} ${event.seq}`;
  if (event.type === 'calendar.year_entered') {
    const scope = { home: jurisdictionId, agencyId: null, year: Number(event.data['calendarYear']), today };
    return tell(tx, platform, { event, done: await recomputeClocks(tx, { scope, book: null, mark }) });
  }
  if (event.data['documentStep'] !== 'publish' || agencyId === null) return;
  const { version, rules } = await ruleBookInForce(tx, { jurisdictionId, agencyId });
  const scope = { home: jurisdictionId, agencyId, year: null, today };
  const book = { version, deadlines: rules.deadlines };
  await tell(tx, platform, { event, done: await recomputeClocks(tx, { scope, book, mark }) });
}

async function tell(
  tx: Tx,
  platform: Platform,
  of: { readonly event: FollowedEvent; readonly done: Outcome },
): Promise<void> {
  const { event, done } = of;
  const { jurisdictionId, agencyId } = event;
  for (const [accountId, count] of done.people)
    await notify(tx, platform, {
      jurisdictionId,
      to: { accountId },
      kind: deadlineNotices.moved,
      data: { count },
      link: '/deadlines?of=mine',
      dedupeKey: `deadline.moved ${jurisdictionId} ${event.seq}`,
    });
  await record(tx, platform, {
    type: 'deadline.recomputed',
    actor: { jurisdictionId, accountId: null, agencyId },
    subject: event.subject,
    data: { recomputeCause: event.type, clockCount: done.clocks, movedCount: done.moved },
  });
}

export const recomputeFollower: Follower = {
  name: 'oversight.recompute',
  types: ['calendar.year_entered', 'ruleBook.step_taken'],
  handle: follow,
};
