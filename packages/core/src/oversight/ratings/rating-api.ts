/** Routes of opinions as matters: for oversight, for the agency that is asked, for whoever rated under their code. */
import { z } from 'zod';
import { anyone, only, route } from '../../common/api.ts';
import {
  actionId,
  line,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { portalReading } from '../../publications/portal/portal-api.ts';
import {
  ratingMatterStates,
  ratingMoves,
  ratingOutcomes,
  ratingReasons,
  ratingSteps,
  ratingVerdicts,
} from './rating-matter.ts';

const oversight = only('coordinator', 'witness', 'auditor');
const handlers = only('coordinator', 'witness');
const byId = z.object({ id: uuid });
const version = z.number().int().min(0);
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { method: 'POST', query: nothing, rate: 'write', transfer: 'json' } as const;

export const ratingLists = ['open', 'mine', 'unsatisfied', 'closed', 'all'] as const;
export type RatingList = (typeof ratingLists)[number];

const row = z.object({
  id: uuid,
  number: z.string(),
  state: z.enum(ratingMatterStates),
  round: z.number().int(),
  reasons: z.array(z.enum(ratingReasons)),
  handlerName: z.string(),
  startedOn: plainDate,
  dueOn: plainDate,
  outcome: z.enum(ratingOutcomes).nullable(),
  verdict: z.enum(ratingVerdicts).nullable(),
});
export type RatingMatterRow = z.output<typeof row>;

export const listMatters = route({
  ...reading,
  id: 'ratingMatters.list',
  path: '/api/rating-matters',
  params: nothing,
  query: pageQuery.extend({ of: z.enum(ratingLists).default('open'), text: line(40).optional() }),
  response: pageOf(row),
  policy: oversight,
});

const detail = row.extend({
  version,
  /** Of the visit: the agencies and the task; the enterprise is not named here either. */
  agencies: z.array(z.object({ id: uuid, name: z.string() })),
  taskNumber: z.string(),
  said: z.object({
    showedCertificates: z.boolean(),
    keptToNotice: z.boolean(),
    manner: z.number().int(),
    remark: z.string(),
  }),
  isAsked: z.boolean(),
  answer: z.string(),
  closedOn: plainDate.nullable(),
  steps: z.array(
    z.object({ step: z.enum(ratingSteps), personName: z.string(), words: z.string(), onDay: plainDate }),
  ),
  allowed: z.array(z.enum(ratingMoves)),
  /** Who can be given it; empty for readers. */
  handlers: z.array(z.object({ id: uuid, name: z.string() })),
});
export type RatingMatterDetail = z.output<typeof detail>;

export const getMatter = route({
  ...reading,
  id: 'ratingMatters.get',
  path: '/api/rating-matters/:id',
  params: byId,
  query: nothing,
  response: detail,
  policy: oversight,
});

const words = paragraph(2000).refine((text) => text.length > 0, { message: 'text.required' });
const form = z.discriminatedUnion('move', [
  z.object({ move: z.literal('assign'), handlerId: uuid }),
  z.object({ move: z.literal('note'), words }),
  z.object({ move: z.literal('askRater'), words }),
  z.object({ move: z.literal('askAgency'), agencyId: uuid, words }),
  z.object({ move: z.literal('close'), outcome: z.enum(ratingOutcomes), answer: words }),
]);
export type RatingMoveForm = z.output<typeof form>;
export const moveMatter = route({
  ...writing,
  id: 'ratingMatters.move',
  path: '/api/rating-matters/:id/moves',
  params: byId,
  body: z.object({ actionId, version, form }),
  response: z.object({ id: uuid, state: z.enum(ratingMatterStates), version }),
  policy: handlers,
  audit: 'ratingMatter.moved',
});

const question = z.object({
  id: uuid,
  words: z.string(),
  askedOn: plainDate,
  state: z.enum(['asked', 'answered']),
  answer: z.string(),
  answeredName: z.string(),
  answeredOn: plainDate.nullable(),
});
export type RatingQuestion = z.output<typeof question>;

const quarter = z.object({
  /** First day of it. */
  from: plainDate,
  /** Null where too few visits were rated: the figures would tell single opinions. */
  figures: z
    .object({
      ratings: z.number().int(),
      mannerTenths: z.number().int(),
      certificatesPercent: z.number().int(),
      noticePercent: z.number().int(),
    })
    .nullable(),
});
export type RatingQuarter = z.output<typeof quarter>;

/** What the agency reads: figures of quarters that are over, and what oversight asks it. */
export const ratingsOfAgency = route({
  ...reading,
  id: 'ratingSummary.get',
  path: '/api/rating-summary',
  params: nothing,
  query: nothing,
  response: z.object({ quarters: z.array(quarter), questions: z.array(question) }),
  policy: only('agencyHead', 'legalOfficer'),
});
export const answerQuestion = route({
  ...writing,
  id: 'ratingQuestions.answer',
  path: '/api/rating-questions/:id/answer',
  params: byId,
  body: z.object({ actionId, answer: words }),
  response: z.object({ id: uuid }),
  policy: only('agencyHead'),
  audit: 'ratingQuestion.answered',
});

const plainQuery = z.object(portalReading);
const typed = z.string().max(5000).default('');
const page = {
  transfer: 'page',
  query: plainQuery,
  params: nothing,
  response: z.unknown(),
  policy: anyone,
} as const;
export const ownRatingForm = route({
  ...page,
  method: 'GET',
  id: 'portal.ownRating',
  path: '/p/forms/rating',
  body: nothing,
  audit: null,
  rate: 'public',
});
/** A look-up; the code travels in the body, so that no history or log keeps it. */
export const lookUpRating = route({
  ...page,
  method: 'POST',
  id: 'portal.lookUpRating',
  path: '/p/forms/rating',
  body: z.object({ code: typed }),
  audit: null,
  rate: 'upload',
});
export const sayOfRating = route({
  ...page,
  method: 'POST',
  id: 'portal.sayOfRating',
  path: '/p/forms/rating-reply',
  body: z.object({ actionId: typed, code: typed, answer: typed, verdict: typed, words: typed }),
  audit: 'ratingMatter.replied',
  rate: 'upload',
});
/** What of the typed fields is taken. */
export const ratingReply = z.object({
  actionId,
  code: requiredLine(40),
  answer: paragraph(2000),
  verdict: z.enum(ratingVerdicts).or(z.literal('')),
  words: paragraph(1000),
});
