/** The pair of keys of whoever keeps the keys of backups: RSA of 3072 bits in PEM, which `openssl` reads. */
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';

/** `passphrase`: closes the private key; null leaves it open. */
export function makeRecipient(passphrase: string | null): {
  readonly privateKey: string;
  readonly publicKey: string;
} {
  const pair = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const closed = passphrase === null ? {} : { cipher: 'aes-256-cbc', passphrase };
  return {
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem', ...closed }).toString(),
    publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** The public half, in PEM; it follows from the private one. */
export function publicHalf(privateKey: string, passphrase?: string): string {
  const key = createPrivateKey({ key: privateKey, ...(passphrase === undefined ? {} : { passphrase }) });
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}
