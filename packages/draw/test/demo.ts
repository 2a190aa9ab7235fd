/** The demo session of Annex B and C, and the same session as a complete production bundle. */
import { ascii, concat, hex } from '../src/bytes.ts';
import { QUICKNET } from '../src/drand.ts';
import { type Finished, finishAlone } from '../src/flow.ts';
import type { Suite } from '../src/hash-provider.ts';
import { logHash, providerFor } from '../src/providers.ts';
import { type Sealed, type SealInput, sealDraw } from '../src/seal.ts';
import { partyCommitment } from '../src/seed.ts';
import type { Contribution, InspectorRecord, Plan, Stratum } from '../src/types.ts';

export const ROUND = 657413;
export const ROUND_SIGNATURE =
  'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b';
export const DIGITS = '09175059342981586505';

const drawn = { rule: 'draw', min: 0, max: null, base: 'eligible', method: 'equal' } as const;

export const demoStrata: readonly Stratum[] = [
  { ...drawn, code: '01', name: '危险化学品', rate: [15, 100], round: 'ceil', min: 1 },
  { ...drawn, code: '02', name: '工贸', rate: [15, 100], round: 'half', base: 'all', method: 'seqpoisson' },
  { code: '03', name: '非煤矿山D类', rule: 'all' },
  { ...drawn, code: '04', name: '零星行业', rate: [1, 3], round: 'cascade' },
  { ...drawn, code: '05', name: '零星行业二', rate: [1, 4], round: 'cascade' },
  { ...drawn, code: '06', name: '重点工贸', rate: [1, 4], round: 'ceil', max: 3, method: 'pps' },
  { code: 'X1', name: '本年度已查满频次', rule: 'none', of: '02', reason: 'frequency-cap' },
];
const SIZES = [37, 20, 2, 4, 7, 12, 3];

export function demoPlan(suite: Suite): Plan {
  return {
    suite,
    org: '140500-YJJ',
    series: 2026,
    no: 7,
    attempt: 1,
    item: '非煤矿山部门联合抽查',
    strata: demoStrata,
    prev: null,
    assign: {
      templates: {
        '*': [
          { dept: 'YJ', skills: ['lead'], n: 1, anyArea: false },
          { dept: 'YJ', skills: [], n: 1, anyArea: false },
          { dept: 'XF', skills: [], n: 2, anyArea: true },
        ],
      },
      mix: 8,
    },
    seed: {
      delay: 0,
      onMissing: 'void',
      sources: [
        { kind: 'party', role: 'discipline-inspection' },
        { kind: 'party', role: 'notary' },
        { kind: 'party', role: 'enterprise' },
        { kind: 'digits', who: '现场骰子', length: 20 },
        { kind: 'drand', chain: QUICKNET, round: ROUND },
      ],
    },
  };
}

export function demoObjects(): SealInput['objects'] {
  let m = 0;
  return SIZES.flatMap((size, stratum) =>
    Array.from({ length: size }, (_, position) => {
      m += 1;
      return {
        record: { id: `9114${999 + m}`, name: `企业${m}`, area: m % 2 === 1 ? '140502' : '140521' },
        stratum,
        weight: stratum === 1 || stratum === 5 ? 1 + (position % 4) : 1,
      };
    }),
  );
}

export function demoInspectors(): readonly InspectorRecord[] {
  return Array.from({ length: 14 }, (_, i) => ({
    id: `ZF${100 + i}`,
    name: `执法员${i}`,
    pub: {
      dept: i < 8 ? 'YJ' : 'XF',
      skills: i % 3 === 0 ? ['lead'] : [],
      areas: i % 4 === 3 ? ['140502'] : ['140502', '140521'],
      cap: 6,
      load: i % 2,
    },
  }));
}

/** H of the suite: the demo's keys are hashes of plain sentences. */
export function demoSecret(suite: Suite, sentence: string): Uint8Array {
  return providerFor(suite).hash(ascii(sentence));
}

export function demoInput(plan: Plan): SealInput {
  const number = (m: number): string => `9114${999 + (((m - 1) % 85) + 1)}`;
  return {
    plan,
    master: demoSecret(plan.suite, 'demo object blinding key'),
    masterInspectors: demoSecret(plan.suite, 'demo inspector blinding key'),
    objects: demoObjects(),
    inspectors: demoInspectors(),
    pairs: Array.from({ length: 14 }, (_, i) => [
      [number(3 * i + 1), `ZF${100 + i}`] as const,
      [number(5 * i + 2), `ZF${100 + i}`] as const,
    ]).flat(),
  };
}

/** The contributions in the order of the log: frozen, three commitments, digits, three reveals, beacon. */
export function demoContributions(sealed: Sealed): readonly Contribution[] {
  const suite = sealed.params.suite;
  const parties = sealed.params.seed.sources.slice(0, 3).map((source, j): Contribution => {
    const nonce = demoSecret(suite, `party secret ${j}`);
    const commit = partyCommitment(providerFor(suite), { freezeId: sealed.freezeId, j }, nonce);
    const role = source.kind === 'party' ? source.role : '';
    return { j, kind: 'party', role, commit, reveal: hex(nonce), committedAt: 1 + j, revealedAt: 5 + j };
  });
  return [
    ...parties,
    { j: 3, kind: 'digits', text: DIGITS, readBy: ['记录人', '监督人'], at: 4 },
    { j: 4, kind: 'drand', round: ROUND, signature: ROUND_SIGNATURE, at: 8 },
  ];
}

export function sealDemo(suite: Suite): Sealed {
  return sealDraw(demoInput(demoPlan(suite)));
}

/** A 32-byte key for tests, from a sentence. */
export function testKey(sentence: string): Uint8Array {
  return logHash.hash(concat(ascii(sentence)));
}

/** The demo plan with what a production verifier demands; frozen before beacon round 657413. */
export function productionPlan(suite: Suite, mode: 'open' | 'sealed' = 'open'): Plan {
  return {
    ...demoPlan(suite),
    kind: 'joint',
    time: { frozen: FROZEN, seedAfter: FROZEN, deadline: '2023-09-16T08:00:00Z' },
    disclosure: mode === 'open' ? { mode } : { mode, until: '2023-09-30T00:00:00Z' },
    witness: { policy: 'none' },
  };
}
export const FROZEN = '2023-09-15T08:00:00Z';
export const SIGNER = { name: 'mingcha/cli', secretKey: testKey('log and certificate key of the tests') };

/** A complete session of the demo data; `at` dates every event. */
export function finishDemo(plan: Plan, at: string = FROZEN): Finished {
  const input = demoInput(plan);
  return finishAlone({
    sealed: sealDraw(input),
    objects: input.objects,
    delivered: [
      ...[0, 1, 2].map((j) => ({
        kind: 'party' as const,
        nonce: demoSecret(plan.suite, `party secret ${j}`),
      })),
      { kind: 'digits', text: DIGITS },
      { kind: 'drand', signature: ROUND_SIGNATURE },
    ],
    signer: SIGNER,
    at,
    software: { name: 'mingcha', version: '0.1.0', commit: null },
    reproduced: true,
  });
}
