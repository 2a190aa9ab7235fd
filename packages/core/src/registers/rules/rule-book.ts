/**
 * The rule book (随机抽查工作细则) as data: every number that provinces and bureaus set differently stands here and nowhere in
 * code (domain b, e.6; R060, R061). Versioned like every document; each decision stores the version that it used.
 */
import { z } from 'zod';
import { line, paragraph, requiredLine } from '../../common/schemas.ts';
import { poolFilter } from '../pool-filter.ts';
import { sheetGates } from '../training/requirement.ts';

const fraction = z
  .tuple([z.number().int().min(0).max(1_000_000), z.number().int().min(1).max(1_000_000)])
  .refine(([a, b]) => a <= b, { message: 'rules.rate_above_one_invalid' });

/** Complaints and violations of the last months that raise a draw rate: "at least n verified complaints, or a serious violation, within m months". */
export const historyCondition = z.object({
  complaints: z.number().int().min(1).max(1000).nullable(),
  seriousViolation: z.boolean(),
  months: z.number().int().min(1).max(120),
});
export type HistoryCondition = z.output<typeof historyCondition>;

/** One class of objects and its draw rate; the first class that an object fits takes it. */
export const ruleClass = z.object({
  code: z.string().regex(/^(?!CO$|X\d+-)[A-Za-z0-9_-]{1,20}$/),
  name: requiredLine(60),
  where: poolFilter,
  history: historyCondition.nullable(),
  take: z.discriminatedUnion('rule', [
    z.object({ rule: z.literal('draw'), rate: fraction }),
    z.object({ rule: z.literal('fixed'), number: z.number().int().min(0).max(1_000_000) }),
    z.object({ rule: z.literal('all') }),
  ]),
});
export type RuleClass = z.output<typeof ruleClass>;

export const roundings = ['ceil', 'half', 'floor', 'cascade'] as const;

