/** Files of keys in the secrets folder: 32 bytes in hexadecimal each, or a small JSON document; mode 0600, written as a whole. */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';

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
  const key = randomBytes(32);
  await writeNew(path, `${key.toString('hex')}\n`);
  return key;
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
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  await writeNew(aside, `${JSON.stringify(document, null, 2)}\n`);
  await rename(aside, path);
}
