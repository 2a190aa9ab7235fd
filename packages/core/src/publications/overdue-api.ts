/** Routes of 逾期未公示: the portal's own count, and the same in the office with what is about to be late. */
import { z } from 'zod';
import { anyone, only, route } from '../common/api.ts';
import { nothing, plainDate, uuid } from '../common/schemas.ts';
import { warningStages } from './publication.ts';
import { publicationReaders } from './publication-api.ts';

const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;

const count = z.object({
  agencyId: uuid,
  agencyName: z.string(),
  taskId: uuid,
  taskNumber: z.string(),
  taskName: z.string(),
  overdue: z.number().int(),
  earliestDue: plainDate,
});

/** 逾期未公示: what the portal counts by itself; agency and task, never a unit (P-04). */
export const publicOverdue = route({
  ...reading,
  rate: 'public',
  id: 'public.overdue',
  path: '/api/public/overdue-results',
  params: nothing,
  query: z.object({ agencyId: uuid.optional() }),
  response: z.object({ asOf: plainDate, total: z.number().int(), rows: z.array(count) }),
  policy: anyone,
});

/** The same in the office for the own agency, with those that are about to be late. */
export const ownOverdue = route({
  ...reading,
  id: 'publications.overdue',
  path: '/api/publication-overdue',
  params: nothing,
  query: nothing,
  response: z.object({
    asOf: plainDate,
    rows: z.array(count),
    /** Warned of today: five, three, one working day before, on the day, after. */
    warnings: z.array(z.object({ stage: z.enum(warningStages), count: z.number().int() })),
    /** Results that are due and not entered or reviewed yet, so that nothing is prepared. */
    notPrepared: z.array(
      z.object({
        inspectionId: uuid,
        objectName: z.string(),
        taskNumber: z.string(),
        dueOn: plainDate,
        daysLeft: z.number().int(),
        stage: z.string(),
      }),
    ),
  }),
  policy: only(...publicationReaders),
});
