/**
 * One short test per rule whose silent change would bend a draw, each against published values or a second
 * computation made here with Node's hashes. The mutation test changes the rules one by one and runs this file.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { assign, assignLeaves, checkShortages } from '../src/assign/index.ts';
import { hex } from '../src/bytes.ts';
import { buildDraw } from '../src/draw.ts';
import { objectLeaf, saltOf } from '../src/freeze.ts';
import { providerFor } from '../src/hash/providers.ts';
import type { Suite } from '../src/hash-provider.ts';
import { jcs } from '../src/json.ts';
import { quotas } from '../src/quotas.ts';
import { rankStratum } from '../src/select.ts';
import { growingTree } from '../src/tree.ts';
import type { DrawStratum, Method } from '../src/types.ts';
import { bytes32, instance } from './assign-instances.ts';
import { literal } from './assign-reference.ts';
import { demoContributions, demoObjects, finishDemo, productionPlan, sealDemo } from './demo.ts';
import { failures, finishSmall } from './small.ts';
import { continued } from './vectors/evidence.ts';

const hash = providerFor('SHA256');

function demo(suite: Suite) {
  const sealed = sealDemo(suite);
  const records = demoObjects();
  const areas = new Map(sealed.objects.map(({ c }, n) => [c, records[n]?.record['area']]));
  const areaOf = (c: string): string => {
    const area = areas.get(c);
    return typeof area === 'string' ? area : '';
  };
  const input = { ...sealed, contributions: demoContributions(sealed), areaOf };
  return { sealed, drawn: buildDraw(input, { provider: providerFor(suite) }) };
}

test('the demo session gives the published roots, quotas and seed', () => {
  const published = {
    SHA256: [
      '13e8a221852ebfed0bc254926c59a9c36bbcc49abe838645d0ea2ee972593c61',
      'b8e0dd1963b80a081061a19cd86660125e801b595fa0ef27dce8c24954741db9',
      '147cd109ef3ffc6f2ed02379df17a302f3409c84dea39595fb9d2e56451ef104',
      'fbdbfaa753ebe56a94c20cafb097c7e5294d8da4ff30acf313fffd7489743d01',
      '3751cf2aefe9cfe63eafad6f25b584d965f2f6c1ca5af0009507040c25dae25c',
    ],
    SM3: [
      'c99e8d79e013963920546eb4bc72d7aeaf02a39590555d98a8f9c0aaa7c7da1a',
      '6d2fe360be9a1381f742fb0c7b321df869128b791aa04a6dd98fe0d84062b64e',
      '0d941e5fc8fd324e3acfef2699adc5a1bfb71ba22655c2b5f3c8e3ae67113c7c',
      '07419ff9086439d83b66d101ea9891fb462b98d66641e2f301fcdb94a33afe67',
      'ed0f2dad19c866933504363903bd8201dcab9117616cf77d17289c9520bc6a64',
    ],
  };
  for (const suite of ['SHA256', 'SM3'] as const) {
    const { sealed, drawn } = demo(suite);
    const teams = drawn.assign !== null && 'root' in drawn.assign ? drawn.assign.root : null;
    const found = [sealed.params.frame.root, sealed.freezeId, drawn.seed, drawn.selRoot, teams];
    assert.deepEqual(found, published[suite]);
    assert.deepEqual(drawn.quotas, [6, 3, 2, 1, 2, 3, 0]);
  }
});

test('the reserve list of the demo session stands in the order of the tickets', () => {
  const { drawn } = demo('SHA256');
  const reserves = drawn.reserves.filter(({ stratum }) => stratum === 0);
  assert.equal(reserves.length, 31);
  assert.deepEqual(
    reserves.map(({ rank }) => rank),
    reserves.map((_, n) => n + 7),
  );
  const tickets = reserves.map(({ ticket }) => ticket);
  assert.deepEqual(tickets, [...tickets].sort());
  const last = drawn.selected.filter(({ stratum }) => stratum === 0).at(-1);
  assert.ok(last !== undefined && last.ticket < tickets[0]!);
});

const T = (label: string): Buffer => createHash('sha256').update(`rdraw/1/${label}`).digest();
const KH = (key: Uint8Array, label: string, ...message: Uint8Array[]): bigint => {
  const state = createHash('sha256').update(key).update(T(label));
  for (const part of message) state.update(part);
  return BigInt(`0x${state.digest('hex')}`);
};

/** Commitments in rank order by the library. */
function ranked(
  n: number,
  r: number,
  method: Method,
): { order: string[]; objects: { c: Uint8Array; w: number }[] } {
  const objects = Array.from({ length: n }, (_, i) => ({ c: bytes32(`sentinel ${i}`), w: 1 + (i % 4) }));
  const leaves = Buffer.concat(objects.map(({ c, w }) => objectLeaf(3, w, c)));
  const keys = { select: bytes32(`select ${r}`), round: bytes32(`round ${r}`) };
  const rows = rankStratum({ h: 3, method, leaves: new Uint8Array(leaves), quota: 5, keep: n }, hash, keys);
  return { order: rows.map((row) => hex(row.c)), objects };
}

