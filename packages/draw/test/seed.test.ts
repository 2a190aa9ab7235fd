/** Seed: beacon, patterns, commitments, entropy, plans that must not be sealed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { ascii, concat, hex, u32, u64, unhex } from '../src/bytes.ts';
import {
  drandRandomness,
  drandRoundAt,
  QUICKNET,
  QUICKNET_GENESIS,
  QUICKNET_GROUP,
  QUICKNET_KEY,
  timeOfRound,
  verifyDrandRound,
} from '../src/drand.ts';
import { matchesPattern } from '../src/pattern.ts';
import { checkPlan } from '../src/plan.ts';
import { providerFor } from '../src/providers.ts';
import { countEntropy, expectedEntropy, partyCommitment } from '../src/seed.ts';
import { unixSeconds } from '../src/time.ts';
import type { Contribution, Plan, SeedSource } from '../src/types.ts';
import { ROUND, ROUND_SIGNATURE } from './demo.ts';
import { type Loose, smallPlan } from './small.ts';
import { beacons } from './vectors/evidence.ts';

test('the chain hash is the hash of the other constants', () => {
  const parts = [
    u32(3),
    u64(QUICKNET_GENESIS),
    unhex(QUICKNET_KEY),
    unhex(QUICKNET_GROUP),
    ascii('quicknet'),
  ];
  assert.equal(hex(sha256(concat(...parts))), QUICKNET);
});

test('the real round verifies; another round, another key and any flipped bit do not', () => {
  for (const { name, round, signature, key, valid } of (beacons() as Loose).cases)
    assert.equal(
      verifyDrandRound(round as number, unhex(signature as string), key as string),
      valid,
      name as string,
    );
  assert.ok(hex(drandRandomness(unhex(ROUND_SIGNATURE))).startsWith('fc1873a1'));
});

test('the first round at or after an instant is found', () => {
  for (const seconds of [QUICKNET_GENESIS, QUICKNET_GENESIS + 1, QUICKNET_GENESIS + 3, 1_800_000_000]) {
    const round = drandRoundAt(seconds);
    assert.ok(timeOfRound(round) >= seconds && timeOfRound(round) < seconds + 3);
  }
  assert.equal(timeOfRound(ROUND), unixSeconds('2023-09-15T11:00:03Z'));
  assert.throws(() => drandRoundAt(QUICKNET_GENESIS - 1), { code: 'drand.time' });
});

test('patterns match whole texts only, and nothing outside the language is accepted', () => {
  const lottery = '2026045:[0-9]{2},[0-9]{2}+[0-9]{2}';
  assert.ok(matchesPattern(lottery, '2026045:03,08+09'));
  for (const wrong of ['2026045:03,08+9', ' 2026045:03,08+09', '2026045:03,08+09\n', '2026045:03,0８+09', ''])
    assert.ok(!matchesPattern(lottery, wrong), wrong);
  assert.ok(matchesPattern('a|bb|[0-9]{3}', '123'));
  assert.ok(matchesPattern('a.c', 'a.c') && !matchesPattern('a.c', 'abc'));
  assert.ok(matchesPattern('x*', 'x*') && !matchesPattern('x*', 'xx'));
  for (const pattern of ['', '[a-z]', '[0-9', 'a{', '{3}', 'a{}', 'a{2,3}', '\\d', 'ä', 'a]', 'a{3}{2}'])
    assert.throws(() => matchesPattern(pattern, '3'), { code: 'pattern.syntax' }, pattern);
});

test('patterns agree with regular expressions where both speak the language', () => {
  const atom = fc.constantFrom('[0-9]', 'a', '-', ':', '[0-9]{2}', 'a{3}', '|');
  fc.assert(
    fc.property(
      fc.array(atom, { minLength: 1, maxLength: 6 }),
      fc.string({ unit: fc.constantFrom('0', '7', 'a', '-', ':'), maxLength: 6 }),
      (atoms, text) => {
        const pattern = atoms.join('');
        assert.equal(matchesPattern(pattern, text), new RegExp(`^(?:${pattern})$`, 'u').test(text));
      },
    ),
    { numRuns: 500 },
  );
});

test('a commitment binds the party, its place and the freeze', () => {
  const hash = providerFor('SM3');
  const nonce = new Uint8Array(32).fill(7);
  const of = (freezeId: string, j: number): string => partyCommitment(hash, { freezeId, j }, nonce);
  const a = '11'.repeat(32);
  assert.equal(new Set([of(a, 0), of(a, 1), of('12'.repeat(32), 0)]).size, 3);
  assert.throws(() => partyCommitment(hash, { freezeId: a, j: 0 }, nonce.subarray(1)), {
    code: 'seed.nonce',
  });
});

const party: SeedSource = { kind: 'party', role: 'notary' };
const given = (j: number, made?: 'here', reveal: string | null = 'aa'.repeat(32)): Contribution => ({
  j,
  kind: 'party',
  role: 'notary',
  commit: '',
  reveal,
  committedAt: 0,
  revealedAt: 0,
  ...(made === undefined ? {} : { made }),
});

test('entropy counts what the operator could not choose, in whole bits of the product', () => {
  const digits = (length: number): SeedSource => ({ kind: 'digits', who: 'x', length });
  const read = (j: number, length: number): Contribution => ({
    j,
    kind: 'digits',
    text: '1'.repeat(length),
    at: 0,
  });
  assert.equal(countEntropy([party], [given(0)]), 256);
  assert.equal(countEntropy([party], [given(0, 'here')]), 0);
  assert.equal(countEntropy([party], [given(0, undefined, null)]), 0);
  assert.equal(countEntropy([digits(20)], [read(0, 20)]), 66);
  assert.equal(countEntropy([digits(40)], [read(0, 40)]), 132);
  assert.equal(countEntropy([digits(1), digits(1)], [read(0, 1), read(1, 1)]), 6);
  assert.equal(
    countEntropy([digits(20)], [{ j: 0, kind: 'digits', text: '1'.repeat(20), at: 0, made: 'here' }]),
    0,
  );
  const lottery: SeedSource = {
    kind: 'lottery',
    game: '双色球',
    issue: '2026045',
    pattern: '[0-9]',
    outcomes: 17721088,
  };
  assert.equal(countEntropy([lottery], [{ j: 0, kind: 'lottery', text: '1', at: 0 }]), 24);
  const drand: SeedSource = { kind: 'drand', chain: QUICKNET, round: ROUND };
  assert.equal(expectedEntropy([party, digits(20), drand, lottery]), 256 + 66 + 128 + 24);
});

test('plans that could not be verified are not sealed', () => {
  const plan = smallPlan();
  const [first] = plan.strata;
  const wrong: readonly (readonly [string, Loose])[] = [
    ['plan.suite', { suite: 'MD5' }],
    ['plan.strata', { strata: [] }],
    ['plan.strata', { strata: [first, first] }],
    ['plan.rate', { strata: [{ ...first, rate: [3, 2] }] }],
    ['plan.rate', { strata: [{ ...first, rate: [1, 0] }] }],
    ['plan.rate', { strata: [{ ...first, rate: [1, 1000001] }] }],
    ['plan.rate', { strata: [{ ...first, rate: [0.5, 1] }] }],
    ['plan.round', { strata: [{ ...first, round: 'up' }] }],
    ['plan.method', { strata: [{ ...first, method: 'random' }] }],
    ['plan.base', { strata: [{ ...first, base: 'some' }] }],
    ['plan.bounds', { strata: [{ ...first, min: -1 }] }],
    ['plan.of', { strata: [first, { code: 'X', name: 'X', rule: 'none', of: '9', reason: 'r' }] }],
    [
      'plan.template',
      { assign: { templates: { '*': [{ dept: 'YJ', skills: ['b', 'a'], n: 1, anyArea: false }] }, mix: 8 } },
    ],
    ['plan.mix', { assign: { templates: {}, mix: -1 } }],
    ['plan.entropy', { seed: { ...plan.seed, sources: [{ kind: 'digits', who: 'x', length: 19 }] } }],
    ['plan.beacon', { seed: { ...plan.seed, onMissing: 'skip' } }],
    [
      'plan.source',
      { seed: { ...plan.seed, sources: [party, { kind: 'drand', chain: '00'.repeat(32), round: 1 }] } },
    ],
    [
      'pattern.syntax',
      {
        seed: {
          ...plan.seed,
          sources: [{ kind: 'lottery', game: 'g', issue: 'i', pattern: '.+[', outcomes: 9 }],
        },
      },
    ],
    ['plan.number', { attempt: 0 }],
    ['json.string', { item: 'a\nb' }],
  ];
  checkPlan(plan);
  for (const [code, change] of wrong)
    assert.throws(() => checkPlan({ ...plan, ...change } as Plan), { code }, code);
});

test('instants are days that exist, counted as the platform counts them', () => {
  for (const instant of [
    '1970-01-01T00:00:00Z',
    '2000-02-29T23:59:59Z',
    '2023-09-15T11:00:03Z',
    '2100-03-01T00:00:00Z',
  ])
    assert.equal(unixSeconds(instant), Date.parse(instant) / 1000);
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2400-01-01'), noInvalidDate: true }), (date) => {
      const instant = `${date.toISOString().slice(0, 19)}Z`;
      assert.equal(unixSeconds(instant), Math.floor(date.getTime() / 1000));
    }),
  );
  for (const wrong of [
    '2023-02-29T00:00:00Z',
    '2023-13-01T00:00:00Z',
    '2023-01-01T24:00:00Z',
    '2023-01-01 00:00:00Z',
    '2023-01-01T00:00:00+08:00',
    '1969-12-31T23:59:59Z',
  ])
    assert.throws(() => unixSeconds(wrong), { code: 'time.instant' }, wrong);
});
