/** The plain providers of the two suites: always correct, on every platform. */
import { sha256 } from '@noble/hashes/sha2.js';
import type { HashProvider, Suite } from './hash-provider.ts';
import { plainProvider } from './plain-provider.ts';
import { sm3 } from './plain-sm3.ts';

const plain: Readonly<Record<Suite, HashProvider>> = {
  SHA256: plainProvider('SHA256', (message) => sha256(message)),
  SM3: plainProvider('SM3', sm3),
};

/** The plain provider of a suite; faster ones give the same results and are passed in options. */
export function providerFor(suite: Suite): HashProvider {
  return plain[suite];
}

/** SHA-256, whatever the suite of the draw: the log and its notes always use it (§10.1). */
export const logHash: HashProvider = plain.SHA256;
