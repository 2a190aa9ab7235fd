/** A server process enters among the others: refused where it does not share their files and keys. */
import { hostname } from 'node:os';
import { inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import { SetupError } from '../setup-error.ts';
import { version } from '../version.ts';
import { type LivingProcess, processesSeen } from './cluster.queries.ts';
import { type Cluster, joinCluster } from './cluster.ts';
import { keysMark, storeMark } from './marks.ts';
import { processId } from './process-id.ts';

/** Longer than a process can be silent without being buried. */
export const livingSeconds = 30;

export async function otherProcesses(platform: Pick<Platform, 'db'>): Promise<readonly LivingProcess[]> {
  const seen = await inTransaction(platform.db, (tx) => processesSeen(tx, livingSeconds));
  return seen.filter((one) => one.id !== processId);
}

/** Throws SetupError `cluster.other_files` or `cluster.other_keys`. */
export async function enterCluster(platform: Platform, name: string): Promise<Cluster> {
  const { filesFolder, secretsFolder } = platform.config;
  const own = {
    id: processId,
    name,
    host: hostname(),
    pid: process.pid,
    version,
    file_store: await storeMark(filesFolder),
    keys: keysMark(platform.signer),
  };
  for (const { host, pid, fileStore, keys } of await otherProcesses(platform)) {
    if (fileStore !== own.file_store)
      throw new SetupError('cluster.other_files', { host, pid, path: filesFolder });
    if (keys !== own.keys) throw new SetupError('cluster.other_keys', { host, pid, path: secretsFolder });
  }
  return joinCluster(platform, own);
}
