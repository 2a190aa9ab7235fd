/** Agencies and sections as the administrator keeps them: create, change, rename. They are listed by `agencies.list`. */
import { z } from 'zod';
import { only, route } from './api.ts';
import { actionId, line, nothing, requiredLine, uuid } from './schemas.ts';

export const agencyLevels = ['national', 'province', 'prefecture', 'county', 'township'] as const;
export type AgencyLevel = (typeof agencyLevels)[number];

/** Lines of work of an agency; `other` for any further one. */
export const agencyKinds = [
  'emergency',
  'civilAirDefence',
  'fire',
  'marketRegulation',
  'housing',
  'transport',
  'health',
  'ecology',
  'naturalResources',
  'education',
  'culture',
  'agriculture',
  'humanResources',
  'publicSecurity',
  'justice',
  'other',
] as const;
export type AgencyKind = (typeof agencyKinds)[number];

const byId = z.object({ id: uuid }).strict();
const phone = line(40).refine((text) => /^[\d\s()+-]*$/.test(text), { message: 'access.phone_form' });

export const agencyFields = z.object({
  parentId: uuid.nullable(),
  name: requiredLine(80),
  shortName: requiredLine(20),
  level: z.enum(agencyLevels),
  kind: z.enum(agencyKinds),
  /** GB/T 2260, six digits; townships have nine, villages twelve (GB/T 10114). */
  divisionCode: z
    .string()
    .max(12)
    .refine((text) => /^\d{6}(?:\d{3}){0,2}$/.test(text), { message: 'access.division_code_form' }),
  phone,
  complaintPhone: phone,
  email: line(120).refine((text) => text === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text), {
    message: 'access.email_form',
  }),
});
export type AgencyFields = z.output<typeof agencyFields>;

const agencyBody = agencyFields.extend({ actionId }).strict();
const agencyMade = agencyFields.extend({ id: uuid });
export const sectionFields = z.object({ name: requiredLine(40) });
const sectionBody = sectionFields.extend({ actionId }).strict();
const sectionMade = z.object({ id: uuid, agencyId: uuid, name: z.string() });

export const organisationRoutes = {
  createAgency: route({
    id: 'agencies.create',
    method: 'POST',
    path: '/api/agencies',
    params: nothing,
    query: nothing,
    body: agencyBody,
    transfer: 'json',
    response: agencyMade,
    policy: only('administrator'),
    audit: 'agency.created',
    rate: 'write',
  }),
  changeAgency: route({
    id: 'agencies.change',
    method: 'PUT',
    path: '/api/agencies/:id',
    params: byId,
    query: nothing,
    body: agencyBody,
    transfer: 'json',
    response: agencyMade,
    policy: only('administrator'),
    audit: 'agency.changed',
    rate: 'write',
  }),
  createSection: route({
    id: 'sections.create',
    method: 'POST',
    path: '/api/agencies/:id/sections',
    params: byId,
    query: nothing,
    body: sectionBody,
    transfer: 'json',
    response: sectionMade,
    policy: only('administrator'),
    audit: 'section.created',
    rate: 'write',
  }),
  renameSection: route({
    id: 'sections.rename',
    method: 'PUT',
    path: '/api/sections/:id',
    params: byId,
    query: nothing,
    body: sectionBody,
    transfer: 'json',
    response: sectionMade,
    policy: only('administrator'),
    audit: 'section.renamed',
    rate: 'write',
  }),
};
