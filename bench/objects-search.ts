/**
 * The object directory at a million objects: pages, filters and searches by part of a name or code through the
 * product's own query functions, against the same rows by their primary keys.
 *   node bench/objects-search.ts            1,000,000 objects
 *   node bench/objects-search.ts --small    50,000 objects, no verdicts
 */
import { copyObjects, dropIndexes, makeIndexes, settleObjects, withBench } from './support/database.ts';
import { many, ms, percentile, seconds, small, startReport, timed } from './support/report.ts';
import { ask, questions } from './support/search.ts';

const count = small ? 50_000 : 1_000_000;
const rounds = small ? 20 : 60;
const boundMs = 100;

const report = startReport(`Object list of ${many(count)} objects, pages of 50`);
await withBench(async (bench) => {
  const filled = await timed(async () => {
    const indexes = await dropIndexes(bench.database);
    await copyObjects(bench, count);
    await makeIndexes(bench.database, indexes);
    await settleObjects(bench.database);
  });
  report.row('filled, for the record', seconds(filled.took));
  const { db } = bench.platform;
  const scope = bench.cast.anLan;
  const asked = await questions(db, scope);
  // Everything once before anything counts: a running server has its plans and pages warm.
  for (const question of asked) await ask(db, scope, question, 10);
  const slow: string[] = [];
  for (const question of asked) {
    const { name, times, floor, rows } = await ask(db, scope, question, rounds);
    const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
    const [floor50, floor95] = [percentile(floor, 0.5), percentile(floor, 0.95)];
    if (p95 >= boundMs) slow.push(name);
    report.row(
      name,
      `p50 ${ms(p50)}, p95 ${ms(p95)}`,
      `rows by key ${ms(floor50)}, ${ms(floor95)}: ${(p50 / floor50).toFixed(1)}×, ${(p95 / floor95).toFixed(1)}×; ` +
        `${rows.toFixed(0)} rows a page`,
    );
  }
  report.bound(
    'every question',
    slow.length === 0 ? `p95 < ${boundMs} ms` : `${slow.length} of ${asked.length} slower`,
    slow.length === 0,
    slow.length === 0 ? `p95 below ${boundMs} ms` : `p95 below ${boundMs} ms (${slow.join('; ')})`,
  );
});
report.print();
