/** Routes of the office for training of enterprises: announcing, reviewing, who signed up, who came, the sheet to sign. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  line,
  nothing,
  pageOf,
  pageQuery,
  paragraph,
  plainDate,
  requiredLine,
  uuid,
} from '../../common/schemas.ts';
import { hintKinds } from '../publication-hints.ts';
import { lectureMoves, lectureStates, mostSignupPeople, signupWays } from './lecture.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor');
const writers = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const version = z.number().int().min(0);
const changed = z.object({ id: uuid, state: z.enum(lectureStates), version });
const reading = { method: 'GET', body: nothing, audit: null, rate: 'read', transfer: 'json' } as const;
const writing = { query: nothing, rate: 'write', transfer: 'json' } as const;

const people = z.number().int();
const row = z.object({
  id: uuid,
  title: z.string(),
  state: z.enum(lectureStates),
  version,
  startsAt: instant,
  closesAt: instant,
  capacity: z.number().int(),
  /** People signed up now. */
  taken: people,
  editedName: z.string(),
});
export type LectureRow = z.output<typeof row>;

export const listLectures = route({
  ...reading,
  id: 'lectures.list',
  path: '/api/lectures',
  params: nothing,
  query: pageQuery.extend({ state: z.enum(lectureStates).optional(), text: line(100).optional() }),
  response: pageOf(row),
  policy: readers,
});

const webAddress = line(300).refine((text) => text === '' || /^https?:\/\/\S+$/.test(text), {
  message: 'lecture.link_invalid',
});
const content = {
  title: requiredLine(100),
  topic: requiredLine(200),
  audience: requiredLine(200),
  body: paragraph(10_000).refine((text) => text.length > 0, { message: 'text.required' }),
  startsAt: instant,
  endsAt: instant,
  closesAt: instant,
  place: line(200),
  link: webAddress,
  capacity: z.number().int().min(1).max(5000),
};

const detail = row.extend({
  topic: z.string(),
  audience: z.string(),
  body: z.string(),
  endsAt: instant,
  place: z.string(),
  link: z.string(),
  /** Why it was returned or cancelled; empty otherwise. */
  note: z.string(),
  reviewedName: z.string().nullable(),
  publishedOn: plainDate.nullable(),
  updatedAt: instant,
  hints: z.array(
    z.object({ key: z.string(), kind: z.enum(hintKinds), found: z.string(), isBlocking: z.boolean() }),
  ),
  mayEdit: z.boolean(),
  /** Lists and sheets hold names and telephones: for those who hold the training. */
  maySeeSignups: z.boolean(),
  mayRecord: z.boolean(),
  allowed: z.array(z.enum(lectureMoves)),
});
export type LectureDetail = z.output<typeof detail>;

export const getLecture = route({
  ...reading,
  id: 'lectures.get',
  path: '/api/lectures/:id',
  params: byId,
  query: nothing,
  response: detail,
  policy: readers,
});
export const createLecture = route({
  ...writing,
  method: 'POST',
  id: 'lectures.create',
  path: '/api/lectures',
  params: nothing,
  body: z.object({ actionId, ...content }),
  response: changed,
  policy: writers,
  audit: 'lecture.created',
});
export const saveLecture = route({
  ...writing,
  method: 'PUT',
  id: 'lectures.save',
  path: '/api/lectures/:id',
  params: byId,
  body: z.object({ actionId, version, ...content }),
  response: changed,
  policy: writers,
  audit: 'lecture.changed',
});
export const moveLecture = route({
  ...writing,
  method: 'POST',
  id: 'lectures.move',
  path: '/api/lectures/:id/moves',
  params: byId,
  body: z.object({
    actionId,
    version,
    move: z.enum(lectureMoves),
    note: line(500),
    confirmed: z.array(z.string().max(500)).max(200),
  }),
  response: changed,
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'lecture.moved',
});

const signup = z.object({
  id: uuid,
  partyName: z.string(),
  people,
  contactName: z.string(),
  contactPhone: z.string(),
  way: z.enum(signupWays),
  signedAt: instant,
  attended: people.nullable(),
});
export type LectureSignup = z.output<typeof signup>;

export const listSignups = route({
  ...reading,
  id: 'lectureSignups.list',
  path: '/api/lectures/:id/signups',
  params: byId,
  query: pageQuery,
  response: pageOf(signup),
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
});
export const recordAttendance = route({
  ...writing,
  method: 'POST',
  id: 'lectureSignups.attend',
  path: '/api/lectures/:id/attendance',
  params: byId,
  body: z.object({
    actionId,
    marks: z
      .array(z.object({ id: uuid, attended: z.number().int().min(0).max(mostSignupPeople).nullable() }))
      .min(1)
      .max(200),
  }),
  response: z.object({ recorded: z.number().int() }),
  policy: writers,
  audit: 'lecture.attended',
});
export const printSheet = route({
  method: 'GET',
  id: 'lectureSignups.sheet',
  path: '/api/lectures/:id/sheet',
  params: byId,
  query: z.object({ format: z.enum(['pdf', 'docx']) }),
  body: nothing,
  transfer: 'file',
  response: nothing,
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'lecture.sheet_printed',
  rate: 'heavy',
});
