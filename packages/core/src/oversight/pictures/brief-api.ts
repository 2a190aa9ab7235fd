/** Routes of the leaders' brief: the figures, and the A4 page. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { nothing, plainDate } from '../../common/schemas.ts';
import { responsibilityLinks } from '../../registers/organisation/post.ts';
import { indicatorKeys } from '../figures/indicators.ts';

/** A leader, and those who prepare the page for one. */
export const briefReaders = ['agencyHead', 'legalOfficer', 'coordinator', 'auditor'] as const;

const share = z.object({ numerator: z.number().int(), denominator: z.number().int() });
const openCount = z.object({ open: z.number().int(), overdue: z.number().int() });
const days = z.object({ from: plainDate, to: plainDate });

export const leaderBrief = z.object({
  /** Agency, or place for those who see all agencies. */
  name: z.string(),
  asOf: plainDate,
  now: days,
  before: days,
  indicators: z.array(z.object({ indicator: z.enum(indicatorKeys), now: share, before: share })),
  rectifications: openCount,
  objections: openCount,
  late: z.object({
    total: z.number().int(),
    rows: z.array(
      z.object({
        key: z.string(),
        link: z.enum(responsibilityLinks),
        subject: z.string(),
        agencyName: z.string(),
        path: z.string(),
        dueOn: plainDate,
        people: z.array(z.string()),
      }),
    ),
  }),
});
export type LeaderBrief = z.output<typeof leaderBrief>;

export const readBrief = route({
  id: 'pictures.brief',
  method: 'GET',
  path: '/api/oversight/pictures/brief',
  params: nothing,
  query: nothing,
  body: nothing,
  response: leaderBrief,
  policy: only(...briefReaders),
  audit: null,
  rate: 'heavy',
  transfer: 'json',
});

export const printBrief = route({
  id: 'pictures.briefPaper',
  method: 'GET',
  path: '/api/oversight/pictures/brief/paper',
  params: nothing,
  query: z.object({
    format: z.enum(['pdf', 'docx']).default('pdf'),
    lang: z.enum(['zh', 'en']).default('zh'),
  }),
  body: nothing,
  response: nothing,
  policy: only(...briefReaders),
  audit: null,
  rate: 'heavy',
  transfer: 'file',
});
