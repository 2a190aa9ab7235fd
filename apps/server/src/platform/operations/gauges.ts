/** Figures of the moment for the metrics: queues, pool, disk, ledgers. */
import { statfsSync } from 'node:fs';
import { poolState } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import type { Gauges } from './metrics-page.ts';
import { metricsOf } from './served-requests.ts';
import { queueLengths, verifications } from './work.queries.ts';

export async function readGauges(platform: Platform): Promise<Gauges> {
  const now = Date.parse(platform.clock.now());
  const { queues, verified } = await inTransaction(platform.db, async (tx) => ({
    queues: await queueLengths(tx, null),
    verified: (await verifications(tx, null)).filter((row) => (row.entries ?? 0n) > 0n),
  }));
  const oldest = verified.map((row) => row.at).sort((a, b) => (a ?? '').localeCompare(b ?? ''))[0] ?? null;
  const disk = statfsSync(platform.config.dataFolder);
  return {
    queues,
    pool: poolState(platform.db),
    disk: { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize },
    ledgerAgeSeconds: oldest === null ? null : (now - Date.parse(oldest)) / 1000,
    ledgerFaults: verified.filter((row) => row.faultSeq !== null).length,
    uptimeSeconds: (now - Date.parse(metricsOf(platform).startedAt)) / 1000,
  };
}
