/**
 * The stated targets at 1,000,000 objects, on an installation as its owner has it: embedded PostgreSQL with fsync, the
 * server's own program in a process of its own with its own limits, everything over HTTP and signed in. Beside each figure
 * stands what the same machine does in the same run without us.
 *   node bench/targets.ts            1,000,000 objects, some ten minutes on two idle cores; kept as evidence
 *   node bench/targets.ts --small    20,000 objects, a look of about a minute, no verdicts
 *   node bench/targets.ts --only import,submissions   these parts alone (lists, pages, submissions, import), not kept
 *   node bench/targets.ts --objects 100000            that many objects, not kept
 */
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { type Bench, copyObjects, dropIndexes, makeIndexes, settleObjects } from './support/database.ts';
import { type Figures, startFigures } from './support/figures.ts';
import { memoryOf, type RunningServer, withInstallation } from './support/installed.ts';
import { plantPeople } from './support/people.ts';
import { many, mebibytes, seconds, small, timed } from './support/report.ts';
import { measureImport } from './targets/importing.ts';
import { measureQuestions, measureThroughput } from './targets/listing.ts';
import { measureSubmissions } from './targets/submitting.ts';

const { values: given } = parseArgs({
  options: { small: { type: 'boolean' }, only: { type: 'string' }, objects: { type: 'string' } },
});
const only = given.only?.split(',');
const objects = Number(given.objects ?? (small ? 20_000 : 1_000_000));
const importRows = small ? 5000 : 100_000;
const memoryBound = 400 * 2 ** 20;
/** An account may ask ten times a second, an address a hundred times: enough people for the throughput that is asked for. */
const listers = small ? 64 : 256;

/** A part of the run that fails is told and counts as missed; the others still run. */
async function part(
  { figures, server }: { readonly figures: Figures; readonly server: RunningServer },
  what: string,
  work: () => Promise<unknown>,
): Promise<void> {
  if (only !== undefined && !only.includes(what)) return;
  try {
    await work();
  } catch (error) {
    console.error(error);
    figures.add({ what, bound: 'runs to its end', measured: String(error).slice(0, 300), held: false });
  }
  const { now, peak } = memoryOf(server.pid);
  console.log(`    memory of the server after ${what}: ${mebibytes(now)}, highest so far ${mebibytes(peak)}`);
}

async function fill(bench: Bench, figures: Figures): Promise<void> {
  const { took } = await timed(async () => {
    const indexes = await dropIndexes(bench.database);
    await copyObjects(bench, objects);
    await makeIndexes(bench.database, indexes);
    await settleObjects(bench.database);
  });
  const { rows } = await sql<{
    size: string;
  }>`SELECT pg_size_pretty(pg_total_relation_size('objects')) AS size`.execute(bench.database.owner);
  figures.add({
    what: `${many(objects)} objects filled, for the record`,
    measured: `${seconds(took)}, ${rows[0]?.size ?? ''} with indexes`,
  });
}

function tellMemory(server: RunningServer, atStart: number, figures: Figures): void {
  const { now, peak } = memoryOf(server.pid);
  figures.add({
    what: 'memory of the server over the whole run, highest',
    bound: `at most ${mebibytes(memoryBound)}`,
    measured: `${mebibytes(peak)} (after the start ${mebibytes(atStart)}, at the end ${mebibytes(now)})`,
    held: peak <= memoryBound,
  });
}

const figures = startFigures(`Targets at ${many(objects)} objects`);
let missing = 0;
await withInstallation(async ({ bench, start }) => {
  await fill(bench, figures);
  const people = await plantPeople(bench, listers, 'legalOfficer');
  const [person] = people;
  if (person === undefined) throw new Error('nobody');
  const server = await start();
  const atStart = memoryOf(server.pid).now;
  const place = { bench, server, people };
  const run = { figures, server };
  await part(run, 'lists', () => measureQuestions(place, figures));
  await part(run, 'pages', () => measureThroughput(place, figures));
  await part(run, 'submissions', async () => {
    missing = await measureSubmissions(place, figures);
  });
  await part(run, 'import', () =>
    measureImport({ bench, server, person }, { rows: importRows, from: objects }, figures),
  );
  tellMemory(server, atStart, figures);
  await server.stop();
});
figures.end({
  name: 'targets',
  section: 'speed',
  title: 'Targets at 1,000,000 objects: lists, searches, submissions, import, memory',
  command: 'node bench/targets.ts',
  zeros: { acknowledgedMissing: missing },
});
