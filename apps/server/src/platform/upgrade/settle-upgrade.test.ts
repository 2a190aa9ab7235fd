/** What a kill or a power cut leaves at every step, and between every two moves of the exchange: the next start puts it right. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseConfig } from '../config.ts';
import { lockFolder } from '../db/folder-lock.ts';
import { databasePlaces, pointCurrent, scratchFolder } from './database-folders.ts';
import { settleAtStart, switchOver } from './settle-upgrade.ts';
import {
  lastUpgrade,
  makeUpgradeFolder,
  readState,
  saveState,
  type UpgradeStep,
  upgradeFolder,
} from './upgrade-state.ts';

type Scene = Awaited<ReturnType<typeof makeScene>>;

/** Folders as an upgrade of an embedded database has them: the database is one file that says whose it is. */
async function makeScene(step: UpgradeStep) {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-settle-'));
  const data = join(folder, 'data');
  const config = parseConfig({ MINGCHA_DATA: data }, [], folder);
  const release = async (version: string) => {
    const place = join(folder, 'releases', version);
    await mkdir(join(place, 'bin'), { recursive: true });
    await writeFile(join(place, 'bin', 'mingcha'), '');
    await chmod(join(place, 'bin', 'mingcha'), 0o755);
    return { version, folder: place };
  };
  const [from, to] = [await release('1.0.0'), await release('2.0.0')];
  const current = join(folder, 'current');
  await symlink(from.folder, current);
  const places = databasePlaces(data);
  await mkdir(places.living, { recursive: true });
  await writeFile(join(places.living, 'whose'), 'old');
  // What the upgrade before this one left.
  await mkdir(places.before);
  await writeFile(join(places.before, 'whose'), 'ancient');
  await mkdir(places.next);
  await writeFile(join(places.next, 'whose'), 'new');
  await mkdir(scratchFolder(data), { recursive: true });
  await makeUpgradeFolder(data);
  const state = await saveState(data, {
    format: 'mingcha upgrade 1',
    step,
    database: 'embedded',
    from,
    to,
    current,
    startedAt: '2026-11-23T01:00:00.000Z',
    stoppedAt: '2026-11-23T01:01:00.000Z',
    backup: null,
    applied: ['0999-next.sql'],
    entries: 7,
    holdNotes: null,
  });
  return { folder, data, config, from, to, current, places, state };
}

async function standing({ places, current, data }: Scene) {
  const whose = async (place: string) => readFile(join(place, 'whose'), 'utf8').catch(() => null);
  assert.equal(existsSync(places.next), false);
  assert.equal(existsSync(scratchFolder(data)), false);
  assert.equal(readState(data), null);
  return {
    link: (await readlink(current)).split('/').at(-1),
    database: await whose(places.living),
    outcome: lastUpgrade(data)?.outcome,
  };
}

const old = { link: '1.0.0', database: 'old', outcome: 'returned' };
const fresh = { link: '2.0.0', database: 'new', outcome: 'done' };

for (const step of ['begun', 'backedUp', 'stopped', 'copied', 'switching'] as const)
  test(`killed at "${step}" before the link was moved: the old version starts with its own database`, async () => {
    const scene = await makeScene(step);
    await settleAtStart(scene.config, scene.from.folder);
    assert.deepEqual(await standing(scene), old);
    assert.equal(await readFile(join(scene.places.before, 'whose'), 'utf8'), 'ancient');
    await rm(scene.folder, { recursive: true });
  });

/** The moves of the switch, in their order. */
const moves: readonly ((scene: Scene) => Promise<unknown>)[] = [
  ({ current, to }) => pointCurrent(current, to.folder),
  ({ places }) => rm(places.before, { recursive: true }),
  ({ places }) => rename(places.living, places.before),
  ({ places }) => rename(places.next, places.living),
  ({ data }) => rm(scratchFolder(data), { recursive: true }),
  ({ data, state }) => saveState(data, { ...state, step: 'switched' }),
];

for (let done = 1; done <= moves.length; done += 1)
  test(`killed after ${done} of the ${moves.length} moves of the switch: the new version finishes, and the old one says that it is gone`, async () => {
    for (const who of ['to', 'from'] as const) {
      const scene = await makeScene('switching');
      for (const move of moves.slice(0, done)) await move(scene);
      const started = settleAtStart(scene.config, scene[who].folder);
      if (who === 'to') assert.equal((await started)?.outcome, 'done');
      else await assert.rejects(started, { code: 'upgrade.other_program' });
      assert.deepEqual(await standing(scene), fresh);
      assert.equal(await readFile(join(scene.places.before, 'whose'), 'utf8'), 'old');
      await rm(scene.folder, { recursive: true });
    }
  });

/** Taken back after the switch: state, link, then the folders. */
const returning: readonly ((scene: Scene) => Promise<unknown>)[] = [
  ({ data, state }) => saveState(data, { ...state, step: 'returning' }),
  ({ current, from }) => pointCurrent(current, from.folder),
  ({ places }) => rename(places.living, places.given),
  ({ places }) => rename(places.before, places.living),
];

for (let done = 1; done <= returning.length; done += 1)
  test(`killed after ${done} of the ${returning.length} moves of the return: any start finishes it, and only the old version runs`, async () => {
    for (const who of ['from', 'to'] as const) {
      const scene = await makeScene('switching');
      await switchOver(scene.config, scene.state);
      for (const move of returning.slice(0, done)) await move(scene);
      const started = settleAtStart(scene.config, scene[who].folder);
      if (who === 'from') assert.equal((await started)?.outcome, 'returned');
      else await assert.rejects(started, { code: 'upgrade.other_program' });
      assert.deepEqual(await standing(scene), old);
      await rm(scene.folder, { recursive: true });
    }
  });

test('while an upgrade is at work no server starts but the new version that it starts itself', async () => {
  const scene = await makeScene('copied');
  const lock = await lockFolder(upgradeFolder(scene.data));
  await assert.rejects(settleAtStart(scene.config, scene.from.folder), { code: 'upgrade.running' });
  await saveState(scene.data, { ...scene.state, step: 'switched' });
  await assert.rejects(settleAtStart(scene.config, scene.from.folder), { code: 'upgrade.running' });
  assert.equal(await settleAtStart(scene.config, scene.to.folder), null);
  await lock.release();
  assert.equal((await settleAtStart(scene.config, scene.to.folder))?.outcome, 'done');
  await rm(scene.folder, { recursive: true });
});
