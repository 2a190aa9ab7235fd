/**
 * Writes a zip archive piece by piece, files stored as they are (photographs do not shrink): names in UTF-8, sizes and checks
 * behind each file, so that nothing is held in memory. Below 4 GB; whoever calls keeps that limit.
 */
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';

export interface ZipPart {
  /** Path inside the archive with strokes, relative, without `..`. */
  readonly path: string;
  readonly content: Uint8Array | Readable;
}

export const zipMaxBytes = 4_000_000_000;
/** 1 January 1980: the archive of the same parts is the same bytes. */
const dosDay = 0x21;
const utf8AndBehind = 0x0808;

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly size: number;
  readonly at: number;
}

/** The bytes of the archive in order. */
export async function* zipPieces(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let at = 0;
  for await (const part of parts) {
    const name = Buffer.from(part.path);
    const begin = localHead(name);
    yield begin;
    let crc = 0;
    let size = 0;
    for await (const piece of piecesOf(part.content)) {
      crc = crc32(piece, crc);
      size += piece.length;
      yield piece;
    }
    const end = behind(crc, size);
    yield end;
    written.push({ name, crc, size, at });
    at += begin.length + size + end.length;
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield endOfDirectory(written.length, directory.length, at);
}

async function* piecesOf(content: Uint8Array | Readable): AsyncGenerator<Buffer> {
  if (content instanceof Uint8Array) yield Buffer.from(content);
  else for await (const piece of content) yield piece as Buffer;
}

function localHead(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(utf8AndBehind, 6);
  head.writeUInt16LE(dosDay, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function behind(crc: number, size: number): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(size, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function directoryEntry(file: Written): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(utf8AndBehind, 8);
  entry.writeUInt16LE(dosDay, 14);
  entry.writeUInt32LE(file.crc, 16);
  entry.writeUInt32LE(file.size, 20);
  entry.writeUInt32LE(file.size, 24);
  entry.writeUInt16LE(file.name.length, 28);
  entry.writeUInt32LE(file.at, 42);
  return Buffer.concat([entry, file.name]);
}

function endOfDirectory(count: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
