/**
 * The portal under load: search, unit, result, list and statistics of 50,000 published results, 300 requests a second from a
 * process of its own while a roster is imported through the product's services; then each page alone beside the plainest SQL
 * that brings the same rows.
 *   node bench/portal-load.ts            50,000 results, 30 s, import of 100,000 rows
 *   node bench/portal-load.ts --small    5,000 results, 5 s, no verdicts
 * The rate class of strangers is opened for this run alone: 300 requests a second come from one address here.
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type RawBuilder, sql } from 'kysely';
import { buildApp } from '../apps/server/src/app.ts';
import { defaultAccess } from '../apps/server/src/platform/http/settings.ts';
import { type Bench, withBench } from './support/database.ts';
import { importFile, writeRoster } from './support/import-file.ts';
import { type PlantedRecord, plantRecords } from './support/portal-records.ts';
import { many, ms, percentile, seconds, small, startReport, timed } from './support/report.ts';
import { dice } from './support/roster.ts';

const count = small ? 5000 : 50_000;
const rate = 300;
const length = small ? 5 : 30;
const importRows = small ? 5000 : 100_000;
const boundMs = 300;
const client = fileURLToPath(new URL('portal-load-client.ts', import.meta.url));
const open = { perMinute: 1_000_000, perSource: 1_000_000 };

const report = startReport(`Portal of ${many(count)} results, ${rate} requests a second`);
const kinds = ['search', 'unit', 'result', 'list', 'statistics'] as const;
type Kind = (typeof kinds)[number];

/** What visitors ask for, in their shares. */
function addressesOf(records: readonly PlantedRecord[]): readonly string[] {
  const roll = dice(11);
  const shares: readonly (readonly [number, Kind])[] = [
    [40, 'search'],
    [65, 'unit'],
    [90, 'result'],
    [95, 'list'],
    [100, 'statistics'],
  ];
  return Array.from({ length: 3000 }, () => {
    const share = roll(100);
    const kind = shares.find(([until]) => share < until)?.[1] ?? 'search';
    return `${kind} ${addressOf(kind, records[roll(records.length)], roll)}`;
  });
}

function addressOf(kind: Kind, record: PlantedRecord | undefined, roll: (sides: number) => number): string {
  const { id, name, code } = record ?? { id: '', name: '', code: null };
  const start = roll(Math.max(1, name.length - 4));
  switch (kind) {
    case 'search':
      return `/p/search?q=${encodeURIComponent(code !== null && roll(3) === 0 ? code : name.slice(start, start + 3 + roll(4)))}`;
    case 'unit':
      return code === null ? `/p/units?name=${encodeURIComponent(name)}` : `/p/units/${code}`;
    case 'result':
      return `/p/records/${id}`;
    case 'list':
      return ['/p/records', '/p/records?kind=result&found=problem'][roll(2)] ?? '';
    case 'statistics':
      return `/p/statistics?period=${['month', 'quarter', 'year'][roll(3)] ?? ''}&group=${['all', 'agency', 'item'][roll(3)] ?? ''}`;
  }
}

interface Answers {
  readonly times: Readonly<Record<string, readonly number[]>>;
  readonly failed: Readonly<Record<string, number>>;
  readonly took: number;
}

async function visit(
  bench: Bench,
  of: {
    readonly base: string;
    readonly rate: number;
    readonly seconds: number;
    readonly addresses: readonly string[];
  },
): Promise<Answers> {
  const file = join(bench.folder, 'addresses.txt');
  writeFileSync(file, of.addresses.join('\n'));
  const args = ['--no-warnings', client, of.base, String(of.rate), String(of.seconds), file];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout) as Answers;
}

