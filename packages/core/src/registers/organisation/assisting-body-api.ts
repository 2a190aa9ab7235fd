/** Routes of assisting bodies: kept by the agency that represents them. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, nothing, uuid } from '../../common/schemas.ts';
import { assistingBodyFields, assistingBodyRow, assistingPeople, letterFields } from './assisting-body.ts';

const byId = z.object({ id: uuid }).strict();
const keepers = only('legalOfficer', 'sectionOfficer');

export const listAssistingBodies = route({
  id: 'assistingBodies.list',
  method: 'GET',
  path: '/api/assisting-bodies',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ rows: z.array(assistingBodyRow) }),
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'),
  audit: null,
  rate: 'read',
});

export const createAssistingBody = route({
  id: 'assistingBodies.create',
  method: 'POST',
  path: '/api/assisting-bodies',
  params: nothing,
  query: nothing,
  body: assistingBodyFields.extend({ actionId }).strict(),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: keepers,
  audit: 'assistingBody.created',
  rate: 'write',
});

export const changeAssistingBody = route({
  id: 'assistingBodies.change',
  method: 'PUT',
  path: '/api/assisting-bodies/:id',
  params: byId,
  query: nothing,
  body: assistingBodyFields.extend({ actionId }).strict(),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: keepers,
  audit: 'assistingBody.changed',
  rate: 'write',
});

/** A letter with its scan and the people it names; they replace those of the letter before. */
export const enterAssistingPeople = route({
  id: 'assistingBodies.people',
  method: 'POST',
  path: '/api/assisting-bodies/:id/people',
  params: byId,
  query: nothing,
  body: letterFields.extend({ actionId, people: assistingPeople }).strict(),
  response: z.object({
    id: uuid,
    added: z.number().int(),
    changed: z.number().int(),
    ended: z.number().int(),
  }),
  transfer: 'upload',
  policy: keepers,
  audit: 'assistingBody.people_entered',
  rate: 'upload',
});

export const downloadAssistanceLetter = route({
  id: 'assistingBodies.letter',
  method: 'GET',
  path: '/api/assisting-bodies/:id/letter',
  params: byId,
  query: nothing,
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'),
  audit: null,
  rate: 'read',
});
