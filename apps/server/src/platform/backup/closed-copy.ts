/**
 * Copies of backups that are closed as a whole, for places and media that others may get hold of: each backup one encrypted
 * archive, each file of the store encrypted once, openable by `openssl` and `tar` with the private key that stands elsewhere.
 * Names stay: those of backups and the digests of files. The server can add and never open what another key closed.
 */
import { spawn } from 'node:child_process';
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BackupError } from './backup-error.ts';
import { closedReadme } from './backup-readme.ts';
import { backupNames, contentList, type FoundBackup, findBackup } from './check-backup.ts';
import { contentOf, pathOfContent } from './content-files.ts';
import { digestsOf, flush, makeFolder } from './digested-file.ts';
import { recipientKey } from './sealed-keys.ts';

const cipher = 'aes-256-ctr';
const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };

/** Key and first counter, as `openssl enc -K … -iv …` takes them. */
interface Secret {
  readonly key: Buffer;
  readonly iv: Buffer;
}

const textOf = ({ key, iv }: Secret) => `${key.toString('hex')} ${iv.toString('hex')}\n`;

function secretIn(text: string): Secret {
  const [key = '', iv = ''] = text.trim().split(' ');
  return { key: Buffer.from(key, 'hex'), iv: Buffer.from(iv, 'hex') };
}

interface ClosedPlace {
  /** Absolute. */
  readonly folder: string;
  /** PEM of whoever may open it. */
  readonly publicKey: string;
  /** Where the server keeps the open key of the files, to add further ones. */
  readonly secretsFolder: string;
}

/** Adds a backup to a closed place. What is already there is not written again. */
export async function copyClosed(place: ClosedPlace, found: FoundBackup): Promise<void> {
  const { folder } = place;
  await makeFolder(join(folder, 'closed'));
  const files = await filesKey(place);
  const shelves = new Set<string>();
  for (const { sha256 } of await contentList(found))
    shelves.add(await closeContent(place, files, { found, sha256 }));
  for (const shelf of shelves) await flush(shelf);
  const secret = { key: randomBytes(32), iv: randomBytes(16) };
  const archive = join(folder, 'closed', `${found.name}.tar.enc`);
  const fresh = `${archive}.part`;
  const tar = spawn('tar', ['-C', dirname(found.folder), '-cf', '-', found.name], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve) => {
    tar.once('error', () => resolve(null));
    tar.once('close', resolve);
  });
  await pipeline(tar.stdout, encrypting(secret), createWriteStream(fresh, { mode: 0o600, flush: true }));
  if ((await ended) !== 0) throw new Error('tar failed');
  const sealed = publicEncrypt(
    { key: recipientKey(place.publicKey), ...padding },
    Buffer.from(textOf(secret)),
  );
  await writeFile(join(folder, 'closed', `${found.name}.key.enc`), sealed, { mode: 0o600, flush: true });
  const { sha256 } = await digestsOf(fresh);
  const sum = `${sha256}  ${found.name}.tar.enc\n`;
  await writeFile(join(folder, 'closed', `${found.name}.sha256`), sum, { flush: true });
  await flush(join(folder, 'closed'));
  // The archive appears last: whoever sees it finds its key.
  await rename(fresh, archive);
  await flush(join(folder, 'closed'));
  await writeFile(join(folder, 'README.txt'), closedReadme, { mode: 0o600 });
}

const encrypting = ({ key, iv }: Secret) => createCipheriv(cipher, key, iv);
const decrypting = ({ key, iv }: Secret) => createDecipheriv(cipher, key, iv);

/** One key for the files of a place, known to this server and, closed, to the holder of the private key. */
async function filesKey({ folder, publicKey, secretsFolder }: ClosedPlace): Promise<Buffer> {
  const mark = createHash('sha256').update(publicKey).digest('hex').slice(0, 12);
  const own = join(secretsFolder, `second-${mark}.key`);
  if (!existsSync(own)) {
    await writeFile(`${own}.new`, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
    await flush(`${own}.new`);
    await rename(`${own}.new`, own);
    await flush(secretsFolder);
  }
  const key = Buffer.from((await readFile(own, 'utf8')).trim(), 'hex');
  const closed = join(folder, `files-${createHash('sha256').update(key).digest('hex').slice(0, 12)}.key.enc`);
  if (!existsSync(closed)) {
    const sealed = publicEncrypt(
      { key: recipientKey(publicKey), ...padding },
      Buffer.from(key.toString('hex')),
    );
    await writeFile(`${closed}.new`, sealed, { mode: 0o600, flush: true });
    await rename(`${closed}.new`, closed);
    await flush(folder);
  }
  return key;
}

/** The counter begins with the file's own digest, so that no two files share it. */
const counterOf = (sha256: string) => Buffer.from(sha256.slice(0, 32), 'hex');

/** The folder in which the closed file lies: its names wait for the disk together. */
async function closeContent(
  { folder }: ClosedPlace,
  key: Buffer,
  { found, sha256 }: { readonly found: FoundBackup; readonly sha256: string },
): Promise<string> {
  const mark = createHash('sha256').update(key).digest('hex').slice(0, 12);
  const to = join(folder, `files-${mark}`, sha256.slice(0, 2), `${sha256}.enc`);
  const shelf = dirname(to);
  if (existsSync(to)) return shelf;
  await makeFolder(shelf);
  const target = createWriteStream(`${to}.part`, { mode: 0o600, flush: true });
  const from = createReadStream(pathOfContent(found.content, sha256));
  await pipeline(from, encrypting({ key, iv: counterOf(sha256) }), target);
  await rename(`${to}.part`, to);
  return shelf;
}

/** Names of the backups in a closed place, latest first. */
async function closedNames(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'closed')).catch(() => []);
  return names
    .filter((name) => name.endsWith('.tar.enc'))
    .map((name) => name.slice(0, -'.tar.enc'.length))
    .sort()
    .reverse();
}

