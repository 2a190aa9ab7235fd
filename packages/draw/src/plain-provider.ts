/**
 * A hash provider from one plain hash function: always correct, never fast.
 * Kernels are measured and tested against it.
 */
import { concat } from './bytes.ts';
import { DrawError } from './error.ts';
import type { HashProvider, Suite } from './hash-provider.ts';
import { growingTree } from './tree.ts';

/** Wraps a one-shot hash function. */
export function plainProvider(suite: Suite, hash: (message: Uint8Array) => Uint8Array): HashProvider {
  const provider: HashProvider = {
    suite,
    hash,
    batch96(prefix, items) {
      if (prefix.length !== 64 || items.length % 32 !== 0)
        throw new DrawError('hash.length', 'a prefix of 64 bytes and items of 32 bytes are needed');
      const out = new Uint8Array(items.length);
      for (let at = 0; at < items.length; at += 32)
        out.set(hash(concat(prefix, items.subarray(at, at + 32))), at);
      return out;
    },
    merkle(data, length) {
      if (length < 1 || data.length % length !== 0)
        throw new DrawError('hash.length', `data is not a multiple of ${length} bytes`);
      const tree = growingTree(provider);
      for (let at = 0; at < data.length; at += length) tree.append(data.subarray(at, at + length));
      return tree.root();
    },
  };
  return provider;
}
