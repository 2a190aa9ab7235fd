/**
 * Puts a given database back to a backup, schema and rows, in one transaction: for an upgrade that is taken back while nobody
 * works. Keys and files stay as they are. Until it commits the database is as it was, so it may be repeated at will.
 */
import { join } from 'node:path';
import pg from 'pg';
import { connectionOptions } from '../db/database.ts';
import { rebuildSchema } from '../db/migrate.ts';
import { checkParts, type FoundBackup } from './check-backup.ts';
import { digestsOf } from './digested-file.ts';
import * as queries from './export.queries.ts';
import { partNames } from './manifest.ts';
import { fillTables, migrationsOf } from './restore-backup.ts';

/** `url` is the login of the schema's owner. Throws BackupError `restore.*`; nothing has changed then. */
export async function refillDatabase(url: string, found: FoundBackup): Promise<void> {
  await checkParts(found);
  const migrations = await migrationsOf(found);
  const { sha256: manifest } = await digestsOf(join(found.folder, partNames.manifest));
  const client = new pg.Client(connectionOptions(url));
  await client.connect();
  try {
    await queries.inOne(client, async () => {
      await rebuildSchema(client, migrations);
      await fillTables(client, found);
      await queries.endOwnBackup(client, { takenAt: found.manifest.takenAt, manifest });
    });
  } finally {
    await client.end();
  }
}
