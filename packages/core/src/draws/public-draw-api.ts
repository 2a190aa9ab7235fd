/**
 * What everybody may know of draws: the list with every void for ever, the page of a draw, its evidence bundle and
 * the agency's public draw log. Before the release no name, area, team or salt leaves through these routes;
 * personal data never does.
 */
import { z } from 'zod';
import { anyone, route } from '../common/api.ts';
import {
  instant,
  nothing,
  pageOf,
  pageQuery,
  plainDate,
  requiredLine,
  sha256Hex,
  uuid,
} from '../common/schemas.ts';
import { voidReasons } from './ceremony.ts';
import { drawBasis } from './draw-basis.ts';
import { ticketLane } from './draw-views.ts';

const title = z.object({ zh: z.string(), en: z.string() });
const byId = z.object({ id: uuid });
const reading = {
  method: 'GET',
  body: nothing,
  transfer: 'json',
  policy: anyone,
  audit: null,
  rate: 'public',
} as const;

export const publicDrawSummary = z.object({
  id: uuid,
  title,
  number: z.string(),
  agencyName: z.string(),
  itemName: z.string(),
  joint: z.boolean(),
  targeted: z.boolean(),
  /** `sealed` until the draw, then `drawn`; names only from `released` on. */
  state: z.enum(['sealed', 'drawn', 'infeasible', 'released', 'closed', 'voided']),
  sealedAt: instant,
  drawnAt: instant.nullable(),
  freezeId: sha256Hex,
  objects: z.number().int(),
  drawnCount: z.number().int().nullable(),
  voided: z.object({ reason: z.enum(voidReasons), text: z.string(), at: instant }).nullable(),
});
export type PublicDrawSummary = z.output<typeof publicDrawSummary>;

export const publicDrawView = publicDrawSummary.extend({
  participants: z.array(z.string()),
  basis: drawBasis,
  window: z.object({ from: plainDate, to: plainDate }),
  filterWords: z.array(z.object({ field: z.string(), values: z.array(z.string()) })),
  strata: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      rule: z.enum(['draw', 'all', 'none']),
      base: z.number().int(),
      rate: z.tuple([z.number().int(), z.number().int()]).nullable(),
      round: z.string().nullable(),
      product: z.string().nullable(),
      target: z.number().int(),
      reason: z.string().nullable(),
    }),
  ),
  inspectors: z.number().int(),
  pairs: z.number().int(),
  freezeDisplay: z.string(),
  sources: z.array(
    z.object({
      kind: z.enum(['party', 'digits', 'lottery', 'drand']),
      label: z.string(),
      value: z.string().nullable(),
    }),
  ),
  entropyBits: z.number().int().nullable(),
  seed: sha256Hex.nullable(),
  releaseAt: instant.nullable(),
  operatorStandsInPool: z.boolean(),
  /** Names of drawn objects in order of stratum and rank; null before the release. */
  drawnObjects: z
    .array(
      z.object({
        name: z.string(),
        code: z.string(),
        stratum: z.string(),
        rank: z.number().int(),
        replaced: z.boolean(),
      }),
    )
    .nullable(),
  amendments: z.array(z.object({ kind: z.enum(['replaced', 'recused']), reason: z.string(), at: instant })),
  previous: z.object({ id: uuid, number: z.string() }).nullable(),
  redraw: z.object({ id: uuid, number: z.string() }).nullable(),
  bundle: z.object({ sha256: sha256Hex, size: z.number().int() }).nullable(),
  /** The frame stands in a file of its own above 200,000 objects. */
  frameFile: z.object({ name: z.string(), sha256: sha256Hex, size: z.number().int() }).nullable(),
  checkpoint: z.string().nullable(),
  /** C2SP verifier key of the log and the key that signs certificates. */
  keys: z.object({ log: z.string(), certificate: z.string() }),
});
export type PublicDrawView = z.output<typeof publicDrawView>;

export const listPublicDraws = route({
  ...reading,
  id: 'publicDraws.list',
  path: '/api/public/draws',
  params: nothing,
  query: pageQuery.extend({ agencyId: uuid.optional() }),
  response: pageOf(publicDrawSummary),
});
export const getPublicDraw = route({
  ...reading,
  id: 'publicDraws.get',
  path: '/api/public/draws/:id',
  params: byId,
  query: nothing,
  response: publicDrawView,
});
export const getPublicTickets = route({
  ...reading,
  id: 'publicDraws.tickets',
  path: '/api/public/draws/:id/tickets',
  params: byId,
  query: nothing,
  response: z.object({ lanes: z.array(ticketLane) }),
});
export const downloadPublicBundle = route({
  ...reading,
  id: 'publicDraws.bundle',
  path: '/api/public/draws/:id/bundle',
  params: byId,
  query: nothing,
  transfer: 'file',
  response: z.unknown(),
});
export const downloadPublicFrame = route({
  ...reading,
  id: 'publicDraws.frame',
  path: '/api/public/draws/:id/frame',
  params: byId,
  query: nothing,
  transfer: 'file',
  response: z.unknown(),
});
/** An enterprise's own ticket by its typed code, after the embargo only; no salt. */
export const findTicket = route({
  ...reading,
  id: 'publicDraws.ticket',
  path: '/api/public/draws/:id/ticket',
  params: byId,
  query: z.object({ code: requiredLine(60) }),
  response: z.object({
    code: z.string(),
    stratum: z.string(),
    rule: z.enum(['draw', 'all', 'none']),
    reason: z.string().nullable(),
    ticket: sha256Hex,
    threshold: sha256Hex.nullable(),
    rank: z.number().int(),
    size: z.number().int(),
    quota: z.number().int(),
    drawn: z.boolean(),
  }),
  rate: 'signIn',
});
/** Latest checkpoint of an agency's public draw log (C2SP signed note). */
export const getDrawLog = route({
  ...reading,
  id: 'publicDraws.log',
  path: '/api/public/draw-logs/:agencyId',
  params: z.object({ agencyId: uuid }),
  query: z.object({ from: z.coerce.number().int().min(0).default(0) }),
  response: z.object({
    origin: z.string(),
    size: z.number().int(),
    checkpoint: z.string().nullable(),
    verifierKey: z.string(),
    /** At most 256 entries from `from`, each exactly as hashed. */
    entries: z.array(z.string()),
  }),
});

export const publicDrawApi = [
  listPublicDraws,
  getPublicDraw,
  getPublicTickets,
  downloadPublicBundle,
  downloadPublicFrame,
  findTicket,
  getDrawLog,
] as const;
