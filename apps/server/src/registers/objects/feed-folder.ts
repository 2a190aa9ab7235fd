/**
 * The drop folder of feeds: files of another system that lie still for a moment are taken over one by one, then moved to
 * `done` or `failed` beside a receipt. Nothing else in the folder is touched.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type FeedKind, machineFeeds } from '@mingcha/core/registers/objects/feed-api.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Scope } from '../object.queries.ts';
import { agenciesWithObjects } from './feed.queries.ts';
import { noteFailedFeed, receiveFeed } from './feed.service.ts';
import { feedFolder } from './feed-token.service.ts';

/** A file that was written to a moment ago may still be growing. */
const stillMs = 5000;
const accepted = /\.(csv|xlsx|xls|txt)$/i;

/** One round over the folders of all agencies; makes those that are missing. */
export async function takeDroppedFiles(platform: Platform, still = stillMs): Promise<void> {
  for (const agency of await inTransaction(platform.db, agenciesWithObjects))
    for (const kind of machineFeeds) {
      const folder = feedFolder(platform, { kind, agencyId: agency.agencyId });
      for (const state of ['done', 'failed']) await mkdir(join(folder, state), { recursive: true });
      for (const name of (await readdir(folder)).filter((one) => accepted.test(one)).sort())
        await takeFile(platform, agency, { kind, folder, name, still });
    }
}

interface Dropped {
  readonly kind: FeedKind;
  readonly folder: string;
  readonly name: string;
  readonly still: number;
}

async function takeFile(platform: Platform, agency: Scope, dropped: Dropped): Promise<void> {
  const path = join(dropped.folder, dropped.name);
  const found = await stat(path);
  if (!found.isFile() || Date.parse(platform.clock.now()) - found.mtimeMs < dropped.still) return;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const file = { path, fileName: dropped.name, sha256: hash.digest('hex'), size: found.size };
  const result = await receiveFeed(platform, agency, { kind: dropped.kind, channel: 'folder', file });
  const repeated = !result.ok && result.error.code === 'feed.already_received';
  if (!result.ok && !repeated)
    await noteFailedFeed(platform, agency, { kind: dropped.kind, file, failure: result.error });
  const state = result.ok || repeated ? 'done' : 'failed';
  const stamp = platform.clock.now().replaceAll(/[:.]/g, '-');
  const moved = join(dropped.folder, state, `${stamp} ${dropped.name}`);
  await rename(path, moved);
  const receipt = result.ok ? { ...result.value } : { refused: result.error };
  await writeFile(`${moved}.receipt.json`, `${JSON.stringify(receipt, null, 2)}\n`);
}
