/**
 * 廉政回访: the discipline post asks a sample of inspected enterprises how the inspection went. The sample is drawn with the
 * draw library's ranking from a seed that was typed in the open, so that anybody can draw it again from the same list.
 */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  paragraph,
  plainDate,
  requiredLine,
  sha256Hex,
  uuid,
} from '../common/schemas.ts';

/** What is asked, each yes or no; `no` means that it was not kept. */
export const returnQuestions = [
  'certificatesShown', // 出示证件
  'noticeGiven', // 送达通知
  'noGifts', // 未收受财物、宴请
  'noFees', // 未收取检查费用
  'noDesignated', // 未指定产品或者服务
  'attitude', // 文明规范
] as const;
export type ReturnQuestion = (typeof returnQuestions)[number];

export const returnAnswers = z.object({
  way: z.enum(['visit', 'phone', 'letter']),
  person: line(60),
  answers: z.record(z.enum(returnQuestions), z.enum(['yes', 'no', 'unknown'])),
  opinion: paragraph(2000),
});
export type ReturnAnswers = z.output<typeof returnAnswers>;

export const returnSampleRow = z.object({
  id: uuid,
  from: plainDate,
  to: plainDate,
  seed: z.string(),
  wanted: z.number().int(),
  population: z.number().int(),
  populationSha256: sha256Hex,
  drawnAt: instant,
  drawnBy: z.string(),
  visits: z.array(
    z.object({
      inspectionId: uuid,
      position: z.number().int(),
      objectName: z.string(),
      taskNumber: z.string(),
      closedOn: plainDate,
      answers: returnAnswers.nullable(),
      answeredBy: z.string(),
      answeredAt: instant.nullable(),
    }),
  ),
});
export type ReturnSample = z.output<typeof returnSampleRow>;

const discipline = only('witness', 'auditor');

export const listReturnSamples = route({
  id: 'returnVisits.list',
  method: 'GET',
  path: '/api/return-visits',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ rows: z.array(returnSampleRow) }),
  transfer: 'json',
  policy: discipline,
  audit: null,
  rate: 'read',
});
export const drawReturnVisits = route({
  id: 'returnVisits.draw',
  method: 'POST',
  path: '/api/return-visits',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    from: plainDate,
    to: plainDate,
    /** Typed in the open, for example the digits of a public draw of that day. */
    seed: requiredLine(200).refine((text) => text.length >= 6, { message: 'returnVisit.seed_short' }),
    wanted: z.number().int().min(1).max(200),
  }),
  response: z.object({ id: uuid, drawn: z.number().int() }),
  transfer: 'json',
  policy: only('witness'),
  audit: 'returnVisit.drawn',
  rate: 'write',
});
export const answerReturnVisit = route({
  id: 'returnVisits.answer',
  method: 'POST',
  path: '/api/return-visits/:id/answers',
  params: z.object({ id: uuid }),
  query: nothing,
  body: z.object({ actionId, inspectionId: uuid, answers: returnAnswers }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: only('witness'),
  audit: 'returnVisit.answered',
  rate: 'write',
});
