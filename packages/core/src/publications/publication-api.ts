/** Routes of publications in the office. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
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
} from '../common/schemas.ts';
import { draftPayload } from './public-record.ts';
import {
  exemptableFields,
  exemptionGrounds,
  publicationKinds,
  publicationStates,
  removalReasons,
  suspensionGrounds,
  versionReasons,
  warningStages,
} from './publication.ts';
import { hintKinds } from './publication-hints.ts';

export const publicationReaders = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'] as const;
const readers = only(...publicationReaders);
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json' } as const;
const version = z.number().int().min(0);

/** What a list shows; `due` is all that is owed, the first due first. */
export const publicationLists = [
  'due',
  'soon',
  'late',
  'prepared',
  'returned',
  'reviewed',
  'exempt',
  'suspended',
  'published',
  'removed',
  'contained',
  'all',
] as const;
export type PublicationList = (typeof publicationLists)[number];

export const publicationFilter = z.object({
  of: z.enum(publicationLists).default('due'),
  kind: z.enum(publicationKinds).optional(),
  taskId: uuid.optional(),
  inspectionId: uuid.optional(),
  /** Part of the object's name, the task's number or title. */
  text: line(100).optional(),
});
export type PublicationFilter = z.output<typeof publicationFilter>;

const summary = z.object({
  id: uuid,
  kind: z.enum(publicationKinds),
  state: z.enum(publicationStates),
  /** Of the row, for writes. */
  version,
  publicVersion: z.number().int(),
  title: z.string(),
  taskId: uuid.nullable(),
  taskNumber: z.string(),
  inspectionId: uuid.nullable(),
  objectName: z.string(),
  agencyName: z.string(),
  resultOn: plainDate.nullable(),
  dueOn: plainDate.nullable(),
  /** Working days until the due day; negative when it is over; null when nothing is owed. */
  daysLeft: z.number().int().nullable(),
  warning: z.enum(warningStages).nullable(),
  embargoUntil: instant.nullable(),
  publishedOn: plainDate.nullable(),
  endsOn: plainDate.nullable(),
  removedOn: plainDate.nullable(),
  removal: z.enum(removalReasons).nullable(),
  isObjected: z.boolean(),
  /** An exemption or a suspension waits for the head. */
  isAsked: z.boolean(),
});
export type PublicationRow = z.output<typeof summary>;

export const listPublications = route({
  ...reading,
  id: 'publications.list',
  path: '/api/publications',
  params: nothing,
  query: pageQuery.extend(publicationFilter.shape),
  response: pageOf(summary),
  policy: readers,
});

/** How many stand where; none falls out by being exempted, withdrawn or ended (I9). */
export const publicationFigures = route({
  ...reading,
  id: 'publications.figures',
  path: '/api/publication-figures',
  params: nothing,
  query: nothing,
  response: z.object({
    due: z.number().int(),
    soon: z.number().int(),
    late: z.number().int(),
    embargoed: z.number().int(),
    exempt: z.number().int(),
    suspended: z.number().int(),
    excluded: z.number().int(),
    published: z.number().int(),
    withdrawn: z.number().int(),
    ended: z.number().int(),
    contained: z.number().int(),
    all: z.number().int(),
    /** Requests that wait for the head. */
    asked: z.number().int(),
  }),
  policy: readers,
});

const request = z.object({
  id: uuid,
  kind: z.enum(['exemption', 'suspension']),
  ground: z.enum([...exemptionGrounds, 'investigation', 'court', 'objection', 'stability']),
  /** Null: the whole record. */
  fields: z.array(z.enum(exemptableFields)).nullable(),
  basis: z.string(),
  note: z.string(),
  untilDay: plainDate.nullable(),
  state: z.enum(['asked', 'granted', 'refused', 'ended']),
  askedName: z.string(),
  askedAt: instant,
  decidedName: z.string().nullable(),
  decidedAt: instant.nullable(),
  opinion: z.string(),
});
export type PublicationRequest = z.output<typeof request>;

const correctionAsked = z.object({
  id: uuid,
  state: z.enum(['asked', 'made', 'refused']),
  /** The new wording of the problems that it concerns. */
  findings: z.array(z.object({ id: uuid, text: z.string() })),
  ground: z.string(),
  askedName: z.string(),
  askedAt: instant,
  decidedName: z.string().nullable(),
  decidedAt: instant.nullable(),
  opinion: z.string(),
});

export const publicationActions = [
  'edit',
  'review',
  'ask',
  'decide',
  'release',
  'correct',
  'decideCorrection',
  'withdraw',
  'resume',
  'reprepare',
  'contain',
] as const;
export type PublicationAction = (typeof publicationActions)[number];

const detail = summary.extend({
  /** What the public will see, or sees; null after a containment. */
  payload: draftPayload.nullable(),
  hints: z.array(
    z.object({
      key: z.string(),
      path: z.string(),
      kind: z.enum(hintKinds),
      found: z.string(),
      group: z.enum(['stateSecret', 'airDefence', 'tradeSecret', 'privacy']).nullable(),
      /** Nobody can confirm it away; the text has to be changed. */
      isBlocking: z.boolean(),
    }),
  ),
  versions: z.array(
    z.object({
      version: z.number().int(),
      why: z.enum(versionReasons),
      at: instant,
      personName: z.string(),
      ground: z.string(),
      digest: z.string(),
      /** Null when the text was taken out. */
      payload: draftPayload.nullable(),
    }),
  ),
  steps: z.array(z.object({ step: z.string(), personName: z.string(), note: z.string(), at: instant })),
  requests: z.array(request),
  /** Corrections that officers proposed, the latest last. */
  corrections: z.array(correctionAsked),
  allowed: z.array(z.enum(publicationActions)),
  /** The person entered or inspected this result: neither review nor release is theirs. */
  isOwnWork: z.boolean(),
});
export type PublicationDetail = z.output<typeof detail>;

