/** Routes of the own training (我的培训): courses called to, hours of the year, sign-in with a code, tests. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, nothing, plainDate, uuid } from '../../common/schemas.ts';
import { trainingResults } from '../inspectors/career.ts';
import { attendances, courseStates } from './course.ts';
import { yearQuery } from './course-api.ts';
import { askedQuestion, testAnswers } from './question.ts';

/** Whoever may stand in a team. */
const goers = only('inspector', 'sectionOfficer', 'legalOfficer', 'agencyHead');
const byCourse = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json' } as const;

/** Where the person stands with the test of a course. */
export const ownTest = z.object({
  questions: z.number().int(),
  passMark: z.number().int(),
  minutes: z.number().int(),
  left: z.number().int(),
  passed: z.boolean(),
  isRunning: z.boolean(),
  bestPercent: z.number().int().nullable(),
  /** The course goes on, the person came, and a try is left. */
  mayStart: z.boolean(),
});
export const ownCourse = z.object({
  id: uuid,
  title: z.string(),
  organiser: z.string(),
  content: z.string(),
  state: z.enum(courseStates),
  sheetName: z.string().nullable(),
  sheetVersion: z.number().int().nullable(),
  sessions: z.array(
    z.object({
      id: uuid,
      day: plainDate,
      startsAt: z.string(),
      endsAt: z.string(),
      place: z.string(),
      trainer: z.string(),
      hoursTenths: z.number().int(),
      attendance: z.enum(attendances).nullable(),
      /** The sign-in is open now. */
      signInOpen: z.boolean(),
    }),
  ),
  test: ownTest.nullable(),
});
export type OwnCourse = z.output<typeof ownCourse>;

export const myTraining = route({
  ...reading,
  id: 'myTraining.get',
  path: '/api/my-training',
  params: nothing,
  query: yearQuery,
  response: z.object({
    /** False: the account belongs to nobody in the directory of inspectors. */
    known: z.boolean(),
    year: z.number().int(),
    hoursTenths: z.number().int(),
    requiredTenths: z.number().int().nullable(),
    missingTenths: z.number().int(),
    basis: z.string(),
    courses: z.array(ownCourse),
    records: z.array(
      z.object({
        id: uuid,
        course: z.string(),
        organiser: z.string(),
        fromDay: plainDate,
        toDay: plainDate,
        hoursTenths: z.number().int(),
        result: z.enum(trainingResults),
      }),
    ),
  }),
  policy: goers,
});
/** Signs in at the session whose code is shown in the room. */
export const signInByCode = route({
  ...writing,
  id: 'myTraining.signIn',
  path: '/api/my-training/sign-in',
  params: nothing,
  body: z.object({ actionId, code: z.string().trim().min(1).max(20) }),
  response: z.object({ course: z.string(), day: plainDate, startsAt: z.string() }),
  policy: goers,
  audit: 'course.signed_in',
  rate: 'signIn',
});
/** Begins a try, or goes on with the one that runs. */
export const startTest = route({
  ...writing,
  id: 'myTraining.start',
  path: '/api/my-training/courses/:id/test',
  params: byCourse,
  body: z.object({ actionId }),
  response: z.object({
    attemptId: uuid,
    title: z.string(),
    no: z.number().int(),
    startedAt: instant,
    dueAt: instant,
    now: instant,
    passMark: z.number().int(),
    questions: z.array(askedQuestion),
  }),
  policy: goers,
  audit: 'course.test_started',
  rate: 'write',
});
export const testOutcome = z.object({
  right: z.number().int(),
  asked: z.number().int(),
  percent: z.number().int(),
  passMark: z.number().int(),
  passed: z.boolean(),
  left: z.number().int(),
  wrong: z.array(uuid),
  /** Right answers and explanations; null while another try may follow. */
  answers: z
    .array(z.object({ id: uuid, answer: z.array(z.number().int()), explanation: z.string() }))
    .nullable(),
});
export type TestOutcome = z.output<typeof testOutcome>;
export const submitTest = route({
  ...writing,
  id: 'myTraining.submit',
  path: '/api/my-training/tests/:attemptId/submit',
  params: z.object({ attemptId: uuid }),
  body: z.object({ actionId, answers: testAnswers }),
  response: testOutcome,
  policy: goers,
  audit: 'course.test_submitted',
  rate: 'write',
});
