/** Routes of the inspectors' directory, standing teams and declarations of interest. */
import { z } from 'zod';
import { only, route } from '../common/api.ts';
import {
  actionId,
  line,
  nothing,
  pageOf,
  pageQuery,
  plainDate,
  requiredLine,
  uuid,
} from '../common/schemas.ts';
import {
  declarationRow,
  inspectorDetail,
  inspectorFields,
  inspectorRow,
  inspectorStatuses,
  relations,
} from './inspector.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor');
const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const changed = z.object({ id: uuid, version: z.number().int() });
const made = z.object({ id: uuid });

export const inspectorFilter = z.object({
  text: line(100).optional(),
  status: z.enum(inspectorStatuses).optional(),
  speciality: line(40).optional(),
  certificate: z.enum(['valid', 'expiring', 'expired', 'unknown']).optional(),
  sectionId: uuid.optional(),
  establishment: z.enum(['established', 'institution', 'contract', 'seconded']).optional(),
});
export type InspectorFilter = z.output<typeof inspectorFilter>;

export const listInspectors = route({
  id: 'inspectors.list',
  method: 'GET',
  path: '/api/inspectors',
  params: nothing,
  body: nothing,
  query: pageQuery.extend(inspectorFilter.shape),
  response: pageOf(inspectorRow),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const getInspector = route({
  id: 'inspectors.get',
  method: 'GET',
  path: '/api/inspectors/:id',
  params: byId,
  query: nothing,
  body: nothing,
  response: inspectorDetail,
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
/** The inspector behind the signed-in account, for one's own declarations; null when none is tied to it. */
export const ownInspector = route({
  id: 'inspectors.own',
  method: 'GET',
  path: '/api/inspectors/own',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ inspector: z.object({ id: uuid, name: z.string() }).nullable() }),
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor'),
  audit: null,
  rate: 'read',
});
export const createInspector = route({
  id: 'inspectors.create',
  method: 'POST',
  path: '/api/inspectors',
  params: nothing,
  query: nothing,
  body: inspectorFields.extend({ actionId }),
  response: changed,
  transfer: 'json',
  policy: editors,
  audit: 'inspector.created',
  rate: 'write',
});
export const updateInspector = route({
  id: 'inspectors.update',
  method: 'PUT',
  path: '/api/inspectors/:id',
  params: byId,
  query: nothing,
  body: inspectorFields.extend({ actionId, version: z.number().int(), reason: line(200) }),
  response: changed,
  transfer: 'json',
  policy: editors,
  audit: 'inspector.changed',
  rate: 'write',
});
export const setInspectorStatus = route({
  id: 'inspectors.status',
  method: 'POST',
  path: '/api/inspectors/:id/status',
  params: byId,
  query: nothing,
  body: z.object({
    actionId,
    version: z.number().int(),
    status: z.enum(inspectorStatuses),
    reason: requiredLine(200),
  }),
  response: changed,
  transfer: 'json',
  policy: editors,
  audit: 'inspector.statusChanged',
  rate: 'write',
});
export const exportInspectors = route({
  id: 'inspectors.export',
  method: 'GET',
  path: '/api/inspectors/export',
  params: nothing,
  body: nothing,
  query: inspectorFilter.extend({ format: z.enum(['xlsx', 'csv']) }),
  response: nothing,
  transfer: 'file',
  policy: readers,
  audit: 'inspectors.exported',
  rate: 'heavy',
});
/** Values that occur (specialities, areas), for seat requirements and filters. */
export const inspectorFacets = route({
  id: 'inspectors.facets',
  method: 'GET',
  path: '/api/inspectors/facets',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({
    specialities: z.array(z.string()),
    qualifications: z.array(z.string()),
    levels: z.array(z.string()),
    areas: z.array(z.string()),
    sections: z.array(z.object({ id: uuid, name: z.string() })),
  }),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});

const teamRow = z.object({
  id: uuid,
  name: z.string(),
  status: z.enum(['active', 'inactive']),
  members: z.array(z.object({ id: uuid, name: z.string() })),
});
export const listTeams = route({
  id: 'teams.list',
  method: 'GET',
  path: '/api/inspector-teams',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ rows: z.array(teamRow) }),
  transfer: 'json',
  policy: readers,
  audit: null,
  rate: 'read',
});
export const saveTeam = route({
  id: 'teams.save',
  method: 'POST',
  path: '/api/inspector-teams',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    id: uuid.optional(),
    name: requiredLine(60),
    memberIds: z.array(uuid).min(2).max(20),
    status: z.enum(['active', 'inactive']),
  }),
  response: made,
  transfer: 'json',
  policy: editors,
  audit: 'team.saved',
  rate: 'write',
});

export const listDeclarations = route({
  id: 'declarations.list',
  method: 'GET',
  path: '/api/interest-declarations',
  params: nothing,
  body: nothing,
  query: pageQuery.extend({ inspectorId: uuid.optional(), objectId: uuid.optional() }),
  response: pageOf(declarationRow),
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor'),
  audit: null,
  rate: 'read',
});
/** An inspector declares for himself; officers of the agency may record a declaration made on paper. */
export const declareInterest = route({
  id: 'declarations.create',
  method: 'POST',
  path: '/api/interest-declarations',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    inspectorId: uuid,
    objectId: uuid,
    relation: z.enum(relations),
    note: line(200),
    validTo: plainDate.nullable(),
  }),
  response: made,
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer', 'inspector'),
  audit: 'declaration.made',
  rate: 'write',
});
export const withdrawDeclaration = route({
  id: 'declarations.withdraw',
  method: 'POST',
  path: '/api/interest-declarations/:id/withdraw',
  params: byId,
  query: nothing,
  body: z.object({ actionId, reason: requiredLine(200) }),
  response: made,
  transfer: 'json',
  policy: only('legalOfficer'),
  audit: 'declaration.withdrawn',
  rate: 'write',
});
export const inspectorRoutes = [
  listInspectors,
  getInspector,
  ownInspector,
  createInspector,
  updateInspector,
  setInspectorStatus,
  exportInspectors,
  inspectorFacets,
  listTeams,
  saveTeam,
  listDeclarations,
  declareInterest,
  withdrawDeclaration,
] as const;
