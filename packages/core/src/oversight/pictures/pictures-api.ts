/** Routes of pictures and of the leaders' brief. Reads only; trends read `figures.table`. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { addMonths } from '../../common/plain-date.ts';
import { nothing, pageOf, pageQuery, plainDate, uuid } from '../../common/schemas.ts';
import { figureReaders } from '../figures/figures-api.ts';
import { indicatorKeys } from '../figures/indicators.ts';
import { funnelStages } from './funnel.ts';

const reading = { method: 'GET', params: nothing, body: nothing, audit: null } as const;

const period = { from: plainDate, to: plainDate, agencyId: uuid.optional() };
/** Longer periods are no pictures. */
const isPeriod = (of: { from: string; to: string }): boolean =>
  of.from <= of.to && of.to < addMonths(of.from, 24);
const periodProblem = { message: 'figures.period_invalid', path: ['to'] };

export const pictureHeat = route({
  ...reading,
  transfer: 'json',
  rate: 'heavy',
  id: 'pictures.heat',
  path: '/api/oversight/pictures/heat',
  query: z.object({ ...period, indicator: z.enum(indicatorKeys) }).refine(isPeriod, periodProblem),
  response: z.object({
    asOf: plainDate,
    /** Months, each with the part of it that the period covers. */
    months: z.array(z.object({ month: z.string(), from: plainDate, to: plainDate })),
    areas: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        /** One per month. */
        cells: z.array(
          z.object({
            numerator: z.number().int(),
            denominator: z.number().int(),
            value: z.number().nullable(),
          }),
        ),
      }),
    ),
    hasRows: z.boolean(),
  }),
  policy: only(...figureReaders),
});

export const pictureFunnel = route({
  ...reading,
  transfer: 'json',
  rate: 'heavy',
  id: 'pictures.funnel',
  path: '/api/oversight/pictures/funnel',
  query: z.object(period).refine(isPeriod, periodProblem),
  response: z.object({
    asOf: plainDate,
    stages: z.array(z.object({ stage: z.enum(funnelStages), count: z.number().int() })),
    /** Not owed to the public: they stand beside the last stage. */
    exempt: z.number().int(),
    /** Void, replaced, cancelled or withdrawn: they stand beside the first. */
    void: z.number().int(),
    hasRows: z.boolean(),
  }),
  policy: only(...figureReaders),
});

export const pictureCalendar = route({
  ...reading,
  transfer: 'json',
  rate: 'heavy',
  id: 'pictures.calendar',
  path: '/api/oversight/pictures/calendar',
  query: z.object({ year: z.coerce.number().int().min(2000).max(2100), agencyId: uuid.optional() }),
  response: z.object({
    asOf: plainDate,
    days: z.array(z.object({ day: plainDate, count: z.number().int() })),
    hasRows: z.boolean(),
  }),
  policy: only(...figureReaders),
});

const visitRow = z.object({
  key: z.string(),
  agencyName: z.string(),
  /** Empty while the list is sealed. */
  subject: z.string(),
  mark: z.string(),
  day: plainDate.nullable(),
  path: z.string(),
});
export type PictureRow = z.output<typeof visitRow>;

/** What stands behind a stage of the funnel, or behind a day of the calendar. */
export const pictureRows = route({
  ...reading,
  transfer: 'json',
  rate: 'read',
  id: 'pictures.rows',
  path: '/api/oversight/pictures/rows',
  query: z
    .object({ ...period, of: z.enum([...funnelStages, 'exempt', 'void', 'day']), ...pageQuery.shape })
    .refine(isPeriod, periodProblem),
  response: pageOf(visitRow),
  policy: only(...figureReaders),
});
