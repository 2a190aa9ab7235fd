/** 名录核对: what licences and the registry say against the directory; each difference is decided once (R022, R023). */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, line, nothing, pageOf, pageQuery, uuid } from '../../common/schemas.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor');
const editors = only('legalOfficer', 'sectionOfficer');

/** 有证未入库, 在库无有效许可, 名称不一致, 地址不一致, 已注销或停业. */
export const differenceKinds = [
  'unlisted',
  'noLiveLicence',
  'changedName',
  'changedAddress',
  'closed',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
export const differenceDecisions = ['add', 'ignore', 'update', 'deactivate'] as const;
export type DifferenceDecision = (typeof differenceDecisions)[number];

/** What may be decided about each; ignoring always needs a reason. */
export const decisionsFor: Readonly<Record<DifferenceKind, readonly DifferenceDecision[]>> = {
  unlisted: ['add', 'ignore'],
  noLiveLicence: ['deactivate', 'ignore'],
  changedName: ['update', 'ignore'],
  changedAddress: ['update', 'ignore'],
  closed: ['deactivate', 'ignore'],
};

export const difference = z.object({
  kind: z.enum(differenceKinds),
  /** Whom it is about: an object's id, or the holder of licences by code or name. */
  key: z.string(),
  /** What differs: decided for exactly this; anything else is asked again. */
  fingerprint: z.string(),
  name: z.string(),
  code: z.string(),
  objectId: uuid.nullable(),
  /** What the directory says, and what the other side says. */
  ours: z.string(),
  theirs: z.string(),
});
export type Difference = z.output<typeof difference>;

export const listDifferences = route({
  id: 'reconciliation.list',
  method: 'GET',
  path: '/api/reconciliation',
  params: nothing,
  query: pageQuery.extend({ kind: z.enum(differenceKinds) }),
  body: nothing,
  response: pageOf(difference),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const countDifferences = route({
  id: 'reconciliation.count',
  method: 'GET',
  path: '/api/reconciliation/count',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.record(z.enum(differenceKinds), z.number().int()),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'heavy',
});
export const decideDifference = route({
  id: 'reconciliation.decide',
  method: 'POST',
  path: '/api/reconciliation/decide',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    kind: z.enum(differenceKinds),
    key: line(400),
    fingerprint: z.string().max(100),
    decision: z.enum(differenceDecisions),
    reason: line(200),
  }),
  response: z.object({ objectId: uuid.nullable() }),
  transfer: 'json',
  policy: editors,
  audit: 'reconciliation.decided',
  rate: 'write',
});

export const decided = z.object({
  id: uuid,
  kind: z.enum(differenceKinds),
  title: z.string(),
  decision: z.enum(differenceDecisions),
  reason: z.string(),
  objectId: uuid.nullable(),
  personName: z.string(),
  decidedAt: instant,
});
export const listDecisions = route({
  id: 'reconciliation.decisions',
  method: 'GET',
  path: '/api/reconciliation/decisions',
  params: nothing,
  query: pageQuery,
  body: nothing,
  response: pageOf(decided),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
