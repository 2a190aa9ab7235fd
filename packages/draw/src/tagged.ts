/** Tagged and keyed hashing (§4.3): one meaning per label, so no two uses of the hash share an input. */
import { ascii, concat } from './bytes.ts';
import type { HashProvider } from './hash-provider.ts';

/** The labels of rdraw/1. */
export type Label =
  | 'rec'
  | 'obj'
  | 'insp'
  | 'salt'
  | 'blind'
  | 'freeze'
  | 'party'
  | 'seed'
  | 'round'
  | 'cascade'
  | 'pps'
  | 'select'
  | 'ticket'
  | 'assign'
  | 'perm'
  | 'task'
  | 'mix'
  | 'sub';

const tags = new WeakMap<HashProvider, Map<string, Uint8Array>>();

/** T(label), 32 bytes. */
export function tag(hash: HashProvider, label: Label): Uint8Array {
  let known = tags.get(hash);
  if (known === undefined) {
    known = new Map();
    tags.set(hash, known);
  }
  let value = known.get(label);
  if (value === undefined) {
    value = hash.hash(ascii(`rdraw/1/${label}`));
    known.set(label, value);
  }
  return value;
}

/** A provider with a key bound to it: KH(key, label, message). */
export function keyed(
  hash: HashProvider,
  key: Uint8Array,
): (label: Label, message: Uint8Array) => Uint8Array {
  return (label, message) => hash.hash(concat(key, tag(hash, label), message));
}

/** TH(label, message) = KH(T(label), label, message). */
export function tagged(hash: HashProvider, label: Label, message: Uint8Array): Uint8Array {
  const own = tag(hash, label);
  return hash.hash(concat(own, own, message));
}

/** The 64 constant bytes that precede c in every ticket; SQL and kernels hash `prefix ‖ c` (§7.5). */
export function ticketPrefix(hash: HashProvider, selectKey: Uint8Array): Uint8Array {
  return concat(selectKey, tag(hash, 'ticket'));
}
