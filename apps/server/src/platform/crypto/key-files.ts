/** Files of keys in the secrets folder: 32 bytes in hexadecimal each, or a small JSON document; mode 0600, written as a whole. */
import { randomBytes } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The 32-byte key in a file of the secrets folder, made at the first use. Throws when it is damaged. */
export async function keyFile(path: string): Promise<Uint8Array> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? makeKeyFile(path) : parseKey(text, path);
}

/** Throws when the text is no key. */
export function parseKey(text: string, path: string): Uint8Array {
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== 32) throw new Error(`the key file ${path} is damaged`);
  return key;
}

async function makeKeyFile(path: string): Promise<Uint8Array> {
  const text = await madeOnce(path, `${randomBytes(32).toString('hex')}\n`);
  return parseKey(text, path);
}

/** What the file holds: the text given, unless another process that started at the same moment made the file first. */
export async function madeOnce(path: string, text: string): Promise<string> {
  const aside = asideOf(path);
  try {
    await writeNew(aside, text);
    // Whole or not at all, and never over another one.
    await link(aside, path);
    await settle(dirname(path));
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return await readFile(path, 'utf8');
  } finally {
    await rm(aside, { force: true });
  }
}

const asideOf = (path: string): string => `${path}.${randomBytes(6).toString('hex')}`;

/** Waits until the names in a folder are on the disk. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** For so long something beside a key may still be at work of another process. */
const settledMs = 60_000;

/** Removes what a process that was killed while it wrote a key left beside it. */
export async function sweepKeyFiles(folder: string, olderMs = settledMs): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/\.[0-9a-f]{12}$/.test(name)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs >= olderMs) await rm(path, { force: true });
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Replaces a file at once: after a crash the old one or the new one is there, never half of one. */
export async function replaceKeyDocument(path: string, document: unknown): Promise<void> {
  const aside = asideOf(path);
  try {
    await writeNew(aside, `${JSON.stringify(document, null, 2)}\n`);
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  await settle(dirname(path));
}
