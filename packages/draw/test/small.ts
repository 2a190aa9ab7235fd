/** Small complete bundles for tests that verify thousands of variants: no beacon, eleven objects, four inspectors. */

import { type Finished, finishAlone } from '../src/flow.ts';
import { type Json, jcs, parseCanonical } from '../src/json.ts';
import { type SealInput, sealDraw } from '../src/seal.ts';
import type { Bundle, Plan } from '../src/types.ts';
import { type Step, verifyBundle } from '../src/verify/index.ts';
import { FROZEN, SIGNER, testKey } from './demo.ts';

export const DIGITS40 = '3141592653589793238462643383279502884197';

export function smallPlan(change: Partial<Plan> = {}): Plan {
  return {
    suite: 'SHA256',
    kind: 'joint',
    org: '140500-YJJ',
    series: 2026,
    no: 1,
    attempt: 1,
    item: '联合抽查',
    strata: [
      {
        code: '01',
        name: '危险化学品',
        rule: 'draw',
        rate: [1, 4],
        round: 'ceil',
        min: 1,
        max: null,
        base: 'eligible',
        method: 'equal',
      },
      { code: 'K', name: '重点', rule: 'all' },
    ],
    assign: { templates: { '*': [{ dept: 'YJ', skills: [], n: 2, anyArea: false }] }, mix: 8 },
    seed: {
      sources: [
        { kind: 'party', role: 'notary' },
        { kind: 'digits', who: '摇号球', length: 40 },
      ],
      onMissing: 'void',
      delay: 0,
    },
    time: { frozen: FROZEN, seedAfter: FROZEN, deadline: '2023-09-16T08:00:00Z' },
    disclosure: { mode: 'open' },
    witness: { policy: 'none' },
    prev: null,
    ...change,
  };
}

export function smallInput(plan: Plan): SealInput {
  return {
    plan,
    master: testKey('objects'),
    masterInspectors: testKey('inspectors'),
    objects: Array.from({ length: 11 }, (_, i) => ({
      record: { id: `企业-${i}`, name: `公司${i}`, area: i % 2 === 0 ? 'a1' : 'a2' },
      stratum: i < 10 ? 0 : 1,
      weight: 1,
    })),
    inspectors: Array.from({ length: 5 }, (_, i) => ({
      id: `ZF${i}`,
      name: `执法员${i}`,
      pub: { dept: 'YJ', skills: [], areas: ['*'], cap: 4, load: 0 },
    })),
    pairs: [
      ['企业-1', 'ZF1'],
      ['企业-2', 'ZF2'],
    ],
  };
}

/** A finished small draw. */
export function finishSmall(plan: Plan = smallPlan()): Finished {
  const input = smallInput(plan);
  return finishAlone({
    sealed: sealDraw(input),
    objects: input.objects,
    delivered: [
      { kind: 'party', nonce: testKey('nonce') },
      { kind: 'digits', text: DIGITS40 },
    ],
    signer: SIGNER,
    at: FROZEN,
    software: { name: 'mingcha', version: '0.1.0', commit: null },
  });
}

/** A JSON value whose parts may be changed in place. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = any;

/** The bundle with something changed in place, as bytes. */
export function changed(bytes: Uint8Array, change: (bundle: Loose) => void): Uint8Array {
  const value: Loose = parseCanonical(bytes) as Json;
  change(value);
  return jcs(value);
}

/** Ids of the steps that fail. */
export function failures(
  bytes: Uint8Array,
  options: Parameters<typeof verifyBundle>[1] = {},
): readonly string[] {
  return verifyBundle(bytes, options)
    .steps.filter((step) => step.status === 'FAIL')
    .map((step) => step.id);
}

/** One step of a verification. */
export function stepOf(
  bytes: Uint8Array,
  id: Step['id'],
  options: Parameters<typeof verifyBundle>[1] = {},
): Step {
  const step = verifyBundle(bytes, options).steps.find((candidate) => candidate.id === id);
  if (step === undefined) throw new Error(`no step ${id}`);
  return step;
}

/** The bundle as a value. */
export function readBundle(bytes: Uint8Array): Bundle {
  return parseCanonical(bytes) as unknown as Bundle;
}
