/**
 * The keys of the installation, closed for a backup in forms that the `openssl` command opens: `openssl enc` with a
 * passphrase, which is either one that people know or a random one that only the holder of an RSA key can read. That
 * key stands elsewhere; the server knows the public half at most.
 */
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  type KeyLike,
  pbkdf2,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BackupError } from './backup-error.ts';
import { readTar, type TarFile, writeTar } from './tar.ts';

const derive = promisify(pbkdf2);
const magic = Buffer.from('Salted__');
/** Documented beside the command line; changing it closes older backups. */
export const passphraseRounds = 600_000;

/** How the keys are closed: for whom. */
export type KeyLock =
  | { readonly how: 'recipient'; readonly publicKey: string }
  | { readonly how: 'passphrase'; readonly passphrase: string };

/** What opens them again. */
export type KeyOpener =
  | { readonly how: 'recipient'; readonly privateKey: string; readonly passphrase?: string }
  | { readonly how: 'passphrase'; readonly passphrase: string };

export interface LockedKeys {
  /** `openssl enc -aes-256-cbc -pbkdf2` of a tar archive. */
  readonly archive: Uint8Array;
  /** RSA-OAEP (SHA-256) of the archive's passphrase; null where people know it. */
  readonly passphrase: Uint8Array | null;
  /** Of the open archive. */
  readonly tar: Uint8Array;
  readonly names: readonly string[];
}

/** Made anew by every installation, so no part of a backup. */
const ofTheDatabase = new Set(['database.json', 'app-password']);

/** The key files of an installation as they are restored. */
export async function keyFilesOf(secretsFolder: string): Promise<readonly TarFile[]> {
  const found = await readdir(secretsFolder, { recursive: true, withFileTypes: true });
  const names = found
    .filter((one) => one.isFile() && !one.name.endsWith('.new'))
    .map((one) => join(one.parentPath, one.name).slice(secretsFolder.length + 1))
    .filter((name) => !ofTheDatabase.has(name))
    .sort();
  return Promise.all(
    names.map(async (name) => ({
      name: `secrets/${name}`,
      bytes: await readFile(join(secretsFolder, name)),
    })),
  );
}

/** Closes the keys. Throws BackupError `backup.bad_recipient`. */
export async function lockKeys(files: readonly TarFile[], lock: KeyLock): Promise<LockedKeys> {
  const tar = writeTar(files);
  const passphrase = lock.how === 'passphrase' ? lock.passphrase : randomBytes(32).toString('hex');
  return {
    archive: await encrypt(tar, passphrase),
    passphrase: lock.how === 'passphrase' ? null : sealFor(lock.publicKey, passphrase),
    tar,
    names: files.map((file) => file.name),
  };
}

const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };

function sealFor(publicKey: string, passphrase: string): Uint8Array {
  return publicEncrypt({ key: recipientKey(publicKey), ...padding }, Buffer.from(passphrase));
}

/** The public key of whoever may open the keys. Throws BackupError `backup.bad_recipient`. */
export function recipientKey(pem: string): KeyLike {
  try {
    const key = createPublicKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.asymmetricKeyType === 'rsa' && bits >= 2048) return key;
  } catch {
    // Told below.
  }
  throw new BackupError('backup.bad_recipient');
}

/** Opens the keys. Throws BackupError `restore.keys_closed`. */
export async function openKeys(
  locked: Pick<LockedKeys, 'archive' | 'passphrase'>,
  opener: KeyOpener,
): Promise<{ readonly tar: Uint8Array; readonly files: readonly TarFile[] }> {
  try {
    const passphrase = passphraseOf(locked.passphrase, opener);
    const tar = await decrypt(locked.archive, passphrase);
    const files = readTar(tar);
    if (files !== null) return { tar, files };
  } catch (error) {
    throw new BackupError('restore.keys_closed', {}, error);
  }
  throw new BackupError('restore.keys_closed');
}

function passphraseOf(sealed: Uint8Array | null, opener: KeyOpener): string {
  if (opener.how === 'passphrase') return opener.passphrase;
  if (sealed === null) throw new Error('closed with a passphrase');
  const key = {
    key: opener.privateKey,
    ...(opener.passphrase === undefined ? {} : { passphrase: opener.passphrase }),
  };
  return privateDecrypt({ ...key, ...padding }, sealed).toString();
}

/** As `openssl enc -aes-256-cbc -salt -pbkdf2 -iter 600000 -md sha256` writes. */
async function encrypt(plain: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const salt = randomBytes(8);
  const secret = await derive(passphrase, salt, passphraseRounds, 48, 'sha256');
  const cipher = createCipheriv('aes-256-cbc', secret.subarray(0, 32), secret.subarray(32));
  return Buffer.concat([magic, salt, cipher.update(plain), cipher.final()]);
}

async function decrypt(closed: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const bytes = Buffer.from(closed);
  if (!bytes.subarray(0, 8).equals(magic)) throw new Error('not a file of openssl enc');
  const secret = await derive(passphrase, bytes.subarray(8, 16), passphraseRounds, 48, 'sha256');
  const decipher = createDecipheriv('aes-256-cbc', secret.subarray(0, 32), secret.subarray(32));
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]);
}
