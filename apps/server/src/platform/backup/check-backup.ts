/**
 * Reads a backup back: the manifest with its signature, every part and every file of the store against its digest. It is
 * the only way in for whoever restores: what is cut off or altered anywhere is refused.
 */
import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { BackupError } from './backup-error.ts';
import { type ContentFile, pathOfContent } from './content-files.ts';
import { digestsOf } from './digested-file.ts';
import { type Manifest, type Part, partNames, readManifest, sumsOf } from './manifest.ts';

export interface FoundBackup {
  readonly name: string;
  /** Of its parts. */
  readonly folder: string;
  /** Of the files of the store, shared by all backups of a target. */
  readonly content: string;
  readonly manifest: Manifest;
}

/** Names of what a target holds under `backups/`; a part name never looks like these. */
const backupName = /^\d{8}T\d{6}Z-[a-z0-9-]+$/;

/** Names of the backups in a target, latest first. */
export async function backupNames(target: string): Promise<readonly string[]> {
  const names = await readdir(join(target, 'backups')).catch(() => []);
  return names
    .filter((name) => backupName.test(name))
    .sort()
    .reverse();
}

/**
 * The backup in a folder, or the latest of a target. Only the manifest is read.
 * Throws BackupError `restore.not_found`, `restore.altered`.
 */
export async function findBackup(from: string): Promise<FoundBackup> {
  const inside = await backupNames(from);
  const folder = inside[0] === undefined ? from : join(from, 'backups', inside[0]);
  const read = (name: string) => readFile(join(folder, name)).catch(() => null);
  const bytes = await read(partNames.manifest);
  if (bytes === null && !(await looksLikeBackup(folder)))
    throw new BackupError('restore.not_found', { path: from });
  const signature = await read(partNames.signature);
  const manifest = bytes === null || signature === null ? null : readManifest(bytes, signature);
  if (manifest === null) throw new BackupError('restore.altered', { path: join(folder, partNames.manifest) });
  return { name: basename(folder), folder, content: join(dirname(dirname(folder)), 'files'), manifest };
}

/** Whether something of a backup is left; any other folder simply holds none. */
async function looksLikeBackup(folder: string): Promise<boolean> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  if (names.length > 0 && backupName.test(basename(folder))) return true;
  return Object.values(partNames).some((part) => names.includes(part));
}

/**
 * Compares every part with the manifest, then every file of the store with its name.
 * Throws BackupError `restore.altered` naming the first that differs.
 */
export async function checkBackup(found: FoundBackup): Promise<readonly ContentFile[]> {
  await checkParts(found);
  const files = await contentList(found);
  if (files.length > 0 && !existsSync(found.content))
    throw new BackupError('restore.files_missing', { path: found.content });
  for (const file of files) await checkContent(found.content, file);
  return files;
}

/** Manifest, sums and parts, without the files of the store. */
export async function checkParts({ folder, manifest }: FoundBackup): Promise<void> {
  const own: Part[] = [];
  for (const path of [partNames.manifest, partNames.signature])
    own.push({ path, ...(await digestsOf(join(folder, path))) });
  for (const part of manifest.parts) await checkPart(folder, part);
  for (const kind of ['sha256', 'sm3'] as const) {
    const path = join(folder, partNames[kind]);
    const text = await readFile(path).catch(() => null);
    if (text === null || !text.equals(sumsOf([...own, ...manifest.parts], kind)))
      throw new BackupError('restore.altered', { path });
  }
}

/** Throws BackupError `restore.altered`. */
export async function checkPart(folder: string, part: Part): Promise<void> {
  const path = join(folder, part.path);
  const found = await digestsOf(path).catch(() => null);
  if (found?.size !== part.size || found.sha256 !== part.sha256 || found.sm3 !== part.sm3)
    throw new BackupError('restore.altered', { path });
}

/** The files of the store that belong to this backup. */
export async function contentList({ folder, manifest }: FoundBackup): Promise<readonly ContentFile[]> {
  const input = createReadStream(join(folder, partNames.files)).pipe(createGunzip());
  const files: ContentFile[] = [];
  for await (const line of createInterface({ input })) {
    const [, sha256 = '', size = ''] = /^([0-9a-f]{64}) {2}(\d{1,15})$/.exec(line) ?? [];
    files.push({ sha256, size: Number(size) });
  }
  if (files.length !== manifest.files.count || files.some((file) => file.sha256 === ''))
    throw new BackupError('restore.altered', { path: join(folder, partNames.files) });
  return files;
}

async function checkContent(content: string, file: ContentFile): Promise<void> {
  const path = pathOfContent(content, file.sha256);
  const found = await digestsOf(path).catch(() => null);
  if (found?.sha256 !== file.sha256 || found.size !== file.size)
    throw new BackupError('restore.altered', { path });
}
