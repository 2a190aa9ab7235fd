/**
 * The national suite (国密): SM3 (GB/T 32905), SM4 in counter mode (GB/T 32907, GB/T 17964) with HMAC-SM3 over header,
 * nonce and ciphertext (encrypt, then MAC: node has no SM4-GCM), SM2 signatures with SM3 (GB/T 32918.2) under the usual
 * signer id. SM3 and SM4 are node's; SM2 is ours: node's own signature with an SM2 key is ECDSA and no SM2 signature.
 * Software is no certified product: docs/security/cryptography.md says what a certified device replaces.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { sm2PublicKey, sm2Sign, sm2Verify } from '@mingcha/draw';
import { type CryptoSuite, SealedValueError } from './suite.ts';

/** The default signer id of GM/T 0009. */
export const sm2SignerId = '1234567812345678';

const cipherName = 'sm4-ctr';
const tagBytes = 32;
const text = (words: string) => new TextEncoder().encode(words);
const encryptionLabel = text('mingcha/sm4-ctr/encrypt');
const tagLabel = text('mingcha/hmac-sm3/tag');

const hmacSm3 = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer => {
  const mac = createHmac('sm3', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
};

interface DerivedKeys {
  readonly cipher: Uint8Array;
  readonly tag: Uint8Array;
}

/** One key, two uses: each gets a key of its own. Remembered, because a page of a list opens hundreds of values. */
const derived = new WeakMap<Uint8Array, DerivedKeys>();

function keysOf(key: Uint8Array): DerivedKeys {
  const known = derived.get(key);
  if (known !== undefined) return known;
  const made = {
    cipher: hmacSm3(key, encryptionLabel).subarray(0, 16),
    tag: hmacSm3(key, tagLabel),
  };
  derived.set(key, made);
  return made;
}

export const nationalSuite: CryptoSuite = {
  name: 'national',
  code: 2,
  nonceBytes: 16,
  tagBytes,
  digest: (message) => createHash('sm3').update(message).digest(),
  hmac: (key, message) => hmacSm3(key, message),
  encrypt(key, { nonce, header }, plain) {
    const keys = keysOf(key);
    const cipher = createCipheriv(cipherName, keys.cipher, nonce);
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([body, hmacSm3(keys.tag, header, nonce, body)]);
  },
  decrypt(key, { nonce, header }, body) {
    if (body.length < tagBytes) throw new SealedValueError();
    const keys = keysOf(key);
    const sealed = body.subarray(0, body.length - tagBytes);
    const expected = hmacSm3(keys.tag, header, nonce, sealed);
    if (!timingSafeEqual(expected, body.subarray(body.length - tagBytes))) throw new SealedValueError();
    const decipher = createDecipheriv(cipherName, keys.cipher, nonce);
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  },
  publicKey: (secret) => sm2PublicKey(secret),
  sign(secret, message) {
    // A nonce out of range or without a signature has a chance of 2^-32 and is drawn again.
    for (;;) {
      const nonce = hmacSm3(secret, randomBytes(32), createHash('sm3').update(message).digest());
      try {
        return sm2Sign(message, { secretKey: secret, id: sm2SignerId }, nonce);
      } catch (error) {
        if ((error as { code?: string }).code !== 'sm2.nonce') throw error;
      }
    }
  },
  verify: (publicKey, message, signature) => sm2Verify(message, { publicKey, id: sm2SignerId }, signature),
};
