/** Use cases of training courses: draft, publish, close with a record for everybody who came, cancel. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  type Attendance,
  type attendanceWays,
  type CourseFields,
  type CourseMove,
  type CourseState,
  courseRecord,
  nextCourseState,
} from '@mingcha/core/registers/training/course.ts';
import type { CalledPerson, CourseRow, CourseView } from '@mingcha/core/registers/training/course-api.ts';
import { drawQuestions } from '@mingcha/core/registers/training/question.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { insertTraining, type NewTraining } from '../inspectors/training.queries.ts';
import type { Page } from '../object.queries.ts';
import { type AttemptRow, attemptsOf } from './attempt.queries.ts';
import { bankById, bankQuestions } from './bank.queries.ts';
import { tellCalled } from './call-notice.ts';
import {
  courseById,
  courseFieldsOf,
  coursePage,
  courseRowOf,
  insertCourse,
  lockCourse,
  type StoredCourse,
  teachableSheets,
  updateCourse,
} from './course.queries.ts';
import { attendanceOf, endSignIns, peopleOf, recordedAt, sessionsOf } from './session.queries.ts';

export async function listCourses(
  platform: Platform,
  actor: Actor,
  asked: { readonly text: string | undefined; readonly state: CourseState | undefined; readonly page: Page },
): Promise<Result<{ rows: CourseRow[]; next: string | null }>> {
  return inTransaction(platform.db, async (tx) => {
    const found = await coursePage(tx, actor, asked);
    const page = pageOfRows(found, asked.page.limit, (row) => [row.created_at, row.id]);
    return ok({ rows: page.rows.map(courseRowOf), next: page.next });
  });
}

/** Sheet versions for the course's form. */
export async function listTeachable(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => ok({ rows: await teachableSheets(tx, actor) }));
}

/** Errors: `course.not_found`. */
export async function getCourse(platform: Platform, actor: Actor, id: string): Promise<Result<CourseView>> {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx): Promise<Result<CourseView>> => {
    const course = await courseById(tx, actor, id);
    if (course === undefined) return fail('course.not_found');
    return ok(await courseViewOf(tx, course, { actor, today }));
  });
}

async function courseViewOf(
  tx: Tx,
  course: StoredCourse,
  of: { readonly actor: Actor; readonly today: string },
): Promise<CourseView> {
  const { today } = of;
  const mayEdit = hasRole(of.actor, 'legalOfficer', 'sectionOfficer');
  const sessions = await sessionsOf(tx, course);
  return {
    id: course.id,
    version: course.version,
    state: course.state as CourseState,
    fields: courseFieldsOf(course),
    sheetName: course.sheet_name,
    sheetVersion: course.sheet_no,
    bankName: course.bank_name,
    cancelledReason: course.cancelled_reason,
    mayEdit,
    sessions: sessions.map((one) => ({
      id: one.id,
      version: one.version,
      day: one.day,
      startsAt: one.starts_at,
      endsAt: one.ends_at,
      place: one.place,
      trainer: one.trainer,
      hoursTenths: one.hours_tenths,
      when: one.day < today ? 'past' : one.day > today ? 'ahead' : 'today',
      code: mayEdit ? one.sign_in_code : null,
      present: one.present,
      excused: one.excused,
      absent: one.absent,
    })),
    people: await calledPeople(tx, course),
  };
}

async function calledPeople(tx: Tx, course: StoredCourse): Promise<CalledPerson[]> {
  const people = await peopleOf(tx, course);
  const attendance = Map.groupBy(await attendanceOf(tx, course), (row) => row.inspector_id);
  const tries = Map.groupBy(await attemptsOf(tx, course), (row) => row.inspector_id);
  return people.map((person) => ({
    inspectorId: person.id,
    name: person.name,
    certificateNumber: person.certificate_number,
    sectionName: person.section_name,
    attendance: (attendance.get(person.id) ?? []).map((row) => ({
      sessionId: row.session_id,
      attendance: row.attendance as Attendance,
      way: row.way as (typeof attendanceWays)[number],
    })),
    best: bestOf(tries.get(person.id) ?? []),
    tries: tries.get(person.id)?.length ?? 0,
  }));
}

/** The best try that was handed in. */
export function bestOf(tries: readonly AttemptRow[]): { percent: number; passed: boolean } | null {
  const done = tries.flatMap(({ percent }) => (percent === null ? [] : [percent]));
  return done.length === 0 ? null : { percent: Math.max(...done), passed: tries.some((each) => each.passed) };
}

