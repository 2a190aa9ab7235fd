/**
 * What may have happened to the embedded database before a start: each is done for real, and the start either goes on with every
 * row or refuses with the sentence that an operator can act upon.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { silentLog } from '../log.ts';
import { SetupError } from '../setup-error.ts';
import { startupMessage } from '../startup-message.ts';
import { startEmbedded } from './embedded.ts';
import { readPidFile } from './postgres-server.ts';
import { isAlive, processesIn, until } from './process-table.ts';

const root = mkdtempSync(join(tmpdir(), 'mingcha-faults-'));
chmodSync(root, 0o755);
const whole = join(root, 'whole');
after(() => rmSync(root, { recursive: true, force: true }));

async function query(url: string, text: string): Promise<readonly { n: number }[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<{ n: number }>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A database with one row, stopped in order; each case begins with a copy. */
before(async () => {
  const database = await startEmbedded(whole, silentLog);
  await query(database.migratorUrl, 'CREATE TABLE kept AS SELECT 40 + 2 AS n');
  await database.stop();
});

function copyOf(name: string): { readonly folder: string; readonly db: string } {
  const folder = join(root, name);
  execFileSync('cp', ['-a', whole, folder]);
  return { folder, db: join(folder, 'db') };
}

async function startsWhole(folder: string): Promise<void> {
  const database = await startEmbedded(folder, silentLog);
  try {
    assert.deepEqual(await query(database.migratorUrl, 'SELECT n FROM kept'), [{ n: 42 }]);
  } finally {
    await database.stop();
  }
}

/** The code, and that its Chinese sentence names the folder and says what to do. */
async function refused(folder: string): Promise<string> {
  const error = await startEmbedded(folder, silentLog).then(
    async (database) => {
      await database.stop();
      return null;
    },
    (caught: unknown) => caught,
  );
  assert.ok(error instanceof SetupError, `a sentence for the operator instead of ${String(error)}`);
  const sentence = startupMessage(error, 'zh');
  assert.match(sentence, /请|不能/);
  assert.doesNotMatch(sentence, /\{\w+\}|undefined/);
  return error.code;
}

test('a lock of the socket that names a living stranger, as after a restart of the machine, does not hinder the start', async () => {
  const { folder } = copyOf('socket-lock');
  const socket = join(folder, 'socket');
  mkdirSync(socket, { recursive: true });
  const lock = `${process.pid}\n${join(folder, 'db')}\n1700000000\n5432\n${socket}\n`;
  writeFileSync(join(socket, '.s.PGSQL.5432.lock'), lock);
  await startsWhole(folder);
});

test('postmaster.pid that names a stranger, a zombie or nothing at all is set aside', async () => {
  const { folder, db } = copyOf('pid-file');
  const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 30'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const zombie = Number(
      await new Promise((resolve) => parent.stdout.once('data', (bytes) => resolve(String(bytes)))),
    );
    assert.ok(await until(() => !isAlive(zombie), 2000), 'it is dead');
    assert.ok(existsSync(`/proc/${zombie}`), 'and nobody has reaped it');
    for (const pid of [String(process.pid), String(zombie), '', 'garbage']) {
      writeFileSync(join(db, 'postmaster.pid'), `${pid}\n${db}\n1700000000\n5432\n`);
      await startsWhole(folder);
    }
  } finally {
    parent.kill('SIGKILL');
  }
});

test('a shell that stands in the data folder is neither a server nor stopped', async () => {
  const { folder, db } = copyOf('shell');
  const shell = spawn('sleep', ['30'], { cwd: db, stdio: 'ignore' });
  try {
    assert.ok(await until(() => processesIn(db).includes(shell.pid ?? 0), 2000));
    await startsWhole(folder);
    assert.ok(isAlive(shell.pid ?? 0));
  } finally {
    shell.kill('SIGKILL');
  }
});

