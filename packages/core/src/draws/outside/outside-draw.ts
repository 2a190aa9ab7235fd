/**
 * Draws that the province's platform made: imported by file, marked as not verifiable here, listed, published and exported
 * like our own. Whether an agency may draw here at all where that platform is the prescribed one is recorded too.
 */
import { z } from 'zod';
import { anyone, only, route, signedIn } from '../../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';

/** Whether the province's platform is the prescribed one, and the document that designates this installation beside it. */
export const designation = z
  .object({
    prescribed: z.boolean(),
    platformName: line(80).default(''),
    document: z
      .object({
        title: requiredLine(200),
        number: line(80).default(''),
        issuer: requiredLine(120),
        day: plainDate,
      })
      .nullable()
      .default(null),
  })
  .refine(({ prescribed, platformName }) => !prescribed || platformName !== '', {
    message: 'draw.platform_name_missing',
    path: ['platformName'],
  });
export type Designation = z.output<typeof designation>;
/** Before anything is recorded no platform is prescribed. */
export const noDesignation: Designation = { prescribed: false, platformName: '', document: null };

export function mayDrawHere({ prescribed, document }: Designation): boolean {
  return !prescribed || document !== null;
}

export const outsideMember = z.object({ name: z.string(), certificate: z.string(), agency: z.string() });
export type OutsideMember = z.output<typeof outsideMember>;
export const outsideRow = z.object({
  objectName: z.string(),
  objectCode: z.string(),
  address: z.string(),
  team: z.array(outsideMember),
  result: z.string(),
});
export type OutsideRow = z.output<typeof outsideRow>;

/** Most objects of one imported list. */
export const mostOutsideRows = 5000;

export const outsideFields = z
  .object({
    platformName: requiredLine(80),
    number: requiredLine(80),
    title: requiredLine(200),
    itemName: requiredLine(300),
    planNumber: line(80).default(''),
    drawnOn: plainDate,
    windowFrom: plainDate,
    windowTo: plainDate,
  })
  .refine(({ windowFrom, windowTo }) => windowFrom <= windowTo, {
    message: 'draw.window_reversed',
    path: ['windowTo'],
  });
export type OutsideFields = z.output<typeof outsideFields>;

export const outsideSummary = z.object({
  id: uuid,
  platformName: z.string(),
  number: z.string(),
  title: z.string(),
  itemName: z.string(),
  planNumber: z.string(),
  agencyName: z.string(),
  drawnOn: plainDate,
  windowFrom: plainDate,
  windowTo: plainDate,
  objects: z.number().int(),
  importedBy: z.string(),
  importedAt: instant,
  releasedAt: instant.nullable(),
});
export type OutsideSummary = z.output<typeof outsideSummary>;
export const outsideView = outsideSummary.extend({
  fileName: z.string(),
  fileSha256: z.string(),
  rows: z.array(outsideRow.extend({ objectId: uuid.nullable() })),
});
export type OutsideView = z.output<typeof outsideView>;
/** Names of inspected objects, and nobody's of the teams: personal data stays inside. */
export const publicOutside = outsideSummary
  .omit({ importedBy: true, planNumber: true })
  .extend({ rows: z.array(z.object({ objectName: z.string(), objectCode: z.string() })).nullable() });
export type PublicOutside = z.output<typeof publicOutside>;

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor');
const leads = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;

export const getDesignation = route({
  ...reading,
  id: 'draws.designation',
  path: '/api/draw-designation',
  params: nothing,
  query: nothing,
  response: designation.safeExtend({ version: z.number().int(), changedAt: instant.nullable() }),
  policy: signedIn,
});
/** `version` is the one that was read, 0 before the first. */
export const setDesignation = route({
  id: 'draws.setDesignation',
  method: 'PUT',
  path: '/api/draw-designation',
  params: nothing,
  query: nothing,
  body: z.object({ actionId, version: z.number().int().min(0), designation }),
  response: designation.safeExtend({ version: z.number().int(), changedAt: instant.nullable() }),
  transfer: 'json',
  policy: only('administrator'),
  audit: 'draw.designation_set',
  rate: 'write',
});
export const listOutsideDraws = route({
  ...reading,
  id: 'outsideDraws.list',
  path: '/api/outside-draws',
  params: nothing,
  query: pageQuery,
  response: pageOf(outsideSummary),
  policy: readers,
});
export const getOutsideDraw = route({
  ...reading,
  id: 'outsideDraws.get',
  path: '/api/outside-draws/:id',
  params: byId,
  query: nothing,
  response: outsideView,
  policy: readers,
});
/** Reads the file and writes nothing. */
export const previewOutsideDraw = route({
  id: 'outsideDraws.preview',
  method: 'POST',
  path: '/api/outside-draw-previews',
  params: nothing,
  query: nothing,
  body: z.object({}),
  response: z.object({ rows: z.array(outsideRow), unread: z.array(z.number().int()) }),
  transfer: 'upload',
  policy: leads,
  audit: null,
  rate: 'upload',
});
export const importOutsideDraw = route({
  id: 'outsideDraws.import',
  method: 'POST',
  path: '/api/outside-draws',
  params: nothing,
  query: nothing,
  body: outsideFields.safeExtend({ actionId }),
  response: outsideView,
  transfer: 'upload',
  policy: leads,
  audit: 'draw.outside_imported',
  rate: 'upload',
});
/** From now on the public page names the objects. */
export const releaseOutsideDraw = route({
  id: 'outsideDraws.release',
  method: 'POST',
  path: '/api/outside-draws/:id/release',
  params: byId,
  query: nothing,
  body: z.object({ actionId }),
  response: outsideView,
  transfer: 'json',
  policy: only('legalOfficer'),
  audit: 'draw.outside_released',
  rate: 'write',
});
/** The list in the columns of the dispatch sheet (派发单), as XLSX. */
export const exportOutsideDraw = route({
  ...reading,
  id: 'outsideDraws.export',
  path: '/api/outside-draws/:id/list.xlsx',
  params: byId,
  query: nothing,
  response: z.unknown(),
  transfer: 'file',
  policy: readers,
});
export const listPublicOutside = route({
  ...reading,
  id: 'publicOutsideDraws.list',
  path: '/api/public/outside-draws',
  params: nothing,
  query: pageQuery,
  response: pageOf(publicOutside),
  policy: anyone,
  rate: 'public',
});

export const outsideApi = [
  getDesignation,
  setDesignation,
  listOutsideDraws,
  getOutsideDraw,
  previewOutsideDraw,
  importOutsideDraw,
  releaseOutsideDraw,
  exportOutsideDraw,
  listPublicOutside,
];
