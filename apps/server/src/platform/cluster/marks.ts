/** What all processes of an installation share, as marks that can be compared: the store of files and the keys. */
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { madeOnce } from '../crypto/key-files.ts';
import type { Signer } from '../platform.ts';

const markFile = (folder: string) => join(folder, 'store-mark');

/** The mark that lies in the store itself, made by whoever comes first: two paths to one folder have one mark. */
export async function storeMark(folder: string): Promise<string> {
  return (await readStoreMark(folder)) ?? (await madeOnce(markFile(folder), `${randomUUID()}\n`)).trim();
}

/** Null where no server has used the folder yet. */
export async function readStoreMark(folder: string): Promise<string | null> {
  return readFile(markFile(folder), 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
}

/** Of the key that signs checkpoints: a digest, so that it tells nothing else. */
export function keysMark(signer: Pick<Signer, 'publicKey'>): string {
  return createHash('sha256').update(signer.publicKey).digest('hex').slice(0, 16);
}
