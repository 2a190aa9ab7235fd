/** Use cases of sessions: when and where, who is called, sign-in with a code, attendance from form and file, the sheet to sign. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  type Attendance,
  type CourseState,
  type SessionFields,
  sessionTimes,
  signInCodeLength,
  stillChanges,
} from '@mingcha/core/registers/training/course.ts';
import { runAction } from '../../platform/action.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type PaperFormat, paperReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply, Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { randomLetters } from '../../platform/typed-letters.ts';
import { type ReadAttendance, readAttendanceFile } from './attendance-file.ts';
import { tellCalled } from './call-notice.ts';
import { courseById, lockCourse, type StoredCourse } from './course.queries.ts';
import {
  attendanceOf,
  callPeople as callRows,
  deleteSession,
  insertSession,
  onPost,
  peopleOf,
  recordedAt,
  type StoredSession,
  saveAttendance,
  sessionsOf,
  takeOff,
  updateSession,
} from './session.queries.ts';
import { signInPaper } from './sign-in-paper.ts';

interface SessionKey {
  readonly actionId: string;
  readonly id: string;
  readonly sessionId: string;
}

/** The course, locked, as long as it changes. Errors: `course.not_found`, `course.wrong_state`. */
async function changing(tx: Tx, actor: Actor, id: string): Promise<Result<StoredCourse>> {
  const course = await lockCourse(tx, actor, id);
  if (course === undefined) return fail('course.not_found');
  const still = stillChanges(course.state as CourseState);
  return still.ok ? ok(course) : still;
}

interface Found {
  readonly course: StoredCourse;
  readonly session: StoredSession;
}

async function changingSession(
  tx: Tx,
  actor: Actor,
  key: { readonly id: string; readonly sessionId: string },
): Promise<Result<Found>> {
  const course = await changing(tx, actor, key.id);
  if (!course.ok) return course;
  const session = (await sessionsOf(tx, course.value)).find((one) => one.id === key.sessionId);
  return session === undefined ? fail('session.not_found') : ok({ course: course.value, session });
}

/** Errors: `course.not_found`, `course.wrong_state`, `session.times_invalid`, `session.not_found`, `course.changed_meanwhile`, `session.attended_already`. */
export async function saveSession(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly sessionId: string | undefined;
    readonly version: number | undefined;
    readonly fields: SessionFields;
  },
): Promise<Result<{ id: string; version: number }>> {
  const { fields, sessionId } = input;
  const request = { actor, actionId: input.actionId, routeId: 'courses.session' };
  return runAction(platform, request, async (tx): Promise<Result<{ id: string; version: number }>> => {
    const course = await changing(tx, actor, input.id);
    if (!course.ok) return course;
    const times = sessionTimes(fields);
    if (!times.ok) return times;
    const at = platform.clock.now();
    const id = sessionId ?? platform.ids.next();
    let version = 1;
    if (sessionId === undefined) await insertSession(tx, course.value, { id, fields, at });
    else {
      const session = (await sessionsOf(tx, course.value)).find((one) => one.id === sessionId);
      if (session === undefined) return fail('session.not_found');
      if (session.version !== input.version) return fail('course.changed_meanwhile');
      if (recordedAt(session) > 0) return fail('session.attended_already');
      // A code belongs to its day.
      await updateSession(tx, session, { fields, code: null, at });
      version = session.version + 1;
    }
    await record(tx, platform, {
      type: 'course.session_saved',
      actor,
      subject: { kind: 'course', id: course.value.id },
      data: { session: id, day: fields.day },
    });
    return ok({ id, version });
  });
}

/** Errors: those of `changingSession`, `session.attended_already`. */
export async function removeSession(
  platform: Platform,
  actor: Actor,
  key: SessionKey,
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: key.actionId, routeId: 'courses.removeSession' };
  return runAction(platform, request, async (tx) => {
    const found = await changingSession(tx, actor, key);
    if (!found.ok) return found;
    const { session } = found.value;
    if (recordedAt(session) > 0) return fail('session.attended_already');
    await deleteSession(tx, session);
    await record(tx, platform, {
      type: 'course.session_removed',
      actor,
      subject: { kind: 'course', id: key.id },
      data: { session: session.id, day: session.day },
    });
    return ok({ id: session.id });
  });
}

/** Errors: those of `changing`, `course.person_not_found`. */
export async function callPeople(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly add: readonly string[];
    readonly remove: readonly string[];
    readonly everybody: boolean;
  },
): Promise<Result<{ added: number; removed: number }>> {
  const request = { actor, actionId: input.actionId, routeId: 'courses.people' };
  return runAction(platform, request, async (tx) => {
    const course = await changing(tx, actor, input.id);
    if (!course.ok) return course;
    const own = (await onPost(tx, actor)).map((person) => person.id);
    const known = new Set(own);
    if (input.add.some((id) => !known.has(id))) return fail('course.person_not_found', {}, 'add');
    const ids = [...new Set(input.everybody ? own : input.add)];
    const added = await callRows(tx, course.value, { ids, at: platform.clock.now() });
    const removed = await takeOff(tx, course.value, input.remove);
    if (course.value.state === 'open') await tellCalled(tx, platform, course.value);
    await record(tx, platform, {
      type: 'course.people_called',
      actor,
      subject: { kind: 'course', id: input.id },
      data: { added, removed },
    });
    return ok({ added, removed });
  });
}

