/** Sealing: order of input never matters, everything that is sealed matters, and streaming gives the same frame. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareBytes, concat, hex, unhex } from '../src/bytes.ts';
import { buildDraw, selectFrom } from '../src/draw.ts';
import {
  countStrata,
  displayFreezeId,
  LEAF_LENGTH,
  objectCommitment,
  objectLeaf,
  recordHash,
  repeatedCommitment,
  saltOf,
} from '../src/freeze.ts';
import { providerFor } from '../src/providers.ts';
import { type Sealed, type SealInput, sealDraw } from '../src/seal.ts';
import { keysOf } from '../src/seed.ts';
import { growingTree } from '../src/tree.ts';
import type { DrawStratum, Plan } from '../src/types.ts';
import { demoContributions, demoInput, demoObjects, demoPlan } from './demo.ts';
import { smallInput, smallPlan } from './small.ts';

/** What the world sees of a sealed pool. */
const face = ({ params, freezeId, frame }: Sealed): string => JSON.stringify([params, freezeId, hex(frame)]);

test('permuting objects, inspectors and pairs never changes a root or the seal code', () => {
  const input = smallInput(smallPlan());
  const expected = face(sealDraw(input));
  const shuffled = fc.record({
    objects: fc.shuffledSubarray([...input.objects], { minLength: input.objects.length }),
    inspectors: fc.shuffledSubarray([...input.inspectors], { minLength: input.inspectors.length }),
    pairs: fc.shuffledSubarray([...input.pairs], { minLength: input.pairs.length }),
  });
  fc.assert(
    fc.property(shuffled, (change) => {
      assert.equal(face(sealDraw({ ...input, ...change })), expected);
    }),
    { numRuns: 40 },
  );
  assert.equal(face(sealDraw({ ...input, pairs: [...input.pairs, ...input.pairs] })), expected);
});

test('changing any record, stratum, pair, key or rule changes the seal code', () => {
  const plan = smallPlan();
  const input = smallInput(plan);
  const [first, ...others] = input.objects;
  const [person, ...colleagues] = input.inspectors;
  assert.ok(first !== undefined && person !== undefined);
  const renamed = { ...first, record: { ...first.record, name: '另一公司' } };
  const changes: readonly Partial<SealInput>[] = [
    {},
    { objects: [renamed, ...others] },
    { objects: others.filter(({ record }) => record.id !== '企业-1' && record.id !== '企业-2'), pairs: [] },
    { objects: [{ ...first, stratum: 1 }, ...others] },
    { inspectors: [{ ...person, pub: { ...person.pub, load: 1 } }, ...colleagues] },
    { inspectors: [{ ...person, name: '另一人' }, ...colleagues] },
    { pairs: [['企业-3', 'ZF3']] },
    { master: new Uint8Array(32) },
    { masterInspectors: new Uint8Array(32) },
    { plan: { ...plan, no: 2 } },
    { plan: { ...plan, attempt: 2 } },
    { plan: { ...plan, item: '另一事项' } },
    { plan: { ...plan, suite: 'SM3' } },
  ];
  const codes = changes.map((change) => sealDraw({ ...input, ...change }).freezeId);
  assert.equal(new Set(codes).size, changes.length);
});

test('a frame built leaf by leaf and a root built by streaming are those of the sealed pool', () => {
  for (const suite of ['SHA256', 'SM3'] as const) {
    const hash = providerFor(suite);
    const input = demoInput(demoPlan(suite));
    const sealed = sealDraw(input);
    const leaves = input.objects.map(({ record, stratum, weight }) =>
      objectLeaf(
        stratum,
        weight,
        objectCommitment(hash, saltOf(hash, input.master, record.id), recordHash(hash, record)),
      ),
    );
    leaves.sort(compareBytes);
    const tree = growingTree(hash);
    for (const leaf of leaves) tree.append(leaf);
    assert.deepEqual(concat(...leaves), sealed.frame);
    assert.equal(hex(tree.root()), sealed.params.frame.root);
    assert.deepEqual(countStrata(sealed.frame, 7), [37, 20, 2, 4, 7, 12, 3]);
  }
});

