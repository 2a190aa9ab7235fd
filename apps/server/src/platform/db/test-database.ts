/**
 * A migrated database of its own for each test that wants one, cloned from a template in tens of milliseconds.
 * It stands on the server named by MINGCHA_TEST_DATABASE_URL (a superuser's login); without it a private
 * PostgreSQL in a temporary folder starts with the first database and stops with the process.
 */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import pg from 'pg';
import { statementEar } from '../scale/heard-testing.ts';
import { connectionOptions, type Database, openDatabase } from './database.ts';
import { urlOf } from './embedded.ts';
import { installedPostgres, reachableCopy, unprivilegedUser } from './embedded-folders.ts';
import { fingerprint, migrate, readMigrations } from './migrate.ts';
import { readPidFile, startServer } from './postgres-server.ts';
import { isAlive, processesIn, until } from './process-table.ts';
import { appRole, ensureLogin, migratorRole } from './roles.ts';

export interface TestDatabase {
  /** As the server sees it: the login `mingcha_app`. */
  readonly db: Database;
  /** As the migrator sees it: owner of all tables, for set-up and for planting damage. */
  readonly owner: Database;
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** Closes both and removes the database. */
  drop(): Promise<void>;
}

/** What further rows a template holds beside those of the migrations. */
export interface TemplateContent {
  /** Lower-case letters and digits; one name, one content: it changes with what is written. */
  readonly name: string;
  /** Writes them, as `mingcha_app`. */
  readonly fill: (db: Database) => Promise<void>;
}

const testPassword = 'only-for-tests';
const folderPrefix = 'mingcha-test-';
const lockNumber = 5_190_022_713;

