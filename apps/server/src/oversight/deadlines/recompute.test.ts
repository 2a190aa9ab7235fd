/** The recalculation of many clocks at once against the core's day of each of them alone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkCalendar } from '@mingcha/core/common/working-days.ts';
import { clockBasis, type DeadlineClock } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { recomputed } from '@mingcha/core/oversight/deadlines/recompute.ts';
import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { plantClocks, publishYear } from './clocks-testing.ts';
import { recomputeClocks } from './recompute.ts';

const teams = 1500;

interface Clock {
  readonly id: string;
  readonly clock: DeadlineClock;
  readonly startedOn: string;
  readonly dueOn: string;
  readonly basis: ReturnType<typeof clockBasis.parse>;
}

async function clocksOf(app: TestApp, agencyId: string): Promise<readonly Clock[]> {
  const rows = await app.platform.db
    .selectFrom('result_clocks')
    .select(['inspection_id as id', 'clock', 'started_on as startedOn', 'due_on as dueOn', 'basis'])
    .where('agency_id', '=', agencyId)
    .orderBy('inspection_id')
    .orderBy('clock')
    .execute();
  return rows.map((row) => ({
    ...row,
    clock: row.clock as DeadlineClock,
    basis: clockBasis.parse(row.basis),
  }));
}

/** The day of every clock as the core computes it alone, by clock and inspection. */
function daysAlone(
  clocks: readonly Clock[],
  of: { readonly calendar: WorkCalendar; readonly deadlines: RuleBook['deadlines'] | null },
): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  for (const row of clocks.toSorted((a, b) => (a.clock > b.clock ? -1 : 1))) {
    const { clock, startedOn, dueOn, basis } = row;
    const isUntouched = of.deadlines === null && basis.unit !== 'workingDays';
    const own = isUntouched ? dueOn : recomputed({ clock, startedOn, ...basis }, of).dueOn;
    const published = days.get(`resultPublished ${row.id}`) ?? own;
    days.set(`${clock} ${row.id}`, isUntouched || own < published ? own : published);
  }
  return days;
}

test('R321 thousands of open clocks computed anew by their groups get the day that each has alone, for a year of the calendar and for a version of the rule book; another jurisdiction keeps its days', () =>
  withTestApp(async (app) => {
    const { db } = app.platform;
    const { anLan, chenXi } = app.cast;
    await plantClocks(db, app.platform, { person: anLan, teams });
    await plantClocks(db, app.platform, { person: chenXi, teams: 20 });
    const elsewhere = await clocksOf(app, chenXi.agencyId);
    const before = await clocksOf(app, anLan.agencyId);
    await publishYear(db, app.platform, { person: anLan, year: 2026 });
    const scope = { home: anLan.jurisdictionId, today: app.platform.clock.today() };
    const book = {
      version: 3,
      deadlines: presetRules('plain').deadlines.map((each) =>
        each.clock === 'resultEntered' ? { ...each, length: 9 } : each,
      ),
    };
    const calendar = await inTransaction(db, (tx) => workCalendar(tx, anLan.jurisdictionId));
    const rounds = [
      { scope: { ...scope, agencyId: null, year: 2026 }, book: null, mark: 'calendar' },
      { scope: { ...scope, agencyId: anLan.agencyId, year: null }, book, mark: 'book' },
    ];
    let rows = before;
    for (const round of rounds) {
      const alone = daysAlone(rows, { calendar, deadlines: round.book?.deadlines ?? null });
      const done = await inTransaction(db, (tx) => recomputeClocks(tx, round));
      const after = await clocksOf(app, anLan.agencyId);
      const wrong = after.filter((row) => row.dueOn !== alone.get(`${row.clock} ${row.id}`));
      assert.deepEqual(wrong.slice(0, 3), [], `${wrong.length} of ${after.length} ${round.mark}`);
      const moved = after.filter((row, n) => row.dueOn !== rows[n]?.dueOn);
      assert.equal(done.moved, moved.length);
      assert.ok(moved.length > teams && moved.every((row) => row.basis.moved?.mark === round.mark));
      rows = after;
    }
    assert.ok(rows.every((row) => row.basis.ruleVersion === 3));
    assert.deepEqual(await clocksOf(app, chenXi.agencyId), elsewhere);
  }));
