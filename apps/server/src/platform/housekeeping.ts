/** What the running server does by itself every ten minutes: sign the ledgers' heads, forget what has expired. */

import { removeExpiredEnterpriseSessions } from './auth/enterprise/enterprise-session.ts';
import { removeExpiredSessions } from './auth/session.ts';
import { deleteOldAttempts } from './auth/sign-in.queries.ts';
import { holdsDailyWork } from './clock-watch.ts';
import type { CryptoProvider } from './crypto/provider.ts';
import { inTransaction } from './db/transaction.ts';
import { type AccessSettings, defaultAccess } from './http/settings.ts';
import { listJurisdictions } from './ledger/checkpoint.queries.ts';
import { type CheckpointExtension, checkpointNow } from './ledger/checkpoint.service.ts';
import { sealCheckpoints } from './ledger/seal.service.ts';
import type { Platform } from './platform.ts';

const everyMs = 10 * 60_000;
const attemptsKeptMs = 31 * 86_400_000;

export interface Housekeeping {
  readonly platform: Platform;
  readonly extensions: readonly CheckpointExtension[];
  readonly access?: AccessSettings;
  /** Seals checkpoints by the national suite; null where it is not chosen. */
  readonly sealer?: CryptoProvider | null;
  /** What stages clear away at each round. */
  readonly chores?: readonly Chore[];
  /** Done also while the clock has jumped and what goes by the day waits. */
  readonly always?: readonly Chore[];
}

export type Chore = (platform: Platform) => Promise<void>;

/** One round. A ledger that fails its verification is not signed; the log says which. */
export async function keepHouse(housekeeping: Housekeeping): Promise<void> {
  const { platform, extensions } = housekeeping;
  for (const jurisdiction of await inTransaction(platform.db, listJurisdictions)) {
    const signed = await checkpointNow(platform, jurisdiction.id, extensions);
    if (!signed.ok)
      platform.log.error('ledger.unsound', { jurisdiction: jurisdiction.id, ...signed.error.data });
  }
  await sealAll(housekeeping);
  await removeExpiredSessions(platform, housekeeping.access ?? defaultAccess);
  await removeExpiredEnterpriseSessions(platform, housekeeping.access ?? defaultAccess);
  const before = new Date(Date.parse(platform.clock.now()) - attemptsKeptMs).toISOString();
  await inTransaction(platform.db, (tx) => deleteOldAttempts(tx, before));
  for (const chore of housekeeping.always ?? []) await chore(platform);
  // After a jump of the clock; the log and the page of operations say so.
  if (holdsDailyWork(platform)) return;
  for (const chore of housekeeping.chores ?? []) await chore(platform);
}

/** While a device is away its sentence is logged at every round, and the rest of the round goes on. */
async function sealAll({ platform, sealer }: Housekeeping): Promise<void> {
  if (sealer === undefined || sealer === null) return;
  for (const jurisdiction of await inTransaction(platform.db, listJurisdictions)) {
    await sealCheckpoints(platform, sealer, jurisdiction.id).catch((error: unknown) =>
      platform.log.error('ledger.not_sealed', { jurisdiction: jurisdiction.id, error }),
    );
  }
}

/** Starts the rounds; the returned function stops them and waits for one that is running. */
export function startHousekeeping(housekeeping: Housekeeping): () => Promise<void> {
  const { log } = housekeeping.platform;
  let running: Promise<void> = Promise.resolve();
  const round = (): void => {
    running = keepHouse(housekeeping).catch((error: unknown) => log.error('housekeeping.failed', { error }));
  };
  const timer = setInterval(round, everyMs);
  round();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