test('a commitment that stands twice is found wherever it stands', () => {
  const { frame } = sealDraw(smallInput(smallPlan()));
  assert.equal(repeatedCommitment(frame), -1);
  const last = frame.subarray(frame.length - LEAF_LENGTH);
  const twice = concat(frame.subarray(0, -LEAF_LENGTH), objectLeaf(1, 1, frame.subarray(7, LEAF_LENGTH)));
  assert.equal(repeatedCommitment(twice), 0);
  assert.equal(repeatedCommitment(concat(frame, last)), frame.length / LEAF_LENGTH - 1);
});

test('the avoidance pairs of a team are those of its members', () => {
  const input = smallInput(smallPlan());
  const pub = { dept: 'YJ', skills: [], areas: ['*'], cap: 4, load: 0 };
  const team = { id: 'T1', name: '一组', members: [{ id: 'M1' }, { id: 'M2' }], pub };
  const pairs = [
    ['企业-1', 'M1'],
    ['企业-2', 'M2'],
    ['企业-1', 'M2'],
  ] as const;
  const sealed = sealDraw({ ...input, inspectors: [...input.inspectors, team], pairs });
  const leaf = sealed.inspectors.find(({ id }) => id === 'T1');
  assert.deepEqual(
    sealed.conflicts.map(([, inspector]) => inspector),
    [leaf?.c, leaf?.c],
  );
});

test('the seal code is shown in thirteen groups of four', () => {
  assert.equal(displayFreezeId('00'.repeat(32)), Array.from({ length: 13 }, () => 'AAAA').join(' '));
  assert.match(
    displayFreezeId(sealDraw(smallInput(smallPlan())).freezeId),
    /^(?:[A-Z2-7]{4} ){12}[A-Z2-7]{4}$/u,
  );
});

test('adding an object leaves every other ticket as it was', () => {
  const hash = providerFor('SHA256');
  const plan: Plan = smallPlan();
  const input = smallInput(plan);
  const keys = keysOf(hash, unhex('ab'.repeat(32)));
  const tickets = (change: Partial<SealInput>): Map<string, string> => {
    const { params, frame } = sealDraw({ ...input, ...change });
    const { selected, reserves } = selectFrom({ params, frame, keys }, hash);
    return new Map([...selected, ...reserves].map(({ c, ticket }) => [c, ticket]));
  };
  const before = tickets({});
  const record = { id: '新企业', name: '新', area: 'a1' };
  const after = tickets({ objects: [...input.objects, { record, stratum: 0, weight: 1 }] });
  assert.equal(after.size, before.size + 1);
  for (const [c, ticket] of before) assert.equal(after.get(c), ticket);
});

test('a large pool is sealed and drawn in seconds, with a shortened reserve list', () => {
  const stratum: DrawStratum = {
    code: '1',
    name: '1',
    rule: 'draw',
    rate: [3, 100],
    round: 'ceil',
    min: 0,
    max: null,
    base: 'eligible',
    method: 'equal',
  };
  const hash = providerFor('SHA256');
  const count = 200_000;
  const frame = new Uint8Array(count * LEAF_LENGTH);
  for (let i = 0; i < count; i += 1) {
    const c = new Uint8Array(32);
    new DataView(c.buffer).setUint32(0, i * 20_000);
    frame.set(objectLeaf(0, 1, c), i * LEAF_LENGTH);
  }
  const keys = keysOf(hash, unhex('cd'.repeat(32)));
  const selection = selectFrom({ params: { strata: [stratum] }, frame, keys }, hash);
  assert.deepEqual([selection.selected.length, selection.reserves.length], [6000, 12_000]);
  const tickets = [...selection.selected, ...selection.reserves].map(({ ticket }) => ticket);
  assert.deepEqual(tickets, tickets.toSorted());
  assert.equal(selection.threshold[0], tickets[5999]);
});

test('every drawn object has its area, or the draw names the one that has none', () => {
  const sealed = sealDraw(demoInput(demoPlan('SHA256')));
  const { params, frame, inspectors, conflicts } = sealed;
  const input = { params, frame, inspectors, conflicts, contributions: demoContributions(sealed) };
  assert.throws(() => buildDraw({ ...input, areaOf: () => '' }), { code: 'assign.area' });
  assert.throws(() => buildDraw({ ...input, areaOf: () => '*' }), { code: 'assign.area' });
  assert.throws(() => buildDraw({ ...input, contributions: [], areaOf: () => 'a' }), {
    code: 'seed.missing',
  });
  assert.equal(demoObjects().length, 85);
});
