/** Trees: every proof of small trees holds, and no changed proof does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, hex } from '../src/bytes.ts';
import { providerFor } from '../src/providers.ts';
import {
  consistencyPath,
  flatPath,
  growingTree,
  inclusionPath,
  isConsistent,
  leafHash,
  rootFromPath,
  rootOf,
} from '../src/tree.ts';

const hash = providerFor('SHA256');
const leaves = Array.from({ length: 40 }, (_, i) => leafHash(hash, new Uint8Array(3).fill(i)));

test('every inclusion proof of trees up to 40 leaves leads to the root, and to no other index or size', () => {
  for (let size = 1; size <= leaves.length; size += 1) {
    const some = leaves.slice(0, size);
    const root = hex(rootOf(hash, some));
    some.forEach((leaf, index) => {
      const path = inclusionPath(hash, some, index);
      const lead = (at: { index: number; size: number }, way = path): string => {
        const found = rootFromPath(hash, { hash: leaf, ...at }, way);
        return found === null ? '' : hex(found);
      };
      assert.equal(lead({ index, size }), root);
      assert.notEqual(lead({ index: index + 1, size }), root);
      assert.notEqual(lead({ index: -1, size }), root);
      assert.equal(lead({ index, size }, [...path, leaf]), '');
      if (path.length > 0) assert.notEqual(lead({ index, size }, path.slice(1)), root);
    });
  }
});

test('every consistency proof of trees up to 40 leaves holds, and fails with a changed root, size or part', () => {
  for (let size = 0; size <= leaves.length; size += 1) {
    for (let before = 0; before <= size; before += 1) {
      const heads = {
        old: { size: before, root: rootOf(hash, leaves.slice(0, before)) },
        now: { size, root: rootOf(hash, leaves.slice(0, size)) },
      };
      const path = consistencyPath(hash, leaves.slice(0, size), before);
      assert.ok(isConsistent(hash, heads, path), `${before} in ${size}`);
      const wrong = hash.hash(heads.old.root);
      assert.ok(!isConsistent(hash, { ...heads, old: { size: before, root: wrong } }, path));
      if (before > 0) assert.ok(!isConsistent(hash, { ...heads, now: { size, root: wrong } }, path));
      assert.ok(!isConsistent(hash, heads, [...path, wrong]));
      if (path.length > 0) assert.ok(!isConsistent(hash, heads, path.slice(1)));
    }
  }
});

test('a growing tree, a flat file and a list of leaves have the same root and the same proofs', () => {
  for (const suite of ['SHA256', 'SM3'] as const) {
    const provider = providerFor(suite);
    const entries = Array.from({ length: 23 }, (_, i) => new Uint8Array(5).fill(i));
    for (let size = 0; size <= entries.length; size += 1) {
      const some = entries.slice(0, size);
      const hashes = some.map((entry) => leafHash(provider, entry));
      const tree = growingTree(provider);
      for (const entry of some) tree.append(entry);
      const data = concat(...some);
      assert.equal(tree.size(), size);
      assert.deepEqual(tree.root(), rootOf(provider, hashes));
      assert.deepEqual(provider.merkle(data, 5), rootOf(provider, hashes));
      for (let i = 0; i < size; i += 1)
        assert.deepEqual(flatPath(provider, { data, length: 5 }, i), inclusionPath(provider, hashes, i));
    }
  }
});

test('a proof for an entry that is not there is refused', () => {
  assert.throws(() => inclusionPath(hash, leaves, 40), { code: 'tree.index' });
  assert.throws(() => flatPath(hash, { data: new Uint8Array(10), length: 5 }, 2), { code: 'tree.index' });
  assert.throws(() => consistencyPath(hash, leaves, 41), { code: 'tree.index' });
});
