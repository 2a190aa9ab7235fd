/**
 * Recalculation of open clocks when a year of the calendar is published and when a version of the rule book comes into force:
 * entry and publication of results, half of each, against one plain UPDATE that moves the same days without computing any.
 *   node bench/clocks.ts            1,000,000 open clocks, at most 60 s each
 *   node bench/clocks.ts --small    20,000, no verdicts
 */

import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import { sql } from 'kysely';
import { plantClocks, publishYear } from '../apps/server/src/oversight/deadlines/clocks-testing.ts';
import { type Recalculation, recomputeClocks } from '../apps/server/src/oversight/deadlines/recompute.ts';
import { inTransaction } from '../apps/server/src/platform/db/transaction.ts';
import { type Bench, withBench } from './support/database.ts';
import { many, seconds, small, startReport, timed } from './support/report.ts';

const clocks = small ? 20_000 : 1_000_000;
const boundMs = 60_000;
const year = 2026;

const report = startReport(`Recalculation of ${many(clocks)} open clocks`);
await withBench(async (bench) => {
  const person = bench.cast.anLan;
  await plantClocks(bench.database.owner, bench.platform, { person, teams: clocks / 2 });
  await sql`ANALYZE`.execute(bench.database.owner);
  const plain = await timed(() =>
    sql`UPDATE result_clocks SET due_on = due_on + 1`.execute(bench.database.owner),
  );
  report.row('a plain UPDATE of every row', seconds(plain.took));
  await publishYear(bench.database.owner, bench.platform, { person, year });
  const scope = { home: person.jurisdictionId, today: bench.platform.clock.today() };
  const ofYear = { scope: { ...scope, agencyId: null, year }, book: null, mark: 'year' };
  await measured(bench, 'a year of the calendar', { of: ofYear, plain: plain.took });
  const book = { version: 1, deadlines: presetRules('plain').deadlines };
  const ofRules = { scope: { ...scope, agencyId: person.agencyId, year: null }, book, mark: 'rules' };
  await measured(bench, 'a version of the rule book', { of: ofRules, plain: plain.took });
});
report.print();

async function measured(
  bench: Bench,
  what: string,
  { of, plain }: { readonly of: Recalculation; readonly plain: number },
): Promise<void> {
  await sql`VACUUM ANALYZE result_clocks`.execute(bench.database.owner);
  const run = await timed(() => inTransaction(bench.platform.db, (tx) => recomputeClocks(tx, of)));
  const { clocks: computed, moved } = run.value;
  report.row(`${what}: clocks computed anew`, many(computed), `${many(moved)} moved`);
  report.bound(what, seconds(run.took), run.took <= boundMs, `at most ${seconds(boundMs)}`);
  report.row(`${what}, against the plain UPDATE`, `${(run.took / plain).toFixed(1)}×`);
}