export const getPublication = route({
  ...reading,
  id: 'publications.get',
  path: '/api/publications/:id',
  params: byId,
  query: nothing,
  response: detail,
  policy: readers,
});

const changed = z.object({ state: z.enum(publicationStates), version });

export const reviewPublication = route({
  ...writing,
  id: 'publications.review',
  path: '/api/publications/:id/reviews',
  params: byId,
  body: z.object({
    actionId,
    version,
    decision: z.enum(['pass', 'return']),
    note: paragraph(1000),
    /** Keys of the hints that the reviewer has looked at. */
    confirmed: z.array(z.string().max(2400)).max(500),
  }),
  response: changed,
  policy: only('legalOfficer'),
  audit: 'publication.reviewed',
});

/** Public wording of problems; null takes one out of the public record. */
const wording = z
  .array(z.object({ id: uuid, text: paragraph(2000).nullable() }))
  .min(1)
  .max(200);

export const editPublication = route({
  ...writing,
  id: 'publications.edit',
  path: '/api/publications/:id/edits',
  params: byId,
  body: z.object({ actionId, version, findings: wording, note: paragraph(500) }),
  response: changed,
  policy: only('legalOfficer', 'sectionOfficer'),
  audit: 'publication.edited',
});

/** Batch release; what cannot be released is named with its reason, the rest is public with the commit. */
export const releasePublications = route({
  ...writing,
  id: 'publications.release',
  path: '/api/publication-releases',
  params: nothing,
  body: z.object({
    actionId,
    items: z
      .array(z.object({ id: uuid, version }))
      .min(1)
      .max(200),
  }),
  response: z.object({
    released: z.array(z.object({ id: uuid, title: z.string() })),
    refused: z.array(
      z.object({
        id: uuid,
        title: z.string(),
        code: z.string(),
        data: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    ),
  }),
  policy: only('legalOfficer'),
  audit: 'publication.batch_released',
});

export const askPublicationRequest = route({
  ...writing,
  id: 'publications.ask',
  path: '/api/publications/:id/requests',
  params: byId,
  body: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('exemption'),
      actionId,
      version,
      ground: z.enum(exemptionGrounds),
      fields: z.array(z.enum(exemptableFields)).min(1).max(exemptableFields.length).nullable(),
      /** Law and article, or number of the classification decision. */
      basis: requiredLine(300),
      note: paragraph(1000),
    }),
    z.object({
      kind: z.literal('suspension'),
      actionId,
      version,
      ground: z.enum(suspensionGrounds),
      basis: requiredLine(300),
      untilDay: plainDate,
      note: paragraph(1000),
    }),
  ]),
  response: z.object({ id: uuid }),
  policy: only('legalOfficer', 'sectionOfficer'),
  audit: 'publication.request_asked',
});

export const decidePublicationRequest = route({
  ...writing,
  id: 'publications.decide',
  path: '/api/publication-requests/:id/decisions',
  params: byId,
  body: z.object({ actionId, agrees: z.boolean(), opinion: paragraph(1000) }),
  response: changed,
  policy: only('agencyHead'),
  audit: 'publication.request_decided',
});

/** Requests of the agency: those that wait, then the decided ones. */
export const listPublicationRequests = route({
  ...reading,
  id: 'publications.requests',
  path: '/api/publication-requests',
  params: nothing,
  query: pageQuery.extend({ state: z.enum(['asked', 'granted', 'refused', 'ended']).default('asked') }),
  response: pageOf(
    request.extend({
      publicationId: uuid,
      title: z.string(),
      taskNumber: z.string(),
      objectName: z.string(),
      dueOn: plainDate.nullable(),
    }),
  ),
  policy: readers,
});
export type RequestRow = z.output<typeof listPublicationRequests.response>['rows'][number];

/** The ground of a suspension or an exemption is gone, or a withdrawn or cleaned record is prepared anew. */
export const resumePublication = route({
  ...writing,
  id: 'publications.resume',
  path: '/api/publications/:id/resumptions',
  params: byId,
  body: z.object({ actionId, version, note: paragraph(500) }),
  response: changed,
  policy: only('legalOfficer'),
  audit: 'publication.resumed',
});

/** Proposes other words for what is public; another officer puts them in place. */
export const correctPublication = route({
  ...writing,
  id: 'publications.correct',
  path: '/api/publications/:id/corrections',
  params: byId,
  body: z.object({ actionId, version, findings: wording, ground: requiredLine(300) }),
  response: z.object({ id: uuid }),
  policy: only('legalOfficer'),
  audit: 'publication.correction_asked',
});

/** Another officer of the legal section, or the head, puts the correction in place or refuses it. */
export const decidePublicationCorrection = route({
  ...writing,
  id: 'publications.decideCorrection',
  path: '/api/publication-corrections/:id/decisions',
  params: byId,
  body: z.object({ actionId, agrees: z.boolean(), opinion: paragraph(500) }),
  response: changed,
  policy: only('legalOfficer', 'agencyHead'),
  audit: 'publication.correction_decided',
});

export const withdrawPublication = route({
  ...writing,
  id: 'publications.withdraw',
  path: '/api/publications/:id/withdrawals',
  params: byId,
  body: z.object({
    actionId,
    version,
    reason: z.enum(['objection', 'wrong', 'court', 'lawful']),
    note: requiredLine(300),
  }),
  response: changed,
  policy: only('agencyHead'),
  audit: 'publication.withdrawn',
});
