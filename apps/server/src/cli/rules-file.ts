/** The rules of a draw on the command line (`--rules`) and how they become the plan that is sealed. */
import {
  compareBytes,
  drandRoundAt,
  encodeUtf8,
  type Plan,
  QUICKNET,
  type SeedSource,
  type Stratum,
  unixSeconds,
} from '@mingcha/draw';
import { z } from 'zod';

const text = z
  .string()
  .transform((value) => value.normalize('NFC').trim())
  .refine((value) => value !== '');
const count = z.number().int().min(0);
const titles = z.record(z.string(), z.string());

const stratum = z.strictObject({
  code: text,
  name: text,
  rule: z.enum(['draw', 'all', 'none']),
  where: z.record(z.string(), z.array(z.string()).min(1)).optional(),
  rate: z
    .tuple([count, z.number().int().min(1).max(1_000_000)])
    .refine(([a, b]) => a <= b)
    .optional(),
  round: z.enum(['ceil', 'half', 'floor', 'cascade']).default('ceil'),
  min: count.default(0),
  max: count.nullable().default(null),
  base: z.enum(['eligible', 'all']).default('eligible'),
  method: z.enum(['equal', 'seqpoisson', 'pps']).default('equal'),
  of: text.optional(),
  reason: text.optional(),
});

const source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('party'),
    role: text,
    key: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  z.strictObject({ kind: z.literal('digits'), who: text, length: z.number().int().min(1).max(1000) }),
  z.strictObject({
    kind: z.literal('lottery'),
    game: text,
    issue: text,
    pattern: z.string().min(1),
    outcomes: z.number().int().min(1),
  }),
  z.strictObject({
    kind: z.literal('drand'),
    chain: z.string().default(QUICKNET),
    round: z.number().int().min(1).optional(),
  }),
]);

const seatGroup = z.strictObject({
  dept: text,
  skills: z.array(text).default([]),
  n: z.number().int().min(1).max(100),
  anyArea: z.boolean().default(false),
});
const instant = z.iso.datetime({ offset: true });

export const rulesSchema = z.strictObject({
  org: text,
  series: count,
  no: z.number().int().min(1),
  attempt: z.number().int().min(1).default(1),
  item: text,
  suite: z.enum(['SHA256', 'SM3']).default('SHA256'),
  /** `{objects, inspectors}`, or the objects' columns alone. */
  map: z
    .union([z.strictObject({ objects: titles.optional(), inspectors: titles.optional() }), titles])
    .optional(),
  strata: z.array(stratum).min(1),
  templates: z.record(z.string(), z.array(seatGroup)),
  mix: z.number().int().min(0).max(1000).default(8),
  sources: z.array(source).min(1),
  onMissing: z.enum(['skip', 'void']).default('void'),
  time: z.strictObject({ frozen: instant, seedAfter: instant, deadline: instant }).partial().optional(),
  disclosure: z
    .strictObject({ mode: z.enum(['open', 'sealed']), until: instant.nullable().optional() })
    .default({ mode: 'open' }),
  prev: z
    .strictObject({ freezeId: z.string().regex(/^[0-9a-f]{64}$/), carry: z.boolean() })
    .nullable()
    .default(null),
});
export type Rules = z.output<typeof rulesSchema>;
export type StratumRule = Rules['strata'][number];

/** Columns named for a roster, or null where they are to be recognised. */
export function namedColumns(
  rules: Rules,
  roster: 'objects' | 'inspectors',
): Readonly<Record<string, string>> | null {
  const { map } = rules;
  if (map === undefined) return null;
  const nested = Object.values(map).every((value) => typeof value === 'object');
  if (nested)
    return (map as { objects?: Record<string, string>; inspectors?: Record<string, string> })[roster] ?? null;
  return roster === 'objects' ? (map as Record<string, string>) : null;
}

/** An RFC 3339 instant as the protocol writes it: UTC, whole seconds. */
export function protocolInstant(text: string): string {
  return `${new Date(Math.floor(Date.parse(text) / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

function later(instant: string, seconds: number): string {
  return protocolInstant(new Date(Date.parse(instant) + seconds * 1000).toISOString());
}

/** The stratum as the protocol freezes it; null when a `none` stratum lacks `of` or `reason`, or a `draw` one its rate. */
function frozenStratum(rule: StratumRule): Stratum | null {
  const { code, name } = rule;
  if (rule.rule === 'all') return { code, name, rule: 'all' };
  if (rule.rule === 'none') {
    if (rule.of === undefined || rule.reason === undefined) return null;
    return { code, name, rule: 'none', of: rule.of, reason: rule.reason };
  }
  const { round, min, max, base, method } = rule;
  // A fixed number is min = max at rate 0.
  const rate = rule.rate ?? (max !== null && max === min ? ([0, 1] as const) : null);
  return rate === null ? null : { code, name, rule: 'draw', rate, round, min, max, base, method };
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].toSorted((a, b) => compareBytes(encodeUtf8(a), encodeUtf8(b)));
}

/** The frozen sources; a beacon without a round takes the first one 600 s after the freeze (draw protocol §6.3). */
function frozenSource(source: Rules['sources'][number], frozen: string): SeedSource {
  if (source.kind === 'drand') {
    return { ...source, round: source.round ?? drandRoundAt(unixSeconds(frozen) + 600) };
  }
  if (source.kind !== 'party') return source;
  return source.key === undefined ? { kind: 'party', role: source.role } : { ...source, key: source.key };
}

/** The plan, or the index of the stratum that lacks a rate, or `of` and `reason`. */
export function planOf(rules: Rules, now: string): { plan: Plan } | { stratum: number } {
  const strata: Stratum[] = [];
  for (const [i, rule] of rules.strata.entries()) {
    const stratum = frozenStratum(rule);
    if (stratum === null) return { stratum: i };
    strata.push(stratum);
  }
  const frozen = protocolInstant(rules.time?.frozen ?? now);
  const templates = Object.entries(rules.templates).map(
    ([code, groups]) => [code, groups.map((group) => ({ ...group, skills: sorted(group.skills) }))] as const,
  );
  const { mode, until } = rules.disclosure;
  const plan: Plan = {
    suite: rules.suite,
    kind: 'joint',
    org: rules.org,
    series: rules.series,
    no: rules.no,
    attempt: rules.attempt,
    item: rules.item,
    strata,
    assign: { templates: Object.fromEntries(templates), mix: rules.mix },
    seed: {
      sources: rules.sources.map((source) => frozenSource(source, frozen)),
      onMissing: rules.onMissing,
      delay: 0,
    },
    time: {
      frozen,
      seedAfter: protocolInstant(rules.time?.seedAfter ?? frozen),
      deadline:
        rules.time?.deadline === undefined ? later(frozen, 86_400) : protocolInstant(rules.time.deadline),
    },
    disclosure:
      until === undefined ? { mode } : { mode, until: until === null ? null : protocolInstant(until) },
    witness: { policy: 'none' },
    prev: rules.prev,
  };
  return { plan };
}
