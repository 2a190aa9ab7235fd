/**
 * What a draw task is before it is sealed: who draws what at which rate with which teams and which ceremony.
 * Schemas of the settings, and the title and words made from them, so that agency, year and field cannot be
 * mixed up (the joint sheet of the source document was headed for another agency). No rule about time or
 * persons stands here (`draw-rules.ts`), no arithmetic of quotas (`draw-preview.ts`).
 */
import { DrawError, patternTexts } from '@mingcha/draw';
import { z } from 'zod';
import { instant, line, plainDate, requiredLine, uuid } from '../common/schemas.ts';
import { format } from '../common/text.ts';
import { adHocGround } from '../plans/plan.ts';
import { poolFilter } from '../registers/pool-filter.ts';
import { historyCondition } from '../registers/rules/rule-book.ts';
import { drawNameText } from './draw-text.ts';

/** Why an object stays in the frame but cannot be drawn. */
export const exclusionReasons = [
  'frequencyCap',
  'sameTask',
  'recusalImpossible',
  'doNotDisturb',
  'exempt',
  'underInvestigation',
  'suspended',
  'other',
] as const;
export const exclusion = z.object({
  reason: z.enum(exclusionReasons),
  note: line(200).default(''),
  where: poolFilter.default({}),
  objectIds: z.array(uuid).max(5000).default([]),
});
export type Exclusion = z.infer<typeof exclusion>;

export const roundings = ['ceil', 'half', 'floor', 'cascade'] as const;
/** Weighted methods exist in the library; offices stratify by risk class instead, so that a firm can check itself (§7.4). */
export const drawMethods = ['equal'] as const;
/** `CO` and `X1-…` are taken by carry-over and exclusions. */
const stratumCode = z.string().regex(/^(?!CO$|X\d+-)[A-Za-z0-9_-]{1,20}$/);
const count = z.number().int().min(0).max(10_000_000);

/** [a, b] means a/b (draw-protocol §4.6). */
export const rate = z
  .tuple([z.number().int().min(0).max(1_000_000), z.number().int().min(1).max(1_000_000)])
  .refine(([a, b]) => a <= b, { message: 'draw.rate_above_one' });

/** Only objects with such a record enter the stratum; null = no matter what their record is. */
const history = historyCondition.nullable().default(null);

const drawStratum = z.object({
  rule: z.literal('draw'),
  code: stratumCode,
  name: requiredLine(60),
  where: poolFilter.default({}),
  history,
  rate,
  round: z.enum(roundings).default('ceil'),
  min: count.default(0),
  max: count.nullable().default(null),
  base: z.enum(['eligible', 'all']).default('eligible'),
  method: z.enum(drawMethods).default('equal'),
});
const fixedStratum = z.object({
  rule: z.literal('fixed'),
  code: stratumCode,
  name: requiredLine(60),
  where: poolFilter.default({}),
  history,
  number: count,
});
const allStratum = z.object({
  rule: z.literal('all'),
  code: stratumCode,
  name: requiredLine(60),
  where: poolFilter.default({}),
  history,
});
/** `fixed` draws exactly `number` (min = max); `all` takes every member. The first stratum that matches takes an object. */
export const stratumSettings = z.discriminatedUnion('rule', [drawStratum, fixedStratum, allStratum]);
export type StratumSettings = z.infer<typeof stratumSettings>;

/** The skill code that a leader seat asks for; inspectors who may lead carry it. */
export const leaderSkill = 'lead';

export const seatGroup = z.object({
  agencyId: uuid,
  lead: z.boolean().default(false),
  skills: z.array(requiredLine(40)).max(10).default([]),
  n: z.number().int().min(1).max(20),
  anyArea: z.boolean().default(false),
});
export const teamTemplate = z.object({
  /** Code of a stratum, or `*` for all without their own. */
  stratum: z.union([z.literal('*'), stratumCode]),
  groups: z.array(seatGroup).min(1).max(20),
});
export type TeamTemplate = z.infer<typeof teamTemplate>;

export const constraints = z.object({
  area: z.boolean().default(true),
  skills: z.boolean().default(true),
  /** Earlier tasks of the year count, so that the same person is not drawn again and again. */
  workload: z.boolean().default(true),
  /** Most tasks of one person in this draw; null = no limit. */
  maxTasks: z.number().int().min(1).max(100_000).nullable().default(null),
});

const pattern = z
  .string()
  .min(1)
  .max(100)
  .regex(/^(?:[0-9A-Za-z:,+ |-]|\[0-9\]|\{[0-9]{1,2}\})+$/);
