/** Proofs of inclusion made in one pass equal those of the draw library, for every leaf of trees of many sizes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hex, inclusionPath, leafHash, providerFor, rootFromPath, rootOf } from '@mingcha/draw';
import { proofMaker } from './inclusion.ts';

test('R326 every leaf of every small tree has the proof that RFC 9162 names, and it leads to the root', () => {
  const hash = providerFor('SHA256');
  for (let size = 1; size <= 40; size += 1) {
    const leaves = Array.from({ length: size }, (_, i) => leafHash(hash, Uint8Array.of(i, size)));
    const maker = proofMaker(
      size,
      leaves.map((_, i) => i),
    );
    for (const leaf of leaves) maker.append(leaf);
    const root = rootOf(hash, leaves);
    assert.equal(hex(maker.root()), hex(root));
    leaves.forEach((leaf, index) => {
      const path = maker.pathOf(index);
      assert.deepEqual(path.map(hex), inclusionPath(hash, leaves, index).map(hex), `${index} of ${size}`);
      const found = rootFromPath(hash, { hash: leaf, index, size }, path);
      assert.equal(found === null ? null : hex(found), hex(root));
      const other = rootFromPath(hash, { hash: leafHash(hash, Uint8Array.of(255)), index, size }, path);
      assert.notEqual(other === null ? null : hex(other), hex(root));
    });
  }
});

test('R326 a proof is not made before all leaves have passed', () => {
  const maker = proofMaker(2, [0]);
  maker.append(new Uint8Array(32));
  assert.throws(() => maker.pathOf(0));
});