/** Clones the migrated template into a new database. `t.after(() => database.drop())`. */
export async function createTestDatabase(content?: TemplateContent): Promise<TestDatabase> {
  const serverUrl = await testServer();
  const template = await templateOf(serverUrl, content);
  const name = `mingcha_test_${randomBytes(6).toString('hex')}`;
  // Copying the files costs half of what writing every page of the template into the log does (15's default).
  await connected(serverUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy OWNER ${migratorRole}`),
  );
  const appUrl = loginUrl(serverUrl, appRole, name);
  const ownerUrl = loginUrl(serverUrl, migratorRole, name);
  const db = openDatabase({ url: appUrl, poolSize: 8, endWhenIdle: true, ear: statementEar() });
  const owner = openDatabase({ url: ownerUrl, poolSize: 2, endWhenIdle: true });
  return {
    db,
    owner,
    appUrl,
    ownerUrl,
    drop: async () => {
      await Promise.all([db.destroy(), owner.destroy()]);
      await connected(serverUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** An empty database without roles' grants or tables, for tests of the migrator itself. */
export async function createEmptyDatabase(): Promise<Pick<TestDatabase, 'appUrl' | 'ownerUrl' | 'drop'>> {
  const serverUrl = await testServer();
  const name = `mingcha_test_${randomBytes(6).toString('hex')}`;
  await connected(serverUrl, async (client) => {
    await ensureRoles(client);
    await client.query(`CREATE DATABASE ${name} OWNER ${migratorRole}`);
  });
  return {
    appUrl: loginUrl(serverUrl, appRole, name),
    ownerUrl: loginUrl(serverUrl, migratorRole, name),
    drop: () =>
      connected(serverUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

/** The login that may everything, on this database: for what a test plants in the system's own schema. */
export async function superuserUrl(database: Pick<TestDatabase, 'ownerUrl'>): Promise<string> {
  const url = new URL(await testServer());
  url.pathname = new URL(database.ownerUrl).pathname;
  return url.href;
}

let privateServer: Promise<string> | undefined;

function testServer(): Promise<string> {
  const given = process.env['MINGCHA_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return Promise.resolve(given);
  privateServer ??= startTestServer();
  return privateServer;
}

/** Starts a PostgreSQL that forgets: no fsync, a temporary folder, gone with this process. Returns its URL. */
export async function startTestServer(binaries?: string): Promise<string> {
  await removeOrphans();
  const folder = mkdtempSync(join(scratchFolder(), folderPrefix));
  writeFileSync(join(folder, 'owner'), String(process.pid));
  const runAs = process.getuid?.() === 0 ? unprivilegedUser() : null;
  chmodSync(folder, 0o755);
  if (runAs !== null) chownSync(folder, runAs.uid, runAs.gid);
  const installed = () => {
    const native = installedPostgres();
    return join(runAs === null ? native : reachableCopy(native, runAs), 'bin');
  };
  const server = await startServer({
    binaries: binaries ?? installed(),
    folder: join(folder, 'db'),
    socketFolder: folder,
    runAs,
    superuser: 'mingcha_owner',
    password: testPassword,
    logFile: join(folder, 'postgres.log'),
    durable: false,
    settings: { max_connections: '200', shared_buffers: '64MB', max_wal_size: '256MB' },
  });
  process.once('exit', () => {
    server.signalStop('SIGQUIT');
    waitForEnd(server.pid);
    rmSync(folder, { recursive: true, force: true });
  });
  return urlOf(server.socketFolder, { role: 'mingcha_owner', password: testPassword }, 'postgres');
}

const memoryFolder = '/dev/shm';
const roomNeeded = 4 * 1024 ** 3;

/** In memory where there is plenty: a clone of a database is thousands of small files, slow on a disk that others use too. */
export function scratchFolder(): string {
  if (!existsSync(memoryFolder) || freemem() < roomNeeded) return tmpdir();
  const { bavail, bsize } = statfsSync(memoryFolder);
  return bavail * bsize < roomNeeded ? tmpdir() : memoryFolder;
}

/** A test process that was killed outright leaves its server behind; the next one to start clears it away. */
async function removeOrphans(): Promise<void> {
  const places = [tmpdir(), memoryFolder].filter((place) => existsSync(place));
  const folders = places.flatMap((place) => readdirSync(place).map((name) => join(place, name)));
  for (const folder of folders.filter((one) => basename(one).startsWith(folderPrefix))) {
    const owner = existsSync(join(folder, 'owner')) ? Number(readFileSync(join(folder, 'owner'), 'utf8')) : 0;
    if (owner === 0 || isAlive(owner)) continue;
    // What belongs to another user of the machine is left to them.
    if (process.getuid?.() !== 0 && statSync(folder).uid !== process.getuid?.()) continue;
    const server = readPidFile(join(folder, 'db'));
    if (server !== null && processesIn(join(folder, 'db')).includes(server.pid))
      process.kill(server.pid, 'SIGQUIT');
    await until(() => server === null || !isAlive(server.pid), 5000);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An exit handler cannot await, so it sleeps on a lock that nobody opens. */
function waitForEnd(pid: number): void {
  const lock = new Int32Array(new SharedArrayBuffer(4));
  for (let step = 0; step < 100 && isAlive(pid); step += 1) Atomics.wait(lock, 0, 0, 20);
}

const templates = new Map<string, Promise<string>>();

/** A process looks for its template once: migrations do not change while it runs. */
function templateOf(serverUrl: string, content?: TemplateContent): Promise<string> {
  const key = `${serverUrl} ${content?.name ?? ''}`;
  const known =
    templates.get(key) ??
    (content === undefined ? migratedTemplate(serverUrl) : filledTemplate(serverUrl, content));
  templates.set(key, known);
  return known;
}

/** One template per state of the schema. */
async function migratedTemplate(serverUrl: string): Promise<string> {
  const migrations = await readMigrations();
  const name = `mingcha_template_${fingerprint(migrations).slice(0, 16)}`;
  return ensureTemplate(serverUrl, name, async (client, unfinished) => {
    await ensureRoles(client);
    await client.query(`CREATE DATABASE ${unfinished} OWNER ${migratorRole}`);
    await migrate(loginUrl(serverUrl, migratorRole, unfinished), migrations);
    // Every copy then holds the catalogue as a connection reads it, and none has to gather it again.
    await connected(loginUrl(serverUrl, migratorRole, unfinished), (other) => other.query('SELECT 1'));
  });
}

/** A copy of it with rows. */
async function filledTemplate(serverUrl: string, content: TemplateContent): Promise<string> {
  const migrated = await templateOf(serverUrl);
  const name = `${migrated}_${content.name}`;
  return ensureTemplate(serverUrl, name, async (client, unfinished) => {
    await client.query(`CREATE DATABASE ${unfinished} TEMPLATE ${migrated} OWNER ${migratorRole}`);
    const db = openDatabase({ url: loginUrl(serverUrl, appRole, unfinished), poolSize: 2 });
    try {
      await content.fill(db);
    } finally {
      await db.destroy();
    }
  });
}

/** Made by whichever test comes first. */
async function ensureTemplate(
  serverUrl: string,
  name: string,
  make: (client: pg.Client, unfinished: string) => Promise<void>,
): Promise<string> {
  await connected(serverUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [lockNumber]);
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount !== 0) return;
    const unfinished = `${name}_new`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await make(client, unfinished);
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  });
  return name;
}

async function ensureRoles(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [lockNumber]);
  // Passwords that everybody may read here need no thousands of rounds at each connection (16 and later).
  await client.query(`SELECT set_config(name, '1', false) FROM pg_settings WHERE name = 'scram_iterations'`);
  await ensureLogin(client, migratorRole, testPassword);
  await ensureLogin(client, appRole, testPassword);
}

function loginUrl(serverUrl: string, role: string, database: string): string {
  const url = new URL(serverUrl);
  url.username = role;
  url.password = testPassword;
  url.pathname = `/${database}`;
  return url.href;
}

async function connected<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionOptions(serverUrl));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
