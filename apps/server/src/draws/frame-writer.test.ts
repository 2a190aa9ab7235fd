/** The streamed frame is the frame of the library, whatever the order of arrival and the number of leaves. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, hex, LEAF_LENGTH, objectLeaf, providerFor, sortEntries } from '@mingcha/draw';
import fc from 'fast-check';
import { type FramePiece, framePieceSize, startFrame } from './frame-writer.ts';
import { serverHash } from './hash.ts';

function write(leaves: readonly Uint8Array[], strata: readonly number[]) {
  const writer = startFrame(serverHash('SHA256'));
  leaves.forEach((leaf, ordinal) => writer.add(leaf, ordinal));
  const pieces: FramePiece[] = [];
  const run = writer.pieces(strata);
  for (;;) {
    const next = run.next();
    if (next.done === true) return { pieces, root: next.value };
    pieces.push(next.value);
  }
}

function leafOf(stratum: number, i: number): Uint8Array {
  return objectLeaf(
    stratum,
    1,
    providerFor('SHA256').hash(Uint8Array.of(stratum, i & 255, (i >> 8) & 255, i >> 16)),
  );
}

test('pieces put together are the sorted leaves, and their roots lead to the root of the whole', () => {
  for (const count of [
    0,
    1,
    2,
    255,
    framePieceSize - 1,
    framePieceSize,
    framePieceSize + 1,
    3 * framePieceSize + 5,
  ]) {
    const leaves = Array.from({ length: count }, (_, i) => leafOf(i % 3, i));
    const { pieces, root } = write(leaves, [0, 1, 2]);
    const whole = concat(...pieces.map((piece) => piece.leaves));
    assert.deepEqual(whole, sortEntries(concat(...leaves), LEAF_LENGTH), `${count} leaves`);
    assert.equal(hex(root), hex(providerFor('SHA256').merkle(whole, LEAF_LENGTH)), `${count} leaves`);
    assert.ok(pieces.slice(0, -1).every((piece) => piece.leaves.length === framePieceSize * LEAF_LENGTH));
  }
});

test('the order of arrival never changes the frame, and each leaf leads back to its object', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { maxLength: 80 }),
      fc.array(fc.nat(), { maxLength: 80 }),
      (ids, keys) => {
        const leaves = ids.map((id) => leafOf(id % 2, id));
        const shuffled = leaves
          .map((leaf, i) => ({ leaf, key: keys[i % Math.max(1, keys.length)] ?? 0 }))
          .sort((a, b) => a.key - b.key);
        const first = write(leaves, [0, 1]);
        assert.equal(
          hex(first.root),
          hex(
            write(
              shuffled.map((each) => each.leaf),
              [0, 1],
            ).root,
          ),
        );
        for (const piece of first.pieces) {
          const view = new DataView(piece.ordinals.buffer, piece.ordinals.byteOffset);
          for (let i = 0; i * LEAF_LENGTH < piece.leaves.length; i += 1) {
            assert.deepEqual(
              piece.leaves.slice(i * LEAF_LENGTH, (i + 1) * LEAF_LENGTH),
              leaves[view.getUint32(i * 4)],
            );
          }
        }
      },
    ),
    { numRuns: 50, seed: 7 },
  );
});

test('a stratum that was dropped for want of members closes the gap in the numbering', () => {
  const { pieces } = write([leafOf(0, 1), leafOf(2, 2)], [0, -1, 1]);
  assert.deepEqual(
    [...(pieces[0]?.leaves ?? [])].filter((_, i) => i % LEAF_LENGTH === 2),
    [0, 1],
  );
});

test('the server’s hashing gives the library’s values in both suites', () => {
  for (const suite of ['SHA256', 'SM3'] as const) {
    const message = new Uint8Array(97).fill(5);
    assert.equal(hex(serverHash(suite).hash(message)), hex(providerFor(suite).hash(message)));
    const [prefix, items] = [new Uint8Array(64).fill(1), new Uint8Array(96).fill(2)];
    assert.deepEqual(
      serverHash(suite).batch96(prefix, items).slice(0, 32),
      serverHash(suite).hash(concat(prefix, items.slice(0, 32))),
    );
  }
});
