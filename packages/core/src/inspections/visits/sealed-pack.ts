/**
 * The sealed file that carries a visit over a medium: records and photos saved from a phone that cannot send (kind
 * `rescue`), results of a phone that never has a network (`results`), and the tasks that it takes along (`tasks`).
 * The same form for all three; this file fixes the bytes, whoever writes or reads brings the cipher (WebCrypto, Node):
 *
 *     magic        9 bytes  "MCSEALED1"
 *     length       4 bytes  of the header, big endian, at most 4096
 *     header       canonical enough: the very bytes are authenticated, so nobody re-encodes them
 *     part*        4 bytes  length of the sealed bytes, big endian; then the sealed bytes (ciphertext and 16-byte tag)
 *
 * Key: HKDF-SHA-256(secret, salt of the header, info "mingcha/sealed/1") → AES-256-GCM. The secret is that of the device,
 * for `tasks` PBKDF2-SHA-256(passphrase, salt, rounds of the header). Nonce: the part's number from 0 as 12 bytes, big
 * endian. Authenticated beside each part: header bytes ‖ number (4 bytes) ‖ 1 for the last part, else 0. So a part that
 * is missing, swapped, altered or cut off is noticed. A part opened is 4 bytes of length, a JSON head, and bytes.
 * The last part's head is `end` with the counts. Pure.
 */
import { decodeUtf8, encodeUtf8 } from '@mingcha/draw';
import { z } from 'zod';
import { instant, uuid } from '../../common/schemas.ts';

/** What WebCrypto takes. */
type Bytes = Uint8Array<ArrayBuffer>;

export const sealedKinds = ['rescue', 'results', 'tasks'] as const;
export const sealedInfo = 'mingcha/sealed/1';
/** Bytes of a file or of a pack in one part. */
export const sealedPieceBytes = 512 * 1024;
/** Largest opened part: two hundred large records, or a piece with its head. */
export const sealedPartMaxBytes = 8 * 1024 * 1024;
export const passphraseRounds = 600_000;
/** Largest file that the office takes in, bytes. */
export const sealedFileMaxBytes = 1024 * 1024 * 1024;

export const sealedHeader = z.object({
  v: z.literal(1),
  kind: z.enum(sealedKinds),
  deviceId: uuid,
  /** 16 bytes, hex. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  madeAt: instant,
  /** Rounds of PBKDF2 where a passphrase opens it; null where the device's secret does. */
  rounds: z.number().int().min(100_000).max(10_000_000).nullable(),
});
export type SealedHeader = z.output<typeof sealedHeader>;

/** What a part carries. `piece`: bytes of the file of an evidence; `pack`: bytes of the pack's JSON, in order. */
export const sealedHead = z.discriminatedUnion('type', [
  z.object({ type: z.literal('records'), records: z.array(z.unknown()).max(200) }),
  z.object({ type: z.literal('piece'), id: uuid, offset: z.number().int().min(0) }),
  z.object({
    type: z.literal('device'),
    deviceId: uuid,
    secret: z.string(),
    accountId: uuid,
    name: z.string(),
  }),
  z.object({ type: z.literal('pack') }),
  z.object({ type: z.literal('end'), records: z.number().int(), pieces: z.number().int() }),
]);
export type SealedHead = z.output<typeof sealedHead>;

const magic = encodeUtf8('MCSEALED1');

/** The beginning of a file: magic, length and header. */
export function sealedStart(header: SealedHeader): Bytes {
  const text = encodeUtf8(JSON.stringify(header));
  return joined(magic, length4(text.length), text);
}

/** Length of the start, or null as long as `bytes` (at least 13) cannot tell; −1 when this is no such file. */
export function startLength(bytes: Uint8Array): number | null {
  if (!magic.every((byte, index) => index >= bytes.length || bytes[index] === byte)) return -1;
  if (bytes.length < magic.length + 4) return null;
  const length = read4(bytes, magic.length);
  return length < 2 || length > 4096 ? -1 : magic.length + 4 + length;
}

/** The header out of a whole start; null when it does not parse. */
export function headerOf(start: Uint8Array): SealedHeader | null {
  try {
    const parsed = sealedHeader.safeParse(JSON.parse(decodeUtf8(start.subarray(magic.length + 4))));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Nonce of a part and what is authenticated beside it. @param start as `sealedStart` gives it */
export function partSeal(
  start: Uint8Array,
  part: { readonly index: number; readonly isLast: boolean },
): { readonly nonce: Bytes; readonly beside: Bytes } {
  const number = length4(part.index);
  return {
    nonce: joined(new Uint8Array(8), number),
    beside: joined(start, number, Uint8Array.of(part.isLast ? 1 : 0)),
  };
}

/** A sealed part as it stands in the file. */
export function framedPart(sealed: Uint8Array): Bytes {
  return joined(length4(sealed.length), sealed);
}

/** The four bytes before a part. */
export function partLength(bytes: Uint8Array): number {
  return read4(bytes, 0);
}

/** What is sealed: a head and bytes. */
export function partBytes(head: SealedHead, bytes: Uint8Array = new Uint8Array()): Bytes {
  const text = encodeUtf8(JSON.stringify(head));
  return joined(length4(text.length), text, bytes);
}

/** Head and bytes of an opened part; null when it is not one. */
export function openedPart(
  plain: Uint8Array,
): { readonly head: SealedHead; readonly bytes: Uint8Array } | null {
  if (plain.length < 4) return null;
  const end = 4 + read4(plain, 0);
  if (end > plain.length) return null;
  try {
    const head = sealedHead.safeParse(JSON.parse(decodeUtf8(plain.subarray(4, end))));
    return head.success ? { head: head.data, bytes: plain.subarray(end) } : null;
  } catch {
    return null;
  }
}

function length4(length: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, length);
  return bytes;
}

function read4(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

function joined(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
