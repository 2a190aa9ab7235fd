/**
 * The drand quicknet beacon, offline (§6.3): constants, clock and the pairing check of one round.
 * Nothing here fetches anything; a round proves itself.
 */
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { u64, unhex } from './bytes.ts';
import { DrawError } from './error.ts';
import type { Hex } from './types.ts';

/** Chain hash of quicknet. */
export const QUICKNET: Hex = '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971';
/** Group public key on G2. */
export const QUICKNET_KEY: Hex =
  '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a';
/** Hash of the group file, part of the chain hash. */
export const QUICKNET_GROUP: Hex = 'f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e';
/** Unix seconds of round 1. */
export const QUICKNET_GENESIS = 1_692_803_367;
/** Seconds between rounds. */
export const QUICKNET_PERIOD = 3;
/** Seconds between the freeze and the earliest admissible round. */
export const BEACON_DELAY = 600;

const DST = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';

/** Unix seconds at which a round becomes known. */
export function timeOfRound(round: number): number {
  return QUICKNET_GENESIS + (round - 1) * QUICKNET_PERIOD;
}

/** The first round at or after an instant in Unix seconds. @throws DrawError `drand.time` before the genesis */
export function drandRoundAt(unixSeconds: number): number {
  if (unixSeconds < QUICKNET_GENESIS) throw new DrawError('drand.time', 'before the first round');
  return Math.ceil((unixSeconds - QUICKNET_GENESIS) / QUICKNET_PERIOD) + 1;
}

/** Whether the 48-byte signature is that round's value under a public key (quicknet's unless given). */
export function verifyDrandRound(round: number, signature: Uint8Array, publicKey = QUICKNET_KEY): boolean {
  if (signature.length !== 48 || !Number.isSafeInteger(round) || round < 1) return false;
  const bls = bls12_381.shortSignatures;
  try {
    return bls.verify(signature, bls.hash(sha256(u64(round)), DST), unhex(publicKey, 96));
  } catch {
    // noble throws on points that do not decode; for a verifier that is simply a wrong signature
    return false;
  }
}

/** Randomness of a round as relays publish it: SHA-256 of the signature. */
export function drandRandomness(signature: Uint8Array): Uint8Array {
  return sha256(signature);
}
