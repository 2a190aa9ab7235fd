/**
 * A whole draw from PostgreSQL through the server's own services: seal by two persons, contributions, draw, bundle,
 * for 10^4 to 10^7 objects; time per object after subtracting what a draw of a hundred costs, and peak memory.
 *   node bench/draw-large.ts                 10^4 to 10^7; the last one needs some 6 GB of disk and many minutes
 *   node bench/draw-large.ts --upto 1000000  up to this size
 *   node bench/draw-large.ts --small         up to 10^5, no verdicts
 */
import { setFlagsFromString } from 'node:v8';
import { sql } from 'kysely';
import { currentBundle } from '../apps/server/src/draws/bundle.ts';
import { drive, ownTask, publishItems, withDraws } from '../apps/server/src/draws/draw-testing.ts';
import { inTransaction } from '../apps/server/src/platform/db/transaction.ts';
import type { TestApp, TestReply } from '../apps/server/src/platform/testing-app.ts';
import { copyObjects, dropIndexes, settleObjects } from './support/database.ts';
import { type Peaks, withPeaks } from './support/memory.ts';
import { many, mebibytes, seconds, small, startReport, timed } from './support/report.ts';

const upTo = Number(process.argv[process.argv.indexOf('--upto') + 1] ?? Number.NaN);
const largest = small ? 100_000 : process.argv.includes('--upto') ? upTo : 10_000_000;
/**
 * Up to 10,000 members a stratum lists all others as reserves (§9), larger ones list some. One object in 25 is inactive
 * and no member, so the smallest size has some more than 10,000.
 */
const sizes = [10_500, 100_000, 1_000_000, 10_000_000].filter((size) => size <= Math.max(largest, 10_500));
/** A draw of so few objects costs what every draw costs at its start. */
const fixedSize = 100;
/** One in a thousand is drawn, so that the work per object is the same at every size. */
const rate: [number, number] = [1, 1000];
const inspectorCount = 500;
const memoryBound = 2 ** 30;

interface Run {
  readonly size: number;
  readonly drawn: number;
  readonly sealed: number;
  readonly draw: number;
  readonly bundle: number;
  readonly bytes: number;
  readonly peaks: Peaks;
}

async function insertInspectors({ database, platform, cast }: TestApp): Promise<void> {
  const { jurisdictionId, agencyId } = cast.anLan;
  await sql`INSERT INTO inspectors (jurisdiction_id, agency_id, id, name, certificate_number, certificate_valid_to,
      can_lead, created_at, updated_at)
    SELECT ${jurisdictionId}, ${agencyId}, gen_random_uuid(), '检查员' || i, 'ZF' || i, '2030-12-31', i % 3 = 0,
      ${platform.clock.now()}, ${platform.clock.now()}
    FROM generate_series(1, ${inspectorCount}) AS i`.execute(database.owner);
}

async function must(reply: Promise<TestReply>): Promise<void> {
  const { status, body } = await reply;
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
}

/** Everything of one draw that grows with the pool. */
async function measure(size: number): Promise<Run> {
  let run: Run | undefined;
  await withDraws(async (app) => {
    const { platform, database } = app;
    // The draw reads by primary key alone; the others would only make the filling slow.
    await dropIndexes(database, ['pk_objects']);
    await copyObjects(app, size);
    await insertInspectors(app);
    await inTransaction(platform.db, (tx) => publishItems(tx, app));
    await settleObjects(database);
    const driver = await drive(app);
    const { lan, section, step } = driver;
    const { value, peaks } = await withPeaks(async () => {
      const id = await driver.create(
        ownTask(app, {
          strata: [{ rule: 'draw', code: '01', name: '全部', rate }],
        }),
      );
      await must(step(lan, id, 'check'));
      const sealed = await timed(async () => {
        await must(step(lan, id, 'seal-proposal'));
        await must(step(section, id, 'seal'));
      });
      await driver.attend(id);
      await driver.commit(id);
      await driver.numbers(id);
      await driver.reveal(id);
      const draw = await timed(() => must(step(lan, id, 'draw')));
      const bundle = await timed(() =>
        currentBundle(platform, { jurisdictionId: app.cast.anLan.jurisdictionId, id }),
      );
      const { quotas } = await sql<{ quotas: number }>`SELECT count(*)::int AS quotas FROM draw_selected
        WHERE draw_id = ${id} AND NOT reserve`
        .execute(database.owner)
        .then(({ rows }) => rows[0] ?? { quotas: 0 });
      return {
        drawn: quotas,
        sealed: sealed.took,
        draw: draw.took,
        bundle: bundle.took,
        bytes: bundle.value?.size ?? 0,
      };
    });
    run = { size, ...value, peaks };
  });
  if (run === undefined) throw new Error('no run');
  return run;
}

// Where memory is plenty, V8 collects late: by default it lets garbage stand up to a sixth of the machine.
setFlagsFromString('--max-old-space-size=256');

const report = startReport('Whole draws from PostgreSQL');
const total = (run: Run): number => run.sealed + run.draw + run.bundle;

// The first draw of some size compiles the code that all later ones run.
await measure(10_500);
/** Other work only ever adds time: the smallest of a few is the start. */
const starts: Run[] = [];
for (let n = 0; n < 3; n += 1) starts.push(await measure(fixedSize));
const fixed = Math.min(...starts.map(total));
report.row(`fixed start, ${fixedSize} objects`, seconds(fixed), 'subtracted below');

const perObject: number[] = [];
let highest = 0;
for (const size of sizes) {
  const run = await measure(size);
  const each = (total(run) - fixed) / run.size;
  perObject.push(each);
  highest = Math.max(highest, run.peaks.ours);
  report.row(
    `${many(size)} objects, ${many(run.drawn)} drawn`,
    seconds(total(run)),
    `${(each * 1000).toFixed(1)} µs per object; seal ${seconds(run.sealed)}, draw ${seconds(run.draw)}, ` +
      `bundle ${seconds(run.bundle)} (${mebibytes(run.bytes)}); ` +
      `memory ${mebibytes(run.peaks.ours)}, PostgreSQL ${mebibytes(run.peaks.postgres)}`,
  );
  // A long run shows what it has as it goes.
  if (size >= 1_000_000)
    console.log(`${many(size)} objects done: ${seconds(total(run))}, ${mebibytes(run.peaks.ours)}`);
}
const spread = Math.max(...perObject) / Math.min(...perObject);
report.bound('time per object, largest to smallest', `${spread.toFixed(2)}×`, spread <= 2, 'at most 2×');
report.bound('peak memory of ours', mebibytes(highest), highest <= memoryBound, 'at most 1 GB');
report.print();