const partySource = z.object({ kind: z.literal('party'), role: requiredLine(40) });
const digitsSource = z.object({
  kind: z.literal('digits'),
  /** Numbered balls drawn with replacement, or random-number dice. */
  means: z.enum(['balls', 'dice']).default('balls'),
  who: requiredLine(40),
  length: z.number().int().min(1).max(100),
});
const lotterySource = z.object({
  kind: z.literal('lottery'),
  game: requiredLine(40),
  issue: requiredLine(40),
  pattern,
  outcomes: z.number().int().min(2).max(Number.MAX_SAFE_INTEGER),
});
const beaconSource = z.object({
  kind: z.literal('drand'),
  /** Seconds between seal and round; at least 600 (draw-protocol §6.3). */
  delayS: z.number().int().min(600).max(604_800).default(1200),
});
export const seedSource = z.discriminatedUnion('kind', [
  partySource,
  digitsSource,
  lotterySource,
  beaconSource,
]);
export type SeedSourceSettings = z.infer<typeof seedSource>;

/** The three ceremonies of draw-protocol §12; B is the default, A stands open only where the beacon is switched on. */
export const ceremonyPresets = ['A', 'B', 'C'] as const;
export type CeremonyPreset = (typeof ceremonyPresets)[number];
export const ceremonySettings = z.object({
  preset: z.enum(ceremonyPresets),
  sources: z.array(seedSource).min(1).max(12),
  onMissing: z.enum(['skip', 'void']),
  /** Hours from the seal within which the draw must be completed or voided. */
  deadlineHours: z.number().int().min(1).max(720).default(24),
});
export type CeremonySettings = z.infer<typeof ceremonySettings>;

/** `sealed`: names stay closed until `releaseAt`; `open`: everything is public after the draw. */
export const disclosureSettings = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('sealed'), releaseAt: instant }),
  z.object({ mode: z.literal('open') }),
]);

/** What a task is made of: an entry of a published plan, or an approval from above for a special inspection (R082, R090). */
export const drawOrigin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plan'), entryId: uuid }),
  z.object({ kind: z.literal('adHoc'), ground: adHocGround }),
]);
export type DrawOrigin = z.infer<typeof drawOrigin>;

export const drawSettings = z
  .object({
    series: z.number().int().min(2000).max(2100),
    /** Null in tasks of the first version only; a new task names it. */
    origin: drawOrigin.nullable().default(null),
    /** Stable keys of published items: the lead item, then the X beside it. Code and name below are the lead item's. */
    itemKeys: z.array(uuid).max(41).default([]),
    item: z.object({ code: line(60).default(''), name: requiredLine(300) }),
    /** Scene of the plan entry that the task is made of, `''` without one; taken from the entry, never typed (R080). */
    scene: line(60).default(''),
    /** A void draw of the same item that this task stands for instead of its redraw, and why (R096). */
    insteadOf: z
      .object({ drawId: uuid, reason: requiredLine(300) })
      .nullable()
      .default(null),
    planNumber: line(80).default(''),
    window: z.object({ from: plainDate, to: plainDate }),
    place: line(80).default(''),
    meetsAt: instant.nullable().default(null),
    /** Untargeted: the whole directory of the agency; targeted: those who pass the filter. */
    scope: z.discriminatedUnion('mode', [
      z.object({ mode: z.literal('untargeted') }),
      z.object({ mode: z.literal('targeted'), filter: poolFilter }),
    ]),
    exclusions: z.array(exclusion).max(20).default([]),
    strata: z.array(stratumSettings).min(1).max(50),
    /** Agencies that take part beside the initiator; each confirms its own people. */
    participants: z.array(uuid).max(20).default([]),
    /** The initiator's own people in the pool; null = everyone active with a valid certificate. */
    inspectorIds: z.array(uuid).min(1).max(20_000).nullable().default(null),
    staffing: z.enum(['person', 'team']).default('person'),
    teams: z.array(teamTemplate).min(1).max(50),
    constraints: constraints.default({ area: true, skills: true, workload: true, maxTasks: null }),
    mix: z.number().int().min(0).max(100).default(8),
    ceremony: ceremonySettings,
    suite: z.enum(['SHA256', 'SM3']).default('SHA256'),
    disclosure: disclosureSettings,
    /** Small bureaus: the operator stays in the inspectors' pool, with a witness from another body, and the record prints it. */
    operatorInPool: z.boolean().default(false),
    announced: z.boolean().default(false),
  })
  .superRefine((settings, context) => {
    for (const problem of settingsProblems(settings)) {
      context.addIssue({ code: 'custom', message: problem.message, path: [...problem.path] });
    }
  });
export type DrawSettings = z.infer<typeof drawSettings>;
export type DrawSettingsInput = z.input<typeof drawSettings>;