/** Errors: `course.not_found`, `course.not_draft`, `course.changed_meanwhile`, `course.sheet_invalid`, `course.bank_invalid`, `test.bank_too_small`. */
export async function saveCourse(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string | undefined;
    readonly version: number | undefined;
    readonly fields: CourseFields;
  },
): Promise<Result<{ id: string; version: number }>> {
  const request = { actor, actionId: input.actionId, routeId: 'courses.save' };
  return runAction(platform, request, async (tx): Promise<Result<{ id: string; version: number }>> => {
    const { fields } = input;
    const course = input.id === undefined ? null : await lockCourse(tx, actor, input.id);
    if (course === undefined) return fail('course.not_found');
    if (course !== null && course.version !== input.version) return fail('course.changed_meanwhile');
    if (course !== null && course.state !== 'draft') return fail('course.not_draft');
    const checked = await checkFields(tx, actor, { fields, before: course?.sheet_version_id ?? null });
    if (!checked.ok) return checked;
    const at = platform.clock.now();
    const id = course?.id ?? platform.ids.next();
    if (course === null) await insertCourse(tx, actor, { id, fields, by: actor.accountId, at });
    else await updateCourse(tx, course, { fields, at });
    const version = (course?.version ?? 0) + 1;
    await record(tx, platform, {
      type: 'course.saved',
      actor,
      subject: { kind: 'course', id },
      data: { title: fields.title, version },
    });
    return ok({ id, version });
  });
}

async function checkFields(
  tx: Tx,
  actor: Actor,
  of: { readonly fields: CourseFields; readonly before: string | null },
): Promise<Result<null>> {
  const { sheetVersionId, test } = of.fields;
  if (sheetVersionId !== null && sheetVersionId !== of.before) {
    const sheets = await teachableSheets(tx, actor);
    if (!sheets.some((each) => each.versionId === sheetVersionId))
      return fail('course.sheet_invalid', {}, 'sheetVersionId');
  }
  if (test === null) return ok(null);
  const bank = await bankById(tx, actor, test.bankId);
  if (bank === undefined) return fail('course.bank_invalid', {}, 'test');
  const drawn = drawQuestions(await bankQuestions(tx, bank), test.rules, () => 0);
  return drawn.ok ? ok(null) : fail(drawn.error.code, drawn.error.data, 'test');
}

export interface MoveInput {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
  readonly move: CourseMove;
  readonly reason: string;
}

/** Errors: `course.not_found`, `course.changed_meanwhile`, `course.reason_invalid`, those of `nextCourseState` and of `saveCourse`. */
export async function moveCourse(
  platform: Platform,
  actor: Actor,
  input: MoveInput,
): Promise<Result<{ id: string; state: CourseState; recorded: number }>> {
  const request = { actor, actionId: input.actionId, routeId: 'courses.move' };
  return runAction(platform, request, async (tx) => {
    const course = await lockCourse(tx, actor, input.id);
    if (course === undefined) return fail('course.not_found');
    if (course.version !== input.version) return fail('course.changed_meanwhile');
    if (input.move === 'cancel' && input.reason === '') return fail('course.reason_invalid', {}, 'reason');
    const at = platform.clock.now();
    const tries = await attemptsOf(tx, course);
    const to = nextCourseState(
      input.move,
      {
        state: course.state as CourseState,
        sessions: (await sessionsOf(tx, course)).map((one) => ({ day: one.day, recorded: recordedAt(one) })),
        people: (await peopleOf(tx, course)).length,
        runningTests: tries.filter((each) => each.submitted_at === null && at <= each.due_at).length,
      },
      platform.clock.today(),
    );
    if (!to.ok) return to;
    if (input.move === 'publish') {
      const fields = courseFieldsOf(course);
      const checked = await checkFields(tx, actor, { fields, before: fields.sheetVersionId });
      if (!checked.ok) return checked;
    }
    await updateCourse(tx, course, { state: to.value, reason: input.reason, at });
    await endSignIns(tx, course, at);
    if (to.value === 'open') await tellCalled(tx, platform, course);
    const recorded = to.value === 'closed' ? await recordCourse(tx, platform, { actor, course, tries }) : 0;
    await record(tx, platform, {
      type: 'course.moved',
      actor,
      subject: { kind: 'course', id: course.id },
      data: {
        move: input.move,
        recorded,
        ...(input.reason === '' ? {} : { reason: input.reason }),
      },
    });
    return ok({ id: course.id, state: to.value, recorded });
  });
}

/** Gives everybody who came a training record; a record of the same course and day that stands already stays. */
async function recordCourse(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly course: StoredCourse; readonly tries: readonly AttemptRow[] },
): Promise<number> {
  const { actor, course, tries } = of;
  const came = Map.groupBy(
    (await attendanceOf(tx, course)).filter((row) => row.attendance === 'present'),
    (row) => row.inspector_id,
  );
  const records = [...came].flatMap(([inspectorId, rows]): NewTraining[] => {
    const passed = tries.some((each) => each.inspector_id === inspectorId && each.passed);
    const found = courseRecord(
      rows.map((row) => ({ day: row.day, hoursTenths: row.hours_tenths })),
      course.bank_id === null ? null : { passed },
    );
    if (found === null) return [];
    const fields = {
      course: course.title,
      organiser: course.organiser,
      note: '',
      sheetId: course.sheet_id,
      sheetVersion: course.sheet_no,
      ...found,
    };
    return [{ id: platform.ids.next(), inspectorId, courseId: course.id, fields }];
  });
  return insertTraining(tx, actor, { records, by: actor.accountId, at: platform.clock.now() });
}
