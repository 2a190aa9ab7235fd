/** Routes of organisations over time, divisions, posts and bodies. */
import { z } from 'zod';
import { only, route, signedIn } from '../../common/api.ts';
import { actionId, nothing, plainDate, uuid } from '../../common/schemas.ts';
import { bodyDetail, bodyFields, bodyRow, meetingFields, memberFields } from './body.ts';
import { divisionFields, divisionRow } from './division.ts';
import { agencyProfile, agencyView, reorganisationFields, sectionKinds } from './organisation.ts';
import { postFields, postRow } from './post.ts';

const byId = z.object({ id: uuid });
const version = z.number().int().min(1);
const changed = z.object({ id: uuid, version: z.number().int() });
const administrators = only('administrator');
const keepers = only('legalOfficer');
const readers = only(
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'inspector',
  'witness',
  'auditor',
  'coordinator',
  'justiceOfficer',
  'administrator',
);

/** Agencies with everything that the plain list leaves out. */
export const listOrganisation = route({
  id: 'organisation.list',
  method: 'GET',
  path: '/api/organisation',
  params: nothing,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: z.object({ rows: z.array(agencyView) }),
  policy: signedIn,
  audit: null,
  rate: 'read',
});
/** What an agency was called on a day, for papers of that day. */
export const agencyNameOn = route({
  id: 'organisation.nameOn',
  method: 'GET',
  path: '/api/organisation/:id/name',
  params: byId,
  query: z.object({ day: plainDate }),
  body: nothing,
  transfer: 'json',
  response: z.object({ name: z.string() }),
  policy: signedIn,
  audit: null,
  rate: 'read',
});
export const saveAgencyProfile = route({
  id: 'organisation.saveProfile',
  method: 'PUT',
  path: '/api/organisation/:id/profile',
  params: byId,
  query: nothing,
  body: agencyProfile.extend({ actionId }),
  transfer: 'json',
  response: z.object({ id: uuid }),
  policy: administrators,
  audit: 'agency.profile_saved',
  rate: 'write',
});
export const setSectionKind = route({
  id: 'organisation.setSectionKind',
  method: 'PUT',
  path: '/api/organisation/sections/:id/kind',
  params: byId,
  query: nothing,
  body: z.object({ actionId, kind: z.enum(sectionKinds) }),
  transfer: 'json',
  response: z.object({ id: uuid }),
  policy: administrators,
  audit: 'section.kind_set',
  rate: 'write',
});
export const reorganise = route({
  id: 'organisation.reorganise',
  method: 'POST',
  path: '/api/reorganisations',
  params: nothing,
  query: nothing,
  body: reorganisationFields.extend({ actionId }),
  transfer: 'json',
  response: z.object({ id: uuid }),
  policy: administrators,
  audit: 'agency.reorganised',
  rate: 'write',
});

export const listDivisions = route({
  id: 'divisions.list',
  method: 'GET',
  path: '/api/divisions',
  params: nothing,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: z.object({ rows: z.array(divisionRow) }),
  policy: signedIn,
  audit: null,
  rate: 'read',
});
/** A new division, or with `id` the change of one. */
export const saveDivision = route({
  id: 'divisions.save',
  method: 'POST',
  path: '/api/divisions',
  params: nothing,
  query: nothing,
  body: divisionFields.extend({ actionId, id: uuid.nullable().default(null) }),
  transfer: 'json',
  response: z.object({ id: uuid }),
  policy: administrators,
  audit: 'division.saved',
  rate: 'write',
});

