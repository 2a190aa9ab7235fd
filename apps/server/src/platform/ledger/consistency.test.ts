/** Proofs made from a frontier and the added leaves are those that RFC 9162 makes from all leaves. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { consistencyPath, isConsistent, providerFor, rootOf as treeRoot } from '@mingcha/draw';
import { consistencyProof } from './consistency.ts';
import { appendLeaf } from './frontier.ts';

const hash = providerFor('SHA256');
const leaves = Array.from(
  { length: 70 },
  (_, i) => new Uint8Array(createHash('sha256').update(`${i}`).digest()),
);

test('every proof from every size to every later one equals the one made from all leaves, and is accepted', () => {
  let frontier: Uint8Array = new Uint8Array(0);
  for (let old = 1; old <= leaves.length; old += 1) {
    frontier = appendLeaf(frontier, old - 1, leaves[old - 1] ?? new Uint8Array());
    for (let now = old; now <= leaves.length; now += 1) {
      const proof = consistencyProof({ size: old, frontier }, leaves.slice(old, now));
      const wanted = consistencyPath(hash, leaves.slice(0, now), old);
      const hex = (parts: readonly Uint8Array[]) => parts.map((part) => Buffer.from(part).toString('hex'));
      assert.deepEqual(hex(proof), hex(wanted), `${old} → ${now}`);
      const heads = {
        old: { size: old, root: treeRoot(hash, leaves.slice(0, old)) },
        now: { size: now, root: treeRoot(hash, leaves.slice(0, now)) },
      };
      assert.equal(isConsistent(hash, heads, proof), true, `${old} → ${now}`);
    }
  }
});
