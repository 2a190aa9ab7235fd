/**
 * Who holds keys and computes with them: the built-in software, or a device outside (signature server, card). A provider
 * gives digest, HMAC, encryption with MAC, signature, random bytes and maybe time stamps; its keys never leave it. It
 * wraps the data keys of the installation and signs the seals of the ledger; single fields are sealed by data keys in
 * memory (`sealed-value.ts`), because a page of a list opens hundreds of them.
 */
import { randomBytes } from 'node:crypto';
import { SetupError } from '../setup-error.ts';
import { makeSealedBox, suites } from './sealed-value.ts';
import type { SuiteName } from './suite.ts';

export interface CryptoProvider {
  /** For people: `built-in`, or the address of a device. */
  readonly label: string;
  readonly suite: SuiteName;
  digest(message: Uint8Array): Promise<Uint8Array>;
  hmac(message: Uint8Array): Promise<Uint8Array>;
  encrypt(plain: Uint8Array): Promise<Uint8Array>;
  decrypt(sealed: Uint8Array): Promise<Uint8Array>;
  publicKey(): Promise<Uint8Array>;
  sign(message: Uint8Array): Promise<Uint8Array>;
  random(length: number): Promise<Uint8Array>;
  /** A time-stamp token over a digest; null where there is no such service. */
  readonly timestamp: ((digest: Uint8Array) => Promise<Uint8Array>) | null;
}

export interface BuiltInKeys {
  /** Signs; 32 bytes. */
  readonly signing: Uint8Array;
  /** Encrypts and makes HMACs; 32 bytes. */
  readonly wrapping: Uint8Array;
}

/** The software of this program, with keys out of files. */
export function builtInProvider(suite: SuiteName, keys: BuiltInKeys): CryptoProvider {
  const algorithms = suites[suite];
  const key = { id: 0, bytes: keys.wrapping };
  const box = makeSealedBox({ current: () => key, find: (id) => (id === 0 ? key : undefined) }, suite);
  return {
    label: 'built-in',
    suite,
    digest: async (message) => algorithms.digest(message),
    hmac: async (message) => algorithms.hmac(keys.wrapping, message),
    encrypt: async (plain) => box.seal(plain),
    decrypt: async (sealed) => box.open(sealed),
    publicKey: async () => algorithms.publicKey(keys.signing),
    sign: async (message) => algorithms.sign(keys.signing, message),
    random: async (length) => new Uint8Array(randomBytes(length)),
    timestamp: null,
  };
}

/**
 * Asks a provider for everything once and checks the answers with our own algorithms, so that a device that signs by
 * another algorithm (ECDSA on the SM2 curve is the usual trap) is found before it seals anything.
 * Throws SetupError `crypto.provider_wrong` with the part that is wrong.
 */
export async function checkProvider(provider: CryptoProvider): Promise<void> {
  const algorithms = suites[provider.suite];
  const wrong = (part: string): never => {
    throw new SetupError('crypto.provider_wrong', { label: provider.label, part });
  };
  const message = new Uint8Array(randomBytes(48));
  if (!same(await provider.digest(message), algorithms.digest(message))) wrong('digest');
  const mac = await provider.hmac(message);
  if (mac.length !== 32 || !same(mac, await provider.hmac(message)) || same(mac, await provider.hmac(mac)))
    wrong('hmac');
  const sealed = await provider.encrypt(message);
  const isHidden = sealed.length > message.length && Buffer.from(sealed).indexOf(message) < 0;
  if (!isHidden || !same(await provider.decrypt(sealed), message)) wrong('encrypt');
  sealed[sealed.length - 1] = (sealed[sealed.length - 1] ?? 0) ^ 1;
  const opened = await provider.decrypt(sealed).catch(() => null);
  if (opened !== null) wrong('mac');
  const signature = await provider.sign(message);
  if (!algorithms.verify(await provider.publicKey(), message, signature)) wrong('sign');
  const first = await provider.random(32);
  if (first.length !== 32 || same(first, await provider.random(32))) wrong('random');
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
