/**
 * Reads a release entry by entry, from an archive or from its unpacked folder, without writing anything. It refuses what
 * no release of ours holds: absolute or climbing paths, devices, the same name twice, a link out of the release.
 */
import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SetupError } from '../setup-error.ts';
import { isSafePath, linkedPath } from './release-layout.ts';

export interface FileEntry {
  readonly kind: 'file';
  /** Below the release's folder. */
  readonly path: string;
  readonly size: number;
  readonly executable: boolean;
  /** To be read to its end before the next entry is asked for. */
  readonly body: AsyncIterable<Buffer>;
}

export interface LinkEntry {
  readonly kind: 'link';
  readonly path: string;
  readonly target: string;
}

export type ReleaseEntry = FileEntry | LinkEntry;

const block = 512;
const mostEntries = 60_000;
const mostBytes = 2 * 1024 ** 3;

/** Entries of an archive or of a folder. Throws SetupError `release.not_one` or `release.altered`. */
export async function* releaseEntries(path: string): AsyncGenerator<ReleaseEntry> {
  const kind = await lstat(path).catch(() => null);
  if (kind === null) throw new SetupError('release.missing', { path });
  const entries = kind.isDirectory() ? folderEntries(path) : archiveEntries(path);
  const seen = new Set<string>();
  let bytes = 0;
  for await (const entry of entries) {
    const leads = entry.kind === 'file' || linkedPath(entry.path, entry.target) !== null;
    if (!isSafePath(entry.path) || seen.has(entry.path) || !leads)
      throw new SetupError('release.altered', { path: entry.path });
    seen.add(entry.path);
    bytes += entry.kind === 'file' ? entry.size : 0;
    if (seen.size > mostEntries || bytes > mostBytes) throw new SetupError('release.not_one', { path });
    yield entry;
  }
}

async function* folderEntries(folder: string, below = ''): AsyncGenerator<ReleaseEntry> {
  for (const one of (await readdir(join(folder, below), { withFileTypes: true })).sort(byName)) {
    const path = below === '' ? one.name : `${below}/${one.name}`;
    const full = join(folder, path);
    if (one.isDirectory()) yield* folderEntries(folder, path);
    else if (one.isSymbolicLink()) yield { kind: 'link', path, target: await readlink(full) };
    else if (one.isFile()) {
      const { size, mode } = await lstat(full);
      yield { kind: 'file', path, size, executable: (mode & 0o111) !== 0, body: createReadStream(full) };
    } else throw new SetupError('release.altered', { path });
  }
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);

async function* archiveEntries(archive: string): AsyncGenerator<ReleaseEntry> {
  const unzipped = createGunzip();
  pipeline(createReadStream(archive), unzipped, () => undefined);
  const reader = byteReader(unzipped, archive);
  try {
    for (;;) {
      const head = await reader.exactly(block);
      if (head.every((byte) => byte === 0)) break;
      const entry = entryOf(head, reader, archive);
      if (entry === null) continue;
      yield entry;
      if (entry.kind === 'file') await reader.exactly((block - (entry.size % block)) % block);
    }
    await reader.toEnd();
  } finally {
    unzipped.destroy();
  }
}

/** One header; null of a folder. The release's own folder is taken off the path. */
function entryOf(head: Buffer, reader: ByteReader, archive: string): ReleaseEntry | null {
  const octal = (from: number, length: number) => Number.parseInt(textAt(head, from, length).trim(), 8);
  const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (textAt(head, 257, 5) !== 'ustar' || octal(148, 8) !== sum)
    throw new SetupError('release.not_one', { path: archive });
  const prefix = textAt(head, 345, 155);
  const whole = `${prefix === '' ? '' : `${prefix}/`}${textAt(head, 0, 100)}`;
  const path = whole.split('/').slice(1).join('/');
  const kind = String.fromCharCode(head[156] ?? 0);
  if (kind === '5') return null;
  if (kind === '2') return { kind: 'link', path, target: textAt(head, 157, 100) };
  const size = octal(124, 12);
  if (kind !== '0' || !Number.isSafeInteger(size)) throw new SetupError('release.altered', { path: whole });
  return { kind: 'file', path, size, executable: (octal(100, 8) & 0o111) !== 0, body: reader.through(size) };
}

function textAt(head: Buffer, from: number, length: number): string {
  return head.toString('utf8', from, from + length).split('\0')[0] ?? '';
}

interface ByteReader {
  exactly(count: number): Promise<Buffer>;
  through(count: number): AsyncGenerator<Buffer>;
  /** What follows the end must be empty blocks. */
  toEnd(): Promise<void>;
}

/** Whatever ends early or cannot be unzipped is no archive. */
function byteReader(source: AsyncIterable<Buffer>, path: string): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const next = async (): Promise<boolean> => {
    try {
      const chunk = await chunks.next();
      if (chunk.done === true) return false;
      held = chunk.value;
      return true;
    } catch (error) {
      throw new SetupError('release.not_one', { path }, error);
    }
  };
  async function* through(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      if (held.length === 0 && !(await next())) throw new SetupError('release.not_one', { path });
      const part = held.subarray(0, left);
      held = held.subarray(part.length);
      left -= part.length;
      yield part;
    }
  }
  return {
    through,
    exactly: async (count) => {
      const parts: Buffer[] = [];
      for await (const part of through(count)) parts.push(part);
      return Buffer.concat(parts);
    },
    toEnd: async () => {
      do {
        if (held.some((byte) => byte !== 0)) throw new SetupError('release.not_one', { path });
        held = Buffer.alloc(0);
      } while (await next());
    },
  };
}