/** The rows of a page by the plainest SQL. */
function plainQuery(kind: Kind, record: PlantedRecord): RawBuilder<unknown> {
  switch (kind) {
    case 'search':
      return sql`SELECT object_name, object_code, published_on FROM public_records WHERE object_code = ${record.code ?? ''} AND state = 'published' LIMIT 50`;
    case 'unit':
      return sql`SELECT * FROM public_records WHERE object_code = ${record.code ?? ''} AND state = 'published' ORDER BY published_on DESC, id DESC LIMIT 20`;
    case 'result':
      return sql`SELECT * FROM public_records WHERE id = ${record.id}`;
    case 'list':
      return sql`SELECT * FROM public_records ORDER BY published_on DESC, id DESC LIMIT 20`;
    case 'statistics':
      return sql`SELECT agency_id, to_char(published_on, 'YYYY-MM'), count(*), count(*) FILTER (WHERE (payload #>> '{overall,isProblem}') = 'true') FROM public_records WHERE kind = 'result' AND state = 'published' GROUP BY 1, 2`;
  }
}

async function plainTimes(
  bench: Bench,
  kind: Kind,
  records: readonly PlantedRecord[],
): Promise<readonly number[]> {
  const roll = dice(13);
  const known = records.filter(({ code }) => code !== null);
  const times: number[] = [];
  for (let n = 0; n < (small ? 20 : 60); n += 1) {
    const record = known[roll(known.length)];
    if (record === undefined) continue;
    times.push((await timed(() => plainQuery(kind, record).execute(bench.platform.db))).took);
  }
  return times;
}

await withBench(async (bench) => {
  const filled = await timed(() => plantRecords(bench, count));
  const records = filled.value;
  report.row('filled, for the record', seconds(filled.took));
  const roster = join(bench.folder, 'roster.csv');
  writeRoster(roster, importRows);
  const access = { ...defaultAccess, rates: { ...defaultAccess.rates, public: open } };
  const app = await buildApp({ platform: bench.platform, access });
  const base = (await app.listen({ port: 0, host: '127.0.0.1' })).replace(/\/$/, '');
  const addresses = addressesOf(records);
  // A running server has its plans and pages warm.
  await visit(bench, { base, rate: 50, seconds: 3, addresses });
  const quiet = await visit(bench, { base, rate, seconds: Math.max(3, length / 3), addresses });
  const importing = timed(() => importFile(bench, roster, '对象.csv'));
  const loaded = await visit(bench, { base, rate, seconds: length, addresses });
  const imported = await importing;
  for (const [name, answers] of [
    ['alone', quiet],
    ['while a roster is imported', loaded],
  ] as const)
    tell(name, answers);
  report.row(`import of ${many(importRows)} rows meanwhile`, seconds(imported.took));
  for (const kind of kinds) {
    const one = await visit(bench, {
      base,
      rate: 20,
      seconds: small ? 1 : 3,
      addresses: addresses.filter((each) => each.startsWith(`${kind} `)),
    });
    const plain = await plainTimes(bench, kind, records);
    const page = percentile(one.times[kind] ?? [], 0.5);
    const floor = percentile(plain, 0.5);
    report.row(
      `${kind}, one after the other`,
      `p50 ${ms(page)}`,
      `the rows by plain SQL ${ms(floor)}: ${(page / floor).toFixed(1)}×`,
    );
  }
  await app.close();
});
report.print();

function tell(name: string, { times, failed, took }: Answers): void {
  const all = Object.values(times).flat();
  const refused = Object.entries(failed);
  report.row(
    `${name}: ${many(all.length)} answers`,
    `${(all.length / (took / 1000)).toFixed(0)}/s`,
    refused.map(([what, n]) => `${n} × ${what}`).join(', '),
  );
  for (const kind of kinds) {
    const of = times[kind] ?? [];
    if (of.length > 0)
      report.row(
        `  ${kind}`,
        `p50 ${ms(percentile(of, 0.5))}`,
        `p95 ${ms(percentile(of, 0.95))}, p99 ${ms(percentile(of, 0.99))}`,
      );
  }
  const p99 = percentile(all, 0.99);
  report.bound(
    `  p99, ${name}`,
    ms(p99),
    p99 <= boundMs && refused.length === 0,
    `at most ${boundMs} ms, no refusal`,
  );
}
