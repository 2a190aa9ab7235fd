/** Writes and reads sealed files with the browser's cipher; their form stands in core (`sealed-pack.ts`). */
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
import { type Bytes, bytesOf, utf8 } from '../store/bytes.ts';

export interface Part {
  readonly head: SealedHead;
  readonly bytes?: Bytes;
}

async function secretKey(secret: Bytes, salt: Bytes): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(sealedInfo) },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

async function passphraseKey(passphrase: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', utf8(passphrase), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

const saltOf = (header: SealedHeader): Bytes => bytesOf(header.salt) ?? new Uint8Array(0);

/** A file sealed under the device's secret. The parts are read one by one; the last one must be `end`. */
export async function sealFile(
  secret: Bytes,
  header: SealedHeader,
  parts: AsyncIterable<Part>,
): Promise<Blob> {
  const key = await secretKey(secret, saltOf(header));
  const start = sealedStart(header);
  const pieces: Bytes[] = [start];
  let index = 0;
  for await (const { head, bytes } of parts) {
    const { nonce, beside } = partSeal(start, { index, isLast: head.type === 'end' });
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: nonce, additionalData: beside },
      key,
      partBytes(head, bytes),
    );
    pieces.push(framedPart(new Uint8Array(sealed)));
    index += 1;
  }
  return new Blob(pieces, { type: 'application/octet-stream' });
}

/** All parts of a file that a passphrase opens; null when it is none, damaged, cut off, or the passphrase is another. */
export async function openFile(file: Blob, passphrase: string): Promise<readonly Part[] | null> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const length = startLength(bytes);
  if (length === null || length < 0 || length > bytes.length) return null;
  const start = bytes.slice(0, length);
  const header = headerOf(start);
  if (header === null || header.rounds === null || header.kind !== 'tasks') return null;
  const key = await passphraseKey(passphrase, saltOf(header), header.rounds);
  const parts: Part[] = [];
  for (let at = length; at < bytes.length; ) {
    const size = bytes.length - at < 4 ? -1 : partLength(bytes.subarray(at));
    if (size < 16 || size > sealedPartMaxBytes + 16 || at + 4 + size > bytes.length) return null;
    const sealed = bytes.slice(at + 4, at + 4 + size);
    at += 4 + size;
    const part = await openPart(
      key,
      sealed,
      partSeal(start, { index: parts.length, isLast: at === bytes.length }),
    );
    if (part === null) return null;
    parts.push(part);
  }
  return parts.at(-1)?.head.type === 'end' ? parts : null;
}

async function openPart(
  key: CryptoKey,
  sealed: Bytes,
  { nonce, beside }: ReturnType<typeof partSeal>,
): Promise<Part | null> {
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: nonce, additionalData: beside },
      key,
      sealed,
    );
    const opened = openedPart(new Uint8Array(plain));
    return opened === null ? null : { head: opened.head, bytes: opened.bytes.slice() };
  } catch {
    return null;
  }
}
