/**
 * Begins the clocks that no stage keeps, with the day of the rule book in force. What has begun is read from the stages, so
 * that nothing is missed, however it came into the records; each clock begins once.
 */

import type { WorkCalendar } from '@mingcha/core/common/working-days.ts';
import { clockDay, clockDayBefore } from '@mingcha/core/oversight/deadlines/clock-day.ts';
import { clockBasis } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import type { RuleBookInForce } from '@mingcha/core/registers/rules/rule-book.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Follower } from '../../platform/events/follow.ts';
import type { Platform } from '../../platform/platform.ts';
import { ruleBookInForce, workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { type BegunClock, begunClocks, insertRun } from './run.queries.ts';
import { begunSchemes, movedSchemes, saveSchemeDay } from './scheme-run.queries.ts';

const atOnce = 1000;

/** Rule books and calendars, each read once in a round. */
export function rulesReader(tx: Tx) {
  const books = new Map<string, Promise<RuleBookInForce>>();
  const calendars = new Map<string, Promise<WorkCalendar>>();
  return {
    book(home: string, agencyId: string): Promise<RuleBookInForce> {
      const known = books.get(agencyId) ?? ruleBookInForce(tx, { jurisdictionId: home, agencyId });
      books.set(agencyId, known);
      return known;
    },
    calendar(home: string): Promise<WorkCalendar> {
      const known = calendars.get(home) ?? workCalendar(tx, home);
      calendars.set(home, known);
      return known;
    },
  };
}

/** Gives how many began. A clock that the agency's rule book does not set does not run. */
export async function beginClocks(tx: Tx, platform: Pick<Platform, 'clock'>): Promise<number> {
  const year = Number(platform.clock.today().slice(0, 4));
  const rules = rulesReader(tx);
  let begun = 0;
  const found = [...(await begunClocks(tx, { year, limit: atOnce })), ...(await begunSchemes(tx, atOnce))];
  for (const run of found) {
    const made = await dayOf(run, rules);
    if (made === null) continue;
    await insertRun(tx, { ...run, ...made });
    begun += 1;
  }
  await moveSchemes(tx, rules);
  return begun;
}

/** A scheme is due so long before the first visit: its day follows the dates of the visits, the rule book and the calendar. */
export async function moveSchemes(tx: Tx, rules: ReturnType<typeof rulesReader>): Promise<void> {
  for (const run of await movedSchemes(tx)) {
    const made = await dayOf(run, rules);
    if (made === null) continue;
    const old = clockBasis.parse(run.basis);
    if (run.dueOn === made.dueOn && old.before === made.basis.before && old.length === made.basis.length)
      continue;
    await saveSchemeDay(tx, run, made);
  }
}

async function dayOf(run: BegunClock, rules: ReturnType<typeof rulesReader>) {
  const book = await rules.book(run.home, run.agencyId);
  const rule = book.rules.deadlines.find((each) => each.clock === run.clock);
  if (rule === undefined) return null;
  const { length, unit, basis: source } = rule;
  const calendar = await rules.calendar(run.home);
  const before = run.before ?? null;
  const end =
    before === null
      ? clockDay(calendar, run.startedOn, { length, unit, paused: 0 })
      : clockDayBefore(calendar, before, { length, unit });
  const { provisional } = end;
  return { dueOn: end.day, basis: { length, unit, source, provisional, ruleVersion: book.version, before } };
}

/** A draw, a list from elsewhere or a plan that goes on begins its clocks at once; the round of the house does the rest. */
export const clockRunFollower: Follower = {
  name: 'oversight.clocks',
  types: [
    'draw.drawn',
    'draw.outside_imported',
    'plan.step_taken',
    'plan.entries_moved',
    'task.dispatched',
    'slot.answered',
    'slot.withdrawn',
  ],
  handle: async (tx, platform) => {
    await beginClocks(tx, platform);
  },
};
