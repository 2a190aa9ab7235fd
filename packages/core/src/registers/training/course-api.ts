/** Routes of training courses: the course, its sessions, who is called, attendance, the sign-in sheet, hours of a year. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, line, nothing, pageOf, pageQuery, plainDate, uuid } from '../../common/schemas.ts';
import {
  attendances,
  attendanceWays,
  courseFields,
  courseMoves,
  courseStates,
  sessionFields,
} from './course.ts';

const readers = only('legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor');
const editors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const bySession = z.object({ id: uuid, sessionId: uuid });
const reading = { method: 'GET', body: nothing, transfer: 'json', audit: null, rate: 'read' } as const;
const writing = { method: 'POST', query: nothing, transfer: 'json', rate: 'write' } as const;
const versioned = { actionId, version: z.number().int().min(1) };
const saved = z.object({ id: uuid, version: z.number().int() });

export const courseRow = z.object({
  id: uuid,
  title: z.string(),
  organiser: z.string(),
  state: z.enum(courseStates),
  fromDay: plainDate.nullable(),
  toDay: plainDate.nullable(),
  sessions: z.number().int(),
  people: z.number().int(),
  hasTest: z.boolean(),
  sheetName: z.string().nullable(),
  sheetVersion: z.number().int().nullable(),
});
export type CourseRow = z.output<typeof courseRow>;

export const sessionView = sessionFields.extend({
  id: uuid,
  version: z.number().int(),
  /** As seen from today: attendance is recorded from its day on, the sign-in opens on it. */
  when: z.enum(['past', 'today', 'ahead']),
  /** Shown in the room while the sign-in is open; null otherwise, and for who does not lead it. */
  code: z.string().nullable(),
  present: z.number().int(),
  excused: z.number().int(),
  absent: z.number().int(),
});
export type SessionView = z.output<typeof sessionView>;

export const calledPerson = z.object({
  inspectorId: uuid,
  name: z.string(),
  certificateNumber: z.string(),
  sectionName: z.string().nullable(),
  attendance: z.array(
    z.object({ sessionId: uuid, attendance: z.enum(attendances), way: z.enum(attendanceWays) }),
  ),
  /** Best test so far; null where none was handed in. */
  best: z.object({ percent: z.number().int(), passed: z.boolean() }).nullable(),
  tries: z.number().int(),
});
export type CalledPerson = z.output<typeof calledPerson>;

export const courseView = z.object({
  id: uuid,
  version: z.number().int(),
  state: z.enum(courseStates),
  fields: courseFields,
  sheetName: z.string().nullable(),
  sheetVersion: z.number().int().nullable(),
  bankName: z.string().nullable(),
  sessions: z.array(sessionView),
  people: z.array(calledPerson),
  cancelledReason: z.string(),
  mayEdit: z.boolean(),
});
export type CourseView = z.output<typeof courseView>;

/** Versions of check sheets that a course can teach: also those that are not published yet. */
export const teachableSheet = z.object({
  sheetId: uuid,
  versionId: uuid,
  name: z.string(),
  version: z.number().int(),
  agency: z.string(),
  published: z.boolean(),
});

