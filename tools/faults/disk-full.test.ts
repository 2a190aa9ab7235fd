/**
 * K-04: a disk that fills while people work. The installation becomes read only and says so, nothing is written by halves, and
 * with the room the writing comes back without a restart. A small file system of its own in memory is the disk.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { insertMines } from '../../apps/server/src/draws/draw-testing.ts';
import { plainObject } from '../../apps/server/src/registers/objects/testing-objects.ts';
import { httpClient } from './http-client.ts';
import { type Installation, startInstallation } from './installation.ts';
import { makeJournal } from './journal.ts';
import { sceneOf, type Turning } from './kills.ts';
import { verdictOf } from './oracle.ts';
import { writePaths } from './paths.ts';

const isRoot = process.getuid?.() === 0;
const mebibyte = 1_048_576;

test('K-04 a full disk during sync, photo, draw, import and follow-up: read only with a sentence, nothing by halves, and back without a restart', {
  skip: isRoot ? false : 'only root mounts a file system',
}, async () => {
  const disk = mkdtempSync(join(tmpdir(), 'mingcha-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=640m,mode=0755', 'tmpfs', disk]);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = disk;
  try {
    const installation = await startInstallation({ NODE_OPTIONS: `--import=${planter}` });
    process.env['TMPDIR'] = before ?? '/tmp';
    try {
      await tryFullDisk(installation, disk);
    } finally {
      await installation.remove();
    }
  } finally {
    process.env['TMPDIR'] = before ?? '/tmp';
    await unmount(disk);
  }
});

async function tryFullDisk(installation: Installation, disk: string): Promise<void> {
  const journal = makeJournal();
  await insertMines(installation.app);
  const turns = await turnsOf(installation);
  const lan = httpClient(
    {
      base: baseOf(installation),
      journal,
      path: 'desk',
      nextKey: (id) => `desk|${id}|${journal.entries.length}`,
    },
    await installation.cookieOf('anLan'),
  );
  const object = (name: string) =>
    lan.post('/api/objects', {
      ...plainObject,
      name,
      uscc: null,
      localCode: name,
      actionId: crypto.randomUUID(),
    });
  assert.equal((await object('先有')).status, 200);

  // The bound of the product: nothing fails yet, and nothing is written any more.
  const filler = fill(disk, 48);
  await pause(600);
  assert.deepEqual(await refusalOf(object('不成')), [503, 'disk.full']);
  assert.equal((await lan.get('/api/site')).body.readOnly, 'disk');
  const unready = await lan.get('/readyz');
  assert.deepEqual([unready.status, /disk/.test(unready.body.error.data.parts)], [503, true]);
  assert.equal((await lan.get('/api/objects?limit=5')).body.rows.length, 5, 'everything can be read');
  assert.equal(
    (await lan.post('/api/session', { signInName: 'anlan', password: 'Wrong-Word-77' })).status,
    401,
    'and signing in is possible',
  );

  // Room for the paths to begin, and none in their middle.
  filler.shrink(96);
  await untilOk(() => object('又有'));
  const walks = turns.map((turn) =>
    turn.walk(sceneOf(installation, journal, turn)).catch((error: unknown) => String(error)),
  );
  await pause(150);
  filler.grow(0);
  const outcomes = await Promise.all(walks);
  assert.ok(
    outcomes.some((outcome) => outcome !== undefined),
    'some were refused',
  );
  const others = journal.entries
    .flatMap((entry) => entry.answers)
    .filter((one) => ![200, 401, 503].includes(one.status));
  assert.deepEqual(others, [], 'nobody sees anything but success or the sentence');
  assert.equal((await lan.get('/healthz')).status, 200);

  // Room again: everything that was refused goes through, in the same process.
  filler.remove();
  await untilOk(() => object('再有'));
  for (const turn of turns) await turn.walk(sceneOf(installation, journal, turn));
  assert.equal((await lan.get('/api/site')).body.readOnly, undefined);
  const verdict = await verdictOf(
    installation.app,
    journal.entries.filter((entry) => entry.path !== 'desk'),
  );
  assert.deepEqual([verdict.missing, verdict.faults], [0, []]);

  await tryStartOnFullDisk(installation, disk);
  await tryUncaught(installation);
}

async function tryStartOnFullDisk({ server, startAgain }: Installation, disk: string): Promise<void> {
  await server.stop();
  const filler = fill(disk, 8);
  await assert.rejects(startAgain(), /磁盘只剩 \d+ MB，不够启动/);
  filler.remove();
  await startAgain();
}

/** what nobody catches ends the server in order, with its line in the log and without an orphan; a service starts it again. */
async function tryUncaught(installation: Installation): Promise<void> {
  const answer = await fetch(`${baseOf(installation)}/healthz`);
  assert.equal(answer.status, 200);
  await installation.server.fail('SIGUSR2');
  const log = readFileSync(join(installation.dataFolder, 'log', 'mingcha.log'), 'utf8');
  assert.match(log, /"event":"server.uncaught".*planted/);
  assert.ok(
    !existsSync(join(installation.dataFolder, 'db', 'postmaster.pid')),
    'its database was stopped too',
  );
  await installation.startAgain();
}

/** Loaded into the server: what nobody catches, on a signal. */
const planter = `data:text/javascript,process.on('SIGUSR2',()=>{Promise.reject(Error('planted'))})`;

const baseOf = ({ server }: Installation): string => server.base.replace('localhost', '127.0.0.1');

async function turnsOf({ app }: Installation): Promise<readonly Turning[]> {
  const handed = { sealed: [], contributed: [], drawn: [] };
  const wanted = ['sync record', 'photo', 'seal', 'draw', 'import', 'follow-up'];
  const turns: Turning[] = [];
  for (const path of writePaths.filter(({ name }) => wanted.includes(name)))
    turns.push({
      path,
      no: 0,
      walk: await path.prepare({ inside: app, handed, no: 0 }),
      at: app.platform.clock.now(),
    });
  return turns;
}

async function refusalOf(
  asked: Promise<{ readonly status: number; readonly body: { error?: { code: string } } }>,
) {
  const { status, body } = await asked;
  return [status, body.error?.code];
}

/** Tries for half a minute. */
async function untilOk(
  ask: () => Promise<{ readonly status: number; readonly body: unknown }>,
): Promise<void> {
  let last: unknown = null;
  for (let tries = 0; tries < 100; tries += 1) {
    const reply = await ask().catch((error: unknown) => ({ status: 0, body: String(error) }));
    if (reply.status === 200) return;
    last = reply.body;
    await pause(300);
  }
  throw new Error(`writing did not come back: ${JSON.stringify(last)}`);
}

/** A file that leaves so many megabytes free. */
function fill(disk: string, megabytesLeft: number) {
  const path = join(disk, 'filler');
  const free = () => {
    const { bavail, bsize } = statfsSync(disk);
    return bavail * bsize;
  };
  const grow = (left: number): void => {
    const handle = openSync(path, 'a');
    const piece = Buffer.alloc(mebibyte);
    try {
      while (free() > left * mebibyte)
        writeSync(handle, piece, 0, Math.min(mebibyte, free() - left * mebibyte));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(handle);
    }
  };
  const remove = (): void => rmSync(path, { force: true });
  grow(megabytesLeft);
  return {
    grow,
    remove,
    shrink: (left: number): void => {
      remove();
      grow(left);
    },
  };
}

async function unmount(disk: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      execFileSync('umount', [disk], { stdio: 'ignore' });
      break;
    } catch (error) {
      if (tries > 50) throw error;
      await pause(200);
    }
  }
  rmSync(disk, { recursive: true });
}
