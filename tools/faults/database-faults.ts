/**
 * What happens to a server when its database is stopped at once, loses connections in the midst of their work, is slow, silent
 * or cut off, while people write and read.
 *   node tools/faults/database-faults.ts [--stops 100] [--ended 2000] [--people 8]
 * Keeps its record. The short form of the same runs is in `database.test.ts`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { keepEvidence } from '../evidence/record.ts';
import { compare, type Load, type Outcome, startLoad } from './cluster-load.ts';
import { type Site, startSite } from './cluster-site.ts';

export interface Stopped {
  readonly outcome: Outcome;
  readonly load: Load;
  /** Milliseconds from the moment when the database answers again to the next acknowledged write, the longest. */
  readonly longestBackMs: number;
  readonly isAlive: boolean;
}

function loadOn(site: Site): Load {
  return startLoad({ port: site.processes[0]?.port ?? 0, cookies: site.cookies, pauseMs: 20 });
}

function isAlive(site: Site): boolean {
  return site.processes.every((one) => one.child.exitCode === null && one.child.signalCode === null);
}

/** the database stops at once, again and again, under load. */
export async function stopAtOnce(site: Site, times: number): Promise<Stopped> {
  const load = loadOn(site);
  let longestBackMs = 0;
  for (let n = 0; n < times; n += 1) {
    await load.nextAcknowledged();
    // Somewhere in the midst of the work.
    await sleep(100 + ((n * 37) % 200));
    await site.database.stopNow();
    await sleep((n % 3) * 400);
    await site.database.startAgain();
    longestBackMs = Math.max(longestBackMs, await load.nextAcknowledged());
  }
  await load.stop();
  const outcome = await compare(site.platform, load.journal);
  return { outcome, load, longestBackMs, isAlive: isAlive(site) };
}

export interface Ended extends Omit<Stopped, 'longestBackMs'> {
  readonly ended: number;
  /** Locks on tables of connections that do nothing, afterwards. */
  readonly locksLeft: number;
  /** Connections of the server process, afterwards. */
  readonly connections: number;
}

/** single connections are ended in the midst of their transactions. */
export async function endBackends(site: Site, times: number): Promise<Ended> {
  const load = loadOn(site);
  let ended = 0;
  while (ended < times) {
    // Any of those at work.
    const { rows } = await sql<{ done: boolean }>`
      SELECT pg_terminate_backend(pid) AS done FROM pg_stat_activity
       WHERE application_name LIKE 'mingcha@%' AND xact_start IS NOT NULL
       ORDER BY random() LIMIT 1`.execute(site.platform.db);
    ended += rows.filter((row) => row.done).length;
    await sleep(25);
  }
  await load.nextAcknowledged();
  await load.stop();
  const { locks, connections } = await leftBehind(site);
  const outcome = await compare(site.platform, load.journal);
  return {
    outcome,
    load,
    ended,
    locksLeft: locks,
    connections,
    isAlive: isAlive(site),
  };
}

/** Locks of transactions in which nothing happens for three seconds; what goes on by itself is given time to end. */
async function leftBehind(site: Site): Promise<{ readonly locks: number; readonly connections: number }> {
  for (let look = 0; ; look += 1) {
    const { rows } = await sql<{ locks: number; connections: number }>`
      SELECT (SELECT count(*)::int FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
               WHERE l.locktype = 'relation' AND a.application_name LIKE 'mingcha@%' AND a.state LIKE 'idle in%'
                 AND a.state_change < clock_timestamp() - interval '3 seconds') AS locks,
             (SELECT count(*)::int FROM pg_stat_activity WHERE application_name LIKE 'mingcha@%') AS connections`.execute(
      site.platform.db,
    );
    const found = rows[0] ?? { locks: -1, connections: -1 };
    if (look === 20 || (look >= 4 && found.locks === 0)) return found;
    await sleep(1000);
  }
}

export interface Weathered {
  readonly what: string;
  readonly outcome: Outcome;
  readonly load: Load;
  readonly backMs: number;
  /** What `/healthz` and `/readyz` said in the midst of it. */
  readonly health: number;
  readonly ready: number;
}

