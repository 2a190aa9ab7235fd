/**
 * Routes of the enterprise's centre (企业中心): its visits with papers and results, ratings, requests for recusal, objections,
 * its data in the directories with corrections, its draws. What is shown follows from the credit code of the session alone.
 */
import { z } from 'zod';
import { enterpriseOnly, route } from '../../common/api.ts';
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
  sha256Hex,
  uuid,
} from '../../common/schemas.ts';
import { recusalStates } from '../../registers/inspectors/recusal.ts';
import { publicVisit } from '../../tasks/preparation/visit-code-api.ts';
import { objectionStates } from '../objections/objection.ts';
import { publicObjection } from '../objections/public-objection-api.ts';

const byId = z.object({ id: uuid });
const reading = {
  method: 'GET',
  body: nothing,
  transfer: 'json',
  policy: enterpriseOnly,
  audit: null,
  rate: 'read',
} as const;
const writing = {
  method: 'POST',
  query: nothing,
  transfer: 'json',
  policy: enterpriseOnly,
  rate: 'write',
} as const;
const filled = (max: number) =>
  paragraph(max).refine((text) => text.length > 0, { message: 'text.required' });

/** Where a visit stands for the enterprise. */
export const ownVisitStates = ['announced', 'visiting', 'done', 'cancelled'] as const;
export type OwnVisitState = (typeof ownVisitStates)[number];

const visitRow = z.object({
  id: uuid,
  objectName: z.string(),
  agencyNames: z.array(z.string()),
  taskName: z.string(),
  state: z.enum(ownVisitStates),
  scheduledFor: instant.nullable(),
  window: z.object({ from: plainDate, to: plainDate }),
  /** First day that the object knew of it. */
  knownAt: instant,
  /** Problems that wait for the enterprise's report, with the nearest day. */
  waiting: z.object({ count: z.number().int(), dueOn: plainDate.nullable() }),
});
export type OwnVisitRow = z.output<typeof visitRow>;

export const listOwnVisits = route({
  ...reading,
  id: 'enterpriseVisits.list',
  path: '/api/enterprise/visits',
  params: nothing,
  query: pageQuery,
  response: pageOf(visitRow),
});

const ownVisit = publicVisit.omit({ code: true, mayRate: true }).extend({
  id: uuid,
  taskName: z.string(),
  state: z.enum(ownVisitStates),
  /** Left with it or delivered to it; PDF. */
  papers: z.array(
    z.object({
      id: uuid,
      title: z.string(),
      number: z.string(),
      agencyName: z.string(),
      issuedAt: instant,
      isVoid: z.boolean(),
    }),
  ),
  /** Rectification orders: the page with their code takes the report. */
  orders: z.array(
    z.object({
      number: z.string(),
      agencyName: z.string(),
      code: z.string(),
      open: z.number().int(),
      dueOn: plainDate.nullable(),
    }),
  ),
  /** Results that it knows: published, or told by a delivered paper. */
  results: z.array(
    z.object({
      publicationId: uuid,
      agencyName: z.string(),
      isPublished: z.boolean(),
      publishedOn: plainDate.nullable(),
      mayObject: z.boolean(),
    }),
  ),
  /** Inspectors against whom recusal may be asked, with what was asked. */
  inspectors: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      agencyName: z.string(),
      request: z.object({ number: z.string(), state: z.enum(recusalStates), reason: z.string() }).nullable(),
    }),
  ),
  mayAskRecusal: z.boolean(),
  isRated: z.boolean(),
  mayRate: z.boolean(),
});
export type OwnVisit = z.output<typeof ownVisit>;

export const getOwnVisit = route({
  ...reading,
  id: 'enterpriseVisits.get',
  path: '/api/enterprise/visits/:id',
  params: byId,
  query: nothing,
  response: ownVisit,
});

export const downloadOwnPaper = route({
  ...reading,
  id: 'enterprisePapers.file',
  path: '/api/enterprise/papers/:id',
  params: byId,
  query: nothing,
  transfer: 'file',
  response: z.unknown(),
});

/** Once for each visit; the opinion is kept without a name and read by oversight only. */
export const rateOwnVisit = route({
  ...writing,
  id: 'enterpriseVisits.rate',
  path: '/api/enterprise/visits/:id/rating',
  params: byId,
  body: z.object({
    actionId,
    showedCertificates: z.boolean(),
    keptToNotice: z.boolean(),
    manner: z.number().int().min(1).max(5),
    remark: paragraph(500),
  }),
  response: z.object({ thanks: z.boolean(), code: z.string() }),
  audit: 'visit.rated',
});

