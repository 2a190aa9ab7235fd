/**
 * Beside what people could use instead, on one PostgreSQL with the same rows and the same questions: Directus and Strapi for
 * import, lists and search; Rivest's sampler, which Arlo uses, for the draw. Peers are installed from the registry into a
 * scratch folder by this run and are no part of the product.
 *   node bench/peers.ts                  100,000 rows, at most 15 minutes on two idle cores; kept as evidence
 *   node bench/peers.ts --small          2,000 rows, no verdicts
 *   node bench/peers.ts --installs DIR   installs there, or uses what stands there, and leaves it
 *   node bench/peers.ts --install-only --installs DIR
 *   node bench/peers.ts --only draw|directus|strapi
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream, rmSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import {
  installedPostgres,
  reachableCopy,
  unprivilegedUser,
} from '../apps/server/src/platform/db/embedded-folders.ts';
import { startServer } from '../apps/server/src/platform/db/postgres-server.ts';
import { startDirectus } from './peers/directus.ts';
import { type Asked, askedOfUs, type Measured, measureAsked, tellAsked } from './peers/measure.ts';
import type { Peer, PeerPlace, Rows } from './peers/peer.ts';
import { compareDraws } from './peers/rivest.ts';
import { startStrapi } from './peers/strapi.ts';
import { settleObjects } from './support/database.ts';
import { type Figures, startFigures } from './support/figures.ts';
import { importOverHttp } from './support/import-over-http.ts';
import { memoryOf, withInstallation } from './support/installed.ts';
import { plantPeople } from './support/people.ts';
import { many, mebibytes, seconds, small, timed } from './support/report.ts';
import { rosterRow } from './support/roster.ts';

const rows = small ? 2000 : 100_000;
const password = 'only-for-this-run';
const writer = fileURLToPath(new URL('write-roster.ts', import.meta.url));
const starters = { directus: startDirectus, strapi: startStrapi } as const;
type PeerName = keyof typeof starters;
/** A peer that takes longer than this for all of its questions is told with what it reached. */
const patienceMs = 330_000;

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}
const only = option('--only');
const isAsked = (name: string): boolean => only === undefined || only === name;

interface Scratch {
  readonly folder: string;
  readonly installs: string;
  readonly rows: Rows;
}

/** The same rows as our import gets, in the field names of the peers. */
async function writeRows(folder: string): Promise<Rows> {
  const [csv, lines] = [join(folder, 'rows.csv'), join(folder, 'rows.jsonl')];
  const fields = (n: number): Readonly<Record<string, string>> => {
    const row = rosterRow(n);
    return {
      name: row.name,
      uscc: row.uscc,
      local_code: row.localCode,
      kind: row.kind,
      industry: row.industry,
      credit_class: row.creditClass,
      risk_level: row.riskLevel,
      division: row.division,
      address: row.address,
      registered_on: row.registeredOn,
    };
  };
  const write = (path: string, texts: () => Iterable<string>): Promise<void> =>
    pipeline(Readable.from(texts()), createWriteStream(path));
  await write(csv, function* () {
    yield `${Object.keys(fields(0)).join(',')}\n`;
    for (let n = 0; n < rows; n += 1) yield `${Object.values(fields(n)).join(',')}\n`;
  });
  await write(lines, function* () {
    for (let n = 0; n < rows; n += 1) yield `${JSON.stringify(fields(n))}\n`;
  });
  return { csv, lines };
}

async function ours(scratch: Scratch, figures: Figures): Promise<Measured> {
  let measured: Measured | undefined;
  await withInstallation(async ({ bench, start }) => {
    const people = await plantPeople(bench, small ? 64 : 256, 'legalOfficer');
    const [person] = people;
    if (person === undefined) throw new Error('nobody');
    const server = await start();
    const roster = join(scratch.folder, 'roster.csv');
    execFileSync(process.execPath, ['--no-warnings', writer, roster, String(rows)]);
    const caller = { url: server.url, headers: person.headers };
    const times = await importOverHttp(caller, roster);
    await settleObjects(bench.database);
    const asked = await askedOfUs(caller, people, rows);
    measured = {
      name: 'Mingcha',
      load: times.all,
      ...(await measureAsked({ url: server.url, folder: scratch.folder, asked, patienceMs })),
      memory: memoryOf(server.pid).peak,
    };
    figures.add({
      what: `import of ${many(rows)} rows over HTTP with preview of every row`,
      measured: seconds(times.all),
    });
  });
  if (measured === undefined) throw new Error('not measured');
  return measured;
}

