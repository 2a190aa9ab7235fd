/**
 * Sealed values as they lie in the database: version 2, suite, key number (four bytes, big-endian), nonce, ciphertext,
 * tag. The first six bytes are authenticated and tell which values a rotation still has to renew. Values of version 1
 * (AES-256-GCM under key 0: version, 12-byte nonce, ciphertext, 16-byte tag) stay readable.
 */
import { createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretBox } from '../platform.ts';
import { internationalSuite } from './international.ts';
import { nationalSuite } from './national.ts';
import { type CryptoSuite, SealedValueError, type SuiteName } from './suite.ts';

export interface DataKey {
  readonly id: number;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

/** The keys that data were ever sealed with. */
export interface KeyRing {
  current(): DataKey;
  /** Undefined: no such key here, not even after looking again. */
  find(id: number): DataKey | undefined;
}

export const suites: Readonly<Record<SuiteName, CryptoSuite>> = {
  international: internationalSuite,
  national: nationalSuite,
};

const version = 2;
export const headerBytes = 6;
const oldVersion = 1;
const oldNonceBytes = 12;
const oldTagBytes = 16;

/** The first bytes of whatever this suite seals under this key. */
export function sealedHeader(suite: SuiteName, keyId: number): Uint8Array {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(version, 0);
  header.writeUInt8(suites[suite].code, 1);
  header.writeUInt32BE(keyId, 2);
  return new Uint8Array(header);
}

/** Which suite and key a value was sealed with; null for bytes that are no sealed value. */
export function describeSealed(sealed: Uint8Array): { suite: SuiteName; keyId: number } | null {
  if (sealed[0] === oldVersion) return { suite: 'international', keyId: 0 };
  const suite = Object.values(suites).find((one) => one.code === sealed[1]);
  if (sealed[0] !== version || suite === undefined || sealed.length < headerBytes) return null;
  return { suite: suite.name, keyId: Buffer.from(sealed.subarray(2, headerBytes)).readUInt32BE() };
}

/** Seals by the suite and the newest key, opens what any key of the ring sealed by any suite. */
export function makeSealedBox(ring: KeyRing, suite: SuiteName): SecretBox {
  return {
    seal(plain) {
      const key = ring.current();
      const algorithms = suites[suite];
      const frame = { header: sealedHeader(suite, key.id), nonce: randomBytes(algorithms.nonceBytes) };
      return Buffer.concat([frame.header, frame.nonce, algorithms.encrypt(key.bytes, frame, plain)]);
    },
    open(sealed) {
      const found = describeSealed(sealed);
      const key = found === null ? undefined : ring.find(found.keyId);
      if (found === null || key === undefined) throw new SealedValueError();
      if (sealed[0] === oldVersion) return openOld(key, sealed);
      const algorithms = suites[found.suite];
      const start = headerBytes + algorithms.nonceBytes;
      if (sealed.length < start) throw new SealedValueError();
      const frame = { header: sealed.subarray(0, headerBytes), nonce: sealed.subarray(headerBytes, start) };
      return algorithms.decrypt(key.bytes, frame, sealed.subarray(start));
    },
  };
}

function openOld(key: DataKey, sealed: Uint8Array): Uint8Array {
  const start = 1 + oldNonceBytes;
  if (sealed.length < start + oldTagBytes) throw new SealedValueError();
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(1, start));
  decipher.setAuthTag(sealed.subarray(sealed.length - oldTagBytes));
  try {
    const body = sealed.subarray(start, sealed.length - oldTagBytes);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new SealedValueError();
  }
}