export const askRecusal = route({
  ...writing,
  id: 'enterpriseVisits.askRecusal',
  path: '/api/enterprise/visits/:id/recusals',
  params: byId,
  body: z.object({ actionId, memberId: uuid, grounds: filled(1000) }),
  response: z.object({ id: uuid }),
  audit: 'recusal.received',
});

export const objectAsEnterprise = route({
  ...writing,
  id: 'enterprise.object',
  path: '/api/enterprise/objections',
  params: nothing,
  body: z.object({
    actionId,
    publicationId: uuid,
    name: requiredLine(100),
    phone: requiredLine(40),
    address: line(300),
    grounds: filled(4000),
  }),
  response: z.object({ id: uuid, number: z.string(), dueOn: plainDate }),
  audit: 'objection.received',
});

export const listOwnObjections = route({
  ...reading,
  id: 'enterpriseObjections.list',
  path: '/api/enterprise/objections',
  params: nothing,
  query: nothing,
  response: z.object({
    rows: z.array(
      z.object({
        id: uuid,
        number: z.string(),
        state: z.enum(objectionStates),
        taskName: z.string(),
        agencyName: z.string(),
        receivedOn: plainDate,
        dueOn: plainDate,
      }),
    ),
  }),
});

export const getOwnObjection = route({
  ...reading,
  id: 'enterpriseObjections.get',
  path: '/api/enterprise/objections/:id',
  params: byId,
  query: nothing,
  response: publicObjection.extend({ id: uuid, grounds: z.string() }),
});

export const addOwnEvidence = route({
  ...writing,
  id: 'enterpriseObjections.addFile',
  path: '/api/enterprise/objections/:id/files',
  params: byId,
  body: z.object({ actionId }),
  response: z.object({ fileId: uuid }),
  transfer: 'upload',
  audit: 'objection.file_added',
  rate: 'upload',
});

/** Of a directory's row, what an enterprise sees and may ask to have put right. */
export const correctableFields = ['name', 'address', 'responsiblePerson', 'industry'] as const;
export type CorrectableField = (typeof correctableFields)[number];
export const correctionStates = ['received', 'accepted', 'refused'] as const;
export type CorrectionState = (typeof correctionStates)[number];

export const correctionChange = z.object({
  field: z.enum(correctableFields),
  before: z.string(),
  after: z.string(),
});
export type CorrectionChange = z.output<typeof correctionChange>;

const ownCorrection = z.object({
  id: uuid,
  state: z.enum(correctionStates),
  changes: z.array(correctionChange),
  note: z.string(),
  answer: z.string(),
  createdAt: instant,
  decidedAt: instant.nullable(),
});

export const readOwnData = route({
  ...reading,
  id: 'enterpriseData.list',
  path: '/api/enterprise/data',
  params: nothing,
  query: nothing,
  response: z.object({
    rows: z.array(
      z.object({
        objectId: uuid,
        agencyName: z.string(),
        agencyPhone: z.string(),
        values: z.object({
          name: z.string(),
          address: z.string(),
          responsiblePerson: z.string(),
          industry: z.string(),
        }),
        isActive: z.boolean(),
        updatedAt: instant,
        corrections: z.array(ownCorrection),
      }),
    ),
  }),
});
export type OwnDataRow = z.output<typeof readOwnData.response>['rows'][number];

export const askCorrection = route({
  ...writing,
  id: 'enterpriseData.askCorrection',
  path: '/api/enterprise/data/:id/corrections',
  params: byId,
  body: z.object({
    actionId,
    /** Null: as it stands. */
    values: z.object({
      name: requiredLine(200).nullable(),
      address: requiredLine(300).nullable(),
      responsiblePerson: requiredLine(60).nullable(),
      industry: requiredLine(60).nullable(),
    }),
    note: paragraph(1000),
  }),
  response: z.object({ id: uuid }),
  audit: 'correction.received',
});

/** Draws in whose pool it stood, after the release only. */
export const listOwnTickets = route({
  ...reading,
  id: 'enterpriseTickets.list',
  path: '/api/enterprise/tickets',
  params: nothing,
  query: nothing,
  response: z.object({
    rows: z.array(
      z.object({
        drawId: uuid,
        number: z.string(),
        title: z.object({ zh: z.string(), en: z.string() }),
        agencyName: z.string(),
        drawnAt: instant.nullable(),
        stratum: z.string(),
        ticket: sha256Hex,
        rank: z.number().int(),
        size: z.number().int(),
        quota: z.number().int(),
        drawn: z.boolean(),
      }),
    ),
  }),
  rate: 'heavy',
});
export type OwnTicket = z.output<typeof listOwnTickets.response>['rows'][number];
