/**
 * What the public gets of each published thing: strict schemas per kind, nothing beside them ever leaves (R204, P-01).
 * No person, telephone, address, position or signature has a field here, and no text may hold an identity number or a
 * mobile number. Wordings travel with their codes, so that channels and pages need no catalogue. Pure.
 */
import { z } from 'zod';
import { instant, plainDate, uuid } from '../common/schemas.ts';
import { penaltyKinds } from '../followups/penalty.ts';
import { inspectionOrigins } from '../tasks/inspection.ts';
import { exemptableFields, publicationKinds, removalReasons } from './publication.ts';
import { holdsForbidden } from './publication-hints.ts';

/** A text of a public payload. */
const publicText = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !holdsForbidden(text), { message: 'publication.personal_data_invalid' });
/** As the office sees it before the review has struck what may not be public. */
const draftText = (max: number) => z.string().max(max);

/** One correction as everybody sees it: when, what it concerns and why. */
const correction = (text: typeof publicText | typeof draftText) =>
  z.strictObject({
    version: z.number().int(),
    on: plainDate,
    what: z.array(z.enum(['object', 'task', 'items', 'overall', 'findings', 'followups'])).max(6),
    ground: text(500),
  });

/** 双随机抽查结果信息 (domain e.4) and the facts that the field tables of channels need beside it. */
function resultSchema(text: typeof publicText | typeof draftText) {
  return z.strictObject({
    kind: z.literal('result'),
    agency: z.strictObject({ id: uuid, name: text(200) }),
    plan: z.strictObject({ number: text(255), name: text(1000) }).nullable(),
    task: z.strictObject({ number: text(255), name: text(1000) }),
    /** Where the inspection comes from; `draw` is 双随机抽查. */
    origin: z.enum(inspectionOrigins),
    originWording: text(60),
    /** 定向 / 不定向; null where nothing was drawn. */
    isTargeted: z.boolean().nullable(),
    object: z.strictObject({
      name: text(200),
      /** 统一社会信用代码; null for objects without one. */
      code: z.string().max(40).nullable(),
      kind: z.string().max(40),
    }),
    inspectedOn: plainDate,
    items: z.array(z.strictObject({ name: text(300), code: z.string().max(40), wording: text(60) })).max(41),
    overall: z.strictObject({ code: z.string().max(40), wording: text(60), isProblem: z.boolean() }),
    /** Only problems that the entry marked as public, in their public wording. */
    findings: z.array(z.strictObject({ id: uuid, text: text(2000) })).max(200),
    /** How problems were handled, and whether that has ended. */
    followups: z
      .array(
        z.strictObject({
          kind: z.string().max(40),
          wording: text(60),
          isClosed: z.boolean(),
          stateWording: text(60),
        }),
      )
      .max(200),
    /** Parts that are not published: 依法不予公开. */
    withheld: z.array(z.enum(exemptableFields)).max(exemptableFields.length),
    corrections: z.array(correction(text)).max(100),
  });
}
export const publicResult = resultSchema(publicText);
export type PublicResult = z.output<typeof publicResult>;
export type PublicCorrection = PublicResult['corrections'][number];

const agency = z.strictObject({ id: uuid, name: publicText(200) });

/** A published list, rule book or plan; its content stands on its own page. */
export const publicDocument = z.strictObject({
  kind: z.literal('document'),
  documentKind: z.enum(['itemList', 'leniencyList', 'ruleBook', 'plan']),
  agency,
  title: publicText(300),
  version: z.number().int(),
  publishedOn: plainDate,
  /** Address of its page below the portal's root, e.g. `items/<id>`. */
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

/** A decision that put a unit on the serious-dishonesty list, for its term; no person and no fact beyond its ground. */
export const publicListing = z.strictObject({
  kind: z.literal('listing'),
  agency,
  /** 列入决定书文号 */
  number: publicText(100),
  title: publicText(300),
  object: z.strictObject({ name: publicText(200), code: z.string().max(40).nullable() }),
  ground: z.strictObject({ code: z.string().max(40), wording: publicText(60) }),
  basis: publicText(500),
  decidedOn: plainDate,
  /** Last day of the term. */
  endsOn: plainDate,
  measures: z
    .array(z.strictObject({ name: publicText(200), basis: publicText(500), authority: publicText(200) }))
    .max(40),
});
export type PublicListing = z.output<typeof publicListing>;

/** A penalty decision as 双公示 makes it public (domain e.3), without its person: no representative has a field here. */
export const publicPenalty = z.strictObject({
  kind: z.literal('penalty'),
  agency,
  /** 统一社会信用代码 of the deciding agency; empty where it has none. */
  agencyCode: z.string().max(18),
  /** 行政处罚决定书文号 */
  number: publicText(100),
  title: publicText(300),
  /** Penalties of natural persons have no public record. */
  object: z.strictObject({
    name: publicText(200),
    code: z.string().max(40).nullable(),
    party: z.enum(['organisation', 'individualBusiness']),
  }),
  violation: publicText(500),
  facts: publicText(5000),
  basis: publicText(2000),
  kinds: z.array(z.enum(penaltyKinds)).min(1).max(penaltyKinds.length),
  content: publicText(4000),
  /** In fen. */
  fineFen: z.number().int().min(0),
  confiscatedFen: z.number().int().min(0),
  licence: publicText(200),
  decidedOn: plainDate,
  validTo: plainDate.nullable(),
  publicUntil: plainDate.nullable(),
});
export type PublicPenalty = z.output<typeof publicPenalty>;

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
  publicListing,
  publicPenalty,
  publicTombstone,
]);
export type PublicPayload = z.output<typeof publicPayload>;

/** A payload that was not reviewed yet, for the office only. */
export const draftPayload = z.discriminatedUnion('kind', [
  resultSchema(draftText),
  publicDocument,
  publicDraw,
  publicListing,
  publicPenalty,
  publicTombstone,
]);

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
