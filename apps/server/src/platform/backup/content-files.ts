/**
 * The files of the store in a backup: once per content, under their digest, read whole while they are copied, so that a
 * file that went bad on the disk is found and never replaces a good copy.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { flush, makeFolder, writeDigested } from './digested-file.ts';

export interface ContentFile {
  readonly sha256: string;
  readonly size: number;
}

export interface CopiedFiles {
  /** What the target holds of the source, by digest. */
  readonly kept: readonly ContentFile[];
  /** Digests whose bytes in the source are others. */
  readonly damaged: readonly string[];
}

const atOnce = 8;
const shelfName = /^[0-9a-f]{2}$/;
const fileName = /^[0-9a-f]{64}$/;

export function pathOfContent(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256);
}

/** Digests of all files in a folder of shelves, in order. */
export async function contentOf(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return [];
  const shelves = (await readdir(folder)).filter((name) => shelfName.test(name)).sort();
  const names = await Promise.all(shelves.map((shelf) => readdir(join(folder, shelf))));
  return names.flatMap((some) => some.filter((name) => fileName.test(name)).sort());
}

/** Copies what `to` lacks of `digests`. A file that vanished meanwhile counts as damaged. */
export async function copyContent(
  from: string,
  to: string,
  digests: readonly string[],
): Promise<CopiedFiles> {
  const sizes = new Map<string, number>();
  // Waiting for the disk is most of the work: some at a time wait together.
  const waiting = digests.values();
  const copySome = async () => {
    for (const sha256 of waiting) {
      const size = await copyOne(from, to, sha256);
      if (size !== null) sizes.set(sha256, size);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, copySome));
  // A name counts when its list does, which is written after this: each shelf waits for the disk once.
  for (const shelf of new Set(digests.map((sha256) => join(pathOfContent(to, sha256), '..'))))
    if (existsSync(shelf)) await flush(shelf);
  return {
    kept: digests.flatMap((sha256) => {
      const size = sizes.get(sha256);
      return size === undefined ? [] : [{ sha256, size }];
    }),
    damaged: digests.filter((sha256) => !sizes.has(sha256)),
  };
}

/** The size of the copy that stands in `to` afterwards, or null when the source is gone or altered. */
async function copyOne(from: string, to: string, sha256: string): Promise<number | null> {
  const path = pathOfContent(to, sha256);
  // What stands under its name was whole when it got it.
  const there = await stat(path).catch(() => null);
  if (there !== null) return there.size;
  const shelf = join(path, '..');
  await makeFolder(shelf);
  const fresh = join(shelf, `.part-${randomUUID()}`);
  try {
    const digests = await writeDigested(fresh, createReadStream(pathOfContent(from, sha256)));
    if (digests.sha256 !== sha256) return null;
    await rename(fresh, path);
    return digests.size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    await rm(fresh, { force: true });
  }
}

/** Removes what no list names any more, and leftovers of a killed copy. */
export async function removeContent(folder: string, needed: ReadonlySet<string>): Promise<void> {
  if (!existsSync(folder)) return;
  for (const shelf of (await readdir(folder)).filter((name) => shelfName.test(name))) {
    for (const name of await readdir(join(folder, shelf))) {
      const isLeft = name.startsWith('.part-') || (fileName.test(name) && !needed.has(name));
      if (isLeft) await rm(join(folder, shelf, name), { force: true });
    }
  }
}
