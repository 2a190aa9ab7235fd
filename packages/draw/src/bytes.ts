/**
 * Byte strings of the protocol (§4.1): concatenation, big-endian integers, hex, base64, UTF-8, comparison.
 * Everything is written out here because the library may not lean on a platform (no Buffer, no TextEncoder).
 */
import { DrawError } from './error.ts';

/** a ‖ b ‖ … */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function unsigned(n: number, width: number): Uint8Array {
  const limit = 2 ** (8 * width);
  if (!Number.isInteger(n) || n < 0 || n >= limit)
    throw new DrawError('bytes.range', `${n} does not fit into ${width} bytes`);
  const out = new Uint8Array(width);
  let rest = n;
  for (let i = width - 1; i >= 0; i -= 1) {
    out[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return out;
}

/** Two bytes, big-endian. @throws DrawError `bytes.range` */
export const u16 = (n: number): Uint8Array => unsigned(n, 2);
/** Four bytes, big-endian. @throws DrawError `bytes.range` */
export const u32 = (n: number): Uint8Array => unsigned(n, 4);
/** Eight bytes, big-endian, n ≤ 2^53 − 1. @throws DrawError `bytes.range` */
export function u64(n: number): Uint8Array {
  if (!Number.isSafeInteger(n)) throw new DrawError('bytes.range', `${n} is not a safe integer`);
  return unsigned(n, 8);
}

/** U32(length) ‖ bytes. */
export function lp(bytes: Uint8Array): Uint8Array {
  return concat(u32(bytes.length), bytes);
}

/** Big-endian integer. */
export function toInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hex(bytes)}`);
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const NIBBLE = new Int8Array(128).fill(-1);
for (let value = 0; value < 16; value += 1) NIBBLE[value.toString(16).charCodeAt(0)] = value;

/** Lower-case hex. */
export function hex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += HEX[byte] ?? '';
  return out;
}

/**
 * Bytes of lower-case hex.
 * @throws DrawError `bytes.hex` for upper case, odd length or another expected length in bytes
 */
export function unhex(text: string, length?: number): Uint8Array {
  if (length !== undefined && text.length !== 2 * length)
    throw new DrawError('bytes.hex', `hex of ${length} bytes expected, ${text.length / 2} found`);
  if (text.length % 2 !== 0) throw new DrawError('bytes.hex', 'not lower-case hex');
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i += 1) {
    const value = ((NIBBLE[text.charCodeAt(2 * i)] ?? -1) << 4) | (NIBBLE[text.charCodeAt(2 * i + 1)] ?? -1);
    if (value < 0) throw new DrawError('bytes.hex', 'not lower-case hex');
    out[i] = value;
  }
  return out;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64_VALUE = new Int16Array(128).fill(-1);
for (let value = 0; value < 64; value += 1) BASE64_VALUE[BASE64.charCodeAt(value)] = value;

/** RFC 4648 base64 with padding. */
export function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const n = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    parts.push(
      BASE64.charAt(n >> 18) +
        BASE64.charAt((n >> 12) & 63) +
        (i + 1 < bytes.length ? BASE64.charAt((n >> 6) & 63) : '=') +
        (i + 2 < bytes.length ? BASE64.charAt(n & 63) : '='),
    );
  }
  return parts.join('');
}

/** Bytes of canonical base64. @throws DrawError `bytes.base64` for missing padding, spaces, stray low bits */
export function unbase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw new DrawError('bytes.base64', 'base64 length is not a multiple of 4');
  const pad = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const out = new Uint8Array((text.length / 4) * 3 - pad);
  const digits = text.length - pad;
  let buffer = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < digits; i += 1) {
    const value = BASE64_VALUE[text.charCodeAt(i)] ?? -1;
    if (value < 0) throw new DrawError('bytes.base64', `not base64 at character ${i}`);
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at] = (buffer >> bits) & 0xff;
      at += 1;
    }
  }
  if ((buffer & ((1 << bits) - 1)) !== 0)
    throw new DrawError('bytes.base64', 'stray bits at the end of base64');
  return out;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 Base32 without padding. */
export function base32(bytes: Uint8Array): string {
  let out = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += BASE32.charAt((buffer >> bits) & 31);
    }
  }
  if (bits > 0) out += BASE32.charAt((buffer << (5 - bits)) & 31);
  return out;
}

/** ASCII bytes. @throws DrawError `bytes.ascii` */
export function ascii(text: string): Uint8Array {
  const out = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) throw new DrawError('bytes.ascii', `not ASCII at character ${i}`);
    out[i] = code;
  }
  return out;
}

/** UTF-8 bytes. @throws DrawError `bytes.utf8` for a lone surrogate */
export function encodeUtf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new DrawError('bytes.utf8', 'lone surrogate in a string');
  const out = new Uint8Array(text.length * 3);
  let at = 0;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      out[at++] = unit;
    } else if (unit < 0x800) {
      out[at++] = 0xc0 | (unit >> 6);
      out[at++] = 0x80 | (unit & 63);
    } else if (unit < 0xd800 || unit > 0xdfff) {
      out[at++] = 0xe0 | (unit >> 12);
      out[at++] = 0x80 | ((unit >> 6) & 63);
      out[at++] = 0x80 | (unit & 63);
    } else {
      const code = text.codePointAt(i) ?? 0;
      i += 1;
      out[at++] = 0xf0 | (code >> 18);
      out[at++] = 0x80 | ((code >> 12) & 63);
      out[at++] = 0x80 | ((code >> 6) & 63);
      out[at++] = 0x80 | (code & 63);
    }
  }
  return out.slice(0, at);
}

const CHUNK = 8192;

/** Text of UTF-8 bytes, strictly. @throws DrawError `bytes.utf8` for overlong, surrogate or broken sequences */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    // Runs of ASCII are most of any bundle and are taken whole.
    let end = at;
    while (end < bytes.length && end - at < CHUNK && (bytes[end] ?? 0) < 0x80) end += 1;
    if (end > at) {
      parts.push(String.fromCharCode(...bytes.subarray(at, end)));
      at = end;
    } else {
      const first = bytes[at] ?? 0;
      const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
      parts.push(String.fromCodePoint(decodeSequence(bytes, at, length)));
      at += length;
    }
  }
  return parts.join('');
}

const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

function decodeSequence(bytes: Uint8Array, at: number, length: number): number {
  const broken = (): DrawError => new DrawError('bytes.utf8', `not UTF-8 at byte ${at}`);
  const first = bytes[at] ?? 0;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) throw broken();
  let code = first & (0x7f >> length);
  for (let i = 1; i < length; i += 1) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) throw broken();
    code = (code << 6) | (next & 63);
  }
  if (code < (SMALLEST[length] ?? 0) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw broken();
  return code;
}

/** Unsigned comparison, the shorter prefix first: memcmp, `bytea <` of PostgreSQL. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Same length and same bytes. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && compareBytes(a, b) === 0;
}
