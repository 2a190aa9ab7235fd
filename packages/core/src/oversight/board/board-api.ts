/** Routes of the stage board: counts per column with the courses of one column, and the stages of one course. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { nothing, pageOf, pageQuery, plainDate, uuid } from '../../common/schemas.ts';
import { boardReasons, boardStages } from './board.ts';

/** Sections and heads see the courses of their agency, coordination office and auditors those of the jurisdiction. */
export const boardReaders = [
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'coordinator',
  'auditor',
] as const;

const standing = z.object({
  stage: z.enum(boardStages),
  state: z.enum(['done', 'now', 'later', 'skipped']),
  because: z.array(z.object({ code: z.enum(boardReasons), n: z.number().int(), of: z.number().int() })),
});
export type StandingView = z.output<typeof standing>;

const course = z.object({
  key: z.string(),
  title: z.string(),
  number: z.string(),
  agencyName: z.string(),
  sectionName: z.string(),
  column: z.enum(boardStages),
  /** Next day by which something of this course is due. */
  dueOn: plainDate.nullable(),
  /** Due within three days, or past. */
  isPressing: z.boolean(),
  isLate: z.boolean(),
  /** Page of the task, the draw or the plan; null where the reader may not open it. */
  path: z.string().nullable(),
  stages: z.array(standing),
});
export type CourseView = z.output<typeof course>;

const filter = z.object({
  agencyId: uuid.optional(),
  sectionId: uuid.optional(),
  /** Courses whose window touches these days. */
  from: plainDate.optional(),
  to: plainDate.optional(),
});
export type BoardFilter = z.output<typeof filter>;

const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;

export const readBoard = route({
  ...reading,
  id: 'board.read',
  path: '/api/board',
  params: nothing,
  query: filter
    .extend({
      column: z.enum(boardStages).optional(),
      pressing: z.enum(['yes']).optional(),
      ...pageQuery.shape,
    })
    .strict(),
  response: pageOf(course).extend({
    asOf: plainDate,
    columns: z.array(
      z.object({ stage: z.enum(boardStages), count: z.number().int(), pressing: z.number().int() }),
    ),
    agencies: z.array(z.object({ id: uuid, name: z.string() })),
    sections: z.array(z.object({ id: uuid, name: z.string() })),
  }),
  policy: only(...boardReaders),
});

/** The stages of one course, by its task, its draw or one of its inspections. */
export const readCourse = route({
  ...reading,
  id: 'board.course',
  path: '/api/board/course',
  params: nothing,
  query: z.object({ of: z.enum(['task', 'draw', 'inspection']), id: uuid }).strict(),
  response: course,
  policy: only(...boardReaders),
});