/** Errors: those of `changingSession`, `course.wrong_state` (not published), `session.sign_in_day`. */
export async function openSignIn(
  platform: Platform,
  actor: Actor,
  input: SessionKey & { readonly open: boolean },
): Promise<Result<{ code: string | null }>> {
  const request = { actor, actionId: input.actionId, routeId: 'courses.signIn' };
  return runAction(platform, request, async (tx): Promise<Result<{ code: string | null }>> => {
    const found = await changingSession(tx, actor, input);
    if (!found.ok) return found;
    const { course, session } = found.value;
    if (input.open && course.state !== 'open') return fail('course.wrong_state', { state: course.state });
    if (input.open && session.day !== platform.clock.today()) return fail('session.sign_in_day');
    const code = input.open ? randomLetters(platform, signInCodeLength) : null;
    await updateSession(tx, session, { code, at: platform.clock.now() });
    await record(tx, platform, {
      type: 'course.sign_in_switched',
      actor,
      subject: { kind: 'course', id: course.id },
      data: { session: session.id, open: input.open },
    });
    return ok({ code });
  });
}

/** Errors: those of `changingSession`, `course.wrong_state`, `course.attendance_ahead`, `course.person_not_called`. */
export async function recordAttendance(
  platform: Platform,
  actor: Actor,
  input: SessionKey & {
    readonly entries: readonly { readonly inspectorId: string; readonly attendance: Attendance }[];
  },
): Promise<Result<{ recorded: number }>> {
  const request = { actor, actionId: input.actionId, routeId: 'courses.attendance' };
  return runAction(platform, request, async (tx) => {
    const found = await attending(tx, platform, { actor, key: input });
    if (!found.ok) return found;
    const { course, session } = found.value;
    const called = new Set((await peopleOf(tx, course)).map((person) => person.id));
    const entries = new Map(input.entries.map((each) => [each.inspectorId, each]));
    if ([...entries.keys()].some((id) => !called.has(id))) return fail('course.person_not_called');
    const of = { way: 'form', by: actor.accountId, at: platform.clock.now() };
    await saveAttendance(tx, session, { entries: [...entries.values()], ...of });
    await record(tx, platform, {
      type: 'course.attendance_recorded',
      actor,
      subject: { kind: 'course', id: course.id },
      data: { session: session.id, people: entries.size },
    });
    return ok({ recorded: entries.size });
  });
}

/** A session of a published course whose day has come. */
async function attending(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly key: { readonly id: string; readonly sessionId: string } },
): Promise<Result<Found>> {
  const found = await changingSession(tx, of.actor, of.key);
  if (!found.ok) return found;
  const { course, session } = found.value;
  if (course.state !== 'open') return fail('course.wrong_state', { state: course.state });
  return session.day > platform.clock.today() ? fail('course.attendance_ahead') : found;
}

export interface AttendanceImport {
  readonly recorded: number;
  readonly refused: { row: number; name: string; problem: string }[];
}

/** Errors: those of the file, of `recordAttendance`, `attendance.nothing_to_record`. */
export async function importAttendance(
  platform: Platform,
  actor: Actor,
  input: SessionKey & { readonly upload: Upload | null },
): Promise<Result<AttendanceImport>> {
  const called = await inTransaction(platform.db, async (tx) => {
    const course = await courseById(tx, actor, input.id);
    return course === undefined ? null : peopleOf(tx, course);
  });
  if (called === null) return fail('course.not_found');
  const read = await readAttendanceFile(platform, input.upload, called);
  if (!read.ok) return read;
  const request = { actor, actionId: input.actionId, routeId: 'courses.importAttendance' };
  return runAction(platform, request, async (tx): Promise<Result<AttendanceImport>> => {
    const found = await attending(tx, platform, { actor, key: input });
    if (!found.ok) return found;
    const { course, session } = found.value;
    const still = new Set((await peopleOf(tx, course)).map((person) => person.id));
    const entries = entriesOf(read.value).filter((each) => still.has(each.inspectorId));
    if (entries.length === 0) return fail('attendance.nothing_to_record', {}, 'file');
    const of = { way: 'file', by: actor.accountId, at: platform.clock.now() };
    await saveAttendance(tx, session, { entries, ...of });
    const refused = read.value.flatMap(({ row, name, problem }) =>
      problem === null ? [] : [{ row, name, problem }],
    );
    await record(tx, platform, {
      type: 'course.attendance_imported',
      actor,
      subject: { kind: 'course', id: course.id },
      data: { session: session.id, recorded: entries.length, refused: refused.length },
    });
    return ok({ recorded: entries.length, refused: refused.slice(0, 100) });
  });
}

/** Each person once; the last row of a person counts. */
function entriesOf(rows: readonly ReadAttendance[]) {
  const entries = new Map<string, { inspectorId: string; attendance: Attendance }>();
  for (const { entry } of rows) if (entry !== null) entries.set(entry.inspectorId, entry);
  return [...entries.values()];
}

/** The sheet to sign by hand. Errors: `course.not_found`, `session.not_found`. */
export async function printSheet(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly sessionId: string; readonly format: PaperFormat },
): Promise<Result<FileReply>> {
  const made = await inTransaction(platform.db, async (tx) => {
    const course = await courseById(tx, actor, asked.id);
    if (course === undefined) return fail('course.not_found');
    const session = (await sessionsOf(tx, course)).find((one) => one.id === asked.sessionId);
    if (session === undefined) return fail('session.not_found');
    const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
    const attendance = (await attendanceOf(tx, course)).filter((row) => row.session_id === session.id);
    await record(tx, platform, {
      type: 'course.sheet_printed',
      actor,
      subject: { kind: 'course', id: course.id },
      data: { session: session.id, format: asked.format },
    });
    const people = await peopleOf(tx, course);
    return ok(signInPaper({ course, session, people, attendance, agency: agency?.name ?? '' }));
  });
  if (!made.ok) return made;
  const { paper, name } = made.value;
  return ok(await paperReply(paper, asked.format, name));
}