test('a server whose postmaster.pid was removed is found by where it stands and stopped before another one starts', async () => {
  const { folder, db } = copyOf('no-pid-file');
  const maker = spawn(process.execPath, ['--input-type=module', '--eval', orphanMaker, folder], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
  });
  await new Promise((resolve) => maker.once('close', resolve));
  const server = readPidFile(db)?.pid ?? 0;
  assert.ok(isAlive(server), 'the orphan serves');
  rmSync(join(db, 'postmaster.pid'));
  await startsWhole(folder);
  assert.ok(!isAlive(server));
});

/** Starts the database of its folder and dies. */
const orphanMaker = `
  import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)};
  import { silentLog } from ${JSON.stringify(new URL('../log.ts', import.meta.url).href)};
  await startEmbedded(process.argv[1], silentLog);
  process.kill(process.pid, 'SIGKILL');`;

test('kill -9 in the middle of initdb, and initdb going on alone: the next start ends it and makes the cluster anew', async () => {
  for (const delay of [60, 160, 300]) {
    const folder = join(root, `initdb-${delay}`);
    const maker = spawn(process.execPath, ['--input-type=module', '--eval', orphanMaker, folder], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const fresh = join(folder, 'db.new');
    assert.ok(await until(() => existsSync(fresh) || maker.exitCode !== null, 20_000), 'initdb has begun');
    await new Promise((resolve) => setTimeout(resolve, delay));
    const ended = new Promise((resolve) => maker.once('exit', resolve));
    maker.kill('SIGKILL');
    await ended;
    const database = await startEmbedded(folder, silentLog);
    assert.deepEqual(await query(database.appUrl, 'SELECT 1 AS n'), [{ n: 1 }]);
    await database.stop();
    assert.ok(!existsSync(fresh), 'nothing half is left');
    rmSync(folder, { recursive: true });
  }
});

test('a folder that was copied by halves is refused with what is missing, and nothing is made in it', async () => {
  const cases: readonly (readonly [string, (db: string) => void])[] = [
    ['embedded.incomplete', (db) => rmSync(join(db, 'PG_VERSION'))],
    ['embedded.incomplete', (db) => rmSync(join(db, 'global', 'pg_control'))],
    ['embedded.incomplete', (db) => rmSync(join(db, 'pg_wal'), { recursive: true })],
    ['embedded.damaged', (db) => truncateSync(join(db, 'global', 'pg_control'), 100)],
    [
      'embedded.damaged',
      (db) => {
        rmSync(join(db, 'pg_wal'), { recursive: true });
        mkdirSync(join(db, 'pg_wal'), { mode: 0o700 });
        giveBack(db, join(db, 'pg_wal'));
      },
    ],
  ];
  for (const [n, [code, spoil]] of cases.entries()) {
    const { folder, db } = copyOf(`half-${n}`);
    spoil(db);
    assert.equal(await refused(folder), code, `case ${n}`);
    assert.ok(!existsSync(join(folder, 'db.new')));
    rmSync(folder, { recursive: true });
  }
});

function giveBack(db: string, path: string): void {
  const { uid, gid } = statSync(db);
  chownSync(path, uid, gid);
}

test('a folder open to others, as a plain copy makes it, is closed and served', async () => {
  const { folder, db } = copyOf('open');
  chmodSync(db, 0o755);
  await startsWhole(folder);
  assert.equal(statSync(db).mode & 0o777, 0o700);
});

test('a folder or file of another user is refused by name', {
  skip: process.getuid?.() === 0 ? false : 'only root can give files away',
}, async () => {
  const whose = copyOf('of-root');
  chownSync(whose.db, 0, 0);
  assert.equal(await refused(whose.folder), 'embedded.owner');
  const inside = copyOf('partly-of-root');
  chownSync(join(inside.db, 'global', 'pg_control'), 0, 0);
  assert.equal(await refused(inside.folder), 'embedded.owner');
});

test('passwords that a power cut left empty are a clear refusal', async () => {
  const { folder } = copyOf('passwords');
  const file = join(folder, 'secrets', 'database.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, '');
  assert.equal(await refused(folder), 'embedded.secrets_lost');
  writeFileSync(file, text);
  await startsWhole(folder);
});
