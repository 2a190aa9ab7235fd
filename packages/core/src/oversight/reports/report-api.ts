/** Routes of the reports: made for a period, written on, issued, taken out. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, instant, nothing, plainDate, uuid } from '../../common/schemas.ts';
import { reportPeriods, reportTexts } from './report.ts';

export const reportAuthors = ['legalOfficer', 'agencyHead', 'coordinator'] as const;
export const reportReaders = [...reportAuthors, 'sectionOfficer', 'auditor'] as const;
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, audit: null, transfer: 'json' } as const;
const writing = { query: nothing, transfer: 'json', policy: only(...reportAuthors) } as const;
const version = z.number().int().min(1);

const row = z.object({
  id: uuid,
  period: z.enum(reportPeriods),
  from: plainDate,
  to: plainDate,
  edition: z.number().int(),
  state: z.enum(['draft', 'issued']),
  title: z.string(),
  createdName: z.string(),
  issuedName: z.string().nullable(),
  issuedAt: instant.nullable(),
  version,
});
export type ReportRow = z.output<typeof row>;

/** The newest two hundred of the own agency. */
export const listReports = route({
  ...reading,
  id: 'reports.list',
  path: '/api/oversight/reports',
  params: nothing,
  query: nothing,
  response: z.object({ rows: z.array(row) }),
  policy: only(...reportReaders),
  rate: 'read',
});

const detail = row.extend({
  texts: reportTexts,
  asOf: plainDate,
  digest: z.string().nullable(),
  sections: z.array(z.object({ head: z.string(), paragraphs: z.array(z.string()) })),
  table: z.object({ heads: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  notes: z.array(z.string()),
});
export type ReportDetail = z.output<typeof detail>;

export const showReport = route({
  ...reading,
  id: 'reports.show',
  path: '/api/oversight/reports/:id',
  params: byId,
  query: nothing,
  response: detail,
  policy: only(...reportReaders),
  rate: 'heavy',
});

const changed = z.object({ id: uuid, version });

/** A draft of the period in which `day` lies; a further edition where one was issued. */
export const createReport = route({
  ...writing,
  id: 'reports.create',
  method: 'POST',
  path: '/api/oversight/reports',
  params: nothing,
  body: z.object({ actionId, period: z.enum(reportPeriods), day: plainDate }),
  response: changed,
  audit: 'report.created',
  rate: 'write',
});

export const saveReport = route({
  ...writing,
  id: 'reports.save',
  method: 'PUT',
  path: '/api/oversight/reports/:id',
  params: byId,
  body: z.object({ actionId, version, texts: reportTexts }),
  response: changed,
  audit: 'report.changed',
  rate: 'write',
});

export const issueReport = route({
  ...writing,
  id: 'reports.issue',
  method: 'POST',
  path: '/api/oversight/reports/:id/issue',
  params: byId,
  body: z.object({ actionId, version }),
  response: changed.extend({ digest: z.string() }),
  audit: 'report.issued',
  rate: 'heavy',
});

export const printReport = route({
  ...reading,
  id: 'reports.paper',
  path: '/api/oversight/reports/:id/paper',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']).default('docx') }),
  transfer: 'file',
  response: nothing,
  policy: only(...reportReaders),
  rate: 'heavy',
});
