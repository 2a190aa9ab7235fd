/** Routes of the frequency ledger: entries of all agencies, an object's standing, a visit entered by hand. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { countBases } from './frequency.ts';
import { capExemptions, capScopes, entryKinds } from './rule-book.ts';
import { ruleReaders } from './rule-book-api.ts';

const byId = z.object({ id: uuid });
/** Levels of a body, as those of agencies; empty when not known. */
export const bodyLevels = ['', 'national', 'province', 'prefecture', 'county', 'township'] as const;

/** What a person writes about a visit that took place. */
export const visitFields = z.object({
  objectId: uuid,
  /** The own agency, or a body that is not on the platform (R306). */
  body: z.discriminatedUnion('of', [
    z.object({ of: z.literal('own') }),
    z.object({
      of: z.literal('outside'),
      name: line(100),
      level: z.enum(bodyLevels),
      /** Announcement or document that names it as an enforcement subject; empty = not known to be qualified. */
      qualification: line(200),
    }),
  ]),
  enteredOn: plainDate,
  kind: z.enum(entryKinds),
  /** An entry of the same visit by another agency: together they are one joint visit. */
  joinsEntryId: uuid.nullable(),
  exemption: z.enum(capExemptions).nullable(),
  /** Number of the complaint, order or document behind the exemption. */
  exemptionNote: line(200),
  inspectors: z.array(z.object({ number: requiredLine(60), name: requiredLine(60) })).max(20),
  hasFinding: z.boolean().nullable(),
  repeatReason: line(300),
  /** Assistance procedure for a visit outside the agency's region: document, number, assisting agency (R305). */
  assistance: line(300),
  note: paragraph(500),
});
export type VisitFields = z.output<typeof visitFields>;

const warning = z.object({
  per: z.enum(['day', 'week', 'month']),
  times: z.number().int(),
  found: z.number().int(),
});
const capMeasure = z.object({
  name: z.string(),
  scope: z.enum(capScopes),
  cap: z.number().int().nullable(),
  planned: z.number().int().nullable(),
  coverageYears: z.number().int().nullable(),
  counted: z.number().int(),
  left: z.number().int().nullable(),
  isOver: z.boolean(),
});
export const capStatusView = z.object({
  counted: z.number().int(),
  cap: z.number().int().nullable(),
  left: z.number().int().nullable(),
  isOver: z.boolean(),
  measures: z.array(capMeasure),
});

/** What a visit would mean, before it is saved. */
export const visitJudgement = z.object({
  basis: z.enum(countBases),
  ruleVersion: z.number().int(),
  before: capStatusView,
  after: capStatusView,
  warnings: z.array(warning),
  /** Names of inspectors for whom a reason is asked (R302). */
  repeated: z.array(z.string()),
  /** Division of the object when it lies outside the agency's region (R305); else null. */
  outside: z.string().nullable(),
  /** The body is not known to be qualified to enforce (R306). */
  isUnqualified: z.boolean(),
  /** Visits of other bodies to the same object on the same day, which this one may join. */
  joinable: z.array(z.object({ entryId: uuid, bodyName: z.string() })),
});
export type VisitJudgement = z.output<typeof visitJudgement>;

export const frequencyRow = z.object({
  id: uuid,
  objectId: uuid,
  objectName: z.string(),
  objectCode: z.string(),
  bodyName: z.string(),
  isQualified: z.boolean(),
  enteredOn: plainDate,
  kind: z.enum(entryKinds),
  /** Why it counts: in a list as judged when entered, on an object's page as judged now. */
  basis: z.enum(countBases),
  exemption: z.enum(capExemptions).nullable(),
  exemptionNote: z.string(),
  ruleVersion: z.number().int(),
  countAtTime: z.number().int(),
  capAtTime: z.number().int().nullable(),
  isJoint: z.boolean(),
  /** A body that is not on the platform; its sum is not kept. */
  isOutsideBody: z.boolean(),
  /** Only of the own agency's visits; null otherwise. */
  inspectors: z.array(z.object({ number: z.string(), name: z.string() })).nullable(),
  hasFinding: z.boolean().nullable(),
  repeatReason: z.string(),
  assistance: z.string(),
  note: z.string(),
  source: z.enum(['platform', 'manual']),
  recordedByName: z.string(),
  createdAt: instant,
  withdrawnReason: z.string().nullable(),
  mayWithdraw: z.boolean(),
});
export type FrequencyRow = z.output<typeof frequencyRow>;

export const frequencyFilter = z.object({
  /** `own`: visits of or entered by the own agency; `all`: every agency's of the jurisdiction. */
  of: z.enum(['own', 'all']).default('own'),
  from: plainDate.optional(),
  to: plainDate.optional(),
  kind: z.enum(entryKinds).optional(),
  counted: z.enum(['counted', 'notCounted']).optional(),
  flagged: z.enum(['unqualified', 'outside', 'repeated']).optional(),
  /** Part of the name or code of the object, or of the body's name. */
  text: line(100).optional(),
});
export type FrequencyFilter = z.output<typeof frequencyFilter>;

const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;

export const listFrequency = route({
  ...reading,
  id: 'frequency.list',
  path: '/api/frequency-entries',
  params: nothing,
  query: pageQuery.extend(frequencyFilter.shape),
  response: pageOf(frequencyRow),
  policy: ruleReaders,
});
/** One object's year: its caps, what is left, every visit with why it counts. */
export const objectFrequency = route({
  ...reading,
  id: 'frequency.ofObject',
  path: '/api/objects/:id/frequency',
  params: byId,
  query: z.object({ year: z.coerce.number().int().min(2000).max(2200).optional() }),
  response: z.object({
    year: z.number().int(),
    ruleVersion: z.number().int(),
    status: capStatusView,
    warnings: z.array(warning),
    entries: z.array(frequencyRow),
  }),
  policy: ruleReaders,
});
/** What a visit would mean; keeps nothing. */
export const checkVisit = route({
  id: 'frequency.check',
  method: 'POST',
  path: '/api/frequency-check',
  params: nothing,
  query: nothing,
  body: visitFields,
  response: visitJudgement,
  transfer: 'json',
  policy: ruleReaders,
  audit: null,
  rate: 'read',
});
export const enterVisit = route({
  id: 'frequency.enter',
  method: 'POST',
  path: '/api/frequency-entries',
  params: nothing,
  query: nothing,
  /** `warned`: the person saw the warnings and enters the visit all the same. */
  body: visitFields.extend({ actionId, warned: z.boolean() }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer', 'inspector'),
  audit: 'frequency.visit_entered',
  rate: 'write',
});
export const withdrawVisit = route({
  id: 'frequency.withdraw',
  method: 'POST',
  path: '/api/frequency-entries/:id/withdraw',
  params: byId,
  query: nothing,
  body: z.object({ actionId, reason: requiredLine(300) }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer', 'inspector'),
  audit: 'frequency.visit_withdrawn',
  rate: 'write',
});
