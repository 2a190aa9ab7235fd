/**
 * Writes a zip archive piece by piece, files stored as they are (photographs do not shrink): names in UTF-8, sizes and checks
 * behind each file, so that nothing is held in memory. A single file stays below 4 GB; an archive beyond that, or of more than
 * 65,534 files, is written with the 64-bit directory (zip64) that programs of today read.
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
const most16 = 0xffff;
const most32 = 0xffffffff;

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
      if (size > most32) throw new Error(`${part.path} is larger than a file of an archive may be`);
      yield piece;
    }
    const end = behind(crc, size);
    yield end;
    written.push({ name, crc, size, at });
    at += begin.length + size + end.length;
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  const end = { count: written.length, size: directory.length, at };
  if (end.count >= most16 || at + directory.length >= most32) yield endOfLargeDirectory(end);
  yield endOfDirectory(end);
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
  const isFar = file.at >= most32;
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(isFar ? 45 : 20, 4);
  entry.writeUInt16LE(isFar ? 45 : 20, 6);
  entry.writeUInt16LE(utf8AndBehind, 8);
  entry.writeUInt16LE(dosDay, 14);
  entry.writeUInt32LE(file.crc, 16);
  entry.writeUInt32LE(file.size, 20);
  entry.writeUInt32LE(file.size, 24);
  entry.writeUInt16LE(file.name.length, 28);
  entry.writeUInt16LE(isFar ? 12 : 0, 30);
  entry.writeUInt32LE(isFar ? most32 : file.at, 42);
  if (!isFar) return Buffer.concat([entry, file.name]);
  const place = Buffer.alloc(12);
  place.writeUInt16LE(1, 0);
  place.writeUInt16LE(8, 2);
  place.writeBigUInt64LE(BigInt(file.at), 4);
  return Buffer.concat([entry, file.name, place]);
}

interface DirectoryEnd {
  readonly count: number;
  readonly size: number;
  readonly at: number;
}

function endOfLargeDirectory({ count, size, at }: DirectoryEnd): Buffer {
  const end = Buffer.alloc(76);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(at), 48);
  // Where this record itself stands.
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(at + size), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

/** What does not fit says so by its largest value; the large directory then has it. */
function endOfDirectory({ count, size, at }: DirectoryEnd): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, most16), 8);
  end.writeUInt16LE(Math.min(count, most16), 10);
  end.writeUInt32LE(Math.min(size, most32), 12);
  end.writeUInt32LE(Math.min(at, most32), 16);
  return end;
}
