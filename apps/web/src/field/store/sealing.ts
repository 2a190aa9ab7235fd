/**
 * Sealing of what is kept on the phone: AES-GCM-256 under the device's secret, bound to the place where a row stands,
 * so that rows cannot be swapped. The secret itself lies wrapped by a key made from the password (S-13).
 */
import { fillRandom } from '../../shared/platform/chance.ts';
import { type Bytes, textOf, utf8 } from './bytes.ts';

/** A sealed value as it lies in storage: plain bytes, nothing else. */
export interface Sealed {
  readonly iv: Bytes;
  readonly bytes: ArrayBuffer;
}

/** OWASP's figure for PBKDF2 with SHA-256. */
export const passwordRounds = 600_000;

/** Sealing needs a secure context (HTTPS or this computer). */
export function canSeal(): boolean {
  return typeof crypto !== 'undefined' && (crypto as Partial<Crypto>).subtle !== undefined;
}

/** The key of the store from the device's 32-byte secret. */
export async function storeKey(secret: Bytes): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8('mingcha/field/store/1') },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** The key that wraps the secret at rest; slow on purpose. */
export async function passwordKey(password: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', utf8(password), 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** @param place names the row, `visits/<id>`; opening under another name fails */
export async function sealBytes(key: CryptoKey, place: string, bytes: BufferSource): Promise<Sealed> {
  const iv = fillRandom(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: utf8(place) },
    key,
    bytes,
  );
  return { iv, bytes: sealed };
}

/** The bytes, or null when key, place or bytes are not those of the sealing. */
export async function openBytes(key: CryptoKey, place: string, sealed: Sealed): Promise<Bytes | null> {
  try {
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.iv, additionalData: utf8(place) },
      key,
      sealed.bytes,
    );
    return new Uint8Array(opened);
  } catch {
    return null;
  }
}

export function sealValue(key: CryptoKey, place: string, value: unknown): Promise<Sealed> {
  return sealBytes(key, place, utf8(JSON.stringify(value)));
}

/** The value, or undefined when it cannot be opened. */
export async function openValue<T>(
  key: CryptoKey,
  place: string,
  sealed: Sealed | undefined,
): Promise<T | undefined> {
  const bytes = sealed === undefined ? null : await openBytes(key, place, sealed);
  return bytes === null ? undefined : (JSON.parse(textOf(bytes)) as T);
}