/** K-05: the network to the database is bad for a while, then good. */
export async function badWeather(
  site: Site,
  of: { readonly what: string; readonly ms: number; readonly begin: () => void },
): Promise<Weathered> {
  const load = loadOn(site);
  await load.nextAcknowledged();
  of.begin();
  await sleep(of.ms);
  const port = site.processes[0]?.port ?? 0;
  const said = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  const [health, ready] = await Promise.all([said('/healthz'), said('/readyz')]);
  site.proxy?.change({});
  const backMs = await load.nextAcknowledged();
  await load.stop();
  return { what: of.what, outcome: await compare(site.platform, load.journal), load, backMs, health, ready };
}

/** Each kind of bad weather, `ms` long. */
export async function allWeather(site: Site, ms: number): Promise<readonly Weathered[]> {
  const { proxy } = site;
  if (proxy === null) throw new Error('the site has no proxy');
  const refuse = () => {
    proxy.change({ isClosed: true });
    proxy.breakAll();
  };
  const kinds = [
    { what: 'every answer two seconds late', begin: () => proxy.change({ delayMs: 2000 }) },
    { what: 'nothing is carried and nobody learns of it', begin: () => proxy.change({ isHole: true }) },
    { what: 'refused', begin: refuse },
    { what: 'connections break after 5,000 bytes', begin: () => proxy.change({ cutAfter: 5000 }) },
    { what: '20 KB a second', begin: () => proxy.change({ bytesPerSecond: 20_000 }) },
  ];
  const found: Weathered[] = [];
  for (const { what, begin } of kinds) found.push(await badWeather(site, { what, ms, begin }));
  return found;
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      stops: { type: 'string', default: '100' },
      ended: { type: 'string', default: '2000' },
      people: { type: 'string', default: '8' },
    },
  });
  const site = await startSite({ processes: 1, people: Number(values.people), behindProxy: true });
  try {
    const stopped = await stopAtOnce(site, Number(values.stops));
    console.log('R-03', summary(stopped), { longestBackMs: stopped.longestBackMs });
    const ended = await endBackends(site, Number(values.ended));
    console.log('R-04', summary(ended), { locks: ended.locksLeft, connections: ended.connections });
    const weather = await allWeather(site, 15_000);
    for (const one of weather) console.log('K-05', one.what, summary(one), one.backMs, one.health, one.ready);
    process.exitCode = keep({ stops: Number(values.stops), stopped, ended, weather });
  } finally {
    await site.remove();
  }
}

interface Runs {
  readonly stops: number;
  readonly stopped: Stopped;
  readonly ended: Ended;
  readonly weather: readonly Weathered[];
}

/** How much was wrong. */
function keep({ stops, stopped, ended, weather }: Runs): number {
  const runs = [stopped, ended, ...weather];
  const sum = (of: (one: { outcome: Outcome; load: Load }) => number) =>
    runs.reduce((all, one) => all + of(one), 0);
  const missing = sum(({ outcome }) => outcome.missing);
  const duplicates = sum(({ outcome }) => outcome.duplicates + outcome.faults.length);
  const serverErrors = sum(({ load }) => load.badAnswers.length);
  const failed = missing + duplicates + serverErrors;
  keepEvidence({
    name: 'database-faults',
    section: 'faults',
    title: 'The database stopped at once, its connections ended, slow, silent and cut off, under load',
    command: 'node tools/faults/database-faults.ts',
    counts: { done: stops + ended.ended + weather.length, failed },
    zeros: { acknowledgedMissing: missing, duplicates, serverErrors },
    figures: [
      { what: 'writes acknowledged', measured: String(sum(({ outcome }) => outcome.acknowledged)) },
      {
        what: `stopped at once ${stops} times: longest time from its return to the next acknowledged write`,
        bound: '10 s',
        measured: `${stopped.longestBackMs} ms`,
        held: stopped.longestBackMs <= 10_000,
      },
      {
        what: `locks left by ${ended.ended} ended connections`,
        bound: '0',
        measured: String(ended.locksLeft),
        held: ended.locksLeft === 0,
      },
      {
        what: 'answers 503 with Retry-After and a sentence',
        measured: String(sum(({ load }) => load.unavailable())),
      },
      ...weather.map((one) => ({
        what: `"${one.what}", then fair: until the next write`,
        measured: `${one.backMs} ms`,
      })),
    ],
  });
  return failed;
}

function summary({ outcome, load }: { outcome: Outcome; load: Load }): object {
  return {
    ...outcome,
    bad: load.badAnswers.slice(0, 5),
    badCount: load.badAnswers.length,
    unavailable: load.unavailable(),
    broken: load.broken(),
    statuses: Object.fromEntries(load.statuses),
  };
}

if (import.meta.main) await run();
