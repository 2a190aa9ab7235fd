/**
 * Ends an upgrade that broke off: a power cut, a kill, a failed step. Before the switch the old version goes on as if nothing
 * had been; from the switch on the new one finishes. Everything here may be interrupted and repeated.
 */
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { findBackup } from '../backup/check-backup.ts';
import { refillDatabase } from '../backup/refill.ts';
import type { Config } from '../config.ts';
import { lockFolder, lockHolder } from '../db/folder-lock.ts';
import { SetupError } from '../setup-error.ts';
import { systemClock } from '../system.ts';
import { databasePlaces, pointCurrent, removeCopy, switchBack, switchForward } from './database-folders.ts';
import { holdReturned } from './hold-returned.ts';
import { belongsTo, launcherOf, runningRelease } from './release-program.ts';
import { UpgradeError } from './upgrade-error.ts';
import {
  type EndedUpgrade,
  endState,
  readState,
  saveState,
  type UpgradeState,
  upgradeFolder,
} from './upgrade-state.ts';

/**
 * Called by every start of the server, before the database is opened. Throws SetupError `upgrade.running` while an upgrade is
 * at work, `upgrade.other_program` where it is the other version that may run now: the link names it already.
 */
export async function settleAtStart(config: Config, root: string): Promise<EndedUpgrade | null> {
  const { dataFolder } = config;
  const state = readState(dataFolder);
  if (state === null) return null;
  const pid = await lockHolder(upgradeFolder(dataFolder));
  // The upgrade itself starts the new version and waits for it.
  if (pid !== null && state.step === 'switched' && belongsTo(root, state.to.folder)) return null;
  if (pid !== null) throw new SetupError('upgrade.running', { pid });
  const lock = await lockFolder(upgradeFolder(dataFolder));
  try {
    const ended = await settle(config);
    if (ended !== null) requireRight(ended, root);
    return ended;
  } finally {
    await lock.release();
  }
}

function requireRight({ outcome, from, to }: EndedUpgrade, root: string): void {
  const [right, wrong] = outcome === 'done' ? [to, from] : [from, to];
  if (!belongsTo(root, wrong.folder)) return;
  throw new SetupError('upgrade.other_program', {
    version: right.version,
    command: launcherOf(right.folder),
  });
}

/** The same for whoever holds the upgrade's lock. Null when nothing was left. */
export async function settle(config: Config): Promise<EndedUpgrade | null> {
  const state = readState(config.dataFolder);
  if (state === null) return null;
  const goesOn =
    state.step === 'switched' ||
    (state.step === 'switching' && runningRelease(state.current).folder === state.to.folder);
  if (!goesOn) return takeBack(config, state, { outcome: 'returned', reason: 'interrupted' });
  const switched = await switchOver(config, state);
  return endState(config.dataFolder, switched, { outcome: 'done', endedAt: nowOf(config), reason: '' });
}

/** The link first: who starts after it is the new version, and finishes. */
export async function switchOver(config: Config, state: UpgradeState): Promise<UpgradeState> {
  await pointCurrent(state.current, state.to.folder);
  if (state.database === 'embedded') await switchForward(config.dataFolder);
  await removeScratch(config, state);
  return saveState(config.dataFolder, { ...state, step: 'switched' });
}

async function removeScratch(config: Config, state: UpgradeState): Promise<void> {
  if (state.database === 'embedded') await removeCopy(config.dataFolder);
}

/** Steps after which the living database is no longer what it was. */
const touched: Readonly<Record<UpgradeState['database'], readonly UpgradeState['step'][]>> = {
  embedded: ['switching', 'switched', 'returning'],
  given: ['migrating', 'switching', 'switched', 'returning'],
};

/** Puts link and database back to the old version. Throws what hinders; it may then be repeated. */
export async function takeBack(
  config: Config,
  state: UpgradeState,
  end: Pick<EndedUpgrade, 'outcome' | 'reason'>,
): Promise<EndedUpgrade> {
  const { dataFolder } = config;
  let now = state;
  if (touched[state.database].includes(state.step)) {
    now = await saveState(dataFolder, { ...state, step: 'returning' });
    await pointCurrent(state.current, state.from.folder);
    if (state.database === 'embedded') await undoSwitch(dataFolder);
    else await refill(config, state);
    if (state.holdNotes !== null) await holdReturned(config, state, state.holdNotes);
  }
  await removeScratch(config, state);
  return endState(dataFolder, now, { ...end, endedAt: nowOf(config) });
}

/** While the copy is still beside it, the exchange was not finished. */
async function undoSwitch(dataFolder: string): Promise<void> {
  const { living, next, before } = databasePlaces(dataFolder);
  if (!existsSync(next)) return switchBack(dataFolder);
  if (!existsSync(living)) await rename(before, living);
}

async function refill(config: Config, { backup }: UpgradeState): Promise<void> {
  if (backup === null || config.databaseUrl === null)
    throw new UpgradeError('rollback.nothing_kept', { path: String(backup) });
  await refillDatabase(config.databaseUrl, await findBackup(backup));
}

function nowOf({ zone }: Config): string {
  return systemClock(zone).now();
}
