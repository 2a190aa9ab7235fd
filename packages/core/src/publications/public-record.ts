/**
 * What the public gets of each published thing: strict schemas per kind, nothing beside them ever leaves (R204, P-01).
 * No person, telephone, address, position or signature has a field here, and no text may hold an identity number or a
 * mobile number. Wordings travel with their codes, so that channels and pages need no catalogue. Pure.
 */
import { z } from 'zod';
import { instant, plainDate, uuid } from '../common/schemas.ts';
import { inspectionOrigins } from '../tasks/inspection.ts';
import { exemptableFields, publicationKinds, removalReasons } from './publication.ts';
import { holdsForbidden } from './publication-hints.ts';

/** A text of a public payload. */
const publicText = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !holdsForbidden(text), { message: 'publication.personal_data_invalid' });

const agency = z.strictObject({ id: uuid, name: publicText(200) });

/** One correction as everybody sees it: when, what it concerns and why. */
export const publicCorrection = z.strictObject({
  version: z.number().int(),
  on: plainDate,
  what: z.array(z.enum(['object', 'task', 'items', 'overall', 'findings', 'followups'])).max(6),
  ground: publicText(500),
});
export type PublicCorrection = z.output<typeof publicCorrection>;

export const publicFollowup = z.strictObject({
  kind: z.string().max(40),
  wording: publicText(60),
  isClosed: z.boolean(),
  stateWording: publicText(60),
});

/** 双随机抽查结果信息 (domain e.4) and the three facts that the field tables of channels need beside it. */
export const publicResult = z.strictObject({
  kind: z.literal('result'),
  agency,
  plan: z.strictObject({ number: publicText(255), name: publicText(1000) }).nullable(),
  task: z.strictObject({ number: publicText(255), name: publicText(1000) }),
  /** Where the inspection comes from; `draw` is 双随机抽查. */
  origin: z.enum(inspectionOrigins),
  originWording: publicText(60),
  /** 定向 / 不定向; null where nothing was drawn. */
  isTargeted: z.boolean().nullable(),
  object: z.strictObject({
    name: publicText(200),
    /** 统一社会信用代码; null for objects without one. */
    code: z.string().max(40).nullable(),
    kind: z.string().max(40),
  }),
  inspectedOn: plainDate,
  items: z
    .array(z.strictObject({ name: publicText(300), code: z.string().max(40), wording: publicText(60) }))
    .max(41),
  overall: z.strictObject({ code: z.string().max(40), wording: publicText(60), isProblem: z.boolean() }),
  /** Only problems that the entry marked as public, in their public wording. */
  findings: z.array(z.strictObject({ id: uuid, text: publicText(2000) })).max(200),
  followups: z.array(publicFollowup).max(200),
  /** Parts that are not published, with the ground as a word: 依法不予公开. */
  withheld: z.array(z.enum(exemptableFields)).max(exemptableFields.length),
  corrections: z.array(publicCorrection).max(100),
});
export type PublicResult = z.output<typeof publicResult>;

/** A published list, rule book or plan; its content stands on its own page. */
export const publicDocument = z.strictObject({
  kind: z.literal('document'),
  documentKind: z.enum(['itemList', 'leniencyList', 'ruleBook', 'plan']),
  agency,
  title: publicText(300),
  version: z.number().int(),
  year: z.number().int().nullable(),
  publishedOn: plainDate,
  /** Address of its page below the portal's root, e.g. `p/item-lists/<id>`; empty when it has none. */
  path: z.string().max(200),
});
export type PublicDocument = z.output<typeof publicDocument>;

/** A released draw or the notice that one was voided; what it drew stands on its own page with its verification. */
export const publicDraw = z.strictObject({
  kind: z.literal('draw'),
  agency,
  number: publicText(120),
  title: publicText(300),
  drawnOn: plainDate.nullable(),
  voided: z.strictObject({ reason: z.string().max(40), on: plainDate }).nullable(),
  path: z.string().max(200),
});
export type PublicDraw = z.output<typeof publicDraw>;

/** What stays of a record that was taken back or whose term is over: that it was there, since when not, and why. */
export const publicTombstone = z.strictObject({
  kind: z.literal('tombstone'),
  of: z.enum(publicationKinds),
  agency,
  task: z.strictObject({ number: publicText(255), name: publicText(1000) }).nullable(),
  publishedOn: plainDate,
  removedOn: plainDate,
  reason: z.enum(removalReasons),
});
export type PublicTombstone = z.output<typeof publicTombstone>;

export const publicPayload = z.discriminatedUnion('kind', [
  publicResult,
  publicDocument,
  publicDraw,
  publicTombstone,
]);
export type PublicPayload = z.output<typeof publicPayload>;

export const publicRecordStates = ['published', 'withdrawn', 'ended'] as const;
export type PublicRecordState = (typeof publicRecordStates)[number];

/** One record of the public side, as portal, feeds, channels and packages take it. */
export const publicRecord = z.strictObject({
  id: uuid,
  kind: z.enum(publicationKinds),
  state: z.enum(publicRecordStates),
  version: z.number().int(),
  publishedOn: plainDate,
  /** Last day of the term; null without one. */
  endsOn: plainDate.nullable(),
  /** 异议处理中 (R224). */
  isObjected: z.boolean(),
  updatedAt: instant,
  payload: publicPayload,
});
export type PublicRecord = z.output<typeof publicRecord>;
