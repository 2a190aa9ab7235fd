/**
 * Lists and searches of a directory over HTTP, signed in: one after the other for the times, then sixteen clients at once
 * for the throughput; beside each what PostgreSQL alone does with the plainest SQL for the same rows.
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { Bench } from '../support/database.ts';
import type { Figures } from '../support/figures.ts';
import { cpuSeconds, type RunningServer } from '../support/installed.ts';
import { answered, type Found, type Request, refusals, runLoad } from '../support/load.ts';
import type { Person } from '../support/people.ts';
import { ms, percentile, small } from '../support/report.ts';
import { questions } from '../support/search.ts';

const sqlClients = fileURLToPath(new URL('../support/sql-clients.ts', import.meta.url));
const clients = 16;
const rounds = small ? 10 : 60;
const length = small ? 3 : 15;
/** Questions of `search.ts` with the bound that is meant for them. */
const groups: readonly { readonly name: string; readonly of: RegExp; readonly bound: number }[] = [
  { name: 'first and deep page', of: /^first page|^deep page/, bound: 30 },
  { name: 'part of a name, ten questions', of: /^name/, bound: 50 },
  { name: 'part of a code, filters, eight questions', of: /^code|^filter/, bound: 100 },
];

interface Place {
  readonly bench: Bench;
  readonly server: RunningServer;
  readonly people: readonly Person[];
}

/** Each question sixty times with other values, one client. */
export async function measureQuestions({ bench, server, people }: Place, figures: Figures): Promise<void> {
  const asked = await questions(bench.platform.db, bench.cast.anLan);
  const found: Answered[] = [];
  for (const { name, filters, after } of asked) {
    const chains = Array.from({ length: rounds }, (_, n): readonly Request[] => {
      const person = people[n % people.length];
      const query = new URLSearchParams({ limit: '50' });
      for (const [key, value] of Object.entries(filters[n % filters.length] ?? {}))
        query.set(key, String(value));
      const cursor = after?.[n % after.length];
      if (cursor !== undefined) query.set('after', cursor);
      return [{ kind: name, method: 'GET', path: `/api/objects?${query}`, headers: person?.headers ?? {} }];
    });
    const load = { url: server.url, folder: bench.folder, seconds: 60 };
    // Once before it counts: a running server has its pages and code warm.
    await runLoad({ ...load, connections: [{ chains: chains.slice(0, 5) }] });
    const answer = await runLoad({ ...load, connections: [{ chains }] });
    if (refusals(answer) > 0) throw new Error(`${name}: ${JSON.stringify(answer.failed)}`);
    found.push({ name, times: answer.times[name] ?? [] });
  }
  for (const { name, of, bound } of groups) {
    const inGroup = found.filter((each) => of.test(each.name));
    tellQuestions(figures, { name, bound }, inGroup);
  }
}

interface Answered {
  readonly name: string;
  readonly times: readonly number[];
}

function tellQuestions(
  figures: Figures,
  of: { readonly name: string; readonly bound: number },
  group: readonly Answered[],
): void {
  const { name: what, bound } = of;
  const ninetyFifth = group.map(({ name, times }) => ({ name, p95: percentile(times, 0.95) }));
  const slowest = ninetyFifth.toSorted((a, b) => b.p95 - a.p95)[0];
  const all = group.flatMap(({ times }) => times);
  for (const { name, times } of group) {
    const measured = `p50 ${ms(percentile(times, 0.5))}, p95 ${ms(percentile(times, 0.95))}`;
    console.log(`    ${name}: ${measured}`);
  }
  figures.add({
    what: `${what}, over HTTP, signed in, one client`,
    bound: `p95 of each at most ${bound} ms`,
    measured: `p95 ${ms(percentile(all, 0.95))}; slowest question ${slowest?.name ?? ''} ${ms(slowest?.p95 ?? 0)}`,
    held: (slowest?.p95 ?? 0) <= bound,
  });
}

