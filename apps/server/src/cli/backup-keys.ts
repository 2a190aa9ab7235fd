/** The keys of a backup as they are given on the command line: each file is looked at, and named when it is the wrong one. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BackupError } from '../platform/backup/backup-error.ts';
import type { FoundBackup } from '../platform/backup/check-backup.ts';
import { type KeySource, keysOf } from '../platform/backup/restore-backup.ts';

export interface KeyOptions {
  readonly key?: string | undefined;
  readonly 'passphrase-file'?: string | undefined;
  readonly secrets?: string | undefined;
}

/**
 * What opens the keys, tried on this backup: without them nothing that is sealed could ever be read, and nobody wants to
 * hear so after hours. Throws BackupError `restore.key*`, `restore.passphrase_*`, `restore.secrets_missing`.
 */
export async function keySource(found: FoundBackup, given: KeyOptions): Promise<KeySource> {
  const source = await sourceOf(found, given);
  try {
    await keysOf({ found, keys: source });
  } catch (error) {
    if (!(error instanceof BackupError) || error.code !== 'restore.keys_closed') throw error;
    throw given.key === undefined
      ? new BackupError('restore.passphrase_wrong', { path: given['passphrase-file'] ?? '' }, error)
      : new BackupError('restore.key_wrong', { path: given.key }, error);
  }
  return source;
}

async function sourceOf({ manifest }: FoundBackup, given: KeyOptions): Promise<KeySource> {
  if (given.secrets !== undefined) {
    const secrets = resolve(given.secrets);
    const isFolder = await stat(secrets).then(
      (one) => one.isDirectory(),
      () => false,
    );
    if (!isFolder) throw new BackupError('restore.secrets_missing', { path: given.secrets });
    return { from: 'folder', secrets };
  }
  if (manifest.keys.how === 'none') throw new BackupError('restore.keys_not_in_backup');
  const file = given['passphrase-file'];
  const passphrase = file === undefined ? undefined : await passphraseIn(file);
  if (given.key !== undefined) {
    const privateKey = await privateKeyIn(given.key, passphrase);
    if (manifest.keys.how === 'passphrase') throw new BackupError('restore.keys_by_passphrase');
    const opener = {
      how: 'recipient',
      privateKey,
      ...(passphrase === undefined ? {} : { passphrase }),
    } as const;
    return { from: 'backup', opener };
  }
  if (passphrase === undefined) throw new BackupError('restore.keys_needed');
  return { from: 'backup', opener: { how: 'passphrase', passphrase } };
}

/** The first line of a file. Throws BackupError `restore.passphrase_missing`. */
export async function passphraseIn(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) throw new BackupError('restore.passphrase_missing', { path });
  return text.split(/\r?\n/)[0] ?? '';
}

/** A private key in PEM that opens. Throws BackupError `restore.key_*`, each naming the file and what it is instead. */
export async function privateKeyIn(path: string, passphrase?: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) throw new BackupError('restore.key_missing', { path });
  try {
    createPrivateKey({ key: text, ...(passphrase === undefined ? {} : { passphrase }) });
    return text;
  } catch (error) {
    if (isPublic(text)) throw new BackupError('restore.key_public', { path }, error);
    if (!text.includes('ENCRYPTED')) throw new BackupError('restore.key_unreadable', { path }, error);
    throw new BackupError('restore.key_closed', { path }, error);
  }
}

function isPublic(text: string): boolean {
  try {
    return text.includes('PUBLIC KEY') && createPublicKey(text).type === 'public';
  } catch {
    return false;
  }
}
