/** Routes of the customary ledgers: the first rows on the page, the whole as a file. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { addMonths } from '../../common/plain-date.ts';
import { nothing, plainDate, uuid } from '../../common/schemas.ts';
import { customaryLedgers } from './ledger.ts';

export const ledgerReaders = [
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'coordinator',
  'auditor',
] as const;
const reading = { method: 'GET', params: nothing, body: nothing, rate: 'heavy' } as const;

const asked = {
  ledger: z.enum(customaryLedgers),
  from: plainDate,
  to: plainDate,
  /** Left out: the own agency; for those who oversee, all of the jurisdiction. */
  agencyId: uuid.optional(),
};
const isPeriod = (of: { from: string; to: string }): boolean =>
  of.from <= of.to && of.to <= addMonths(of.from, 60);
const periodProblem = { message: 'ledger.period_invalid', path: ['to'] };

export const previewLedger = route({
  ...reading,
  id: 'customaryLedgers.preview',
  path: '/api/oversight/ledgers',
  query: z.object(asked).refine(isPeriod, periodProblem),
  transfer: 'json',
  response: z.object({
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    count: z.number().int(),
    /** To choose from; empty for those who see their own agency only. */
    agencies: z.array(z.object({ id: uuid, name: z.string() })),
  }),
  policy: only(...ledgerReaders),
  audit: null,
});

export const exportLedger = route({
  ...reading,
  id: 'customaryLedgers.export',
  path: '/api/oversight/ledgers/file',
  query: z.object({ ...asked, format: z.enum(['xlsx', 'csv']) }).refine(isPeriod, periodProblem),
  transfer: 'file',
  response: nothing,
  policy: only(...ledgerReaders),
  audit: 'customaryLedger.exported',
});
