/**
 * Opens a zip archive from a stranger: every name, size, offset and ratio is checked before anything is
 * unpacked, and the unpacked bytes are counted against what was declared while unpacking. Nothing is ever
 * written under a name from the archive.
 */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { type Entry, open as openCallback, type ZipFile } from 'yauzl';
import { SpreadsheetError, type SpreadsheetLimits } from './types.ts';

export interface Zip {
  /** The name as stored for a name in any capitals, or null. */
  find(name: string): string | null;
  names(): readonly string[];
  /** Unpacked bytes as declared (and enforced). */
  size(name: string): number;
  /** Unpacked content in pieces. @throws SpreadsheetError while iterating */
  pieces(name: string): AsyncGenerator<Buffer>;
  /** Small parts as a whole. */
  text(name: string, maxBytes: number): Promise<string>;
  close(): void;
}

const exemptBytes = 10 * 1024 * 1024;
const inflateChunk = 256 * 1024;
const symbolicLink = 0o120000;
const typeMask = 0o170000;

/** @throws SpreadsheetError */
export async function openZip(path: string, limits: SpreadsheetLimits): Promise<Zip> {
  const file = await openFile(path);
  try {
    if (file.entryCount > limits.zipEntries) {
      throw new SpreadsheetError('spreadsheet.zip_too_many_entries', {
        count: file.entryCount,
        limit: limits.zipEntries,
      });
    }
    const entries = await readEntries(file);
    checkSizes(entries, limits);
    return zipOf(file, new Map(entries.map((entry) => [entry.fileName.toLowerCase(), entry])));
  } catch (error) {
    file.close();
    throw error;
  }
}

function openFile(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    openCallback(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, file) => {
      if (error === null) resolve(file);
      else reject(new SpreadsheetError('spreadsheet.broken', { part: 'zip' }));
    });
  });
}

function readEntries(file: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    const names = new Set<string>();
    file.on('error', (error: Error) => {
      const unsafe = /fileName|relative path|absolute path/i.test(error.message);
      reject(
        new SpreadsheetError(unsafe ? 'spreadsheet.zip_unsafe_name' : 'spreadsheet.broken', { part: 'zip' }),
      );
    });
    file.on('entry', (entry: Entry) => {
      const name = entry.fileName.toLowerCase();
      if (isUnsafe(entry) || names.has(name)) {
        reject(new SpreadsheetError('spreadsheet.zip_unsafe_name'));
        return;
      }
      names.add(name);
      entries.push(entry);
      file.readEntry();
    });
    file.on('end', () => resolve(entries));
    file.readEntry();
  });
}

// oxlint-disable-next-line no-control-regex -- control characters are what is refused
const unsafeName = /^\/|[\u0000-\u001f\u007f:\\]|(^|\/)\.\.(\/|$)/;

/** Paths that climb, absolute paths, drive letters, control characters, links. */
function isUnsafe(entry: Entry): boolean {
  const kind = (entry.externalFileAttributes >>> 16) & typeMask;
  return kind === symbolicLink || unsafeName.test(entry.fileName);
}

function checkSizes(entries: readonly Entry[], limits: SpreadsheetLimits): void {
  let unpacked = 0;
  let previousEnd = 0;
  for (const entry of entries.toSorted(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  )) {
    const part = entry.fileName;
    if (entry.isEncrypted()) throw new SpreadsheetError('spreadsheet.encrypted');
    unpacked += entry.uncompressedSize;
    const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
    // Parts that share bytes unpack to far more than the file could hold (overlapping zip bombs).
    const overlaps = entry.relativeOffsetOfLocalHeader < previousEnd;
    previousEnd = entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize;
    const swollen = entry.uncompressedSize > exemptBytes && ratio > limits.ratio;
    if (unpacked > limits.unpackedBytes || swollen || overlaps)
      throw new SpreadsheetError('spreadsheet.zip_bomb', { part });
  }
}

function zipOf(file: ZipFile, entries: ReadonlyMap<string, Entry>): Zip {
  const entryOf = (name: string): Entry => {
    const entry = entries.get(name.toLowerCase());
    if (entry === undefined) throw new SpreadsheetError('spreadsheet.broken', { part: name });
    return entry;
  };
  return {
    find: (name) => entries.get(name.toLowerCase())?.fileName ?? null,
    names: () => [...entries.values()].map((entry) => entry.fileName),
    size: (name) => entryOf(name).uncompressedSize,
    pieces: (name) => unpack(file, entryOf(name)),
    async text(name, maxBytes) {
      const entry = entryOf(name);
      if (entry.uncompressedSize > maxBytes)
        throw new SpreadsheetError('spreadsheet.zip_bomb', { part: name });
      const pieces: Buffer[] = [];
      for await (const piece of unpack(file, entry)) pieces.push(piece);
      return decodeXmlBytes(Buffer.concat(pieces));
    },
    close: () => file.close(),
  };
}

function decodeXmlBytes(bytes: Buffer): string {
  return new TextDecoder(xmlEncoding(bytes)).decode(bytes);
}

/** XML of office files is UTF-8; UTF-16 is allowed with a mark. */
export function xmlEncoding(head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

async function* unpack(file: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const part = entry.fileName;
  const raw = await openRaw(file, entry);
  const source: Readable =
    entry.compressionMethod === 0
      ? raw
      : pipeline(raw, createInflateRaw({ chunkSize: inflateChunk }), () => {});
  let bytes = 0;
  try {
    for await (const piece of source as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > entry.uncompressedSize) throw new SpreadsheetError('spreadsheet.zip_forged', { part });
      yield piece;
    }
  } catch (error) {
    throw error instanceof SpreadsheetError ? error : new SpreadsheetError('spreadsheet.broken', { part });
  } finally {
    raw.destroy();
    source.destroy();
  }
  if (bytes !== entry.uncompressedSize) throw new SpreadsheetError('spreadsheet.zip_forged', { part });
}

function openRaw(file: ZipFile, entry: Entry): Promise<Readable> {
  const part = entry.fileName;
  return new Promise((resolve, reject) => {
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
      reject(new SpreadsheetError('spreadsheet.broken', { part }));
      return;
    }
    file.openReadStream(entry, { decodeFileData: false }, (error, stream) => {
      if (error === null) resolve(stream);
      else reject(new SpreadsheetError('spreadsheet.broken', { part }));
    });
  });
}
