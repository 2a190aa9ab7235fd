/**
 * A server process of a test that is going to be killed or paused: it joins a cluster and, while it leads, writes one row after
 * the other, each in a transaction that stays open for a moment. It loads nothing else, since several of them start.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { createLog } from '../log.ts';
import type { Platform } from '../platform.ts';
import { systemClock } from '../system.ts';
import { joinCluster } from './cluster.ts';
import { processId } from './process-id.ts';

const [url = '', everyMs = '100'] = process.argv.slice(2);
const clock = systemClock('UTC');
const db = openDatabase({ url, poolSize: 3, applicationName: `mingcha@test ${process.pid}` });
const log = createLog({
  level: 'info',
  now: () => clock.now(),
  write: (line) => process.stderr.write(`${line}\n`),
});
// The cluster asks a platform for its database and its log alone.
const platform = { db, log, clock } as unknown as Platform;
const own = {
  id: processId,
  name: `mingcha@test ${process.pid}`,
  host: 'test',
  pid: process.pid,
  version: '0',
  file_store: 'one',
  keys: 'one',
};
const cluster = await joinCluster(platform, own, {
  everyMs: Number(everyMs),
  silentLooks: 5,
  answerMs: 5000,
});

/** The row is there before the pause and counts only after it: a process that is stopped here has an open transaction. */
async function writeOne(): Promise<void> {
  await inTransaction(db, async (tx) => {
    await sql`INSERT INTO planted (pid, term) SELECT ${process.pid}, term FROM server_lead`.execute(tx);
    await sleep(40);
  });
}

await cluster.lead(async () => {
  const flag = { over: false };
  const working = (async () => {
    while (!flag.over) await writeOne().catch(() => sleep(20));
  })();
  return async () => {
    flag.over = true;
    await working;
  };
});
process.once('SIGTERM', () => {
  void cluster
    .stop()
    .then(() => db.destroy())
    .then(() => process.exit(0));
});
process.stdout.write('ready\n');
