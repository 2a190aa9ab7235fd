/**
 * What a suite of algorithms offers: plain functions of keys and bytes that the caller holds. A suite keeps no key, knows
 * no database and asks nobody; who holds keys is said in `provider.ts`. All keys have 32 bytes, all digests too.
 */

export const suiteNames = ['international', 'national'] as const;
export type SuiteName = (typeof suiteNames)[number];

/** What a ciphertext is bound to beside its key: used once, and unaltered. */
export interface CipherFrame {
  readonly nonce: Uint8Array;
  /** Authenticated, not encrypted. */
  readonly header: Uint8Array;
}

export interface CryptoSuite {
  readonly name: SuiteName;
  /** Second byte of a sealed value. */
  readonly code: number;
  readonly nonceBytes: number;
  readonly tagBytes: number;
  digest(message: Uint8Array): Uint8Array;
  hmac(key: Uint8Array, message: Uint8Array): Uint8Array;
  /** Ciphertext followed by its tag. */
  encrypt(key: Uint8Array, frame: CipherFrame, plain: Uint8Array): Uint8Array;
  /** Throws SealedValueError for a wrong key, another frame, or bytes that were cut or changed. */
  decrypt(key: Uint8Array, frame: CipherFrame, body: Uint8Array): Uint8Array;
  publicKey(secret: Uint8Array): Uint8Array;
  /** 64 bytes. */
  sign(secret: Uint8Array, message: Uint8Array): Uint8Array;
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

/** A sealed value that does not open; the same sentence whatever is wrong with it. */
export class SealedValueError extends Error {
  constructor(message = 'not a sealed value of these keys') {
    super(message);
    this.name = 'SealedValueError';
  }
}
