/**
 * What a party's own phone may ask, holding only the token of its QR code: see the seal, commit, reveal.
 * The nonce is made on the phone and leaves it at the reveal; the page needs no cookie and works over plain HTTP.
 */
import { z } from 'zod';
import { route, tokenHolder } from '../common/api.ts';
import { actionId, instant, nothing, sha256Hex } from '../common/schemas.ts';
import { drawStates } from './ceremony.ts';

/** Base64url of 32 random bytes. */
export const partyToken = z.object({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

export const partyView = z.object({
  title: z.object({ zh: z.string(), en: z.string() }),
  agencyName: z.string(),
  number: z.string(),
  role: z.string(),
  j: z.number().int(),
  suite: z.enum(['SHA256', 'SM3']),
  freezeId: sha256Hex,
  freezeDisplay: z.string(),
  objects: z.number().int(),
  inspectors: z.number().int(),
  targets: z.array(z.object({ name: z.string(), base: z.number().int(), target: z.number().int() })),
  state: z.enum(drawStates),
  /** What the party should do now. */
  step: z.enum(['commit', 'waitForNumbers', 'reveal', 'done', 'missed', 'voided']),
  commitment: sha256Hex.nullable(),
  revealed: z.boolean(),
  /** Other parties, so that each sees whether all have committed. */
  parties: z.array(z.object({ role: z.string(), committed: z.boolean(), revealed: z.boolean() })),
  sealedAt: instant,
  deadline: instant,
});
export type PartyView = z.output<typeof partyView>;

const writing = {
  method: 'POST',
  query: nothing,
  transfer: 'json',
  rate: 'public',
  params: partyToken,
  policy: tokenHolder,
} as const;

export const getParty = route({
  id: 'ceremony.party',
  method: 'GET',
  path: '/api/ceremony/:token',
  params: partyToken,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: partyView,
  policy: tokenHolder,
  audit: null,
  rate: 'public',
});
export const commitAsParty = route({
  ...writing,
  id: 'ceremony.commit',
  path: '/api/ceremony/:token/commitment',
  body: z.object({ actionId, commitment: sha256Hex }),
  response: partyView,
  audit: 'draw.committed',
});
export const revealAsParty = route({
  ...writing,
  id: 'ceremony.reveal',
  path: '/api/ceremony/:token/reveal',
  body: z.object({ actionId, nonce: sha256Hex }),
  response: partyView,
  audit: 'draw.revealed',
});

export const ceremonyApi = [getParty, commitAsParty, revealAsParty] as const;
