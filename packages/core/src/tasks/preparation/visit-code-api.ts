/** Routes of the inspection code: what whoever holds the code sees, the rating, the code for the office, the entity code at the door. */
import { z } from 'zod';
import { anyone, only, route } from '../../common/api.ts';
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
import { visitCodePattern, visitKeyPattern } from './visit-code.ts';

const byCode = z.object({ code: z.string().regex(visitCodePattern) });
const byId = z.object({ id: uuid });

/** Nothing of the object but its name. */
export const publicVisit = z.object({
  code: z.string(),
  objectName: z.string(),
  announced: z.boolean(),
  offSite: z.boolean(),
  scheduledFor: instant.nullable(),
  window: z.object({ from: plainDate, to: plainDate }),
  isOver: z.boolean(),
  teams: z.array(
    z.object({
      agencyName: z.string(),
      noticeNumber: z.string(),
      deliveredAt: instant.nullable(),
      enteredAt: instant.nullable(),
      /** Entered in an emergency before the notice. */
      emergency: z.boolean(),
      people: z.array(z.object({ name: z.string(), certificateNumber: z.string() })),
      assistants: z.number().int(),
      items: z.array(z.object({ name: z.string(), bases: z.array(z.string()) })),
      phone: z.string(),
      supervisionPhone: z.string(),
    }),
  ),
  visitNo: z.number().int().nullable(),
  counts: z.string(),
  /** Opened with the scanned key: may rate. */
  mayRate: z.boolean(),
});
export type PublicVisit = z.output<typeof publicVisit>;

export const getPublicVisit = route({
  id: 'publicVisits.get',
  method: 'GET',
  path: '/api/public/visits/:code',
  params: byCode,
  query: z.object({ k: z.string().regex(visitKeyPattern).optional() }),
  body: nothing,
  transfer: 'json',
  response: publicVisit,
  policy: anyone,
  audit: null,
  rate: 'public',
});

/** The key that signs summaries, 32 bytes in hex. */
export const getVisitSigner = route({
  id: 'publicVisits.signer',
  method: 'GET',
  path: '/api/public/visit-signer',
  params: nothing,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: z.object({ publicKey: z.string() }),
  policy: anyone,
  audit: null,
  rate: 'public',
});

/** Opinions that one visit can collect; more would not be of the people who were there. */
export const mostRatings = 5;

export const rateVisit = route({
  id: 'publicVisits.rate',
  method: 'POST',
  path: '/api/public/visits/:code/ratings',
  params: byCode,
  query: nothing,
  body: z.object({
    actionId,
    key: z.string().regex(visitKeyPattern),
    showedCertificates: z.boolean(),
    keptToNotice: z.boolean(),
    manner: z.number().int().min(1).max(5),
    remark: paragraph(500),
  }),
  response: z.object({ thanks: z.boolean(), code: z.string() }),
  transfer: 'json',
  policy: anyone,
  audit: 'visit.rated',
  rate: 'public',
});

export const visitRating = z.object({
  id: uuid,
  agencyNames: z.array(z.string()),
  taskNumber: z.string(),
  ratedOn: plainDate,
  showedCertificates: z.boolean(),
  keptToNotice: z.boolean(),
  manner: z.number().int(),
  remark: z.string(),
});
export type VisitRating = z.output<typeof visitRating>;

/** For oversight only: the agency that inspected never reads who said what. */
export const listRatings = route({
  id: 'visitRatings.list',
  method: 'GET',
  path: '/api/visit-ratings',
  params: nothing,
  query: pageQuery,
  body: nothing,
  transfer: 'json',
  response: pageOf(visitRating).extend({
    figures: z.object({
      ratings: z.number().int(),
      withoutCertificates: z.number().int(),
      beyondNotice: z.number().int(),
      /** Mean of `manner` in tenths; null without ratings. */
      mannerTenths: z.number().int().nullable(),
    }),
  }),
  policy: only('auditor', 'coordinator', 'justiceOfficer', 'witness'),
  audit: null,
  rate: 'read',
});

export const inspectionCode = route({
  id: 'visitCodes.ofInspection',
  method: 'GET',
  path: '/api/inspections/:id/code',
  params: byId,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: z.object({ code: z.string(), url: z.string(), summary: z.string() }).nullable(),
  policy: only('legalOfficer', 'sectionOfficer', 'inspector', 'agencyHead'),
  audit: null,
  rate: 'read',
});

/** What was scanned at the door: 统一社会信用代码 or the text of a licence's QR code, held against the object of the visit. */
export const matchEntity = route({
  id: 'visitCodes.matchEntity',
  method: 'POST',
  path: '/api/inspections/:id/entity-match',
  params: byId,
  query: nothing,
  body: z.object({ text: requiredLine(2000) }),
  response: z.object({
    outcome: z.enum(['same', 'other', 'unreadable']),
    uscc: line(30),
    name: line(200),
  }),
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer', 'inspector'),
  audit: null,
  rate: 'read',
});
