/**
 * Public keys that ever signed seals of this installation, in `seal-keys.json` of the secrets folder. A seal counts only
 * under one of them, so that nobody who writes into the database can put a key of his own there. A device that answers
 * with another key than before is refused until the operator takes it over (`npx mingcha keys adopt`).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SetupError } from '../setup-error.ts';
import { replaceKeyDocument } from './key-files.ts';
import type { CryptoProvider } from './provider.ts';
import { suites } from './sealed-value.ts';

const sealKey = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
  since: z.iso.datetime(),
  holder: z.string().max(500),
});
const document = z.object({ version: z.literal(1), keys: z.array(sealKey).max(1_000) });
export type SealKey = z.output<typeof sealKey>;

const fileOf = (folder: string) => join(folder, 'seal-keys.json');

/** First eight bytes of the SM3 of the public key. */
export function sealKeyId(publicKey: Uint8Array): string {
  return Buffer.from(suites.national.digest(publicKey)).toString('hex').slice(0, 16);
}

/** Oldest first. Throws SetupError `crypto.ring_damaged`. */
export function trustedSealKeys(folder: string): readonly SealKey[] {
  const path = fileOf(folder);
  if (!existsSync(path)) return [];
  try {
    return document.parse(JSON.parse(readFileSync(path, 'utf8'))).keys;
  } catch (error) {
    throw new SetupError('crypto.ring_damaged', { path }, error);
  }
}

/** Takes over the key that the provider signs with. Returns its id. */
export async function trustSealKey(folder: string, provider: CryptoProvider, now: string): Promise<string> {
  const publicKey = await provider.publicKey();
  const known = trustedSealKeys(folder);
  const id = sealKeyId(publicKey);
  if (known.some((one) => one.id === id)) return id;
  const added = {
    id,
    publicKey: Buffer.from(publicKey).toString('hex'),
    since: now,
    holder: provider.label,
  };
  await replaceKeyDocument(fileOf(folder), { version: 1, keys: [...known, added] });
  return id;
}

/** The first key of each holder is taken over by itself. Throws SetupError `crypto.device_key_changed`. */
export async function requireTrusted(folder: string, provider: CryptoProvider, now: string): Promise<void> {
  const id = sealKeyId(await provider.publicKey());
  const known = trustedSealKeys(folder);
  if (known.some((one) => one.id === id)) return;
  if (known.some((one) => one.holder === provider.label))
    throw new SetupError('crypto.device_key_changed', { label: provider.label, key: id });
  await trustSealKey(folder, provider, now);
}
