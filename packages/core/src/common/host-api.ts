/**
 * Jurisdictions of the installation, for the office that hosts it: its three administrators may serve each of them, one
 * at a time. Administrators of other agencies see their own jurisdiction only.
 */
import { z } from 'zod';
import { person } from './access-api.ts';
import { only, route } from './api.ts';
import { administratorRoles } from './roles.ts';
import { actionId, nothing, requiredLine, uuid } from './schemas.ts';

const jurisdictionRow = z.object({
  id: uuid,
  name: z.string(),
  divisionCode: z.string(),
  agencies: z.number().int(),
  /** The one in which the signed-in person acts. */
  present: z.boolean(),
  /** The host's own. */
  home: z.boolean(),
});
export type JurisdictionRow = z.output<typeof jurisdictionRow>;

/** First two digits of GB/T 2260 codes. */
const provinces = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])\d{4}$/;
/** GB/T 2260, six digits of a known province. */
export const jurisdictionCode = z
  .string()
  .max(6)
  .refine((text) => provinces.test(text), { message: 'access.jurisdiction_code_form' });

export const hostRoutes = {
  jurisdictions: route({
    id: 'jurisdictions.list',
    method: 'GET',
    path: '/api/jurisdictions',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: z.object({ rows: z.array(jurisdictionRow) }),
    policy: only(...administratorRoles),
    audit: null,
    rate: 'read',
  }),
  createJurisdiction: route({
    id: 'jurisdictions.create',
    method: 'POST',
    path: '/api/jurisdictions',
    params: nothing,
    query: nothing,
    body: z.object({ actionId, name: requiredLine(40), divisionCode: jurisdictionCode }).strict(),
    transfer: 'json',
    response: z.object({ id: uuid }),
    policy: only('administrator'),
    audit: 'jurisdiction.created',
    rate: 'write',
  }),
  /** From the next request on, this session acts for that jurisdiction. */
  actFor: route({
    id: 'session.act_for',
    method: 'PUT',
    path: '/api/session/jurisdiction',
    params: nothing,
    query: nothing,
    body: z.object({ actionId, jurisdictionId: uuid }).strict(),
    transfer: 'json',
    response: person,
    policy: only(...administratorRoles),
    audit: 'session.acted_for',
    rate: 'write',
  }),
};