interface Problem {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/** Contradictions between the fields of one task; each message is a key of `drawRefusalText`. */
function settingsProblems(settings: {
  readonly window: { readonly from: string; readonly to: string };
  readonly strata: readonly StratumSettings[];
  readonly teams: readonly TeamTemplate[];
  readonly ceremony: CeremonySettings;
}): readonly Problem[] {
  const problems: Problem[] = [];
  const codes = settings.strata.map((stratum) => stratum.code);
  if (settings.window.to < settings.window.from)
    problems.push({ message: 'draw.window_reversed', path: ['window', 'to'] });
  if (new Set(codes).size !== codes.length)
    problems.push({ message: 'draw.stratum_code_repeated', path: ['strata'] });
  settings.strata.forEach((stratum, index) => {
    if (stratum.rule === 'draw' && stratum.max !== null && stratum.max < stratum.min) {
      problems.push({ message: 'draw.max_below_min', path: ['strata', index, 'max'] });
    }
  });
  const templates = settings.teams.map((team) => team.stratum);
  if (new Set(templates).size !== templates.length)
    problems.push({ message: 'draw.team_repeated', path: ['teams'] });
  if (!templates.includes('*') && codes.some((code) => !templates.includes(code))) {
    problems.push({ message: 'draw.team_missing', path: ['teams'] });
  }
  if (templates.some((code) => code !== '*' && !codes.includes(code)))
    problems.push({ message: 'draw.team_of_unknown_stratum', path: ['teams'] });
  const { sources, onMissing } = settings.ceremony;
  if (onMissing === 'skip' && !sources.some((source) => source.kind === 'drand')) {
    problems.push({ message: 'draw.skip_needs_beacon', path: ['ceremony', 'onMissing'] });
  }
  if (sources.filter((source) => source.kind === 'drand').length > 1)
    problems.push({ message: 'draw.one_beacon', path: ['ceremony', 'sources'] });
  sources.forEach((source, index) => {
    const message = source.kind === 'lottery' ? lotteryProblem(source) : null;
    if (message !== null) {
      const field = message === 'draw.lottery_pattern_invalid' ? 'pattern' : 'outcomes';
      problems.push({ message, path: ['ceremony', 'sources', index, field] });
    }
  });
  return problems;
}

/** A lottery counts the bits of its outcomes, so it cannot have more of them than its pattern has texts. */
function lotteryProblem(source: z.infer<typeof lotterySource>): string | null {
  try {
    return BigInt(source.outcomes) > patternTexts(source.pattern) ? 'draw.lottery_outcomes_too_many' : null;
  } catch (error) {
    if (error instanceof DrawError) return 'draw.lottery_pattern_invalid';
    throw error;
  }
}

/** The item that draws are compared by. */
export function itemOfSettings(settings: Pick<DrawSettings, 'item' | 'itemKeys'>): {
  readonly itemKey: string | null;
  readonly itemName: string;
} {
  return { itemKey: settings.itemKeys[0] ?? null, itemName: settings.item.name };
}

/** `年度 + 机关 + 事项 + 部门联合`, with the scene in the item's place as in the title of its plan entry: generated, never typed (R080). */
export function drawTitle(task: {
  readonly agencyName: string;
  readonly series: number;
  readonly itemName: string;
  readonly scene: string;
  readonly joint: boolean;
}): { readonly zh: string; readonly en: string } {
  const item = task.scene === '' ? task.itemName : task.scene;
  const data = { agency: task.agencyName, year: task.series, item };
  const key = task.joint ? 'title.joint' : 'title.single';
  return { zh: format(drawNameText.zh[key], data), en: format(drawNameText.en[key], data) };
}

/** Sources of a preset as an agency would start with; every value can be edited before the seal. */
export function presetCeremony(preset: CeremonyPreset): CeremonySettings {
  const names = drawNameText.zh;
  const parties = [names['party.discipline'], names['party.notary'], names['party.enterprises']].map(
    (role) => ({
      kind: 'party' as const,
      role,
    }),
  );
  const balls = (who: string, length: number) => ({
    kind: 'digits' as const,
    means: 'balls' as const,
    who,
    length,
  });
  const common = { preset, deadlineHours: 24 };
  switch (preset) {
    case 'A':
      return { ...common, onMissing: 'skip', sources: [...parties, { kind: 'drand', delayS: 1200 }] };
    case 'B':
      return {
        ...common,
        onMissing: 'void',
        sources: [...parties, balls(names['reader.section'], 20), balls(names['reader.oversight'], 20)],
      };
    case 'C':
      return {
        ...common,
        onMissing: 'void',
        sources: [balls(names['reader.section'], 20), balls(names['reader.oversight'], 20)],
      };
  }
}

/** What an agency's rule book lets its draws do. */
export const drawPolicy = z.object({
  /** The foreign beacon is off unless the agency switches it on. */
  beacon: z.boolean(),
  /** Small bureaus may keep the operator in the inspectors' pool, with a witness from another body. */
  operatorInPool: z.boolean(),
});
export type DrawPolicy = z.infer<typeof drawPolicy>;
export const defaultDrawPolicy: DrawPolicy = { beacon: false, operatorInPool: false };

/** Who stands in the room; printed on the record. */
export const capacities = ['host', 'operator', 'sectionDelegate', 'supervisor', 'witness'] as const;
export const attendee = z.object({
  name: requiredLine(40),
  section: requiredLine(80),
  capacity: z.enum(capacities),
  /** From a body other than the agency that draws. */
  outside: z.boolean().default(false),
});
export type Attendee = z.infer<typeof attendee>;
