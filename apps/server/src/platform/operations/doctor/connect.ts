/**
 * The doctor's way to the database: that of a running server, of one left over, of the operator's own, or the embedded one
 * started for as long as needed. It changes no role, no password and no schema, so that what is wrong stays to be seen.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { urlOf } from '../../db/embedded.ts';
import { isAnswering } from '../../db/installation.queries.ts';
import { openInstallation } from '../../db/installation.ts';
import { readPidFile } from '../../db/postgres-server.ts';
import { appRole } from '../../db/roles.ts';
import { inTransaction } from '../../db/transaction.ts';
import { silentLog } from '../../log.ts';
import { databaseFolder, orphanOf } from './database-checks.ts';

export interface DoctorsDatabase {
  readonly db: Database;
  close(): Promise<void>;
}

/** Null where no database was made yet. Throws what hinders; SetupError in words. */
export async function connectForDoctor(config: Config): Promise<DoctorsDatabase | null> {
  const found = await addressFor(config);
  if (found === null) return null;
  const db = openDatabase({
    url: found.url,
    poolSize: 2,
    statementTimeout: 0,
    applicationName: 'mingcha-doctor',
  });
  const close = async () => {
    await db.destroy();
    await found.stop();
  };
  try {
    await inTransaction(db, isAnswering);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, close };
}

interface Address {
  readonly url: string;
  stop(): Promise<void>;
}

const nothing = async () => undefined;

async function addressFor(config: Config): Promise<Address | null> {
  if (config.databaseUrl !== null) return { url: givenUrl(config, config.databaseUrl), stop: nothing };
  const folder = databaseFolder(config.dataFolder);
  if (!existsSync(join(folder, 'PG_VERSION'))) return null;
  if ((await orphanOf(config.dataFolder)) !== null)
    return { url: leftOverUrl(config, folder), stop: nothing };
  const installation = await openInstallation(config, silentLog, 'join');
  return { url: installation.appUrl, stop: () => installation.stop() };
}

/** As the server signs in: the operator's login for it, or the one that set-up made. */
function givenUrl(config: Config, url: string): string {
  if (config.appDatabaseUrl !== null) return config.appDatabaseUrl;
  const file = join(config.secretsFolder, 'app-password');
  if (!existsSync(file)) return url;
  const login = new URL(url);
  login.username = appRole;
  login.password = readFileSync(file, 'utf8').trim();
  return login.href;
}

function leftOverUrl(config: Config, folder: string): string {
  const { app } = JSON.parse(readFileSync(join(config.secretsFolder, 'database.json'), 'utf8')) as {
    readonly app: string;
  };
  return urlOf(readPidFile(folder)?.socketFolder ?? '', { role: appRole, password: app }, 'mingcha');
}