/** 日常, 专项, 个案检查; `service`: visits that are no inspection but still recorded (年审, 维护, 指导). */
export const entryKinds = ['routine', 'special', 'case', 'service'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Why an entry does not count towards the cap (R303). */
export const capExemptions = [
  'complaint',
  'referral',
  'superiorOrder',
  'media',
  'offSiteClue',
  'correctionCheck',
  'ownRequest',
  'licenceCheck',
  'oversight',
  'otherLaw',
] as const;
export type CapExemption = (typeof capExemptions)[number];

/** Whose entries add up: this agency's, those of the agencies of its level, or everybody's on the platform. */
export const capScopes = ['agency', 'level', 'all'] as const;
export type CapScope = (typeof capScopes)[number];

/**
 * One cap. Of each scope the first cap whose `where` an object fits applies, so that "each level two, both levels
 * together four" is two caps; the one with the least left decides.
 */
export const frequencyCap = z.object({
  name: requiredLine(60),
  where: poolFilter,
  scope: z.enum(capScopes),
  /** Most counted entries in a year; null = as needed, no cap. */
  perYear: z.number().int().min(0).max(366).nullable(),
  /** How often a plan may take the object, where that is less than the cap (计划 1 次, 上限 2 次); null = as the cap. */
  planned: z.number().int().min(0).max(366).nullable(),
  /** Full coverage at least once in so many years; null = none (D14). */
  coverageYears: z.number().int().min(1).max(20).nullable(),
});
export type FrequencyCap = z.output<typeof frequencyCap>;

/** An exemption holds for entries of these kinds only; no kind named = for all ("special ones ordered from above"). */
export const exemptionRule = z.object({
  ground: z.enum(capExemptions),
  kinds: z.array(z.enum(entryKinds)).max(entryKinds.length),
});

export const capRules = z.object({
  caps: z.array(frequencyCap).min(1).max(30),
  countedKinds: z.array(z.enum(entryKinds)).max(entryKinds.length),
  /** A joint visit of several agencies counts once where their entries add up. */
  jointCountsOnce: z.boolean(),
  exemptions: z.array(exemptionRule).max(capExemptions.length),
  /** `refuse`: a plan above the cap cannot be approved; `flag`: it is shown and needs a reason. */
  above: z.enum(['refuse', 'flag']),
  /** More than `times` entries in a day, week or month warn (R301). */
  warnings: z
    .array(z.object({ per: z.enum(['day', 'week', 'month']), times: z.number().int().min(0).max(100) }))
    .max(3),
  /** From this many visits of one inspector to one object in a year without findings on, a reason is asked for (R302); null = never. */
  sameInspector: z.number().int().min(2).max(100).nullable(),
});
export type CapRules = z.output<typeof capRules>;

/** Clocks of domain b.4 that a rule book sets. */
export const clocks = [
  'planFiled', // D1
  'specialPlanPublished', // D2
  'schemeFiled', // D3
  'listDispatched', // D4
  'resultEntered', // D5
  'resultPublished', // D6
  'penaltyPublished', // D7
  'rectified', // proposed term of an order, 整改期限
  'reinspected', // D8
  'objectionAnswered', // D9
  // What people tell the office: complaints, tips and suggestions; questions.
  'contactAnswered',
  'enquiryAnswered',
  // Opinions of visited enterprises, answered by oversight.
  'ratingAnswered',
  'lateEntry', // D10
  'penaltyDecided', // D11
  // A suspected crime: the head's decision, delivery, the receipt and the answer of the police.
  'policeDecided',
  'policeSent',
  'policeReceived',
  'policeConcluded',
  // Transfers to other agencies, and hand-overs inside the bureau.
  'agencyReceived',
  'agencyConcluded',
  'handoverReceived',
  'handoverConcluded',
] as const;
export type ClockName = (typeof clocks)[number];

export const deadline = z.object({
  clock: z.enum(clocks),
  length: z.number().int().min(1).max(1000),
  unit: z.enum(['workingDays', 'days', 'months']),
  basis: line(300),
});

export const recheckTeams = ['same', 'drawn'] as const;

export const resultCode = z.object({
  code: z.string().regex(/^[A-Za-z][A-Za-z0-9]{1,39}$/),
  /** Standard wording, e.g. 未发现问题 (domain e.4). */
  wording: requiredLine(60),
  isProblem: z.boolean(),
  isPublished: z.boolean(),
});

export const publicationChannels = [
  'portal',
  'governmentSite',
  'enterpriseCredit', // 国家企业信用信息公示系统
  'creditChina', // 信用中国
  'localCredit', // 市公共信用信息平台
  'localColumn', // 在线专栏
] as const;

export const ruleBook = z.object({
  /** The data package it began from: `plain`, `hebei`, `shanxi`. */
  preset: line(40),
  /** Name of the printed document, e.g. 随机抽查工作细则. */
  name: requiredLine(80),
  sampling: z.object({
    classes: z.array(ruleClass).min(1).max(50),
    /** Where the rates come from, or that they are an example still to be replaced. */
    note: line(300),
    rounding: z.enum(roundings),
    /** A class that is not empty yields at least one. */
    minimumOne: z.boolean(),
    /** Pools below this size warn that randomness is weak (R103); `all`: full coverage is proposed. */
    smallPool: z.object({ below: z.number().int().min(0).max(1000), advice: z.enum(['warn', 'all']) }),
    /** Most that a general item may take of its pool; null = not capped. */
    generalItemMost: fraction.nullable(),
  }),
  caps: capRules,
  matching: z.object({
    teamSize: z.number().int().min(2).max(20),
    leader: z.boolean(),
    /** Applied in this order. */
    constraints: z.array(z.enum(['recusal', 'qualification', 'area', 'workload'])),
    maxTasks: z.number().int().min(1).max(100_000).nullable(),
    operatorInPool: z.boolean(),
    /** What is tried, in this order, when people do not suffice (国发〔2019〕5号). */
    fallback: z.array(z.enum(['neighbour', 'superior', 'assignment'])),
    /** Most agencies of one joint visit; null = no limit (R284). */
    mostAgencies: z.number().int().min(2).max(20).nullable(),
    /** Who re-inspects a correction: the first team, or people drawn anew who were not in it (R241). */
    recheck: z.enum(recheckTeams).default('same'),
  }),
  /** Days within which visits of several plans at one object are proposed as one (1+X, 综合查一次). */
  mergeWindowDays: z.number().int().min(0).max(366),
  deadlines: z.array(deadline).max(clocks.length),
  reveal: z.object({
    mode: z.enum(['sealed', 'open']),
    /** The names open so many working days after the window of the task begins. */
    daysAfterStart: z.number().int().min(0).max(366),
  }),
  results: z.array(resultCode).min(1).max(40),
  publication: z.object({
    /** Where results are published; `name` as the place itself is called, e.g. 晋城在线（人民防空办公室专栏）. */
    channels: z
      .array(z.object({ channel: z.enum(publicationChannels), name: requiredLine(80) }))
      .min(1)
      .max(12),
    drawLists: z.boolean(),
    termMonths: z.number().int().min(1).max(600).nullable(),
  }),
  leniency: z.object({ applies: z.boolean(), firstTimeMonths: z.number().int().min(1).max(120) }),
  /** Training of officers; books from before it stood here ask for nothing. */
  training: z
    .object({
      /** Hours a year that each inspector needs; null = none. */
      yearlyHours: z.number().int().min(1).max(1000).nullable(),
      basis: line(300),
      /** "Trained on this sheet version" at the claim (R048). */
      sheetGate: z.enum(sheetGates),
    })
    .default({ yearlyHours: null, basis: '', sheetGate: 'off' }),
  /** What a province's papers look like: the number of a task and the columns of its tables (R063). */
  formats: z.object({
    /** `{agency}`, `{year}` and `{serial}` are filled in. */
    taskNumber: requiredLine(60),
    itemColumns: z.array(requiredLine(40)).max(30),
    planColumns: z.array(requiredLine(40)).max(30),
    publicationColumns: z.array(requiredLine(40)).max(30),
  }),
  /** Wording of the printed document that no number carries. */
  wording: z.object({
    purpose: paragraph(4000),
    procedure: paragraph(8000),
    standards: paragraph(8000),
    handling: paragraph(8000),
    disclosure: paragraph(8000),
  }),
});
export type RuleBook = z.output<typeof ruleBook>;

/** A rule book that applies; `id` null and version 0 is the plain preset that applies before any is published. */
export interface RuleBookInForce {
  readonly id: string | null;
  readonly version: number;
  readonly rules: RuleBook;
}
