/**
 * How far an upgrade is, in a file beside the data: written before each step, whole or not at all, so that whoever comes
 * after a power cut knows what is there. And the last upgrade that ended, from which a return starts. It decides nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { flush } from '../backup/digested-file.ts';

/**
 * `switching` is the line: before it the old version starts as if nothing had been (a given database in `migrating` is put
 * back first), from it on the new one finishes. `returning` goes back to the old one from anywhere.
 */
export const upgradeSteps = [
  'begun',
  'backedUp',
  'stopped',
  'copied',
  'migrating',
  'switching',
  'switched',
  'returning',
] as const;
export type UpgradeStep = (typeof upgradeSteps)[number];

const release = z.object({
  version: z.string(),
  /** Its own folder, absolute. */
  folder: z.string(),
});
export type ReleaseRef = z.output<typeof release>;

const state = z.object({
  format: z.literal('mingcha upgrade 1'),
  step: z.enum(upgradeSteps),
  /** A database of ours that is copied as a folder, or one that DATABASE_URL names. */
  database: z.enum(['embedded', 'given']),
  from: release,
  to: release,
  /** The link that says which release runs. */
  current: z.string(),
  startedAt: z.iso.datetime(),
  stoppedAt: z.iso.datetime().nullable(),
  /** Folder of the backup made last; the exact one where the database is given. */
  backup: z.string().nullable(),
  /** Migrations that the new version applied. */
  applied: z.array(z.string()),
  /** Entries of all ledgers when the new version opened; null before. */
  entries: z.number().int().nullable(),
  /** Set where a return gives entries up: the last checkpoints of what is given up. The installation is held then. */
  holdNotes: z.array(z.string()).nullable(),
});
export type UpgradeState = z.output<typeof state>;

const ended = state.omit({ step: true }).extend({
  outcome: z.enum(['done', 'returned', 'rolledBack']),
  endedAt: z.iso.datetime(),
  reason: z.string(),
});
export type EndedUpgrade = z.output<typeof ended>;

/** Where an upgrade keeps its own things, beside the data. */
export function upgradeFolder(dataFolder: string): string {
  return join(dataFolder, 'upgrade');
}

const files = { state: 'state.json', last: 'last.json' } as const;

/** The upgrade under way or broken off; null of none. Throws when the file is not ours. */
export function readState(dataFolder: string): UpgradeState | null {
  return read(join(upgradeFolder(dataFolder), files.state), state);
}

/** The last upgrade that ended; null of none. */
export function lastUpgrade(dataFolder: string): EndedUpgrade | null {
  return read(join(upgradeFolder(dataFolder), files.last), ended);
}

function read<T>(path: string, schema: z.ZodType<T>): T | null {
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}

/** Writes how far it is, and returns it. */
export async function saveState(dataFolder: string, next: UpgradeState): Promise<UpgradeState> {
  await writeWhole(dataFolder, files.state, next);
  return next;
}

/** The upgrade is over: it becomes the last one. */
export async function endState(
  dataFolder: string,
  from: UpgradeState,
  end: Pick<EndedUpgrade, 'outcome' | 'endedAt' | 'reason'>,
): Promise<EndedUpgrade> {
  const { step: _, ...rest } = from;
  const over = { ...rest, ...end };
  await writeWhole(dataFolder, files.last, over);
  await rm(join(upgradeFolder(dataFolder), files.state), { force: true });
  await flush(upgradeFolder(dataFolder));
  return over;
}

/** Makes the folder; it belongs to whom the data belong, also when root works in it. */
export async function makeUpgradeFolder(dataFolder: string): Promise<void> {
  await mkdir(upgradeFolder(dataFolder), { recursive: true, mode: 0o755 });
  await giveLike(dataFolder, upgradeFolder(dataFolder));
}

async function writeWhole(dataFolder: string, name: string, value: unknown): Promise<void> {
  const folder = upgradeFolder(dataFolder);
  const path = join(folder, name);
  await writeFile(`${path}.new`, `${JSON.stringify(value, null, 1)}\n`, { mode: 0o644 });
  await giveLike(dataFolder, `${path}.new`);
  await flush(`${path}.new`);
  await rename(`${path}.new`, path);
  await flush(folder);
}

async function giveLike(model: string, path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(model);
  await chown(path, uid, gid);
}
