/** Complaints and violations of an object: what they are on the wire, and the routes that enter, verify and strike them. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  nothing,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor');
const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });

export const incidentKinds = ['complaint', 'violation', 'seriousViolation'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** `verified`: somebody looked into it and it was so. Only verified ones raise a share. */
export const incidentFields = z.object({
  kind: z.enum(incidentKinds),
  onDay: plainDate,
  verified: z.boolean(),
  /** Where it comes from: 12345, a decision's number, another agency's letter. */
  source: requiredLine(200),
  note: paragraph(1000),
});
export type IncidentFields = z.output<typeof incidentFields>;

export const incident = incidentFields.extend({ id: uuid, recordedBy: z.string(), recordedAt: instant });
export type Incident = z.output<typeof incident>;

export const listIncidents = route({
  id: 'objectIncidents.list',
  method: 'GET',
  path: '/api/objects/:id/incidents',
  params: byId,
  query: nothing,
  body: nothing,
  response: z.object({ rows: z.array(incident) }),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const addIncident = route({
  id: 'objectIncidents.add',
  method: 'POST',
  path: '/api/objects/:id/incidents',
  params: byId,
  query: nothing,
  body: incidentFields.extend({ actionId }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: editors,
  audit: 'objectIncident.recorded',
  rate: 'write',
});
/** Says whether it was verified; the reason stands in the ledger. */
export const verifyIncident = route({
  id: 'objectIncidents.verify',
  method: 'POST',
  path: '/api/object-incidents/:id/verify',
  params: byId,
  query: nothing,
  body: z.object({ actionId, verified: z.boolean(), reason: requiredLine(200) }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: editors,
  audit: 'objectIncident.verified',
  rate: 'write',
});
/** Strikes an entry that never belonged here; what it said stands in the ledger. */
export const strikeIncident = route({
  id: 'objectIncidents.strike',
  method: 'POST',
  path: '/api/object-incidents/:id/strike',
  params: byId,
  query: nothing,
  body: z.object({ actionId, reason: requiredLine(200) }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: editors,
  audit: 'objectIncident.struck',
  rate: 'write',
});
