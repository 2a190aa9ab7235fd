/** Routes that tie a sign-in account to an inspector, one to one: the person then acts in the field and declares in the own name. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, nothing, requiredLine, uuid } from '../../common/schemas.ts';

const byId = z.object({ id: uuid }).strict();
const tiers = only('legalOfficer', 'sectionOfficer');

const tiedAccount = z.object({
  id: uuid,
  personName: z.string(),
  signInName: z.string(),
  sectionName: z.string().nullable(),
});
export type TiedAccount = z.output<typeof tiedAccount>;

const tie = z.object({ account: tiedAccount.nullable() });

/** The account of an inspector, and the own agency's accounts that are still free; those of the same name come first. */
export const inspectorAccount = route({
  id: 'inspectors.account',
  method: 'GET',
  path: '/api/inspectors/:id/account',
  params: byId,
  query: nothing,
  body: nothing,
  response: tie.extend({ free: z.array(tiedAccount) }),
  transfer: 'json',
  policy: tiers,
  audit: null,
  rate: 'read',
});

export const tieAccount = route({
  id: 'inspectors.tie_account',
  method: 'POST',
  path: '/api/inspectors/:id/account',
  params: byId,
  query: nothing,
  body: z.object({ actionId, accountId: uuid }).strict(),
  response: tie,
  transfer: 'json',
  policy: tiers,
  audit: 'inspector.account_tied',
  rate: 'write',
});

export const untieAccount = route({
  id: 'inspectors.untie_account',
  method: 'DELETE',
  path: '/api/inspectors/:id/account',
  params: byId,
  query: nothing,
  body: z.object({ actionId, reason: requiredLine(200) }).strict(),
  response: tie,
  transfer: 'json',
  policy: tiers,
  audit: 'inspector.account_untied',
  rate: 'write',
});