/**
 * Takes away what the first place no longer keeps. Files of the store stay: which of them others need is written inside closed
 * archives.
 */
export async function removeOldClosed(folder: string, target: string): Promise<void> {
  const kept = new Set(await backupNames(target));
  for (const name of (await closedNames(folder)).filter((one) => !kept.has(one)))
    for (const ending of ['tar.enc', 'key.enc', 'sha256'])
      await rm(join(folder, 'closed', `${name}.${ending}`), { force: true });
}

interface ClosedOpener {
  readonly privateKey: string;
  readonly passphrase?: string;
}

/**
 * Opens the latest backup of a closed place, or the one named, into a folder that `restore` takes.
 * Throws BackupError `restore.not_found`, `restore.keys_closed`, `restore.altered`.
 */
export async function openClosed(
  of: { readonly folder: string; readonly name: string | null; readonly to: string },
  opener: ClosedOpener,
): Promise<FoundBackup> {
  const { folder, to } = of;
  const name = of.name ?? (await closedNames(folder))[0];
  if (name === undefined) throw new BackupError('restore.not_found', { path: folder });
  const path = join(folder, 'closed', name);
  const sum = (await readFile(`${path}.sha256`, 'utf8').catch(() => '')).slice(0, 64);
  const found = await digestsOf(`${path}.tar.enc`).catch(() => null);
  if (found?.sha256 !== sum) throw new BackupError('restore.altered', { path: `${path}.tar.enc` });
  const secret = secretIn(unsealed(await readFile(`${path}.key.enc`), opener));
  await mkdir(join(to, 'backups'), { recursive: true, mode: 0o700 });
  const tar = spawn('tar', ['-C', join(to, 'backups'), '-xf', '-'], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise((resolve) => tar.once('close', resolve));
  await pipeline(createReadStream(`${path}.tar.enc`), decrypting(secret), tar.stdin).catch(passEarlyEnd);
  if ((await ended) !== 0) throw new BackupError('restore.altered', { path: `${path}.tar.enc` });
  const opened = await findBackup(join(to, 'backups', name));
  await openContent(of, opened, opener);
  return opened;
}

/** tar may go once it has seen the archive's last block, before its input is closed; its own word and the digests then count. */
function passEarlyEnd(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE' && error.code !== 'EPIPE') throw error;
}

function unsealed(sealed: Buffer, { privateKey, passphrase }: ClosedOpener): string {
  try {
    const key = { key: privateKey, ...(passphrase === undefined ? {} : { passphrase }), ...padding };
    return privateDecrypt(key, sealed).toString();
  } catch (error) {
    throw new BackupError('restore.keys_closed', {}, error);
  }
}

async function openContent(
  { folder, to }: { readonly folder: string; readonly to: string },
  opened: FoundBackup,
  opener: ClosedOpener,
): Promise<void> {
  const present = new Set(await contentOf(join(to, 'files')));
  const shelves = (await readdir(folder)).filter((name) => /^files-[0-9a-f]{12}$/.test(name));
  const keys = new Map<string, Buffer>();
  for (const shelf of shelves)
    keys.set(
      shelf,
      Buffer.from(unsealed(await readFile(join(folder, `${shelf}.key.enc`)), opener).trim(), 'hex'),
    );
  for (const { sha256 } of await contentList(opened)) {
    if (present.has(sha256)) continue;
    const of = (shelf: string) => join(folder, shelf, sha256.slice(0, 2), `${sha256}.enc`);
    const shelf = shelves.find((one) => existsSync(of(one)));
    const key = keys.get(shelf ?? '');
    if (shelf === undefined || key === undefined)
      throw new BackupError('restore.altered', { path: join(folder, 'files', sha256) });
    const target = pathOfContent(join(to, 'files'), sha256);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const secret = { key, iv: counterOf(sha256) };
    await pipeline(
      createReadStream(of(shelf)),
      decrypting(secret),
      createWriteStream(target, { mode: 0o600 }),
    );
  }
  await chmod(to, 0o700);
}
