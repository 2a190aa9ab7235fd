/**
 * Training courses of officers (培训): a course has sessions (场次), people called to it, their attendance and where wanted a
 * short test. Closing it gives each person who came one training record. Pure; days and results come from the caller.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../../common/result.ts';
import { line, paragraph, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { testRules } from './question.ts';

export const courseStates = ['draft', 'open', 'closed', 'cancelled'] as const;
export type CourseState = (typeof courseStates)[number];
export const courseMoves = ['publish', 'close', 'cancel'] as const;
export type CourseMove = (typeof courseMoves)[number];

export const courseFields = z.object({
  title: requiredLine(200),
  organiser: line(100),
  content: paragraph(2000),
  /** The check sheet that the course teaches, as a version of it; for the gate "trained on this sheet". */
  sheetVersionId: uuid.nullable(),
  /** Null: no test, who came has taken part. */
  test: z.object({ bankId: uuid, rules: testRules }).nullable(),
});
export type CourseFields = z.output<typeof courseFields>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** One meeting of a training, of officers or of others. */
export const sessionFields = z.object({
  day: plainDate,
  startsAt: clockTime,
  endsAt: clockTime,
  place: requiredLine(100),
  trainer: line(60),
  /** Tenths of an hour that count for who came. */
  hoursTenths: z.number().int().min(1).max(240),
});
export type SessionFields = z.output<typeof sessionFields>;

/** Errors: `session.times_invalid`: it ends before it begins. */
export function sessionTimes(session: Pick<SessionFields, 'startsAt' | 'endsAt'>): Result<null> {
  return session.startsAt < session.endsAt ? ok(null) : fail('session.times_invalid', {}, 'endsAt');
}

/** 到场, 请假, 缺席. */
export const attendances = ['present', 'excused', 'absent'] as const;
export type Attendance = (typeof attendances)[number];
/** By the person with the session's code, by the officer in the form, from a file. */
export const attendanceWays = ['code', 'form', 'file'] as const;

/** Letters of the code that is shown in the room. */
export const signInCodeLength = 6;

/** What decides whether a course may move. */
export interface CourseFacts {
  readonly state: CourseState;
  readonly sessions: readonly { readonly day: string; readonly recorded: number }[];
  readonly people: number;
  /** A test that is still being written. */
  readonly runningTests: number;
}

/**
 * The state after a move. Errors: `course.wrong_state`, `course.no_session`, `course.nobody_called`, `course.session_ahead` {day}
 * (it ends when all sessions are over), `course.attendance_missing` {day} (a session without any attendance),
 * `course.test_running` {count}, `course.attended_already` (who came cannot be undone by cancelling).
 */
export function nextCourseState(move: CourseMove, facts: CourseFacts, today: string): Result<CourseState> {
  const { state, sessions } = facts;
  const from: Readonly<Record<CourseMove, readonly CourseState[]>> = {
    publish: ['draft'],
    close: ['open'],
    cancel: ['draft', 'open'],
  };
  if (!from[move].includes(state)) return fail('course.wrong_state', { state });
  if (move === 'cancel')
    return sessions.some((each) => each.recorded > 0) ? fail('course.attended_already') : ok('cancelled');
  if (sessions.length === 0) return fail('course.no_session');
  if (facts.people === 0) return fail('course.nobody_called');
  if (move === 'publish') return ok('open');
  const ahead = sessions.find((each) => each.day > today);
  if (ahead !== undefined) return fail('course.session_ahead', { day: ahead.day });
  const missing = sessions.find((each) => each.recorded === 0);
  if (missing !== undefined) return fail('course.attendance_missing', { day: missing.day });
  return facts.runningTests > 0 ? fail('course.test_running', { count: facts.runningTests }) : ok('closed');
}

/** Sessions, people and attendance change until the course has ended. Errors: `course.wrong_state`. */
export function stillChanges(state: CourseState): Result<null> {
  return state === 'draft' || state === 'open' ? ok(null) : fail('course.wrong_state', { state });
}

export interface Came {
  readonly day: string;
  readonly hoursTenths: number;
}

/** What is recorded of a person when the course ends; null for who never came. */
export function courseRecord(
  came: readonly Came[],
  test: { readonly passed: boolean } | null,
): {
  readonly fromDay: string;
  readonly toDay: string;
  readonly hoursTenths: number;
  readonly result: 'attended' | 'passed' | 'failed';
} | null {
  const days = came.map(({ day }) => day).toSorted();
  const fromDay = days[0];
  const toDay = days.at(-1);
  if (fromDay === undefined || toDay === undefined) return null;
  const hoursTenths = came.reduce((sum, each) => sum + each.hoursTenths, 0);
  // Whoever stays away from the test has not passed it: staying away must not be better than failing.
  const result = test === null ? 'attended' : test.passed ? 'passed' : 'failed';
  return { fromDay, toDay, hoursTenths, result };
}
