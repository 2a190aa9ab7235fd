/** Routes of the statistics: tables of indicators, the rows behind their numbers, files, and saved figures. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { addMonths } from '../../common/plain-date.ts';
import type { Role } from '../../common/roles.ts';
import { nothing, pageOf, pageQuery, plainDate, uuid } from '../../common/schemas.ts';
import { dimensions, figureColumns, indicatorKeys } from './indicators.ts';

/** They see the figures of every agency of their jurisdiction, and those of jurisdictions below as counts. */
export const jurisdictionReaders = ['agencyHead', 'coordinator', 'justiceOfficer', 'auditor'] as const;
/** They also open the rows behind the numbers of other agencies; a head opens those of the own one. */
export const rowReaders: readonly Role[] = ['coordinator', 'justiceOfficer', 'auditor'];
export const figureReaders = ['legalOfficer', 'sectionOfficer', ...jurisdictionReaders] as const;

const reading = { method: 'GET', body: nothing, audit: null, transfer: 'json' } as const;

/** Periods of more than ten years are no periods. */
const isPeriod = (of: { from: string; to: string }): boolean =>
  of.from <= of.to && of.to <= addMonths(of.from, 120);
const periodProblem = { message: 'figures.period_invalid', path: ['to'] };
const period = {
  from: plainDate,
  to: plainDate,
  /** Yesterday when it is left out; never after today. */
  asOf: plainDate.optional(),
  agencyId: uuid.optional(),
};

const counts = {
  numerator: z.number().int(),
  denominator: z.number().int(),
  exempt: z.number().int(),
  void: z.number().int(),
};
export const figureRow = z.object({
  key: z.string(),
  label: z.string(),
  ...counts,
  value: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Whether this person may open the rows behind the numbers. */
  hasRows: z.boolean(),
});
export type FigureRow = z.output<typeof figureRow>;

/** All indicators in one line each: the period and the one before. */
export const figuresOverview = route({
  ...reading,
  rate: 'heavy',
  id: 'figures.overview',
  path: '/api/figures',
  params: nothing,
  query: z.object(period).refine(isPeriod, periodProblem),
  response: z.object({
    asOf: plainDate,
    before: z.object({ from: plainDate, to: plainDate }),
    indicators: z.array(z.object({ indicator: z.enum(indicatorKeys), now: figureRow, before: figureRow })),
  }),
  policy: only(...figureReaders),
});

const table = { indicator: z.enum(indicatorKeys), by: z.enum(dimensions), ...period };

export const figuresTable = route({
  ...reading,
  rate: 'heavy',
  id: 'figures.table',
  path: '/api/figures/table',
  params: nothing,
  query: z.object(table).refine(isPeriod, periodProblem),
  response: z.object({ asOf: plainDate, rows: z.array(figureRow), total: figureRow }),
  policy: only(...figureReaders),
});

const caseRow = z.object({
  key: z.string(),
  agencyName: z.string(),
  day: plainDate,
  /** Empty while the list is sealed. */
  subject: z.string(),
  mark: z.string(),
  /** Page of the office on which the row's record stands. */
  path: z.string(),
});
export type FigureCase = z.output<typeof caseRow>;

export const figuresRows = route({
  ...reading,
  rate: 'read',
  id: 'figures.rows',
  path: '/api/figures/rows',
  params: nothing,
  query: z
    .object({ ...table, unit: z.string().max(80), column: z.enum(figureColumns), ...pageQuery.shape })
    .refine(isPeriod, periodProblem),
  response: pageOf(caseRow),
  policy: only(...figureReaders),
});
