/**
 * The hash provider that draws of this server are computed with: OpenSSL for single messages, the library's batched
 * kernel for tickets and trees. Results never depend on which provider it is.
 */
import { hash } from 'node:crypto';
import { type HashProvider, providerFor, type Suite } from '@mingcha/draw';

const algorithms: Readonly<Record<Suite, string>> = { SHA256: 'sha256', SM3: 'sm3' };
const made = new Map<Suite, HashProvider>();

export function serverHash(suite: Suite): HashProvider {
  const known = made.get(suite);
  if (known !== undefined) return known;
  const bulk = providerFor(suite);
  const provider: HashProvider = {
    suite,
    hash: (message) => new Uint8Array(hash(algorithms[suite], message, 'buffer')),
    batch96: (prefix, items) => bulk.batch96(prefix, items),
    merkle: (data, length) => bulk.merkle(data, length),
  };
  made.set(suite, provider);
  return provider;
}