test('equal: the rank is the order of whole tickets, also for more objects than are kept', () => {
  for (const [n, r] of [
    [40, 0],
    [5000, 1],
  ] as const) {
    const { order, objects } = ranked(n, r, 'equal');
    const key = bytes32(`select ${r}`);
    const tickets = new Map(objects.map(({ c }) => [hex(c), KH(key, 'ticket', c)]));
    assert.equal(new Set(order).size, n);
    for (let place = 1; place < n; place += 1) {
      assert.ok(tickets.get(order[place - 1]!)! < tickets.get(order[place]!)!, `place ${place} of ${n}`);
    }
  }
});

test('pps: who is taken follows from the whole coin of the stratum', () => {
  for (let r = 0; r < 20; r += 1) {
    const { order, objects } = ranked(30, r, 'pps');
    const key = bytes32(`select ${r}`);
    const base = [...objects].sort((a, b) => (KH(key, 'ticket', a.c) < KH(key, 'ticket', b.c) ? -1 : 1));
    const total = BigInt(base.reduce((sum, { w }) => sum + w, 0));
    const coin = KH(bytes32(`round ${r}`), 'pps', Uint8Array.of(0, 3)) % total;
    let sum = 0n;
    const points: string[] = [];
    for (const { c, w } of base) {
      // A point coin + j·total in [sum, sum + 5w) takes the unit.
      const end = sum + 5n * BigInt(w);
      const next = sum <= coin ? coin : coin + ((sum - coin + total - 1n) / total) * total;
      if (next < end) points.push(hex(c));
      sum = end;
    }
    assert.deepEqual(order.slice(0, 5), points);
  }
});

function drawStratum(change: Partial<DrawStratum>): DrawStratum {
  return {
    code: '01',
    name: '茶馆',
    rule: 'draw',
    rate: [15, 100],
    round: 'ceil',
    min: 0,
    max: null,
    base: 'eligible',
    method: 'equal',
    ...change,
  };
}
const quota = (members: number, change: Partial<DrawStratum>): number | undefined =>
  quotas({ strata: [drawStratum(change)], counts: [members] }, hash, null)[0];

test('quotas are exact for every rounding', () => {
  assert.equal(quota(37, {}), 6);
  assert.equal(quota(37, { round: 'half' }), 6);
  assert.equal(quota(37, { round: 'floor' }), 5);
  assert.equal(quota(100, { rate: [7, 100] }), 7);
  assert.equal(quota(40, {}), 6);
  assert.equal(quota(0, {}), 0);
  assert.equal(quota(10, { rate: [1, 4], round: 'half' }), 3);
  assert.equal(quota(1000, { rate: [29, 1000] }), 29);
  assert.equal(quota(37, { min: 9 }), 9);
  assert.equal(quota(37, { max: 2 }), 2);
  assert.equal(quota(3, { min: 9 }), 3);
});

