/**
 * One upgrade from its backup to the open new version: each step is written down before it is begun. What fails before the
 * new version is open goes back to the old one by itself, with the data as they were when the service stopped.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { backupNames } from '../backup/check-backup.ts';
import type { Config, Environment } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { openInstallation } from '../db/installation.ts';
import { inTransaction } from '../db/transaction.ts';
import { silentLog } from '../log.ts';
import { askHere } from '../operations/doctor/served.ts';
import type { Clock } from '../platform.ts';
import { copyDatabase, scratchFolder } from './database-folders.ts';
import { type ProgramRun, runMigrate, runProgram } from './release-program.ts';
import type { Service } from './service.ts';
import { switchOver, takeBack } from './settle-upgrade.ts';
import { ledgerEnds, sinceUpgrade } from './upgrade.queries.ts';
import { UpgradeError } from './upgrade-error.ts';
import {
  type EndedUpgrade,
  endState,
  lastUpgrade,
  type ReleaseRef,
  readState,
  saveState,
  type UpgradeState,
} from './upgrade-state.ts';
import type { UpgradeData, UpgradeKey } from './upgrade-text.ts';

export interface UpgradeOrder {
  readonly config: Config;
  readonly environment: Environment;
  readonly from: ReleaseRef;
  readonly to: ReleaseRef;
  readonly current: string;
  readonly service: Service;
  readonly clock: Clock;
  /** As whom the data are worked on. */
  readonly runAs: ProgramRun['runAs'];
  /** Checks of the doctor that are red already: they are no fault of the new version. */
  readonly knownRed: readonly string[];
  readonly tell: (key: UpgradeKey, data?: UpgradeData) => void;
  /** In words of the operator's language. */
  readonly reasonOf: (error: unknown) => string;
  /** Milliseconds within which the new version must be ready after its start. */
  readonly readyWithinMs: number;
}

export interface UpgradeResult {
  readonly ended: EndedUpgrade;
  /** Why it went back; null when it did not. */
  readonly failure: string | null;
  readonly downtimeMs: number;
  /** Somebody here started the service. */
  readonly isStarted: boolean;
}

/** Throws UpgradeError only where neither version can be opened without losing what was entered. */
export async function runUpgrade(order: UpgradeOrder): Promise<UpgradeResult> {
  const { dataFolder } = order.config;
  let failure: string | null = null;
  try {
    const prepared = await prepare(order, await saveState(dataFolder, firstState(order)));
    const switching = await migrated(order, prepared);
    order.tell('step.switch');
    await switchOver(order.config, switching);
    if (await opened(order)) return result(order, { failure, isStarted: true });
    return result(order, { failure, isStarted: false });
  } catch (error) {
    failure = order.reasonOf(error);
    if (error instanceof UpgradeError && error.code === 'upgrade.entered') {
      // It stays, as well as it goes: what was entered is worth more than a light.
      await order.service.start();
      await result(order, { failure, isStarted: true });
      throw error;
    }
  }
  order.tell('step.return', { version: order.from.version, reason: failure });
  const state = readState(dataFolder);
  if (state !== null) await takeBack(order.config, state, { outcome: 'returned', reason: failure });
  const isStarted = state?.stoppedAt == null || (await order.service.start());
  return result(order, { failure, isStarted });
}

async function result(
  order: UpgradeOrder,
  how: { readonly failure: string | null; readonly isStarted: boolean },
): Promise<UpgradeResult> {
  const { dataFolder } = order.config;
  const endedAt = order.clock.now();
  const state = readState(dataFolder);
  const ended =
    state === null
      ? lastUpgrade(dataFolder)
      : await endState(dataFolder, state, { outcome: 'done', endedAt, reason: how.failure ?? '' });
  if (ended === null) throw new Error('an upgrade that left nothing behind');
  const stopped = ended.stoppedAt;
  const downtimeMs = stopped === null ? 0 : Date.parse(endedAt) - Date.parse(stopped);
  return { ended, downtimeMs, ...how };
}

function firstState({ from, to, current, config, clock }: UpgradeOrder): UpgradeState {
  return {
    format: 'mingcha upgrade 1',
    step: 'begun',
    database: config.databaseUrl === null ? 'embedded' : 'given',
    from,
    to,
    current,
    startedAt: clock.now(),
    stoppedAt: null,
    backup: null,
    applied: [],
    entries: null,
    holdNotes: null,
  };
}

