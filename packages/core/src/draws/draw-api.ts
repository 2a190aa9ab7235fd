/**
 * Office routes of a draw: task, check, seal, ceremony and the draw itself. What follows the draw stands in
 * `draw-result-api.ts`, the parties' phones in `ceremony-api.ts`, the public in `public-draw-api.ts`.
 * A second person may act on the same screen by giving name and password in `second`; the write is then theirs.
 */
import { z } from 'zod';
import { only, route, signedIn } from '../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  requiredLine,
  uuid,
} from '../common/schemas.ts';
import { drawStates } from './ceremony.ts';
import { attendee, drawPolicy, drawSettings } from './draw-task.ts';
import { drawPreview, drawSummary, drawView } from './draw-views.ts';

export const drawId = z.object({ id: uuid });
export const drawReaders = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor');
export const drawLeads = only('legalOfficer', 'sectionOfficer');
const sealers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness');

/** Name and password of a second person at the same screen. */
export const secondPerson = z
  .object({ username: requiredLine(80), password: z.string().min(1).max(200) })
  .optional();
const act = z.object({ actionId });
const secondAct = act.extend({ second: secondPerson });

const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

export const listDraws = route({
  ...reading,
  id: 'draws.list',
  path: '/api/draws',
  params: nothing,
  query: pageQuery.extend({ state: z.enum(drawStates).optional() }),
  response: pageOf(drawSummary),
  policy: drawReaders,
});
export const getDraw = route({
  ...reading,
  id: 'draws.get',
  path: '/api/draws/:id',
  params: drawId,
  query: nothing,
  response: drawView,
  policy: drawReaders,
});
export const createDraw = route({
  ...writing,
  id: 'draws.create',
  path: '/api/draws',
  params: nothing,
  body: act.extend({ settings: drawSettings }),
  response: drawView,
  policy: drawLeads,
  audit: 'draw.created',
});
/** `version` is the one that was read: somebody else's edit in between is refused, not overwritten. */
export const editDraw = route({
  ...writing,
  method: 'PUT',
  id: 'draws.edit',
  path: '/api/draws/:id',
  params: drawId,
  body: act.extend({ version: z.number().int().min(1), settings: drawSettings }),
  response: drawView,
  policy: drawLeads,
  audit: 'draw.edited',
});
/** Agencies of this installation that may be invited, with their codes. */
export const listPartners = route({
  ...reading,
  id: 'draws.partners',
  path: '/api/draw-partners',
  params: nothing,
  query: nothing,
  response: z.object({
    rows: z.array(z.object({ agencyId: uuid, name: z.string(), code: z.string(), own: z.boolean() })),
  }),
  policy: drawReaders,
});
export const listInvitations = route({
  ...reading,
  id: 'draws.invitations',
  path: '/api/draw-invitations',
  params: nothing,
  query: nothing,
  response: z.object({
    rows: z.array(
      drawSummary.extend({
        participation: z.enum(['invited', 'confirmed', 'declined']),
        inspectorCount: z.number().int().nullable(),
      }),
    ),
  }),
  policy: drawReaders,
});
/** A participating agency names its people: `inspectorIds` null = everyone active with a valid certificate. */
export const answerInvitation = route({
  ...writing,
  id: 'draws.answerInvitation',
  path: '/api/draws/:id/participation',
  params: drawId,
  body: act.extend({
    answer: z.enum(['confirmed', 'declined']),
    inspectorIds: z.array(uuid).min(1).max(20_000).nullable().default(null),
    /** A body outside the platform for which its representative answers, with the number of its letter. */
    forAgencyId: uuid.nullable().default(null),
    letter: line(80).default(''),
  }),
  response: drawView,
  policy: drawLeads,
  audit: 'draw.participation_answered',
});