export const listCourses = route({
  ...reading,
  id: 'courses.list',
  path: '/api/training-courses',
  params: nothing,
  query: pageQuery.extend({ text: line(100).optional(), state: z.enum(courseStates).optional() }),
  response: pageOf(courseRow),
  policy: readers,
});
export const getCourse = route({
  ...reading,
  id: 'courses.get',
  path: '/api/training-courses/:id',
  params: byId,
  query: nothing,
  response: courseView,
  policy: readers,
});
export const listTeachable = route({
  ...reading,
  id: 'courses.teachable',
  path: '/api/training-sheets',
  params: nothing,
  query: nothing,
  response: z.object({ rows: z.array(teachableSheet) }),
  policy: editors,
});
/** Without an id a new course; with id and version a change of a draft. */
export const saveCourse = route({
  ...writing,
  id: 'courses.save',
  path: '/api/training-courses',
  params: nothing,
  body: courseFields.extend({
    actionId,
    id: uuid.optional(),
    version: z.number().int().min(1).optional(),
  }),
  response: saved,
  policy: editors,
  audit: 'course.saved',
});
export const moveCourse = route({
  ...writing,
  id: 'courses.move',
  path: '/api/training-courses/:id/move',
  params: byId,
  body: z.object({ ...versioned, move: z.enum(courseMoves), reason: line(200) }),
  response: z.object({ id: uuid, state: z.enum(courseStates), recorded: z.number().int() }),
  policy: editors,
  audit: 'course.moved',
});
export const saveSession = route({
  ...writing,
  id: 'courses.session',
  path: '/api/training-courses/:id/sessions',
  params: byId,
  body: sessionFields.extend({
    actionId,
    sessionId: uuid.optional(),
    version: z.number().int().min(1).optional(),
  }),
  response: saved,
  policy: editors,
  audit: 'course.session_saved',
});
export const removeSession = route({
  ...writing,
  id: 'courses.removeSession',
  path: '/api/training-courses/:id/sessions/:sessionId/remove',
  params: bySession,
  body: z.object({ actionId }),
  response: z.object({ id: uuid }),
  policy: editors,
  audit: 'course.session_removed',
});
/** Calls people of the own directory; `everybody` calls all who are on post. Whoever came already is not taken off. */
export const callPeople = route({
  ...writing,
  id: 'courses.people',
  path: '/api/training-courses/:id/people',
  params: byId,
  body: z.object({
    actionId,
    add: z.array(uuid).max(500),
    remove: z.array(uuid).max(500),
    everybody: z.boolean(),
  }),
  response: z.object({ added: z.number().int(), removed: z.number().int() }),
  policy: editors,
  audit: 'course.people_called',
});
/** Opens the sign-in of a session with a code of its own, or ends it. */
export const openSignIn = route({
  ...writing,
  id: 'courses.signIn',
  path: '/api/training-courses/:id/sessions/:sessionId/sign-in',
  params: bySession,
  body: z.object({ actionId, open: z.boolean() }),
  response: z.object({ code: z.string().nullable() }),
  policy: editors,
  audit: 'course.sign_in_switched',
});
export const recordAttendance = route({
  ...writing,
  id: 'courses.attendance',
  path: '/api/training-courses/:id/sessions/:sessionId/attendance',
  params: bySession,
  body: z.object({
    actionId,
    entries: z
      .array(z.object({ inspectorId: uuid, attendance: z.enum(attendances) }))
      .min(1)
      .max(1000),
  }),
  response: z.object({ recorded: z.number().int() }),
  policy: editors,
  audit: 'course.attendance_recorded',
});
/** Attendance of a session from a file; rows that were not understood are named. */
export const importAttendance = route({
  id: 'courses.importAttendance',
  method: 'POST',
  path: '/api/training-courses/:id/sessions/:sessionId/attendance-file',
  params: bySession,
  query: z.object({ actionId }),
  body: nothing,
  response: z.object({
    recorded: z.number().int(),
    refused: z.array(z.object({ row: z.number().int(), name: z.string(), problem: z.string() })),
  }),
  transfer: 'upload',
  policy: editors,
  audit: 'course.attendance_imported',
  rate: 'upload',
});
/** 签到表, to print and sign by hand. */
export const signInSheet = route({
  id: 'courses.sheet',
  method: 'GET',
  path: '/api/training-courses/:id/sessions/:sessionId/sheet',
  params: bySession,
  query: z.object({ format: z.enum(['pdf', 'docx']) }),
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: readers,
  audit: 'course.sheet_printed',
  rate: 'heavy',
});

export const yearQuery = z.object({ year: z.coerce.number().int().min(2000).max(2200).optional() });
export const hoursRow = z.object({
  inspectorId: uuid,
  name: z.string(),
  sectionName: z.string().nullable(),
  courses: z.number().int(),
  hoursTenths: z.number().int(),
  missingTenths: z.number().int(),
  met: z.boolean(),
});
export type HoursRow = z.output<typeof hoursRow>;
/** Hours of the people on post against the requirement, in the order of their names: a list to act on, no ranking. */
export const yearHours = route({
  ...reading,
  id: 'courses.hours',
  path: '/api/training-hours',
  params: nothing,
  query: yearQuery,
  response: z.object({
    year: z.number().int(),
    requiredTenths: z.number().int().nullable(),
    basis: z.string(),
    rows: z.array(hoursRow),
  }),
  policy: readers,
});
export const exportHours = route({
  id: 'courses.exportHours',
  method: 'GET',
  path: '/api/training-hours/file',
  params: nothing,
  query: yearQuery.extend({ format: z.enum(['xlsx', 'csv']) }),
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: readers,
  audit: 'course.hours_exported',
  rate: 'heavy',
});
export const agencyHoursRow = z.object({
  agencyId: uuid,
  name: z.string(),
  people: z.number().int(),
  met: z.number().int(),
  requiredTenths: z.number().int().nullable(),
});
export type AgencyHoursRow = z.output<typeof agencyHoursRow>;
/** How many people of each agency have their hours; by name of the agency, and without names of people. */
export const agencyHours = route({
  ...reading,
  id: 'courses.agencyHours',
  path: '/api/training-hours/agencies',
  params: nothing,
  query: yearQuery,
  response: z.object({ year: z.number().int(), rows: z.array(agencyHoursRow) }),
  policy: only('coordinator', 'legalOfficer', 'agencyHead', 'auditor'),
});
export const sheetCoverageRow = z.object({
  sheetId: uuid,
  versionId: uuid,
  name: z.string(),
  version: z.number().int(),
  people: z.number().int(),
  trained: z.number().int(),
  /** Names of the first who are not. */
  untrained: z.array(z.string()),
});
export type SheetCoverageRow = z.output<typeof sheetCoverageRow>;
/** Who of the people on post is trained on the sheets in force, and what the rule book asks at the claim. */
export const sheetCoverage = route({
  ...reading,
  id: 'courses.coverage',
  path: '/api/training-sheets/coverage',
  params: nothing,
  query: nothing,
  response: z.object({ gate: z.enum(['off', 'warn', 'refuse']), rows: z.array(sheetCoverageRow) }),
  policy: readers,
});
