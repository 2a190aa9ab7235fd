/** Routes of third-party evaluation: opened and received by the coordinator, done by an evaluator who sees nothing else. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { evaluationStates, sheetLine } from './evaluation.ts';

const byId = z.object({ id: uuid });
const act = z.object({ actionId });
const openers = only('coordinator');
const evaluators = only('evaluator');
const reading = { method: 'GET', body: nothing, transfer: 'json', rate: 'read', audit: null } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

const evaluationView = z.object({
  id: uuid,
  title: z.string(),
  organisation: z.string(),
  personName: z.string(),
  agencies: z.array(z.string()),
  from: plainDate,
  to: plainDate,
  /** Last day of the account. */
  endsOn: plainDate,
  state: z.enum(evaluationStates),
  /** `waiting`: for the security administrator; `ended`: the account is over. */
  account: z.enum(['waiting', 'active', 'ended']),
  /** Null until it is submitted, except for the evaluator. */
  sheet: z.array(sheetLine).nullable(),
  summary: z.string(),
  advice: z.string(),
  mean: z.number().nullable(),
  submittedAt: instant.nullable(),
  receivedName: z.string().nullable(),
  receivedAt: instant.nullable(),
  receiptNote: z.string(),
  version: z.number().int(),
});
export type EvaluationView = z.output<typeof evaluationView>;

export const openEvaluation = route({
  ...writing,
  id: 'evaluations.open',
  path: '/api/evaluations',
  params: nothing,
  body: act.extend({
    title: requiredLine(200),
    organisation: requiredLine(200),
    personName: requiredLine(40),
    signInName: z
      .string()
      .max(64)
      .regex(/^[a-z0-9][a-z0-9._-]{1,62}$/),
    agencyIds: z.array(uuid).min(1).max(200),
    from: plainDate,
    to: plainDate,
    endsOn: plainDate,
  }),
  response: z.object({ id: uuid, oneTimePassword: z.string(), expiresAt: instant }),
  policy: openers,
  audit: 'evaluation.opened',
});
export const listEvaluations = route({
  ...reading,
  id: 'evaluations.list',
  path: '/api/evaluations',
  params: nothing,
  query: pageQuery,
  response: pageOf(evaluationView),
  policy: only('coordinator', 'auditor'),
});
export const receiveEvaluation = route({
  ...writing,
  id: 'evaluations.receive',
  path: '/api/evaluations/:id/receipt',
  params: byId,
  body: act.extend({ note: paragraph(1000) }),
  response: evaluationView,
  policy: openers,
  audit: 'evaluation.received',
});
/** Ends the account before its day. */
export const endEvaluation = route({
  ...writing,
  id: 'evaluations.end',
  path: '/api/evaluations/:id/ending',
  params: byId,
  body: act,
  response: evaluationView,
  policy: openers,
  audit: 'evaluation.account_ended',
});
export const printEvaluation = route({
  ...reading,
  id: 'evaluations.report',
  path: '/api/evaluations/:id/report',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']) }),
  transfer: 'file',
  response: z.unknown(),
  policy: only('coordinator', 'auditor', 'evaluator'),
  rate: 'heavy',
});

/** The evaluator's own, and only one. */
export const ownEvaluation = route({
  ...reading,
  id: 'evaluation.own',
  path: '/api/evaluation',
  params: nothing,
  query: nothing,
  response: evaluationView,
  policy: evaluators,
});
export const saveSheet = route({
  ...writing,
  id: 'evaluation.save',
  path: '/api/evaluation/sheet',
  params: nothing,
  body: act.extend({
    version: z.number().int(),
    sheet: z.array(sheetLine).max(60),
    summary: paragraph(8000),
    advice: paragraph(8000),
  }),
  response: evaluationView,
  policy: evaluators,
  audit: 'evaluation.sheet_saved',
});
export const submitEvaluation = route({
  ...writing,
  id: 'evaluation.submit',
  path: '/api/evaluation/submission',
  params: nothing,
  body: act.extend({ version: z.number().int() }),
  response: evaluationView,
  policy: evaluators,
  audit: 'evaluation.submitted',
});
/** The anonymised data as a zip: CSV and JSON, codebook, checksums. */
export const downloadPackage = route({
  ...reading,
  id: 'evaluation.package',
  path: '/api/evaluation/package',
  params: nothing,
  query: nothing,
  transfer: 'file',
  response: z.unknown(),
  policy: evaluators,
  audit: 'evaluation.package_taken',
  rate: 'heavy',
});
