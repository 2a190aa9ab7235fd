/**
 * Content-addressed files on disk: written to a temporary name, fsynced, renamed, folder fsynced; so a file either
 * stands whole under its digest or not at all, whatever is killed when. What a file means, who may read it and
 * what it was called stands in the database (`files.queries.ts`). Nothing here is ever overwritten.
 */
import { createHash, hash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface StoredFile {
  /** Lower-case hex SHA-256 of the bytes: the file's only name. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export interface FileStore {
  /** Stores a stream or bytes. Throws `FileTooLarge` beyond `maxBytes`. */
  put(content: Readable | Uint8Array, limit?: { readonly maxBytes: number }): Promise<StoredFile>;
  /** Stores a copy of a file that is already on disk. */
  putPath(path: string): Promise<StoredFile>;
  /** Stores bytes that are all here when they have this digest; false, and nothing is stored, when not. */
  keep(bytes: Uint8Array, sha256: string): Promise<boolean>;
  /** Takes a finished file of ours over (the file goes) when its bytes have this digest; false, and it stays, when not. */
  adopt(path: string, sha256: string): Promise<boolean>;
  /** A stream of the bytes; throws when the digest is not stored. */
  get(sha256: string): Promise<Readable>;
  /** The absolute path for worker processes that must open the file themselves; read only. */
  pathOf(sha256: string): string;
  has(sha256: string): Promise<boolean>;
  /** A fresh path for a temporary file of ours; whoever asked deletes it, start-up clears what is left. */
  temporaryPath(): string;
}

export class FileTooLarge extends Error {
  readonly maxBytes: number;
  constructor(maxBytes: number) {
    super(`the file is larger than ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}

/**
 * Opens (and makes) the store in `folder`; clears temporary files that a killed process left, unless it is somebody else's:
 * a command beside a running server must not take away what that one is writing.
 */
export async function openFileStore(folder: string, of: 'own' | 'shared' = 'own'): Promise<FileStore> {
  const temporary = join(folder, 'tmp');
  const shelves = new Set<string>();
  await mkdir(temporary, { recursive: true });
  await clearTemporary(temporary, of);
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a digest');
    return join(folder, sha256.slice(0, 2), sha256);
  };
  const temporaryPath = (): string => join(temporary, randomUUID());
  const keep = async (from: string, file: StoredFile): Promise<StoredFile> => {
    await settle(from, { folder, path: pathOf(file.sha256), shelves });
    return file;
  };
  /** Works beside the store; what is left there goes, whatever happens. */
  const staged = async <T>(work: (from: string) => Promise<T>): Promise<T> => {
    const from = temporaryPath();
    try {
      return await work(from);
    } finally {
      await rm(from, { force: true });
    }
  };
  return {
    temporaryPath,
    pathOf,
    put: (content, limit) =>
      staged(async (from) =>
        keep(from, await writeHashed(content, from, limit?.maxBytes ?? Number.POSITIVE_INFINITY)),
      ),
    putPath: (path) =>
      staged(async (from) => {
        await copyFile(path, from);
        return keep(from, await hashFile(from));
      }),
    adopt: (path, sha256) =>
      // A copy is kept: another process may still hold the original open and write to it.
      staged(async (from) => {
        await copyFile(path, from);
        const file = await hashFile(from);
        if (file.sha256 !== sha256) return false;
        await keep(from, file);
        await rm(path, { force: true });
        return true;
      }),
    keep: async (bytes, sha256) =>
      hash('sha256', bytes) === sha256 &&
      keepBytes(bytes, temporaryPath(), { folder, path: pathOf(sha256), shelves }),
    async get(sha256) {
      const path = pathOf(sha256);
      await access(path);
      return createReadStream(path);
    },
    async has(sha256) {
      return access(pathOf(sha256)).then(
        () => true,
        () => false,
      );
    },
  };
}

const abandonedMs = 86_400_000;

/** Of a shared store only what is a day old: another process may be writing the rest. */
async function clearTemporary(folder: string, of: 'own' | 'shared'): Promise<void> {
  const before = Date.now() - abandonedMs;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = of === 'own' ? null : await stat(path).catch(() => null);
    if (of === 'own' || (found !== null && found.mtimeMs < before)) await rm(path, { force: true });
  }
}

/** Streams `content` to `path`, hashing and counting. Throws `FileTooLarge` as soon as the limit is passed. */
export async function writeHashed(
  content: Readable | Uint8Array,
  path: string,
  maxBytes: number,
): Promise<StoredFile> {
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) {
        done(new FileTooLarge(maxBytes));
        return;
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const source = content instanceof Readable ? content : Readable.from([content]);
  await pipeline(source, meter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return { sha256: hash.digest('hex'), size };
}

async function hashFile(path: string): Promise<StoredFile> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { sha256: hash.digest('hex'), size: (await stat(path)).size };
}

/** Writes bytes through to the disk, by one opening of the file. */
async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, done);
      done += bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes `bytes` at `from` and moves them to their place; a failure leaves nothing. */
async function keepBytes(bytes: Uint8Array, from: string, to: Place): Promise<true> {
  try {
    await writeFlushed(from, bytes);
    await shelve(from, to);
    return true;
  } catch (error) {
    await rm(from, { force: true });
    throw error;
  }
}

interface Place {
  readonly folder: string;
  readonly path: string;
  /** Shelves whose own place in the folder is on the disk for certain. */
  readonly shelves: Set<string>;
}

/** Makes a written temporary file durable under its final name; the same bytes stored twice are one file. */
async function settle(from: string, to: Place): Promise<void> {
  await flush(from, 'r+');
  await shelve(from, to);
}

/** Moves a file that is on the disk already to its final name, durably. */
async function shelve(from: string, { folder, path, shelves }: Place): Promise<void> {
  const shelf = dirname(path);
  if (!shelves.has(shelf)) await mkdir(shelf, { recursive: true });
  await rename(from, path);
  await flush(shelf, 'r');
  if (shelves.has(shelf)) return;
  // Another file, or another process, may have made it a moment ago and not come so far yet.
  await flush(folder, 'r');
  shelves.add(shelf);
}

async function flush(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
