/**
 * The embedded database as folders: a copy beside the living one, and the exchange of the two. Each move is one rename, and
 * what was done can be told from what is there, so that it is repeated until it is whole.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flush } from '../backup/digested-file.ts';
import { dataPlace } from '../db/embedded-folders.ts';
import { UpgradeError } from './upgrade-error.ts';
import { upgradeFolder } from './upgrade-state.ts';

export interface DatabasePlaces {
  readonly living: string;
  /** Where the new version works before the switch. */
  readonly next: string;
  /** What was there before the last upgrade. */
  readonly before: string;
  /** What a new version left that was given up. */
  readonly given: string;
}

export function databasePlaces(dataFolder: string): DatabasePlaces {
  const living = dataPlace(dataFolder);
  return { living, next: `${living}.next`, before: `${living}.before`, given: `${living}.given-up` };
}

/** The data folder in which the new version meets the copy: own database, the same keys and files. */
export function scratchFolder(dataFolder: string): string {
  return join(upgradeFolder(dataFolder), 'scratch');
}

/** Copies the stopped database and makes the scratch folder around it. */
export async function copyDatabase(dataFolder: string): Promise<void> {
  const { living, next } = databasePlaces(dataFolder);
  await removeCopy(dataFolder);
  // Shared blocks where the file system knows them; owner, modes and times as they are.
  await run('cp', ['-a', '--reflink=auto', living, next]);
  await run('sync', ['-f', next]);
  const scratch = scratchFolder(dataFolder);
  await mkdir(scratch, { recursive: true, mode: 0o755 });
  await writeFile(join(scratch, 'db.location'), `${next}\n`);
  for (const name of ['secrets', 'files']) await symlink(join(dataFolder, name), join(scratch, name));
}

/** Takes the copy and its folder away. */
export async function removeCopy(dataFolder: string): Promise<void> {
  await rm(databasePlaces(dataFolder).next, { recursive: true, force: true });
  await rm(scratchFolder(dataFolder), { recursive: true, force: true });
}

/** The copy becomes the database, and the database becomes the one of before. Repeatable. */
export async function switchForward(dataFolder: string): Promise<void> {
  const { living, next, before } = databasePlaces(dataFolder);
  if (!existsSync(next)) return;
  if (existsSync(living)) {
    await rm(before, { recursive: true, force: true });
    await rename(living, before);
  }
  await rename(next, living);
  await flush(dirname(living));
}

/** The database of before comes back; that of the new version is set aside. Repeatable. */
export async function switchBack(dataFolder: string): Promise<void> {
  const { living, before, given } = databasePlaces(dataFolder);
  if (!existsSync(before)) return;
  if (existsSync(living)) {
    await rm(given, { recursive: true, force: true });
    await rename(living, given);
  }
  await rename(before, living);
  await flush(dirname(living));
}

/** Points the link at another release, in one move. */
export async function pointCurrent(link: string, to: string): Promise<void> {
  await rm(`${link}.new`, { force: true });
  await symlink(to, `${link}.new`);
  await rename(`${link}.new`, link);
  await flush(dirname(link));
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (bytes: Buffer) => {
      said = `${said}${bytes.toString()}`.slice(-2000);
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(
            new UpgradeError('upgrade.step_failed', { step: command, reason: said.trim() || String(code) }),
          ),
    );
  });
}
