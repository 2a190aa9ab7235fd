/** Routes of teams: stepping out, substitutes, silent partners, trip sheet. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import { actionId, nothing, requiredLine, uuid } from '../common/schemas.ts';
import { absenceFields, recusalFields, substituteView, tripFields } from './task.ts';

const byId = z.object({ id: uuid });
const planners = only('legalOfficer', 'sectionOfficer');
/** Whoever may stand in a team. */
const goers = only('inspector', 'sectionOfficer', 'legalOfficer', 'agencyHead');
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;

export const recuseMyself = route({
  ...writing,
  id: 'myInspections.recuse',
  path: '/api/my-inspections/:id/recusal',
  params: byId,
  body: recusalFields.extend({ actionId }),
  response: byId,
  policy: goers,
  audit: 'inspection.member_departed',
});
/** The planner takes somebody off who cannot go. */
export const noteAbsence = route({
  ...writing,
  id: 'inspectionMembers.absent',
  path: '/api/inspections/:id/members/:memberId/absence',
  params: byId.extend({ memberId: uuid }),
  body: absenceFields.extend({ actionId }),
  response: byId,
  policy: planners,
  audit: 'inspection.member_departed',
});
/** Draws the substitute of a member of a task that no draw gave. */
export const drawSubstitute = route({
  ...writing,
  id: 'inspectionMembers.substitute',
  path: '/api/inspections/:id/members/:memberId/substitute',
  params: byId.extend({ memberId: uuid }),
  body: z.object({ actionId }),
  response: substituteView,
  policy: planners,
  audit: 'inspection.substitute_drawn',
});
/** The visit goes on without a partner that stays silent. */
export const withdrawTeam = route({
  ...writing,
  id: 'inspectionTeams.withdraw',
  path: '/api/tasks/:id/silent-teams/:agencyId/withdrawal',
  params: byId.extend({ agencyId: uuid }),
  body: z.object({ actionId, reason: requiredLine(300) }),
  response: z.object({ withdrawn: z.number().int() }),
  policy: only('legalOfficer'),
  audit: 'inspection.team_withdrawn',
});
/** Which published items the own teams check, for a partner whose part the list does not name; until it is approved. */
export const setTeamItems = route({
  ...writing,
  method: 'PUT',
  id: 'inspectionTeams.setItems',
  path: '/api/tasks/:id/own-items',
  params: byId,
  body: z.object({ actionId, itemKeys: z.array(uuid).min(1).max(40) }),
  response: z.object({ teams: z.number().int() }),
  policy: planners,
  audit: 'inspection.items_set',
});

export const tripView = z.object({
  fields: tripFields,
  version: z.number().int(),
  changedName: z.string(),
  mayEdit: z.boolean(),
});
export const getTripSheet = route({
  method: 'GET',
  body: nothing,
  transfer: 'json',
  audit: null,
  rate: 'read',
  id: 'tripSheets.get',
  path: '/api/inspections/:id/trip-sheet',
  params: byId,
  query: nothing,
  response: tripView,
  policy: goers,
});
export const saveTripSheet = route({
  ...writing,
  method: 'PUT',
  id: 'tripSheets.save',
  path: '/api/inspections/:id/trip-sheet',
  params: byId,
  body: z.object({ actionId, version: z.number().int().min(0), fields: tripFields }),
  response: tripView,
  policy: goers,
  audit: 'inspection.trip_sheet_saved',
});
/** The sheet on one page, as it stands now. */
export const printTripSheet = route({
  method: 'GET',
  body: nothing,
  transfer: 'file',
  audit: null,
  rate: 'heavy',
  id: 'tripSheets.print',
  path: '/api/inspections/:id/trip-sheet/file',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']) }),
  response: z.unknown(),
  policy: goers,
});
