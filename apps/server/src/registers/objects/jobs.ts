/**
 * What the running server does for the directory by itself: dropped files each half minute; each day dated tags, and
 * licences and registrations tied to objects that have come in otherwise.
 */
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { agenciesWithObjects } from './feed.queries.ts';
import { relink } from './feed-apply.queries.ts';
import { takeDroppedFiles } from './feed-folder.ts';
import { refreshTags } from './tag.service.ts';

const everyMs = 30_000;

/** Starts the rounds; the returned function stops them and waits for one that is running. */
export function startDirectoryJobs(platform: Platform): () => Promise<void> {
  let day = '';
  const round = async (): Promise<void> => {
    const today = platform.clock.today();
    if (today !== day) {
      await refreshTags(platform);
      await relinkAll(platform);
    }
    day = today;
    await takeDroppedFiles(platform);
  };
  let running: Promise<void> = Promise.resolve();
  const start = (): void => {
    running = running.then(round).catch((error: unknown) => {
      platform.log.error('directory.round_failed', { error });
    });
  };
  const timer = setInterval(start, everyMs);
  start();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function relinkAll(platform: Platform): Promise<void> {
  for (const agency of await inTransaction(platform.db, agenciesWithObjects))
    await inTransaction(platform.db, (tx) => relink(tx, agency));
}
