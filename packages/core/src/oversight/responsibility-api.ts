/** Routes of the responsibility list: its rows, and its figures by link. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { line, nothing, pageOf, pageQuery, plainDate, uuid } from '../common/schemas.ts';
import { responsibilityLinks } from '../registers/organisation/post.ts';
import { responsibilityStates } from './responsibility.ts';

export const responsibilityReaders = [
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'coordinator',
  'auditor',
] as const;
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;

const filter = z.object({
  taskId: uuid.optional(),
  link: z.enum(responsibilityLinks).optional(),
  state: z.enum(responsibilityStates).optional(),
  /** Part of the name of a person who did it or has it to do. */
  person: line(60).optional(),
});
export type ResponsibilityFilter = z.output<typeof filter>;

const row = z.object({
  /** Unique in the list. */
  key: z.string(),
  link: z.enum(responsibilityLinks),
  agencyName: z.string(),
  /** Null for plans and draws that no task has come of. */
  taskId: uuid.nullable(),
  taskNumber: z.string(),
  /** Title of the plan, draw or task; name of the object from the visit on. */
  subject: z.string(),
  /** Page of the office on which the link's record stands. */
  path: z.string(),
  /** Posts that carry the link today, with their holders; empty where the agency has set none. */
  posts: z.array(z.object({ name: z.string(), holders: z.array(z.string()) })),
  /** Who did it; before that, who has it to do. */
  people: z.array(z.string()),
  dueOn: plainDate.nullable(),
  doneOn: plainDate.nullable(),
  state: z.enum(responsibilityStates),
  /** Working days. */
  daysLate: z.number().int(),
});
export type ResponsibilityRow = z.output<typeof row>;

export const listResponsibilities = route({
  ...reading,
  id: 'responsibilities.list',
  path: '/api/responsibilities',
  params: nothing,
  query: filter.extend(pageQuery.shape),
  response: pageOf(row),
  policy: only(...responsibilityReaders),
});

/** The printed list of the agency, or of one task. */
export const printResponsibilities = route({
  ...reading,
  id: 'responsibilities.paper',
  path: '/api/responsibilities/paper',
  params: nothing,
  query: z.object({ taskId: uuid.optional(), format: z.enum(['pdf', 'docx']).default('pdf') }),
  response: nothing,
  transfer: 'file',
  policy: only(...responsibilityReaders),
  rate: 'heavy',
});

export const responsibilityFigures = route({
  ...reading,
  id: 'responsibilities.figures',
  path: '/api/responsibilities/figures',
  params: nothing,
  query: filter.pick({ taskId: true }),
  response: z.object({
    asOf: plainDate,
    links: z.array(
      z.object({
        link: z.enum(responsibilityLinks),
        done: z.number().int(),
        doneLate: z.number().int(),
        open: z.number().int(),
        late: z.number().int(),
      }),
    ),
  }),
  policy: only(...responsibilityReaders),
});