/** Backup, stop, and a second copy that is exact because nobody works: the database's folder, or one more backup. */
async function prepare(order: UpgradeOrder, begun: UpgradeState): Promise<UpgradeState> {
  const { config, tell, service, clock } = order;
  const save = (next: UpgradeState) => saveState(config.dataFolder, next);
  tell('step.backup');
  const backedUp = await save({ ...begun, step: 'backedUp', backup: await backUp(order) });
  tell('step.stop');
  // Written before it stops: whoever finds it starts the service again.
  const stopped = await save({ ...backedUp, step: 'stopped', stoppedAt: clock.now() });
  await service.stop();
  if (stopped.database === 'embedded') {
    tell('step.copy');
    await copyDatabase(config.dataFolder);
    return save({ ...stopped, step: 'copied' });
  }
  tell('step.exact');
  return save({ ...stopped, step: 'copied', backup: await backUp(order) });
}

/** By the old program, as the one who owns the data. Returns the folder of the backup. */
async function backUp({ from, environment, runAs, config }: UpgradeOrder): Promise<string> {
  const { code, said } = await runProgram(from.folder, { args: ['backup'], environment, runAs });
  const [name] = await backupNames(config.backup.folder);
  if (code !== 0 || name === undefined)
    throw new UpgradeError('upgrade.step_failed', { step: 'backup', reason: said.trim().slice(-600) });
  return join(config.backup.folder, 'backups', name);
}

/** The new program brings its database up to date: the copy, or the given one in its place. */
async function migrated(order: UpgradeOrder, copied: UpgradeState): Promise<UpgradeState> {
  const { config, environment, runAs, to, from } = order;
  order.tell('step.migrate');
  const isEmbedded = copied.database === 'embedded';
  const state = isEmbedded ? copied : await saveState(config.dataFolder, { ...copied, step: 'migrating' });
  const report = await runMigrate(to.folder, {
    check: false,
    runAs,
    args: ['--from', from.version, '--known', order.knownRed.join(',')],
    environment: isEmbedded
      ? { ...environment, MINGCHA_DATA: scratchFolder(config.dataFolder) }
      : environment,
  });
  if (report.problems.length > 0)
    throw new UpgradeError('upgrade.step_failed', { step: 'migrate', reason: report.problems.join('; ') });
  return saveState(config.dataFolder, {
    ...state,
    step: 'switching',
    applied: report.migrations,
    entries: report.entries,
  });
}

/** Starts the new version and waits until it is ready. False when nobody here can start it. */
async function opened(order: UpgradeOrder): Promise<boolean> {
  const { config, service, readyWithinMs, tell } = order;
  tell('step.start');
  let parts = '';
  try {
    if (!(await service.start())) return false;
    for (let waited = 0; waited < readyWithinMs; waited += 250) {
      const { status, body } = await askHere(config, '/readyz');
      if (status === 200) return true;
      parts = status === 0 ? parts : body.slice(0, 200);
      await pause(250);
    }
  } catch (error) {
    parts = order.reasonOf(error);
  }
  const failure = new UpgradeError('upgrade.not_ready', { seconds: Math.round(readyWithinMs / 1000), parts });
  await service.stop();
  await requireUntouched(order, failure);
  throw failure;
}

/** What was entered in the new version, or signed over, may not go with a return that nobody asked for. */
async function requireUntouched(order: UpgradeOrder, failure: UpgradeError): Promise<void> {
  const { config } = order;
  const state = readState(config.dataFolder);
  const installation = await openInstallation(config, silentLog, 'own');
  const db = openDatabase({ url: installation.migratorUrl, poolSize: 2 });
  try {
    const found = await inTransaction(db, async (tx) => ({
      entries: (await ledgerEnds(tx)).reduce((sum, end) => sum + end.size, 0) - (state?.entries ?? 0),
      isSigned: (await sinceUpgrade(tx)).isSigned,
    }));
    if (found.entries === 0 && !found.isSigned) return;
    const { entries } = found;
    throw new UpgradeError('upgrade.entered', { entries, reason: order.reasonOf(failure) });
  } finally {
    await db.destroy();
    await installation.stop();
  }
}
