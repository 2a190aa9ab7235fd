/**
 * Keys of the installation, in the data folder and readable by its owner only, never in the database: the secret
 * box (AES-256-GCM) that seals blinding keys and personal identifiers, and the Ed25519 key that signs checkpoints.
 * Both are made at the first start. A backup of the database without this folder cannot be read or signed.
 */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretBox, Signer } from './platform.ts';

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** Sealed form: version byte, 12-byte nonce, ciphertext, 16-byte tag. `key` has 32 bytes. */
export function makeSecretBox(key: Uint8Array): SecretBox {
  return {
    seal(plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Uint8Array.of(version), nonce, body, cipher.getAuthTag()]);
    },
    open(sealed) {
      if (sealed[0] !== version || sealed.length < 1 + nonceBytes + tagBytes)
        throw new Error('not a sealed secret');
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes));
      decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
      const body = sealed.subarray(1 + nonceBytes, sealed.length - tagBytes);
      return Buffer.concat([decipher.update(body), decipher.final()]);
    },
  };
}

const pkcs8Ed25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** RFC 8032 signer from a 32-byte seed. */
export function makeSigner(seed: Uint8Array): Signer {
  const key: KeyObject = createPrivateKey({
    key: Buffer.concat([pkcs8Ed25519, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(spki.length - 32)),
    sign: (message) => sign(null, message, key),
  };
}

export interface InstallationKeys {
  readonly secrets: SecretBox;
  readonly signer: Signer;
}

/** Reads the keys in `folder` (`config.secretsFolder`), making them (0600) at the first start. Throws when one is damaged. */
export async function openInstallationKeys(folder: string): Promise<InstallationKeys> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    secrets: makeSecretBox(await keyFile(join(folder, 'secret-box.key'))),
    signer: makeSigner(await keyFile(join(folder, 'ledger.key'))),
  };
}

/** The 32-byte key in a file of the secrets folder, made at the first use. Throws when it is damaged. */
export async function keyFile(path: string): Promise<Uint8Array> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return makeKeyFile(path);
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== 32) throw new Error(`the key file ${path} is damaged`);
  return key;
}

async function makeKeyFile(path: string): Promise<Uint8Array> {
  const key = randomBytes(32);
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(`${key.toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return key;
}
