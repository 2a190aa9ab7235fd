/** Routes of the check sheets: templates, versions and their way, import, merged sheets, papers. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { documentStepBody } from '../../common/document-flow.ts';
import { actionId, nothing, requiredLine, uuid } from '../../common/schemas.ts';
import { publishedSheet, sheetContent, sheetDetail, sheetRow, sheetSection } from './sheet.ts';
import { starterCodes } from './starters/starters.ts';

const readers = only(
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'inspector',
  'witness',
  'auditor',
  'coordinator',
);
const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid }).strict();
const made = z.object({ sheetId: uuid, versionId: uuid });

export const listSheets = route({
  id: 'sheets.list',
  method: 'GET',
  path: '/api/sheets',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ rows: z.array(sheetRow) }),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});

export const listPublishedSheets = route({
  id: 'publishedSheets.list',
  method: 'GET',
  path: '/api/published-sheets',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ rows: z.array(publishedSheet) }),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});

export const getSheetVersion = route({
  id: 'sheetVersions.get',
  method: 'GET',
  path: '/api/sheet-versions/:id',
  params: byId,
  query: nothing,
  body: nothing,
  response: sheetDetail,
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});

/** A new template: empty, or from a starter of the product. */
export const createSheet = route({
  id: 'sheets.create',
  method: 'POST',
  path: '/api/sheets',
  params: nothing,
  query: nothing,
  body: z
    .object({
      actionId,
      name: requiredLine(100),
      industry: requiredLine(60),
      starter: z.enum(starterCodes).nullable().default(null),
    })
    .strict(),
  response: made,
  transfer: 'json',
  policy: editors,
  audit: 'sheet.created',
  rate: 'write',
});

/** The next version as a draft with the content of the latest one. */
export const amendSheet = route({
  id: 'sheets.amend',
  method: 'POST',
  path: '/api/sheets/:id/versions',
  params: byId,
  query: nothing,
  body: z.object({ actionId }).strict(),
  response: made,
  transfer: 'json',
  policy: editors,
  audit: 'sheet.amended',
  rate: 'write',
});

export const saveSheetVersion = route({
  id: 'sheetVersions.save',
  method: 'PUT',
  path: '/api/sheet-versions/:id',
  params: byId,
  query: nothing,
  body: z.object({ actionId, version: z.number().int().min(1), content: sheetContent }).strict(),
  response: z.object({ version: z.number().int() }),
  transfer: 'json',
  policy: editors,
  audit: 'sheet.saved',
  rate: 'write',
});

export const stepSheetVersion = route({
  id: 'sheetVersions.step',
  method: 'POST',
  path: '/api/sheet-versions/:id/steps',
  params: byId,
  query: nothing,
  body: documentStepBody,
  response: z.object({ version: z.number().int() }),
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'sheet.step_taken',
  rate: 'write',
});

/** Reads a spreadsheet and shows its lines; nothing is stored until a draft is saved with them. */
export const readSheetFile = route({
  id: 'sheets.read_file',
  method: 'POST',
  path: '/api/sheet-files',
  params: nothing,
  query: nothing,
  body: z.object({}).strict(),
  response: z.object({
    heads: z.array(z.string()),
    recognised: z.record(z.string(), z.number().int()),
    sections: z.array(sheetSection),
    problems: z.array(z.object({ row: z.number().int(), code: z.string() })),
  }),
  transfer: 'upload',
  policy: editors,
  audit: null,
  rate: 'upload',
});

const jointQuery = z
  .object({
    ids: z
      .string()
      .max(600)
      .transform((text) => text.split(','))
      .pipe(z.array(uuid).min(1).max(12)),
  })
  .strict();

/** One sheet out of several published ones, own or of other agencies of the jurisdiction (R163). */
export const composeSheetVersions = route({
  id: 'sheets.compose',
  method: 'GET',
  path: '/api/joint-sheets',
  params: nothing,
  query: jointQuery,
  body: nothing,
  response: z.object({
    authority: z.string(),
    parts: z.array(z.object({ versionId: uuid, name: z.string(), agency: z.string() })),
    sections: z.array(
      z.object({
        title: z.string(),
        lines: z.array(z.object({ line: sheetSection.shape.lines.element, agencies: z.array(z.string()) })),
      }),
    ),
  }),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});

/** Published sheets of every agency of the jurisdiction, to merge from. */
export const listJurisdictionSheets = route({
  id: 'jointSheets.choices',
  method: 'GET',
  path: '/api/joint-sheets/choices',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ rows: z.array(publishedSheet.extend({ agency: z.string() })) }),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});

const paperQuery = z.object({ format: z.enum(['pdf', 'docx']).default('pdf') }).strict();

export const downloadSheetPaper = route({
  id: 'sheetVersions.paper',
  method: 'GET',
  path: '/api/sheet-versions/:id/paper',
  params: byId,
  query: paperQuery,
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: readers,
  audit: null,
  rate: 'heavy',
});

export const downloadJointPaper = route({
  id: 'jointSheets.paper',
  method: 'GET',
  path: '/api/joint-sheets/paper',
  params: nothing,
  query: jointQuery.extend(paperQuery.shape),
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: readers,
  audit: null,
  rate: 'heavy',
});