test('cascade: the quotas follow from the whole coin', () => {
  const sizes = [3, 7, 11, 23];
  const strata = sizes.map((_, n) => drawStratum({ code: `${n}`, rate: [n + 1, 997], round: 'cascade' }));
  for (let r = 0; r < 40; r += 1) {
    const key = bytes32(`cascade ${r}`);
    const coin = KH(key, 'cascade') % 997n;
    let before = 0n;
    const expected = sizes.map((size, n) => {
      const after = before + BigInt(size * (n + 1));
      const taken = (after + coin) / 997n - (before + coin) / 997n;
      before = after;
      return Number(taken);
    });
    assert.deepEqual(quotas({ strata, counts: sizes }, hash, key), expected);
  }
});

test('text that is not in composed form is refused, never repaired', () => {
  const decomposed = 'cafe\u0301';
  assert.throws(() => jcs({ id: decomposed }));
  assert.throws(() => saltOf(hash, bytes32('master'), decomposed));
  assert.doesNotThrow(() => jcs({ id: decomposed.normalize('NFC') }));
});

test('trees of one-letter leaves have the published roots, bulk and entry by entry', () => {
  const published = {
    SHA256: [
      '36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1',
      '4ae191939f548d9934740b88dea2c5cb89bb8870fc4505cd79dec6bbfaaee9cb',
    ],
    SM3: [
      '2706e4e4d41c1ed9c3fe7f7822bf360a67abcc052cc2c00022c1313ec3ded965',
      'b31a6ce9ea280f5d6441ad30b4eb83d2c72badc76ade043ffc9799985d692bd4',
    ],
  };
  for (const suite of ['SHA256', 'SM3'] as const) {
    const provider = providerFor(suite);
    const texts = ['abc', 'abcdefg'].map((text) => new TextEncoder().encode(text));
    assert.deepEqual(
      texts.map((text) => hex(provider.merkle(text, 1))),
      published[suite],
    );
    const grown = texts.map((text) => {
      const tree = growingTree(provider);
      for (const byte of text) tree.append(Uint8Array.of(byte));
      return hex(tree.root());
    });
    assert.deepEqual(grown, published[suite]);
  }
});

test('assignments are those of Annex A line by line, and their proofs hold', () => {
  for (let n = 0; n < 100; n += 1) {
    const { input, name } = instance(`sentinel ${n}`);
    const expected = literal(input, 'SHA256');
    const outcome = assign(input, hash);
    if (outcome.feasible) {
      assert.equal(hex(assignLeaves(outcome.seats)), expected.leaves?.join(''), name);
      // Where all seats are filled no shortage can be proved.
      const X = outcome.seats.map((_, seat) => seat);
      const claim = { seat: 0, X, R: [], supply: 0, demand: X.length, byRequirement: [] };
      assert.equal(checkShortages(input, hash, [claim])[0]!.holds, false, name);
    } else {
      const proofs = outcome.failures.map(({ seat, X, R }) => ({ seat, X: [...X], R: [...R] }));
      assert.deepEqual(proofs, expected.failures, name);
      assert.ok(checkShortages(input, hash, outcome.failures).every(({ holds }) => holds));
    }
  }
});

test('contributions come before the beacon', () => {
  assert.deepEqual(failures(finishDemo(productionPlan('SHA256'), '2023-09-15T11:00:03Z').bytes), ['beacon']);
});

test('a void draw is over', () => {
  const evidence = '5a'.repeat(32);
  const voided = { type: 'voided', reason: 'disturbed', text: 'x', evidence } as const;
  assert.deepEqual(failures(continued(finishSmall(), [voided, { type: 'opened' }])), ['monitor']);
});