/** Roles and a database of its own for a peer on a PostgreSQL with the settings of the embedded one. */
async function withPostgres(
  scratch: Scratch,
  work: (place: (name: string) => Promise<PeerPlace>) => Promise<void>,
): Promise<void> {
  const runAs = process.getuid?.() === 0 ? unprivilegedUser() : null;
  const home = join(scratch.folder, 'postgres');
  await mkdir(home);
  await chmod(scratch.folder, 0o755);
  if (runAs !== null) await chown(home, runAs.uid, runAs.gid);
  const native = installedPostgres();
  const server = await startServer({
    binaries: join(runAs === null ? native : reachableCopy(native, runAs), 'bin'),
    folder: join(home, 'db'),
    socketFolder: join(home, 'socket'),
    runAs,
    superuser: 'bench',
    password,
    logFile: join(scratch.folder, 'postgres.log'),
    durable: true,
  });
  process.once('exit', () => server.signalStop('SIGQUIT'));
  const login = { socketFolder: server.socketFolder, user: 'bench', password };
  try {
    await work(async (name) => {
      const client = clientOf(login, 'postgres');
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      const folder = join(scratch.folder, name);
      await mkdir(folder);
      const installPatienceMs = small ? 900_000 : 480_000;
      return { folder, installs: scratch.installs, installPatienceMs, login, database: name };
    });
  } finally {
    await server.stop();
  }
}

function clientOf(login: PeerPlace['login'], database: string): pg.Client {
  const { socketFolder: host, user } = login;
  return new pg.Client({ host, user, password: login.password, database });
}

async function measurePeer(
  place: PeerPlace,
  name: PeerName,
  scratch: Scratch,
  figures: Figures,
): Promise<Measured> {
  const peer = await starters[name](place);
  try {
    if (peer.installed > 0)
      figures.add({ what: `${peer.name} installed, for the record`, measured: seconds(peer.installed) });
    const { took } = await timed(() => peer.load(scratch.rows));
    await addIndexes(place, peer);
    const found = await measureAsked({
      url: peer.url,
      folder: scratch.folder,
      asked: askedOf(peer),
      patienceMs,
    });
    return { name: peer.name, load: took, ...found, memory: memoryOf(peer.pid).peak };
  } finally {
    await peer.stop();
  }
}

/** What an administrator of PostgreSQL would add for these questions: the order of the list and a trigram index of names. */
async function addIndexes(place: PeerPlace, peer: Peer): Promise<void> {
  const client = clientOf(place.login, place.database);
  await client.connect();
  const found = await client.query(`SELECT count(*)::int AS count FROM ${peer.table}`);
  if (found.rows[0].count !== rows) throw new Error(`${peer.name} holds ${found.rows[0].count} rows`);
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
  await client.query(`CREATE INDEX bench_page ON ${peer.table} (name, id)`);
  await client.query(`CREATE INDEX bench_name ON ${peer.table} USING gin (name gin_trgm_ops)`);
  await client.query(`VACUUM (ANALYZE) ${peer.table}`);
  await client.end();
}

function askedOf(peer: Peer): Asked {
  const { headers } = peer;
  return {
    first: [{ path: peer.firstPage(), headers }],
    deep: Array.from({ length: 20 }, (_, n) => ({
      path: peer.deepPage(Math.floor((rows * (n + 1)) / 22)),
      headers,
    })),
    search: (text) => ({ path: peer.search(text), headers }),
    rowsOf: peer.rowsOf,
  };
}

const figures = startFigures(`Beside peers, ${many(rows)} rows`);
const folder = await mkdtemp(join(tmpdir(), 'mingcha-peers-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 }));
const given = option('--installs');
const scratch: Scratch = {
  folder,
  installs: given ?? join(folder, 'installs'),
  rows: await writeRows(folder),
};
const notTested: string[] = [];
try {
  if (isAsked('draw')) compareDraws(figures);
  await withPostgres(scratch, async (placeOf) => {
    const names = (Object.keys(starters) as PeerName[]).filter(isAsked);
    if (names.length === 0) return;
    const mine = process.argv.includes('--install-only') ? null : await ours(scratch, figures);
    for (const name of names) {
      try {
        const place = await placeOf(name);
        if (mine === null) await (await starters[name](place)).stop();
        else tellAsked(figures, mine, await measurePeer(place, name, scratch, figures));
      } catch (error) {
        console.error(error);
        notTested.push(`${name}: ${String(error).slice(0, 300)}`);
      }
    }
    if (mine !== null)
      figures.add({ what: 'memory of our server, highest', measured: mebibytes(mine.memory) });
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
figures.end({
  name: 'peers',
  section: 'speed',
  title: 'Beside Directus, Strapi and Rivest’s sampler on the same machine',
  command: 'node bench/peers.ts',
  notTested,
});
if (notTested.length > 0) process.exitCode = 1;
