/** Routes of question banks. Questions carry their answers here: only who keeps the banks reads them. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, line, nothing, requiredLine, uuid } from '../../common/schemas.ts';
import { question } from './question.ts';

const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

export const bankRow = z.object({
  id: uuid,
  name: z.string(),
  note: z.string(),
  version: z.number().int(),
  single: z.number().int(),
  multiple: z.number().int(),
  trueFalse: z.number().int(),
});
export type BankRow = z.output<typeof bankRow>;
export const bankQuestion = question.extend({ id: uuid, version: z.number().int() });
export type BankQuestion = z.output<typeof bankQuestion>;

export const listBanks = route({
  ...reading,
  id: 'banks.list',
  path: '/api/question-banks',
  params: nothing,
  query: nothing,
  response: z.object({ rows: z.array(bankRow) }),
  policy: editors,
});
export const getBank = route({
  ...reading,
  id: 'banks.get',
  path: '/api/question-banks/:id',
  params: byId,
  query: nothing,
  response: bankRow.extend({ questions: z.array(bankQuestion) }),
  policy: editors,
});
export const saveBank = route({
  ...writing,
  id: 'banks.save',
  path: '/api/question-banks',
  params: nothing,
  body: z.object({
    actionId,
    id: uuid.optional(),
    version: z.number().int().min(1).optional(),
    name: requiredLine(100),
    note: line(200),
  }),
  response: z.object({ id: uuid, version: z.number().int() }),
  policy: editors,
  audit: 'questionBank.saved',
});
/** Without an id a new question; with id and version a change. Tests that were drawn keep what they asked. */
export const saveQuestion = route({
  ...writing,
  id: 'banks.question',
  path: '/api/question-banks/:id/questions',
  params: byId,
  body: z.object({
    actionId,
    questionId: uuid.optional(),
    version: z.number().int().min(1).optional(),
    question,
  }),
  response: z.object({ id: uuid, version: z.number().int() }),
  policy: editors,
  audit: 'questionBank.question_saved',
});
export const removeQuestion = route({
  ...writing,
  id: 'banks.removeQuestion',
  path: '/api/question-banks/:id/questions/:questionId/remove',
  params: z.object({ id: uuid, questionId: uuid }),
  body: z.object({ actionId }),
  response: z.object({ id: uuid }),
  policy: editors,
  audit: 'questionBank.question_removed',
});
/** Takes up the readable rows of a file and names the others; a question that stands already is left as it is. */
export const importQuestions = route({
  id: 'banks.import',
  method: 'POST',
  path: '/api/question-banks/:id/file',
  params: byId,
  query: z.object({ actionId }),
  body: nothing,
  response: z.object({
    added: z.number().int(),
    known: z.number().int(),
    refused: z.array(z.object({ row: z.number().int(), stem: z.string(), problem: z.string() })),
  }),
  transfer: 'upload',
  policy: editors,
  audit: 'questionBank.imported',
  rate: 'upload',
});
/** An empty table with the columns that the import knows. */
export const questionTemplate = route({
  id: 'banks.template',
  method: 'GET',
  path: '/api/question-banks/template',
  params: nothing,
  query: nothing,
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: editors,
  audit: null,
  rate: 'heavy',
});