export const listPosts = route({
  id: 'posts.list',
  method: 'GET',
  path: '/api/posts',
  params: nothing,
  query: nothing,
  body: nothing,
  transfer: 'json',
  /** `people`: those of the agency who may hold a post. */
  response: z.object({
    rows: z.array(postRow),
    people: z.array(
      z.object({ accountId: uuid, personName: z.string(), sectionName: z.string().nullable() }),
    ),
  }),
  policy: readers,
  audit: null,
  rate: 'read',
});
export const createPost = route({
  id: 'posts.create',
  method: 'POST',
  path: '/api/posts',
  params: nothing,
  query: nothing,
  body: postFields.extend({ actionId }),
  transfer: 'json',
  response: changed,
  policy: keepers,
  audit: 'post.created',
  rate: 'write',
});
export const savePost = route({
  id: 'posts.save',
  method: 'PUT',
  path: '/api/posts/:id',
  params: byId,
  query: nothing,
  body: postFields.extend({ actionId, version }),
  transfer: 'json',
  response: changed,
  policy: keepers,
  audit: 'post.changed',
  rate: 'write',
});

export const listBodies = route({
  id: 'bodies.list',
  method: 'GET',
  path: '/api/bodies',
  params: nothing,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: z.object({ rows: z.array(bodyRow) }),
  policy: readers,
  audit: null,
  rate: 'read',
});
export const showBody = route({
  id: 'bodies.show',
  method: 'GET',
  path: '/api/bodies/:id',
  params: byId,
  query: nothing,
  body: nothing,
  transfer: 'json',
  response: bodyDetail,
  policy: readers,
  audit: null,
  rate: 'read',
});
export const createBody = route({
  id: 'bodies.create',
  method: 'POST',
  path: '/api/bodies',
  params: nothing,
  query: nothing,
  body: bodyFields.extend({ actionId }),
  transfer: 'json',
  response: changed,
  policy: keepers,
  audit: 'body.created',
  rate: 'write',
});
export const saveBody = route({
  id: 'bodies.save',
  method: 'PUT',
  path: '/api/bodies/:id',
  params: byId,
  query: nothing,
  body: bodyFields.extend({ actionId, version }),
  transfer: 'json',
  response: changed,
  policy: keepers,
  audit: 'body.changed',
  rate: 'write',
});
export const addMember = route({
  id: 'bodies.addMember',
  method: 'POST',
  path: '/api/bodies/:id/members',
  params: byId,
  query: nothing,
  body: memberFields.extend({ actionId, version }),
  transfer: 'json',
  response: changed,
  policy: keepers,
  audit: 'body.member_added',
  rate: 'write',
});
export const endMember = route({
  id: 'bodies.endMember',
  method: 'POST',
  path: '/api/bodies/:id/members/:memberId/end',
  params: z.object({ id: uuid, memberId: uuid }),
  query: nothing,
  body: z.object({ actionId, version, untilDay: plainDate }),
  transfer: 'json',
  response: changed,
  policy: keepers,
  audit: 'body.member_left',
  rate: 'write',
});
export const recordMeeting = route({
  id: 'bodies.recordMeeting',
  method: 'POST',
  path: '/api/bodies/:id/meetings',
  params: byId,
  query: nothing,
  body: meetingFields.extend({ actionId }),
  transfer: 'json',
  response: z.object({ id: uuid }),
  policy: keepers,
  audit: 'body.meeting_recorded',
  rate: 'write',
});
export const uploadMinutes = route({
  id: 'bodies.uploadMinutes',
  method: 'POST',
  path: '/api/bodies/:id/meetings/:meetingId/file',
  params: z.object({ id: uuid, meetingId: uuid }),
  query: z.object({ actionId }),
  body: nothing,
  transfer: 'upload',
  response: z.object({ id: uuid }),
  policy: keepers,
  audit: 'body.minutes_added',
  rate: 'upload',
});
export const downloadMinutes = route({
  id: 'bodies.minutes',
  method: 'GET',
  path: '/api/bodies/:id/meetings/:meetingId/file',
  params: z.object({ id: uuid, meetingId: uuid }),
  query: nothing,
  body: nothing,
  transfer: 'file',
  response: nothing,
  policy: readers,
  audit: null,
  rate: 'read',
});
