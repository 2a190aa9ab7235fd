/**
 * The hash functions a draw is computed with, seen from the protocol: one plain call and the two bulk calls
 * that a faster kernel may take over. Results never depend on which provider is used.
 * This file only holds the contract; it must not know any implementation.
 */

/** Name of a hash suite, frozen with the parameters (draw-protocol §4.2). */
export type Suite = 'SHA256' | 'SM3';

/** One hash suite of 32-byte digests and 64-byte blocks. */
export interface HashProvider {
  readonly suite: Suite;
  /** 32-byte digest of the message. */
  hash(message: Uint8Array): Uint8Array;
  /** Digests of prefix (64 bytes) ‖ each 32-byte item of `items`, concatenated. */
  batch96(prefix: Uint8Array, items: Uint8Array): Uint8Array;
  /** RFC 6962 root over the entries of `length` bytes each that stand concatenated in `data`. */
  merkle(data: Uint8Array, length: number): Uint8Array;
}
