/**
 * What a command on the server works with: the platform on the database of a running program, or on the embedded one
 * started for as long as the command runs.
 */
import type { Config } from './config.ts';
import { openDatabase } from './db/database.ts';
import { openInstallation } from './db/installation.ts';
import { openFileStore } from './files/file-store.ts';
import { silentLog } from './log.ts';
import type { Platform } from './platform.ts';
import { openInstallationKeys, requireOwnKeys } from './secrets.ts';
import { systemClock, systemRandom, uuidSource } from './system.ts';

/** Opens, works, closes. Throws SetupError. */
export async function withCommandPlatform<T>(
  config: Config,
  work: (platform: Platform) => Promise<T>,
): Promise<T> {
  requireOwnKeys(config);
  const installation = await openInstallation(config, silentLog, 'existing');
  const db = openDatabase({ url: installation.appUrl, poolSize: 4, statementTimeout: 0 });
  const clock = systemClock(config.zone);
  try {
    const keys = await openInstallationKeys(config.secretsFolder, config.crypto);
    return await work(await commandPlatform(config, { db, clock, ...keys }));
  } finally {
    await db.destroy();
    await installation.stop();
  }
}

/** What every command's platform has beside its database and keys: chance, files that others use too, and no log. */
export async function commandPlatform(
  config: Config,
  parts: Pick<Platform, 'db' | 'clock' | 'secrets' | 'signer'>,
): Promise<Platform> {
  const { db, clock, secrets, signer } = parts;
  return {
    db,
    clock,
    ids: uuidSource(clock, systemRandom),
    random: systemRandom,
    secrets,
    signer,
    files: await openFileStore(config.filesFolder, 'shared'),
    config,
    log: silentLog,
  };
}
