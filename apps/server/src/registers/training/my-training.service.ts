/** The own training: courses called to, hours of the year, sign-in with the code of a session. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { lettersTyped } from '@mingcha/core/common/typed-letters.ts';
import type { Attendance, CourseState } from '@mingcha/core/registers/training/course.ts';
import type { OwnCourse } from '@mingcha/core/registers/training/my-training-api.ts';
import { askedCount, testStanding } from '@mingcha/core/registers/training/question.ts';
import { countedResults, hoursBalance } from '@mingcha/core/registers/training/requirement.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  type AttemptRow,
  attemptsOf,
  type OwnPerson,
  ownCourseIds,
  personOfAccount,
  sessionByCode,
} from './attempt.queries.ts';
import { courseById, courseFieldsOf, type StoredCourse } from './course.queries.ts';
import { bestOf } from './course.service.ts';
import { recordsInYear } from './hours.queries.ts';
import { requirementOf, thisYear } from './hours.service.ts';
import { attendanceOf, saveAttendance, sessionsOf } from './session.queries.ts';

/** Where the person stands with the tries of a test. */
export function standingOf(
  course: StoredCourse,
  of: { readonly tries: readonly AttemptRow[]; readonly now: string },
) {
  const { test } = courseFieldsOf(course);
  return testStanding(
    of.tries.map((each) => ({ dueAt: each.due_at, submittedAt: each.submitted_at, passed: each.passed })),
    test?.rules.attempts ?? 0,
    of.now,
  );
}

export async function myTraining(platform: Platform, actor: Actor, asked: number | undefined) {
  const year = asked ?? thisYear(platform);
  return inTransaction(platform.db, async (tx) => {
    const { requiredTenths, basis } = await requirementOf(tx, actor);
    const person = await personOfAccount(tx, actor);
    const records = person === undefined ? [] : await recordsInYear(tx, person, year);
    const counted = records.filter((row) => (countedResults as readonly string[]).includes(row.result));
    const { hoursTenths, missingTenths } = hoursBalance(
      counted.reduce((sum, row) => sum + row.hours_tenths, 0),
      requiredTenths,
    );
    const courses: OwnCourse[] = [];
    for (const id of person === undefined ? [] : await ownCourseIds(tx, person)) {
      const course = await courseById(tx, actor, id);
      if (person !== undefined && course !== undefined)
        courses.push(await ownCourseOf(tx, platform, { person, course }));
    }
    return ok({
      known: person !== undefined,
      year,
      hoursTenths,
      requiredTenths,
      missingTenths,
      basis,
      courses,
      records: records.map((row) => ({
        id: row.id,
        course: row.course,
        organiser: row.organiser,
        fromDay: row.from_day,
        toDay: row.to_day,
        hoursTenths: row.hours_tenths,
        result: row.result as 'attended' | 'passed' | 'failed',
      })),
    });
  });
}

async function ownCourseOf(
  tx: Tx,
  platform: Platform,
  of: { readonly person: OwnPerson; readonly course: StoredCourse },
): Promise<OwnCourse> {
  const { person, course } = of;
  const today = platform.clock.today();
  const attendance = (await attendanceOf(tx, course)).filter((row) => row.inspector_id === person.id);
  const tries = await attemptsOf(tx, course, person.id);
  const came = attendance.some((row) => row.attendance === 'present');
  return {
    id: course.id,
    title: course.title,
    organiser: course.organiser,
    content: course.content,
    state: course.state as CourseState,
    sheetName: course.sheet_name,
    sheetVersion: course.sheet_no,
    sessions: (await sessionsOf(tx, course)).map((one) => ({
      id: one.id,
      day: one.day,
      startsAt: one.starts_at,
      endsAt: one.ends_at,
      place: one.place,
      trainer: one.trainer,
      hoursTenths: one.hours_tenths,
      attendance: (attendance.find((row) => row.session_id === one.id)?.attendance ??
        null) as Attendance | null,
      signInOpen: one.sign_in_code !== null && one.day === today,
    })),
    test: ownTestOf(course, { tries, came, now: platform.clock.now() }),
  };
}

function ownTestOf(
  course: StoredCourse,
  of: { readonly tries: readonly AttemptRow[]; readonly came: boolean; readonly now: string },
): OwnCourse['test'] {
  const { test } = courseFieldsOf(course);
  if (test === null) return null;
  const standing = standingOf(course, of);
  return {
    questions: askedCount(test.rules),
    passMark: test.rules.passMark,
    minutes: test.rules.minutes,
    left: standing.left,
    passed: standing.passed,
    isRunning: standing.isRunning,
    bestPercent: bestOf(of.tries)?.percent ?? null,
    mayStart:
      course.state === 'open' && of.came && !standing.passed && (standing.left > 0 || standing.isRunning),
  };
}

/**
 * Signs the own person in. Errors: `training.nobody_tied`, `session.code_wrong` for a wrong code, a closed sign-in and somebody
 * who is not called: all look the same.
 */
export async function signInByCode(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly code: string },
): Promise<Result<{ course: string; day: string; startsAt: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'myTraining.signIn' };
  return runAction(platform, request, async (tx) => {
    const person = await personOfAccount(tx, actor);
    if (person === undefined) return fail('training.nobody_tied');
    const of = { code: lettersTyped(input.code), today: platform.clock.today() };
    const session = await sessionByCode(tx, person, of);
    if (session === undefined) return fail('session.code_wrong', {}, 'code');
    await saveAttendance(tx, session, {
      entries: [{ inspectorId: person.id, attendance: 'present' }],
      way: 'code',
      by: actor.accountId,
      at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'course.signed_in',
      actor,
      subject: { kind: 'course', id: session.course_id },
      data: { session: session.id, inspector: person.id },
    });
    return ok({ course: session.title, day: session.day, startsAt: session.starts_at });
  });
}
