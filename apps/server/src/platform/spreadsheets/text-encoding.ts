/**
 * Finds the encoding of a text file by looking at all of it: a roster may be plain ASCII for megabytes before
 * the first Chinese name. UTF-8 is proved byte by byte; what is not UTF-8 must then decode as GB18030.
 */
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { SpreadsheetError, type TextEncodingName } from './types.ts';

export interface FoundEncoding {
  readonly encoding: TextEncodingName;
  /** Bytes of the byte order mark to leave out. */
  readonly skip: number;
}

const chunkBytes = 1024 * 1024;
const lineFeed = 0x0a;
/** Valid multi-byte characters before the first bad one that make the file a damaged UTF-8 file rather than GB18030. */
const provenCharacters = 20;

/** @throws SpreadsheetError `encoding_mixed` or `not_text` with the row near which it was seen */
export async function detectEncoding(path: string): Promise<FoundEncoding> {
  let first = true;
  let skip = 0;
  let rows = 1;
  let multiByte = 0;
  let tail = Buffer.alloc(0);
  for await (const piece of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    if (first) {
      first = false;
      const marked = byMark(piece) ?? byZeros(piece);
      if (marked !== null && marked.encoding !== 'utf-8') return marked;
      skip = marked?.skip ?? 0;
    }
    const zero = piece.indexOf(0);
    if (zero >= 0)
      throw new SpreadsheetError('spreadsheet.not_text', { row: rows + countLines(piece, zero) });
    const bytes = Buffer.concat([tail, piece]);
    const end = bytes.length - incompleteTail(bytes);
    const whole = bytes.subarray(0, end);
    if (!isUtf8(whole)) {
      const bad = firstInvalid(whole);
      const seen = multiByte + countMultiByte(whole, bad);
      if (seen >= provenCharacters && looksMostlyUtf8(whole, bad)) {
        throw new SpreadsheetError('spreadsheet.encoding_mixed', { row: rows + countLines(whole, bad) });
      }
      return { encoding: 'gb18030', skip };
    }
    if (multiByte < provenCharacters) multiByte += countMultiByte(whole, whole.length);
    rows += countLines(whole, whole.length);
    tail = Buffer.from(bytes.subarray(end));
  }
  // An incomplete character at the very end: a cut UTF-8 file, or a short GB18030 one.
  if (tail.length > 0) {
    if (multiByte >= provenCharacters)
      throw new SpreadsheetError('spreadsheet.encoding_mixed', { row: rows });
    return { encoding: 'gb18030', skip };
  }
  return { encoding: 'utf-8', skip };
}

function byMark(head: Buffer): FoundEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', skip: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', skip: 2 };
  if (head.subarray(0, 4).toString('hex') === '84319533') return { encoding: 'gb18030', skip: 4 };
  return null;
}

/** UTF-16 without a mark: delimiters, digits and line ends leave zero bytes on one side only. */
function byZeros(head: Buffer): FoundEncoding | null {
  const sample = head.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  // A few zeros on the other side are characters like 一 (U+4E00).
  if (even + odd < sample.length / 40 || Math.max(even, odd) < 5 * Math.min(even, odd) + 2) return null;
  return { encoding: odd > even ? 'utf-16le' : 'utf-16be', skip: 0 };
}

/** Bytes at the end that begin a character without finishing it (0 … 3). */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

/** Index of the first byte that is no UTF-8: halving down to a few bytes, then looking. The buffer is known to be invalid. */
function firstInvalid(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (high - low > 64) {
    let middle = (low + high) >> 1;
    while (middle > low && ((bytes[middle] ?? 0) & 0xc0) === 0x80) middle--;
    if (middle === low) break;
    if (isUtf8(bytes.subarray(low, middle))) low = middle;
    else high = middle;
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(low, high + 16));
  const bad = text.indexOf('\ufffd');
  return bad < 0 ? low : low + Buffer.byteLength(text.slice(0, bad));
}

function countMultiByte(bytes: Buffer, end: number): number {
  let count = 0;
  for (let i = 0; i < end; i++) if ((bytes[i] ?? 0) >= 0xc2 && ((bytes[i + 1] ?? 0) & 0xc0) === 0x80) count++;
  return count;
}

/** Does UTF-8 go on behind the bad place? GB18030 would break at nearly every following character. */
function looksMostlyUtf8(bytes: Buffer, bad: number): boolean {
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, Math.min(bytes.length, bad + 65_536)));
  let broken = 0;
  let good = 0;
  for (const character of before) {
    if (character === '\ufffd') broken++;
    else if (character > '\u007f') good++;
  }
  return broken * 4 < good;
}

function countLines(bytes: Buffer, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0 && at < end; at = bytes.indexOf(lineFeed, at + 1)) count++;
  return count;
}
