/** R-01 in short form: a process that writes to the embedded database is killed again and again, and so is the database. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { silentLog } from '../log.ts';
import { SetupError } from '../setup-error.ts';
import { joinEmbedded, startEmbedded } from './embedded.ts';
import { readPidFile } from './postgres-server.ts';
import { isAlive, processesIn } from './process-table.ts';

const root = mkdtempSync(join(tmpdir(), 'mingcha-embedded-'));
chmodSync(root, 0o755);
after(() => rmSync(root, { recursive: true, force: true }));

/** A program that starts the database of its folder and counts upward, saying each number once it is committed. */
const writer = `
  import pg from 'pg';
  import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)};
  import { silentLog } from ${JSON.stringify(new URL('../log.ts', import.meta.url).href)};
  const database = await startEmbedded(process.argv[1], silentLog);
  const client = new pg.Client(database.migratorUrl);
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS counted (n int PRIMARY KEY)');
  const { rows } = await client.query('SELECT coalesce(max(n), 0) AS last FROM counted');
  for (let n = rows[0].last + 1; ; n += 1) {
    await client.query('INSERT INTO counted VALUES ($1)', [n]);
    console.log(n);
  }`;

function startWriter(folder: string): { child: ChildProcess; said: () => number; first: Promise<void> } {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', writer, folder], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = 0;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    last = Number(line);
    resolve();
  });
  child.once('exit', () => reject(new Error('the writer ended before its first number')));
  return { child, said: () => last, first: promise };
}

async function countedIn(url: string): Promise<{ last: number; count: number }> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ last: number; count: number }>(
    'SELECT coalesce(max(n), 0)::int AS last, count(*)::int AS count FROM counted',
  );
  await client.end();
  return rows[0] ?? { last: 0, count: 0 };
}

test('R-01 kill -9 of the program loses no acknowledged row and the next start takes the orphan over', async () => {
  const folder = join(root, 'killed');
  let acknowledged = 0;
  for (let round = 0; round < 4; round += 1) {
    const { child, said, first } = startWriter(folder);
    await first;
    await sleep(30 + 40 * round);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    assert.ok(said() > acknowledged, 'each round went on from the one before');
    acknowledged = said();
    assert.ok(
      isAlive(readPidFile(join(folder, 'db'))?.pid ?? 0),
      'the server outlives its program as an orphan',
    );
  }
  const database = await startEmbedded(folder, silentLog);
  after(() => database.stop());
  const { last, count } = await countedIn(database.migratorUrl);
  assert.equal(count, last, 'no gap');
  assert.ok(last >= acknowledged && last <= acknowledged + 1, `${last} stored, ${acknowledged} acknowledged`);
});

test('R-03 a server that is killed is started again by its program, with every committed row', async () => {
  const database = await startEmbedded(join(root, 'restarted'), silentLog);
  try {
    const client = new pg.Client(database.migratorUrl);
    client.on('error', () => undefined);
    await client.connect();
    await client.query('CREATE TABLE counted (n int); INSERT INTO counted VALUES (1)');
    const before = readPidFile(join(root, 'restarted', 'db'))?.pid ?? 0;
    process.kill(before, 'SIGKILL');
    const found = await retry(() => countedIn(database.migratorUrl));
    assert.deepEqual(found, { last: 1, count: 1 });
    assert.notEqual(readPidFile(join(root, 'restarted', 'db'))?.pid, before);
  } finally {
    await database.stop();
  }
  assert.equal(readPidFile(join(root, 'restarted', 'db')), null);
  assert.deepEqual(processesIn(join(root, 'restarted', 'db')), []);
});

test('R-06 a second program on the same folder is refused and told who holds it', async () => {
  const folder = join(root, 'shared');
  const database = await startEmbedded(folder, silentLog);
  try {
    const error = await startEmbedded(folder, silentLog).catch((caught: unknown) => caught);
    assert.ok(error instanceof SetupError);
    assert.deepEqual([error.code, error.data['pid']], ['data.locked', process.pid]);
    const joined = await joinEmbedded(folder, silentLog);
    assert.equal(joined.appUrl, database.appUrl);
    await joined.stop();
    assert.ok(isAlive(readPidFile(join(folder, 'db'))?.pid ?? 0), 'who joined does not stop it');
  } finally {
    await database.stop();
  }
});

test('a folder whose path is too long for a socket, with spaces and Chinese, works', async () => {
  const folder = join(root, '明察 数据', 'x'.repeat(120));
  mkdirSync(folder, { recursive: true });
  const database = await startEmbedded(folder, silentLog);
  const client = new pg.Client(database.appUrl);
  await client.connect();
  const { rows } = await client.query(
    "SELECT current_user AS name, current_setting('server_encoding') AS encoding, upper('é') AS upper",
  );
  await client.end();
  await database.stop();
  assert.deepEqual(rows, [{ name: 'mingcha_app', encoding: 'UTF8', upper: 'É' }]);
});

test('data and passwords are closed to others, and lost passwords are a clear refusal', async () => {
  const folder = join(root, 'closed');
  await (await startEmbedded(folder, silentLog)).stop();
  const secret = join(folder, 'secrets', 'database.json');
  assert.equal(statSync(join(folder, 'db')).mode & 0o777, 0o700);
  assert.equal(statSync(join(folder, 'secrets')).mode & 0o777, 0o700);
  assert.equal(statSync(secret).mode & 0o777, 0o600);
  assert.match(
    readFileSync(join(folder, 'db', 'pg_hba.conf'), 'utf8'),
    /^local\s+all\s+all\s+scram-sha-256$/m,
  );
  rmSync(secret);
  await assert.rejects(startEmbedded(folder, silentLog), { code: 'embedded.secrets_lost' });
});

test('a folder closed to the user of the database: the data stand under /var/lib/mingcha, and the second start finds them', {
  skip: process.getuid?.() === 0 ? false : 'only root starts the database as another user',
}, async () => {
  const folder = join(root, 'home', 'var');
  mkdirSync(folder, { recursive: true });
  chmodSync(dirname(folder), 0o700);
  const first = await startEmbedded(folder, silentLog);
  const place = readFileSync(join(folder, 'db.location'), 'utf8').trim();
  after(() => rmSync(dirname(place), { recursive: true, force: true }));
  assert.match(place, /^\/var\/lib\/mingcha\/[0-9a-f]{12}\/db$/);
  await first.stop();
  const second = await startEmbedded(folder, silentLog);
  assert.ok(isAlive(readPidFile(place)?.pid ?? 0));
  await second.stop();
  assert.ok(!existsSync(join(folder, 'db')));
});

async function retry<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 100) throw error;
      await sleep(100);
    }
  }
}
