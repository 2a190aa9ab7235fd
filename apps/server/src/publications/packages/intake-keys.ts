/**
 * Keys of the intake. What a citizen sends is sealed to the office's X25519 key (ephemeral agreement, HKDF-SHA256, AES-256-GCM),
 * so a portal that was broken into gives away nothing that was sent before. What the office answers is sealed by a key that
 * only the receipt's number and code give; deriving it is slow on purpose (scrypt).
 */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
  scrypt,
} from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform, RandomSource } from '../../platform/platform.ts';
import { keyFile } from '../../platform/secrets.ts';

const version = 1;
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const pkcs8X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const spkiX25519 = Buffer.from('302a300506032b656e032100', 'hex');

export interface IntakeKey {
  /** Lower-case hex. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

/** The office's key, made at the first use and kept beside the other secrets. */
export async function intakeKeyOf(platform: Pick<Platform, 'config'>): Promise<IntakeKey> {
  const { secretsFolder } = platform.config;
  await mkdir(secretsFolder, { recursive: true, mode: 0o700 });
  const seed = await keyFile(join(secretsFolder, 'intake.key'));
  const privateKey = privateKeyOf(seed);
  return { publicKey: rawPublic(privateKey).toString('hex'), privateKey };
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8X25519, seed]), format: 'der', type: 'pkcs8' });
}

function rawPublic(key: KeyObject): Buffer {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return spki.subarray(spki.length - keyBytes);
}

function publicKeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiX25519, raw]), format: 'der', type: 'spki' });
}

function agreedKey(
  secret: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
  salt: Uint8Array,
): Buffer {
  return Buffer.from(hkdfSync('sha256', diffieHellman(secret), salt, 'mingcha-intake-v1', keyBytes));
}

/** Seals to the office: version, ephemeral key, nonce, ciphertext, tag. */
export function sealToOffice(random: RandomSource, publicKey: string, plain: Uint8Array): Buffer {
  const office = Buffer.from(publicKey, 'hex');
  const own = privateKeyOf(random.bytes(keyBytes));
  const ephemeral = rawPublic(own);
  const key = agreedKey(
    { privateKey: own, publicKey: publicKeyOf(office) },
    Buffer.concat([ephemeral, office]),
  );
  return Buffer.concat([Buffer.from([version]), ephemeral, sealWith(random, key, plain)]);
}

/** Null when it was not sealed to this key, or was changed. */
export function openAtOffice(office: IntakeKey, sealed: Uint8Array): Buffer | null {
  if (sealed[0] !== version || sealed.length < 1 + keyBytes + nonceBytes + tagBytes) return null;
  const ephemeral = Buffer.from(sealed.subarray(1, 1 + keyBytes));
  try {
    const secret = { privateKey: office.privateKey, publicKey: publicKeyOf(ephemeral) };
    const salt = Buffer.concat([ephemeral, Buffer.from(office.publicKey, 'hex')]);
    return openWith(agreedKey(secret, salt), sealed.subarray(1 + keyBytes));
  } catch {
    return null;
  }
}

/** AES-256-GCM: nonce, ciphertext, tag. */
export function sealWith(random: RandomSource, key: Uint8Array, plain: Uint8Array): Buffer {
  const nonce = random.bytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Null when the key is another one or the bytes were changed. */
export function openWith(key: Uint8Array, sealed: Uint8Array): Buffer | null {
  if (sealed.length < nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  try {
    const body = sealed.subarray(nonceBytes, sealed.length - tagBytes);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    return null;
  }
}

/** What a receipt gives: by what its item is found (hex), and the key of its answer. Some 50 ms on purpose. */
export interface ReceiptKeys {
  readonly lookUp: string;
  readonly answerKey: Buffer;
}

export function receiptKeys(number: string, code: string): Promise<ReceiptKeys> {
  return new Promise((resolve, reject) => {
    const options = { N: 16_384, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
    scrypt(code, `mingcha-receipt ${number}`, 2 * keyBytes, options, (error, bytes) => {
      if (error !== null) reject(error);
      else
        resolve({ lookUp: bytes.subarray(0, keyBytes).toString('hex'), answerKey: bytes.subarray(keyBytes) });
    });
  });
}
