/**
 * The return that somebody asks for later. Without a change of schema the old program takes the present data. With one it may
 * only have the database of before, and what was entered since is lost: that is said, refused, and done when it is wanted.
 */
import { existsSync } from 'node:fs';
import { withCommandPlatform } from '../command-platform.ts';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import { newestNotes } from '../operations/doctor/doctor.queries.ts';
import { databasePlaces, pointCurrent } from './database-folders.ts';
import { launcherOf, runMigrate, runningRelease } from './release-program.ts';
import type { UpgradeOrder } from './run-upgrade.ts';
import { takeBack } from './settle-upgrade.ts';
import { ledgerEnds, sinceUpgrade } from './upgrade.queries.ts';
import { UpgradeError } from './upgrade-error.ts';
import { type EndedUpgrade, endState, lastUpgrade, saveState } from './upgrade-state.ts';

export type RollbackOrder = Pick<
  UpgradeOrder,
  'config' | 'environment' | 'current' | 'service' | 'clock' | 'runAs' | 'tell'
>;

export interface Loss {
  readonly entries: number;
  readonly types: Awaited<ReturnType<typeof sinceUpgrade>>['types'];
  /** A checkpoint was signed since: others may have seen it. */
  readonly isSigned: boolean;
  /** Last checkpoints, as everybody could read them. */
  readonly notes: readonly string[];
}

/** `program`: the old one on the present data. `database`: with the data of before, nothing lost. `loss`: with them, what was entered is gone. */
export interface RollbackPlan {
  readonly how: 'program' | 'database' | 'loss';
  readonly last: EndedUpgrade;
  readonly loss: Loss;
}

/** Decides how, or refuses. Changes nothing. Throws UpgradeError `rollback.*`. */
export async function planRollback(order: RollbackOrder, givesUp: boolean): Promise<RollbackPlan> {
  const last = lastUpgrade(order.config.dataFolder);
  if (last === null || last.outcome !== 'done') throw new UpgradeError('rollback.none');
  const { folder } = runningRelease(order.current);
  if (folder !== last.to.folder)
    throw new UpgradeError('rollback.other_program', { found: folder, wanted: last.to.folder });
  if (!existsSync(launcherOf(last.from.folder)))
    throw new UpgradeError('rollback.program_gone', { path: last.from.folder });
  const loss = await lossOf(order);
  if (last.applied.length === 0) {
    const unknown = await unknownTypes(order, last, loss);
    if (unknown.length === 0) return { how: 'program', last, loss };
    if (!givesUp) throw new UpgradeError('rollback.new_types', { types: unknown.join(', ') });
  }
  requireKept(order, last);
  if (loss.entries === 0 && !loss.isSigned) return { how: 'database', last, loss };
  const { entries } = loss;
  if (!givesUp && entries === 0) throw new UpgradeError('rollback.signed');
  if (!givesUp) throw new UpgradeError('rollback.new_forms', { entries, migrations: last.applied.length });
  return { how: 'loss', last, loss };
}

async function lossOf({ config }: RollbackOrder): Promise<Loss> {
  return withCommandPlatform(config, (platform) =>
    inTransaction(platform.db, async (tx) => {
      const { types, isSigned } = await sinceUpgrade(tx);
      const entries = types.reduce((sum, one) => sum + one.count, 0);
      const notes = (await newestNotes(tx)).map((one) => one.note);
      return { entries, types, isSigned, notes };
    }),
  );
}

/** Kinds of events since the upgrade that the old program has no words for. */
async function unknownTypes(
  { environment, runAs }: RollbackOrder,
  last: EndedUpgrade,
  loss: Loss,
): Promise<readonly string[]> {
  const { events } = await runMigrate(last.from.folder, { check: true, environment, runAs, args: [] });
  const known = new Set(events);
  return loss.types.map((one) => one.type).filter((type) => !known.has(type));
}

function requireKept({ config }: RollbackOrder, last: EndedUpgrade): void {
  const { before } = databasePlaces(config.dataFolder);
  const path = last.database === 'embedded' ? before : last.backup;
  if (path === null || !existsSync(path))
    throw new UpgradeError('rollback.nothing_kept', { path: String(path) });
}

/**
 * Stops, returns, starts. With a loss the installation is held afterwards until two persons confirm. Broken off it goes on with
 * the next start. Returns the downtime in milliseconds.
 */
export async function runRollback(order: RollbackOrder, plan: RollbackPlan): Promise<number> {
  const { config, service, clock, tell } = order;
  const { last, how } = plan;
  if (how === 'program') await recordReturn(order, last);
  tell('step.stop');
  const startedAt = clock.now();
  await service.stop();
  tell('step.switch');
  const { outcome: _, endedAt: __, reason: ___, ...rest } = last;
  const state = {
    ...rest,
    step: 'returning',
    holdNotes: how === 'loss' ? [...plan.loss.notes] : null,
  } as const;
  if (how === 'program') {
    await pointCurrent(last.current, last.from.folder);
    await endState(config.dataFolder, state, { outcome: 'rolledBack', endedAt: clock.now(), reason: how });
  } else {
    await takeBack(config, await saveState(config.dataFolder, state), {
      outcome: 'rolledBack',
      reason: how,
    });
  }
  tell('step.start');
  if (!(await service.start())) tell('done.start_yourself');
  return Date.parse(clock.now()) - Date.parse(startedAt);
}

async function recordReturn({ config }: RollbackOrder, last: EndedUpgrade): Promise<void> {
  await withCommandPlatform(config, (platform) =>
    inTransaction(platform.db, async (tx) => {
      const id = platform.ids.next();
      for (const { jurisdictionId } of await ledgerEnds(tx))
        await record(tx, platform, {
          type: 'upgrade.rolled_back',
          actor: { jurisdictionId, accountId: null },
          subject: { kind: 'upgrade', id },
          data: { fromVersion: last.to.version, toVersion: last.from.version, migrationCount: 0 },
        });
    }),
  );
}
