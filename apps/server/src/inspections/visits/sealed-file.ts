/**
 * Reads and writes sealed files (core `sealed-pack.ts`) with Node's cipher. Reading goes part by part and never holds more
 * than one; whoever takes something out of a file reads it to its end first, so that a damaged one gives nothing.
 */
import { createCipheriv, createDecipheriv, hkdfSync, pbkdf2 } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import {
  framedPart,
  headerOf,
  openedPart,
  partBytes,
  partLength,
  partSeal,
  type SealedHead,
  type SealedHeader,
  sealedInfo,
  sealedPartMaxBytes,
  sealedStart,
  startLength,
} from '@mingcha/core/inspections/visits/sealed-pack.ts';

const tagBytes = 16;
const derive = promisify(pbkdf2);

/** The secret of a passphrase, 32 bytes; slow on purpose. */
export function passphraseSecret(passphrase: string, salt: Uint8Array, rounds: number): Promise<Buffer> {
  return derive(passphrase, salt, rounds, 32, 'sha256');
}

function keyOf(secret: Uint8Array, header: SealedHeader): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, Buffer.from(header.salt, 'hex'), sealedInfo, 32));
}

export interface OpenPart {
  readonly head: SealedHead;
  readonly bytes: Uint8Array;
}

/** The header of a file. Errors: `visit.file_invalid`. */
export async function readHeader(path: string): Promise<Result<SealedHeader>> {
  const file = await open(path, 'r');
  try {
    const start = await readStart(file);
    const header = start === null ? null : headerOf(start);
    return header === null ? fail('visit.file_invalid') : ok(header);
  } finally {
    await file.close();
  }
}

async function readStart(file: FileHandle): Promise<Uint8Array | null> {
  const first = await bytesAt(file, 0, 13);
  const length = first === null ? -1 : startLength(first);
  return length === null || length < 0 ? null : bytesAt(file, 0, length);
}

/**
 * Gives each part to `take`, in order. Errors: `visit.file_invalid`, `visit.file_truncated` and `visit.file_altered` with
 * the part's number (from 1); what was given before stays given.
 */
export async function readParts(
  path: string,
  secret: Uint8Array,
  take: (part: OpenPart) => Promise<void>,
): Promise<Result<SealedHeader>> {
  const file = await open(path, 'r');
  try {
    const start = await readStart(file);
    const header = start === null ? null : headerOf(start);
    if (start === null || header === null) return fail('visit.file_invalid');
    const key = keyOf(secret, header);
    const { size } = await file.stat();
    let at = start.length;
    for (let index = 0; ; index += 1) {
      const part = { part: index + 1 };
      const head = await bytesAt(file, at, 4);
      if (head === null) return fail('visit.file_truncated', part);
      const length = partLength(head);
      if (length < tagBytes || length > sealedPartMaxBytes + tagBytes)
        return fail('visit.file_altered', part);
      const sealed = await bytesAt(file, at + 4, length);
      if (sealed === null) return fail('visit.file_truncated', part);
      at += 4 + length;
      const isLast = at === size;
      const plain = opened(sealed, { key, start, index, isLast });
      // A file cut between two parts ends with one that was not sealed as the last.
      if (plain === null)
        return isLast && opened(sealed, { key, start, index, isLast: false }) !== null
          ? fail('visit.file_truncated', part)
          : fail('visit.file_altered', part);
      const content = openedPart(plain);
      if (content === null || (content.head.type === 'end') !== isLast)
        return fail('visit.file_altered', part);
      await take(content);
      if (isLast) return ok(header);
    }
  } finally {
    await file.close();
  }
}

interface Place {
  readonly key: Uint8Array;
  readonly start: Uint8Array;
  readonly index: number;
  readonly isLast: boolean;
}

function opened(sealed: Uint8Array, place: Place): Uint8Array | null {
  const { nonce, beside } = partSeal(place.start, place);
  const decipher = createDecipheriv('aes-256-gcm', place.key, nonce);
  decipher.setAAD(beside);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    const body = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
    return Buffer.concat([body, decipher.final()]);
  } catch {
    return null;
  }
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Uint8Array | null> {
  const buffer = new Uint8Array(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return bytesRead === length ? buffer : null;
}

/** A whole sealed file of parts; the last must be `end`. For packs and tests, which fit in memory. */
export function sealedFile(
  header: SealedHeader,
  secret: Uint8Array,
  parts: readonly { readonly head: SealedHead; readonly bytes?: Uint8Array }[],
): Buffer {
  const start = sealedStart(header);
  const key = keyOf(secret, header);
  const sealed = parts.map(({ head, bytes }, index) => {
    const { nonce, beside } = partSeal(start, { index, isLast: index === parts.length - 1 });
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(beside);
    const body = Buffer.concat([cipher.update(partBytes(head, bytes)), cipher.final()]);
    return framedPart(Buffer.concat([body, cipher.getAuthTag()]));
  });
  return Buffer.concat([start, ...sealed]);
}
