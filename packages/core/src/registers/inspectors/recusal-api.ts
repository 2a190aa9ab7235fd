/** Routes of recusal requests and of the yearly round of declarations. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, nothing, pageOf, pageQuery, plainDate, uuid } from '../../common/schemas.ts';
import { recusalDecision, recusalFields, recusalRow, recusalStates, roundView } from './recusal.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor');
const byId = z.object({ id: uuid });
const made = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

export const listRecusals = route({
  ...reading,
  id: 'recusals.list',
  path: '/api/recusal-requests',
  params: nothing,
  query: pageQuery.extend({ state: z.enum(recusalStates).optional() }),
  response: pageOf(recusalRow),
  policy: readers,
});
export const receiveRecusal = route({
  ...writing,
  id: 'recusals.receive',
  path: '/api/recusal-requests',
  params: nothing,
  body: recusalFields.extend({ actionId }),
  response: made,
  policy: only('legalOfficer', 'sectionOfficer'),
  audit: 'recusal.received',
});
export const decideRecusalRequest = route({
  ...writing,
  id: 'recusals.decide',
  path: '/api/recusal-requests/:id/decision',
  params: byId,
  body: recusalDecision.extend({ actionId }),
  response: made,
  policy: only('agencyHead', 'legalOfficer'),
  audit: 'recusal.decided',
});
/** The decision as a paper (回避决定书); refused before the decision. */
export const recusalPaper = route({
  id: 'recusals.paper',
  method: 'GET',
  path: '/api/recusal-requests/:id/paper',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }),
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: readers,
  audit: 'recusal.paper_printed',
  rate: 'heavy',
});

const roundReaders = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor');
/** The newest round of the agency, or null. */
export const currentRound = route({
  ...reading,
  id: 'declarationRounds.current',
  path: '/api/declaration-rounds/current',
  params: nothing,
  query: nothing,
  response: z.object({ round: roundView.nullable() }),
  policy: roundReaders,
});
export const openRound = route({
  ...writing,
  id: 'declarationRounds.open',
  path: '/api/declaration-rounds',
  params: nothing,
  body: z.object({ actionId, year: z.number().int().min(2020).max(2100), dueOn: plainDate }),
  response: made,
  policy: only('legalOfficer'),
  audit: 'declarationRound.opened',
});
/** An inspector answers for himself; officers record an answer given on paper. */
export const answerRound = route({
  ...writing,
  id: 'declarationRounds.answer',
  path: '/api/declaration-rounds/:id/answers',
  params: byId,
  body: z.object({ actionId, inspectorId: uuid, answer: z.enum(['none', 'declared']) }),
  response: made,
  policy: only('legalOfficer', 'sectionOfficer', 'inspector'),
  audit: 'declarationRound.answered',
});
export const closeRound = route({
  ...writing,
  id: 'declarationRounds.close',
  path: '/api/declaration-rounds/:id/close',
  params: byId,
  body: z.object({ actionId }),
  response: made,
  policy: only('legalOfficer'),
  audit: 'declarationRound.closed',
});
