/** An installation in a folder of its own on which a year is simulated or measured: real PostgreSQL, a clock that is moved by hand. */
import { mkdirSync } from 'node:fs';
import { parseConfig } from '../../apps/server/src/platform/config.ts';
import { openDatabase } from '../../apps/server/src/platform/db/database.ts';
import { openInstallation, updateSchema } from '../../apps/server/src/platform/db/installation.ts';
import { openFileStore } from '../../apps/server/src/platform/files/file-store.ts';
import { createLog } from '../../apps/server/src/platform/log.ts';
import type { Platform } from '../../apps/server/src/platform/platform.ts';
import { openInstallationKeys } from '../../apps/server/src/platform/secrets.ts';
import { type TestClock, testClock, testIds, testRandom } from '../../apps/server/src/platform/testing.ts';

export const yearSeed = 2026;

/** Opens the installation of `folder`, its schema brought up to date, runs `work` and stops it. */
export async function withYear(
  folder: string,
  work: (platform: Platform & { readonly clock: TestClock }) => Promise<void>,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const config = parseConfig({ MINGCHA_DATA: folder }, [], process.cwd());
  const clock = testClock();
  const log = createLog({ level: 'warn', now: () => clock.now(), write: (line) => console.error(line) });
  const installation = await openInstallation(config, log, 'own');
  try {
    await updateSchema(installation);
    const db = openDatabase({ url: installation.appUrl, poolSize: 4, log });
    const random = testRandom(`year ${String(yearSeed)}`);
    const keys = await openInstallationKeys(config.secretsFolder);
    try {
      await work({
        db,
        clock,
        ids: testIds(clock, random),
        random,
        ...keys,
        files: await openFileStore(config.filesFolder),
        config,
        log,
      });
    } finally {
      await db.destroy();
    }
  } finally {
    await installation.stop();
  }
}
