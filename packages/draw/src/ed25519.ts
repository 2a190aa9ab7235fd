/** Ed25519 (RFC 8032) as the protocol uses it: strict verification, 32-byte secret keys. */
import { ed25519 } from '@noble/curves/ed25519.js';

/** Public key, 32 bytes, of a 32-byte secret key. */
export function ed25519PublicKey(secretKey: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(secretKey);
}

/** Deterministic signature, 64 bytes. */
export function ed25519Sign(message: Uint8Array, secretKey: Uint8Array): Uint8Array {
  return ed25519.sign(message, secretKey);
}

/** Whether the signature is the key's; malformed keys and signatures are simply not. */
export function ed25519Verify(message: Uint8Array, publicKey: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
