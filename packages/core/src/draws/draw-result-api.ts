/** Office routes of what follows a draw: record, signed scan, replacement, recusal, void, redraw, release, closing. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { actionId, nothing, paragraph, requiredLine, sha256Hex, uuid } from '../common/schemas.ts';
import { voidReasons } from './ceremony.ts';
import { drawId, drawLeads, drawReaders, secondPerson } from './draw-api.ts';
import { drawSettings } from './draw-task.ts';
import { drawRecordView, drawView, ticketLane } from './draw-views.ts';

/** A business section's desk may take the decision of a second person; who may decide is asked of that person. */
const approvers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness');
const act = z.object({ actionId });
const secondAct = act.extend({ second: secondPerson });
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

/** Why an object or a person steps out after the draw. */
export const replacementReasons = ['closedDown', 'moved', 'deregistered', 'duplicate', 'outOfScope'] as const;
export const recusalReasons = [
  'interest',
  'onLeave',
  'transferred',
  'certificateInvalid',
  'ill',
  'other',
] as const;

export const getDrawRecord = route({
  ...reading,
  id: 'draws.record',
  path: '/api/draws/:id/record',
  params: drawId,
  query: nothing,
  response: drawRecordView,
  policy: drawReaders,
});
export const getTicketStrip = route({
  ...reading,
  id: 'draws.ticketStrip',
  path: '/api/draws/:id/tickets',
  params: drawId,
  query: nothing,
  response: z.object({ lanes: z.array(ticketLane) }),
  policy: drawReaders,
});
/** The bundle as far as it may be known now; the office gets the same bytes as the public. */
export const downloadBundle = route({
  ...reading,
  id: 'draws.bundle',
  path: '/api/draws/:id/bundle',
  params: drawId,
  query: nothing,
  transfer: 'file',
  response: z.unknown(),
  policy: drawReaders,
});
/** A receipt with salt, to be printed on the inspection notice of a drawn object. */
export const getReceipt = route({
  ...reading,
  id: 'draws.receipt',
  path: '/api/draws/:id/receipts/:objectId',
  params: z.object({ id: uuid, objectId: uuid }),
  query: nothing,
  response: z.object({ receipt: z.unknown() }),
  policy: drawLeads,
});
/** A photo or scan that backs a void or an amendment: PDF, PNG or JPEG. */
export const uploadEvidence = route({
  id: 'draws.uploadEvidence',
  method: 'POST',
  path: '/api/draws/:id/evidence',
  params: drawId,
  query: act,
  body: nothing,
  transfer: 'upload',
  response: z.object({ sha256: sha256Hex, size: z.number().int() }),
  policy: drawLeads,
  audit: 'draw.evidence_stored',
  rate: 'upload',
});
/** The record as signed by those present, scanned or photographed. */
export const uploadSignedRecord = route({
  id: 'draws.uploadSignedRecord',
  method: 'POST',
  path: '/api/draws/:id/signed-record',
  params: drawId,
  query: act,
  body: nothing,
  transfer: 'upload',
  response: drawView,
  policy: drawLeads,
  audit: 'draw.recorded',
  rate: 'upload',
});
export const downloadSignedRecord = route({
  ...reading,
  id: 'draws.signedRecord',
  path: '/api/draws/:id/signed-record',
  params: drawId,
  query: nothing,
  transfer: 'file',
  response: z.unknown(),
  policy: drawReaders,
});
export const releaseDraw = route({
  ...writing,
  id: 'draws.release',
  path: '/api/draws/:id/release',
  params: drawId,
  body: act,
  response: drawView,
  policy: only('legalOfficer'),
  audit: 'draw.released',
});
export const closeDraw = route({
  ...writing,
  id: 'draws.close',
  path: '/api/draws/:id/closing',
  params: drawId,
  body: act,
  response: drawView,
  policy: drawLeads,
  audit: 'draw.closed',
});

const grounds = { text: paragraph(1000), evidenceSha256: sha256Hex };
export const proposeVoid = route({
  ...writing,
  id: 'draws.proposeVoid',
  path: '/api/draws/:id/void-proposal',
  params: drawId,
  body: act.extend({ reason: z.enum(voidReasons), ...grounds }),
  response: drawView,
  policy: drawLeads,
  audit: 'draw.void_proposed',
});
export const refuseVoid = route({
  ...writing,
  id: 'draws.refuseVoid',
  path: '/api/draws/:id/void-refusal',
  params: drawId,
  body: secondAct,
  response: drawView,
  policy: approvers,
  audit: 'draw.void_refused',
});
/** A person from outside the operating unit; the void stays on the public list for ever. */
export const approveVoid = route({
  ...writing,
  id: 'draws.approveVoid',
  path: '/api/draws/:id/void',
  params: drawId,
  body: secondAct,
  response: drawView,
  policy: approvers,
  audit: 'draw.voided',
});
/** A new attempt of a voided draw; what the void attempt drew is carried over where its seed was computable. */
export const redraw = route({
  ...writing,
  id: 'draws.redraw',
  path: '/api/draws/:id/redraw',
  params: drawId,
  body: act.extend({ settings: drawSettings }),
  response: drawView,
  policy: drawLeads,
  audit: 'draw.created',
});
export const proposeReplacement = route({
  ...writing,
  id: 'draws.proposeReplacement',
  path: '/api/draws/:id/replacements',
  params: drawId,
  body: act.extend({ c: sha256Hex, reason: z.enum(replacementReasons), ...grounds }),
  response: drawView,
  policy: drawLeads,
  audit: 'draw.replacement_proposed',
});
export const proposeRecusal = route({
  ...writing,
  id: 'draws.proposeRecusal',
  path: '/api/draws/:id/recusals',
  params: drawId,
  body: act.extend({
    c: sha256Hex,
    group: z.number().int().min(0).max(100),
    k: z.number().int().min(0).max(100),
    reason: z.enum(recusalReasons),
    ...grounds,
  }),
  response: drawView,
  policy: drawLeads,
  audit: 'draw.recusal_proposed',
});
const amendmentId = z.object({ id: uuid, amendmentId: uuid });
export const approveAmendment = route({
  ...writing,
  id: 'draws.approveAmendment',
  path: '/api/draws/:id/amendments/:amendmentId/approval',
  params: amendmentId,
  body: secondAct,
  response: drawView,
  policy: approvers,
  audit: 'draw.amended',
});
export const refuseAmendment = route({
  ...writing,
  id: 'draws.refuseAmendment',
  path: '/api/draws/:id/amendments/:amendmentId/refusal',
  params: amendmentId,
  body: secondAct.extend({ note: requiredLine(200) }),
  response: drawView,
  policy: approvers,
  audit: 'draw.amendment_refused',
});

export const drawResultApi = [
  getDrawRecord,
  getTicketStrip,
  downloadBundle,
  getReceipt,
  uploadEvidence,
  uploadSignedRecord,
  downloadSignedRecord,
  releaseDraw,
  closeDraw,
  proposeVoid,
  refuseVoid,
  approveVoid,
  redraw,
  proposeReplacement,
  proposeRecusal,
  approveAmendment,
  refuseAmendment,
] as const;
