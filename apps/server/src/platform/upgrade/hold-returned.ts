/**
 * After a return that gave entries up: as after a restoration, the installation can only be read, phones send again what they
 * keep, and two persons confirm what was lost. Repeatable.
 */
import { join } from 'node:path';
import type { RestoredLedger } from '@mingcha/core/common/backup.ts';
import pg from 'pg';
import { holdLedgers, insertRestoration, waitingRestoration } from '../backup/backup.queries.ts';
import { forgetLife, inOne } from '../backup/export.queries.ts';
import { readPublished } from '../backup/restored-ledgers.ts';
import type { Config } from '../config.ts';
import { connectionOptions, openDatabase, type Tx } from '../db/database.ts';
import { openInstallation } from '../db/installation.ts';
import { inTransaction } from '../db/transaction.ts';
import { originOf } from '../ledger/origin.ts';
import { silentLog } from '../log.ts';
import { systemClock, systemRandom, uuidSource } from '../system.ts';
import { ledgerEnds } from './upgrade.queries.ts';
import type { UpgradeState } from './upgrade-state.ts';

/** `notes`: the last checkpoints of what was given up. */
export async function holdReturned(
  config: Config,
  state: UpgradeState,
  notes: readonly string[],
): Promise<void> {
  const clock = systemClock(config.zone);
  const ids = uuidSource(clock, systemRandom);
  const installation = await openInstallation(config, silentLog, 'own');
  const db = openDatabase({ url: installation.migratorUrl, poolSize: 2, statementTimeout: 0 });
  try {
    if ((await inTransaction(db, waitingRestoration)) !== undefined) return;
    const at = clock.now();
    const takenAt = state.stoppedAt ?? state.startedAt;
    await forget(installation.migratorUrl, { at, epoch: ids.next(), takenAt });
    await inTransaction(db, async (tx) => {
      const ledgers = JSON.stringify(await ledgersAfter(tx, notes));
      await holdLedgers(tx, at);
      const row = { backup_name: join('upgrade', state.from.version), taken_at: takenAt, restored_at: at };
      await insertRestoration(tx, { id: ids.next(), ...row, ledgers });
    });
  } finally {
    await db.destroy();
    await installation.stop();
  }
}

async function forget(
  url: string,
  now: { readonly at: string; readonly epoch: string; readonly takenAt: string },
): Promise<void> {
  const client = new pg.Client(connectionOptions(url));
  await client.connect();
  try {
    await inOne(client, () => forgetLife(client, { ...now, manifest: '0'.repeat(64) }));
  } finally {
    await client.end();
  }
}

async function ledgersAfter(tx: Tx, notes: readonly string[]): Promise<readonly RestoredLedger[]> {
  const published = notes.flatMap((note) => readPublished(note) ?? []);
  return (await ledgerEnds(tx)).map(({ jurisdictionId, divisionCode, size }) => {
    const origin = originOf(divisionCode);
    const seen = published.find((one) => one.origin === origin);
    return {
      jurisdictionId,
      origin,
      size,
      published: seen?.size ?? null,
      publishedRoot: seen?.root ?? null,
      verdict: seen === undefined ? 'none' : seen.size > size ? 'behind' : 'contained',
    };
  });
}
