/** Routes of the statistics: tables of indicators, the rows behind their numbers, files, and saved figures. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { addMonths } from '../../common/plain-date.ts';
import type { Role } from '../../common/roles.ts';
import { actionId, nothing, pageOf, pageQuery, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { dimensions, figureColumns, indicatorKeys } from './indicators.ts';
import { caseColumns, changeReasons } from './snapshot.ts';

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
    .object({
      ...table,
      unit: z.string().max(80).default(''),
      column: z.enum(figureColumns),
      ...pageQuery.shape,
    })
    .refine(isPeriod, periodProblem),
  response: pageOf(caseRow),
  policy: only(...figureReaders),
});

export const fileFormats = ['xlsx', 'csv', 'docx'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** The table with its definition and cut-off as a file. */
export const figuresFile = route({
  ...reading,
  rate: 'heavy',
  id: 'figures.file',
  path: '/api/figures/file',
  params: nothing,
  query: z.object({ ...table, format: z.enum(fileFormats) }).refine(isPeriod, periodProblem),
  response: z.unknown(),
  transfer: 'file',
  policy: only(...figureReaders),
});

const savedFigures = z.object({
  id: uuid,
  title: z.string(),
  from: plainDate,
  to: plainDate,
  asOf: plainDate,
  /** Name of the one agency; null for all of the jurisdiction. */
  agencyName: z.string().nullable(),
  personName: z.string(),
  savedAt: z.string(),
  digest: z.string(),
});
export type SavedFigures = z.output<typeof savedFigures>;

export const listSavedFigures = route({
  ...reading,
  rate: 'read',
  id: 'figures.saved',
  path: '/api/figures/saved',
  params: nothing,
  query: pageQuery,
  response: pageOf(savedFigures),
  policy: only(...figureReaders),
});

/** Keeps the figures of all indicators as they are known now. */
export const saveFigures = route({
  method: 'POST',
  rate: 'heavy',
  id: 'figures.save',
  path: '/api/figures/saved',
  params: nothing,
  query: nothing,
  body: z.object({ actionId, title: requiredLine(80), ...period }).refine(isPeriod, periodProblem),
  response: z.object({ id: uuid }),
  transfer: 'json',
  audit: 'figures.saved',
  policy: only('legalOfficer', 'agencyHead', 'coordinator', 'justiceOfficer'),
});

const change = z.object({
  key: z.string(),
  before: z.enum(caseColumns).nullable(),
  now: z.enum(caseColumns).nullable(),
  reason: z.enum(changeReasons),
  /** Empty for what is not known any more, or is not this person's to open. */
  subject: z.string(),
  mark: z.string(),
  path: z.string(),
});
export type FigureChange = z.output<typeof change>;

const savedCounts = z.object({ ...counts, value: z.number().nullable() });

/** The saved figures beside the same ones made again now, and why they differ. */
export const compareSavedFigures = route({
  ...reading,
  rate: 'heavy',
  id: 'figures.compare',
  path: '/api/figures/saved/:id',
  params: z.object({ id: uuid }),
  query: nothing,
  response: z.object({
    saved: savedFigures,
    indicators: z.array(
      z.object({
        indicator: z.enum(indicatorKeys),
        before: savedCounts,
        now: savedCounts,
        /** How many cases changed for which reason. */
        reasons: z.array(z.object({ reason: z.enum(changeReasons), cases: z.number().int() })),
        /** The first hundred of them. */
        changes: z.array(change),
      }),
    ),
  }),
  policy: only(...figureReaders),
});