/** The rows of a page by the plainest SQL. */
const plainPage = `SELECT * FROM objects WHERE jurisdiction_id = $1 AND agency_id = $2
  AND (name COLLATE "C", id) > ($3, $4::uuid) ORDER BY name COLLATE "C", id LIMIT 51`;

async function places(bench: Bench): Promise<readonly { readonly name: string; readonly id: string }[]> {
  const { jurisdictionId } = bench.cast.anLan;
  const found = await sql<{ name: string; id: string }>`SELECT name, id FROM objects TABLESAMPLE SYSTEM (1)
    WHERE jurisdiction_id = ${jurisdictionId} LIMIT 400`.execute(bench.platform.db);
  return found.rows;
}

/** Sixteen clients, every second page the first and every second one deep in the list. */
export async function measureThroughput(
  { bench, server, people }: Place,
  figures: Figures,
): Promise<{ readonly perSecond: number; readonly floor: number }> {
  const deep = await places(bench);
  const cursor = (n: number): string => {
    const place = deep[n % Math.max(1, deep.length)];
    const key = Buffer.from(JSON.stringify([place?.name, place?.id])).toString('base64url');
    return `&after=${key}`;
  };
  const connections = Array.from({ length: clients }, (_, client) => ({
    chains: people
      .filter((_person, n) => n % clients === client)
      .flatMap((person, n): readonly (readonly Request[])[] =>
        ['', cursor(client * 31 + n)].map((after) => [
          { kind: 'page', method: 'GET', path: `/api/objects?limit=50${after}`, headers: person.headers },
        ]),
      ),
  }));
  const load = { url: server.url, folder: bench.folder, connections, again: true };
  await runLoad({ ...load, seconds: Math.min(3, length) });
  const before = cpuSeconds(server.pid);
  const found = await runLoad({ ...load, seconds: length });
  const cpu = cpuSeconds(server.pid) - before;
  const perSecond = (answered(found) / found.took) * 1000;
  const floor = await plainThroughput(bench, deep);
  figures.add({
    what: `pages of 50 by ${clients} clients at once, signed in`,
    bound: 'at least 500 a second, none refused',
    measured: told(found, perSecond, cpu),
    ratio: `the same rows by ${clients} plain SQL clients ${floor.toFixed(0)}/s: 1/${(floor / perSecond).toFixed(1)} of it`,
    held: perSecond >= 500 && refusals(found) === 0,
  });
  return { perSecond, floor };
}

function told(found: Found, perSecond: number, cpu: number): string {
  const count = answered(found);
  const times = found.times['page'] ?? [];
  const refused = refusals(found) === 0 ? '' : `; refused: ${JSON.stringify(found.failed)}`;
  return (
    `${perSecond.toFixed(0)}/s, p50 ${ms(percentile(times, 0.5))}, p95 ${ms(percentile(times, 0.95))}; ` +
    `processor of the server ${((cpu / count) * 1000).toFixed(2)} ms a page, of the clients ` +
    `${((found.cpu / count) * 1000).toFixed(2)} ms${refused}`
  );
}

async function plainThroughput(
  bench: Bench,
  deep: readonly { readonly name: string; readonly id: string }[],
): Promise<number> {
  const { jurisdictionId, agencyId } = bench.cast.anLan;
  const file = join(bench.folder, 'sql-orders.json');
  const parameters = deep.flatMap(({ name, id }) => [
    [jurisdictionId, agencyId, '', '00000000-0000-0000-0000-000000000000'],
    [jurisdictionId, agencyId, name, id],
  ]);
  const orders = {
    url: bench.database.appUrl,
    clients,
    seconds: length / 2,
    statement: plainPage,
    parameters,
  };
  writeFileSync(file, JSON.stringify(orders));
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', sqlClients, file], {
    maxBuffer: 2 ** 28,
  });
  const { times, took } = JSON.parse(stdout) as { readonly times: readonly number[]; readonly took: number };
  return (times.length / took) * 1000;
}
