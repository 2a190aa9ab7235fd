/**
 * The public page of a rectification order: who has the code printed on it sees what the enterprise itself was told, and
 * reports with text and photographs. Nothing of other enterprises, nothing of the office.
 */
import { z } from 'zod';
import { anyone, route } from '../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../common/schemas.ts';
import { followupStates } from './followup.ts';

/** Largest file, bytes; files of one report; of one order altogether. */
export const proofMaxBytes = 10 * 1024 * 1024;
export const proofFilesPerReport = 5;
export const proofFilesPerOrder = 60;
/** Reports of one order through its page; more go to the office. */
export const reportsPerOrder = 20;
export const proofTypes = ['.jpg', '.jpeg', '.png', '.pdf'] as const;

/** 16 hexadecimal digits, as typed: groups and case do not matter. */
export const orderCodeTyped = z
  .string()
  .max(40)
  .transform((text) => text.toLowerCase().replaceAll(/[\s-]/g, ''))
  .refine((text) => /^[0-9a-f]{16}$/.test(text), { message: 'rectify.code_invalid' });

export const publicOrder = z.object({
  agencyName: z.string(),
  agencyPhone: z.string(),
  objectName: z.string(),
  number: z.string(),
  issuedOn: plainDate,
  measures: z.string(),
  problems: z.array(
    z.object({
      findingId: uuid,
      text: z.string(),
      clauses: z.array(z.object({ law: z.string(), article: z.string() })),
      dueOn: plainDate.nullable(),
      daysLeft: z.number().int().nullable(),
      state: z.enum(followupStates),
      /** May still be reported. */
      isOpen: z.boolean(),
    }),
  ),
  reports: z.array(
    z.object({
      at: instant,
      personName: z.string(),
      source: z.enum(['portal', 'office']),
      items: z.array(z.object({ findingId: uuid, text: z.string() })),
      files: z.number().int(),
    }),
  ),
  filesLeft: z.number().int(),
});
export type PublicOrder = z.output<typeof publicOrder>;

const byCode = z.object({ code: orderCodeTyped });

export const getPublicOrder = route({
  id: 'publicRectifications.get',
  method: 'GET',
  path: '/api/public/rectifications/:code',
  params: byCode,
  query: nothing,
  body: nothing,
  response: publicOrder,
  transfer: 'json',
  policy: anyone,
  audit: null,
  rate: 'public',
});
/** One file of a report that is being written; `reportId` is made by the page. */
export const addProofFile = route({
  id: 'publicRectifications.addFile',
  method: 'POST',
  path: '/api/public/rectifications/:code/files',
  params: byCode,
  query: nothing,
  body: z.object({ actionId, reportId: uuid, findingId: uuid }),
  response: z.object({ fileId: uuid }),
  transfer: 'upload',
  policy: anyone,
  audit: 'rectification.file_added',
  rate: 'upload',
});
export const reportRectification = route({
  id: 'publicRectifications.report',
  method: 'POST',
  path: '/api/public/rectifications/:code/reports',
  params: byCode,
  query: nothing,
  body: z.object({
    actionId,
    reportId: uuid,
    personName: requiredLine(60),
    phone: line(40),
    items: z
      .array(
        z.object({
          findingId: uuid,
          text: paragraph(2000).refine((text) => text.length > 0, { message: 'text.required' }),
        }),
      )
      .min(1)
      .max(60),
  }),
  response: z.object({ reportedAt: instant, recheckDueOn: plainDate.nullable() }),
  transfer: 'json',
  policy: anyone,
  audit: 'rectification.reported',
  rate: 'upload',
});
