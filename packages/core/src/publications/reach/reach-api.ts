/** Routes of the reach of publicity: the table by agency and month, each training, and the same as a file. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { instant, nothing, uuid } from '../../common/schemas.ts';
import { monthsFit } from './reach.ts';

const month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);
const period = { from: month, to: month };
const fits = (asked: { readonly from: string; readonly to: string }): boolean =>
  monthsFit(asked.from, asked.to);
const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'coordinator', 'auditor');

const n = z.number().int();
const row = z.object({
  agencyId: uuid,
  agencyName: z.string(),
  month,
  articles: n,
  policyViews: n,
  caseViews: n,
  trainingViews: n,
  guideViews: n,
  lectureViews: n,
  lectures: n,
  signups: n,
  people: n,
  attendedUnits: n,
  attendedPeople: n,
});
export type ReachRow = z.output<typeof row>;

const lecture = z.object({
  id: uuid,
  title: z.string(),
  agencyName: z.string(),
  startsAt: instant,
  capacity: n,
  signups: n,
  people: n,
  attendedUnits: n,
  attendedPeople: n,
});
export type ReachLecture = z.output<typeof lecture>;

export const readReach = route({
  id: 'reach.read',
  method: 'GET',
  path: '/api/reach',
  params: nothing,
  query: z.object(period).refine(fits, { message: 'reach.period_invalid', path: ['from'] }),
  body: nothing,
  transfer: 'json',
  /** Agencies by name, months from the latest; never in the order of a figure. */
  response: z.object({ rows: z.array(row).max(5000), lectures: z.array(lecture).max(500) }),
  policy: readers,
  audit: null,
  rate: 'heavy',
});
export const reachFile = route({
  id: 'reach.file',
  method: 'GET',
  path: '/api/reach/file',
  params: nothing,
  query: z
    .object({ ...period, format: z.enum(['xlsx', 'csv', 'docx']) })
    .refine(fits, { message: 'reach.period_invalid', path: ['from'] }),
  body: nothing,
  transfer: 'file',
  response: nothing,
  policy: readers,
  audit: null,
  rate: 'heavy',
});