/** Base, ratio, exact product, targets, warnings, feasibility. Never computed with the real seed, which does not exist yet. */
export const previewDraw = route({
  ...reading,
  id: 'draws.preview',
  path: '/api/draws/:id/preview',
  params: drawId,
  query: nothing,
  response: drawPreview,
  policy: drawReaders,
  rate: 'heavy',
});
/** The same of settings that are still being typed: nothing is saved. `drawId` = the task they are to change. */
export const previewSettings = route({
  ...writing,
  id: 'draws.previewSettings',
  path: '/api/draw-previews',
  params: nothing,
  body: z.object({ drawId: uuid.nullable().default(null), settings: drawSettings }),
  response: drawPreview,
  policy: drawLeads,
  audit: null,
  rate: 'heavy',
});
/** A task as plan entry and rule book would make it; nothing is saved. */
export const prefillDraw = route({
  ...reading,
  id: 'draws.prefill',
  path: '/api/draw-prefills/:entryId',
  params: z.object({ entryId: uuid }),
  query: nothing,
  /** `unmatched`: bodies outside the platform that are not entered as assisting bodies yet. */
  response: z.object({ settings: drawSettings, unmatched: z.array(z.string()) }),
  policy: drawLeads,
});
/** Confirms the check page; refused while a finding blocks. */
export const checkDraw = route({
  ...writing,
  id: 'draws.check',
  path: '/api/draws/:id/check',
  params: drawId,
  body: act,
  response: drawView,
  policy: drawLeads,
  audit: 'draw.checked',
  rate: 'heavy',
});
/** First person: the registers are taken as one snapshot and hashed. */
export const proposeSeal = route({
  ...writing,
  id: 'draws.proposeSeal',
  path: '/api/draws/:id/seal-proposal',
  params: drawId,
  body: act,
  response: drawView,
  policy: drawLeads,
  audit: 'draw.seal_proposed',
  rate: 'heavy',
});
export const withdrawSeal = route({
  ...writing,
  id: 'draws.withdrawSeal',
  path: '/api/draws/:id/seal-withdrawal',
  params: drawId,
  body: act,
  response: drawView,
  policy: drawLeads,
  audit: 'draw.seal_withdrawn',
});
/** Second person: the snapshot becomes the seal, gets its number and enters the public log. */
export const confirmSeal = route({
  ...writing,
  id: 'draws.confirmSeal',
  path: '/api/draws/:id/seal',
  params: drawId,
  body: secondAct,
  response: drawView,
  policy: sealers,
  audit: 'draw.sealed',
});
export const attendDraw = route({
  ...writing,
  id: 'draws.attend',
  path: '/api/draws/:id/attendees',
  params: drawId,
  body: act.extend({ attendee }),
  response: drawView,
  policy: sealers,
  audit: 'draw.attended',
});
/** Addresses for the parties' phones, one per party; shown as QR codes. */
export const listPartyLinks = route({
  ...reading,
  id: 'draws.partyLinks',
  path: '/api/draws/:id/party-links',
  params: drawId,
  query: nothing,
  response: z.object({
    rows: z.array(z.object({ j: z.number().int(), role: z.string(), path: z.string() })),
  }),
  policy: sealers,
});

const sourceIndex = z.number().int().min(0).max(50);
/** 64 hex digits or 52 Base32 letters in groups, as a slip shows them. */
export const digestText = z.string().min(52).max(120);

/** A commitment that a party made on its own device and brought on a paper slip. */
export const typeCommitment = route({
  ...writing,
  id: 'draws.typeCommitment',
  path: '/api/draws/:id/commitments',
  params: drawId,
  body: act.extend({
    j: sourceIndex,
    commitment: digestText,
    madeOn: z.enum(['slip', 'here']).default('slip'),
  }),
  response: drawView,
  policy: sealers,
  audit: 'draw.committed',
});
/** One of two independent typings of what was read out. `differed` = both are void and typed again. */
export const typeNumber = route({
  ...writing,
  id: 'draws.typeNumber',
  path: '/api/draws/:id/numbers',
  params: drawId,
  body: secondAct.extend({ j: sourceIndex, text: z.string().min(1).max(200) }),
  response: z.object({ outcome: z.enum(['numberTyped', 'numberDiffered', 'numberRead']), draw: drawView }),
  policy: sealers,
  audit: 'draw.number_typed',
});
export const typeReveal = route({
  ...writing,
  id: 'draws.typeReveal',
  path: '/api/draws/:id/reveals',
  params: drawId,
  body: act.extend({ j: sourceIndex, nonce: digestText }),
  response: drawView,
  policy: sealers,
  audit: 'draw.revealed',
});
export const missReveal = route({
  ...writing,
  id: 'draws.missReveal',
  path: '/api/draws/:id/missing-reveals',
  params: drawId,
  body: act.extend({ j: sourceIndex, reason: requiredLine(200) }),
  response: drawView,
  policy: drawLeads,
  audit: 'draw.reveal_missed',
});
/** 96 hex digits of the sealed beacon round, scanned or typed; checked offline. */
export const recordBeacon = route({
  ...writing,
  id: 'draws.recordBeacon',
  path: '/api/draws/:id/beacon',
  params: drawId,
  body: act.extend({ signature: line(200) }),
  response: drawView,
  policy: sealers,
  audit: 'draw.beacon_recorded',
});
/** Computes objects and inspectors in one go. There is no second time for one seal. */
export const drawNow = route({
  ...writing,
  id: 'draws.draw',
  path: '/api/draws/:id/draw',
  params: drawId,
  body: act,
  response: drawView,
  policy: drawLeads,
  audit: 'draw.drawn',
  rate: 'heavy',
});

/** The agency's rule book for draws. */
export const getDrawPolicy = route({
  ...reading,
  id: 'draws.policy',
  path: '/api/draw-policy',
  params: nothing,
  query: nothing,
  response: drawPolicy.extend({ changedAt: instant.nullable() }),
  policy: signedIn,
});
export const setDrawPolicy = route({
  ...writing,
  method: 'PUT',
  id: 'draws.setPolicy',
  path: '/api/draw-policy',
  params: nothing,
  body: act.extend({ policy: drawPolicy }),
  response: drawPolicy.extend({ changedAt: instant.nullable() }),
  policy: only('legalOfficer', 'agencyHead'),
  audit: 'draw.policy_set',
});

export const drawOfficeApi = [
  listDraws,
  getDraw,
  createDraw,
  editDraw,
  listPartners,
  listInvitations,
  answerInvitation,
  previewDraw,
  previewSettings,
  prefillDraw,
  checkDraw,
  proposeSeal,
  withdrawSeal,
  confirmSeal,
  attendDraw,
  listPartyLinks,
  typeCommitment,
  typeNumber,
  typeReveal,
  missReveal,
  recordBeacon,
  drawNow,
  getDrawPolicy,
  setDrawPolicy,
] as const;
