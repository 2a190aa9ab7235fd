/** Draws made of chance, the same for the same number: for whoever recomputes many of them. */
import { finishAlone } from '../src/flow.ts';
import { sealDraw } from '../src/seal.ts';
import type { Method, Plan, Rounding } from '../src/types.ts';
import { SIGNER } from './demo.ts';
import { smallPlan } from './small.ts';

/** A small generator with fixed seeds (mulberry32): the same draws in every run. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function bytes(pick: (below: number) => number): Uint8Array {
  return Uint8Array.from({ length: 32 }, () => pick(256));
}

/** The evidence bundle of a small draw made of chance: methods, roundings, strata, weights, teams and suites of every kind. */
export function randomDraw(index: number): Uint8Array {
  const pick = chance(index + 1);
  const method = (['equal', 'seqpoisson', 'pps'] as const satisfies readonly Method[])[pick(3)] ?? 'equal';
  const round =
    (['ceil', 'half', 'floor', 'cascade'] as const satisfies readonly Rounding[])[pick(4)] ?? 'ceil';
  const b = 1 + pick(20);
  const plan: Plan = smallPlan({
    suite: index % 4 === 0 ? 'SM3' : 'SHA256',
    no: index + 1,
    strata: [
      {
        code: '01',
        name: '甲',
        rule: 'draw',
        rate: [pick(b + 1), b],
        round,
        min: pick(3),
        max: pick(2) === 0 ? null : 4,
        base: pick(2) === 0 ? 'eligible' : 'all',
        method,
      },
      {
        code: '02',
        name: '乙',
        rule: 'draw',
        rate: [1, 3],
        round: 'cascade',
        min: 0,
        max: null,
        base: 'eligible',
        method: 'equal',
      },
      { code: 'K', name: '重点', rule: 'all' },
      { code: 'X', name: '已达频次', rule: 'none', of: '01', reason: 'frequencyCap' },
    ],
    assign: {
      templates: {
        '*': [
          { dept: 'A', skills: pick(2) === 0 ? [] : ['lead'], n: 1, anyArea: false },
          { dept: 'B', skills: [], n: 1 + pick(2), anyArea: true },
        ],
      },
      mix: pick(10),
    },
    disclosure: index % 5 === 0 ? { mode: 'sealed', until: null } : { mode: 'open' },
  });
  const objects = Array.from({ length: 6 + pick(30) }, (_, i) => {
    const stratum = pick(10) < 6 ? 0 : pick(3) + 1;
    const weight = stratum === 0 && method !== 'equal' ? 1 + pick(5) : 1;
    return { record: { id: `o${i}`, name: `企业${i}`, area: `a${pick(3)}` }, stratum, weight };
  });
  const inspectors = Array.from({ length: 4 + pick(10) }, (_, i) => ({
    id: `i${i}`,
    name: `人员${i}`,
    pub: {
      dept: i % 2 === 0 ? 'A' : 'B',
      skills: pick(3) === 0 ? [] : ['lead'],
      areas: pick(2) === 0 ? ['*'] : ['a0', 'a1'],
      cap: 1 + pick(20),
      load: pick(4),
    },
  }));
  const pairs = Array.from(
    { length: pick(6) },
    () => [`o${pick(objects.length)}`, `i${pick(inspectors.length)}`] as const,
  );
  const sealed = sealDraw({
    plan,
    master: bytes(pick),
    masterInspectors: bytes(pick),
    objects,
    inspectors,
    pairs,
  });
  return finishAlone({
    sealed,
    objects,
    delivered: [
      { kind: 'party', nonce: bytes(pick) },
      { kind: 'digits', text: Array.from({ length: 40 }, () => String(pick(10))).join('') },
    ],
    signer: SIGNER,
    at: plan.time?.frozen ?? '',
    software: { name: 'mingcha', version: '0', commit: null },
  }).bytes;
}
