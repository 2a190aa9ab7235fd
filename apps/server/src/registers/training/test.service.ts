/**
 * Tests of courses: a try is drawn from the bank by the platform's chance, kept as it was drawn, and scored once when it is
 * handed in. What goes out before that carries no answer.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { TestOutcome } from '@mingcha/core/registers/training/my-training-api.ts';
import {
  type AskedQuestion,
  asAsked,
  drawQuestions,
  type StoredQuestion,
  scoreTest,
  type TestAnswers,
} from '@mingcha/core/registers/training/question.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  attemptsOf,
  insertAttempt,
  lockAttempt,
  type OwnPerson,
  personOfAccount,
  saveSubmission,
} from './attempt.queries.ts';
import { bankById, bankQuestions } from './bank.queries.ts';
import { courseById, courseFieldsOf, lockCourse, type StoredCourse } from './course.queries.ts';
import { standingOf } from './my-training.service.ts';
import { attendanceOf, peopleOf } from './session.queries.ts';

interface Started {
  readonly attemptId: string;
  readonly title: string;
  readonly no: number;
  readonly startedAt: string;
  readonly dueAt: string;
  readonly now: string;
  readonly passMark: number;
  readonly questions: AskedQuestion[];
}

/**
 * Begins a try, or gives the one that runs again. Errors: `training.nobody_tied`, `course.not_found`, `course.wrong_state`,
 * `test.no_test`, `test.not_attended`, `test.passed_already`, `test.no_try_left`, `test.bank_too_small`.
 */
export async function startTest(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly courseId: string },
): Promise<Result<Started>> {
  const request = { actor, actionId: input.actionId, routeId: 'myTraining.start' };
  return runAction(platform, request, async (tx): Promise<Result<Started>> => {
    const person = await personOfAccount(tx, actor);
    if (person === undefined) return fail('training.nobody_tied');
    const course = await lockCourse(tx, actor, input.courseId);
    const isCalled =
      course !== undefined && (await peopleOf(tx, course)).some((each) => each.id === person.id);
    if (course === undefined || !isCalled || course.state === 'draft') return fail('course.not_found');
    const begun = await begin(tx, platform, { person, course });
    if (!begun.ok) return begun;
    const { id, no, questions, startedAt, dueAt, passMark } = begun.value;
    await record(tx, platform, {
      type: 'course.test_started',
      actor,
      subject: { kind: 'course', id: course.id },
      data: { inspector: person.id, no },
    });
    return ok({
      attemptId: id,
      title: course.title,
      no,
      startedAt,
      dueAt,
      now: platform.clock.now(),
      passMark,
      questions: questions.map(asAsked),
    });
  });
}

interface Try {
  readonly id: string;
  readonly no: number;
  readonly questions: readonly StoredQuestion[];
  readonly startedAt: string;
  readonly dueAt: string;
  readonly passMark: number;
}

async function begin(
  tx: Tx,
  platform: Platform,
  of: { readonly person: OwnPerson; readonly course: StoredCourse },
): Promise<Result<Try>> {
  const { person, course } = of;
  const { test } = courseFieldsOf(course);
  if (test === null) return fail('test.no_test');
  if (course.state !== 'open') return fail('course.wrong_state', { state: course.state });
  const now = platform.clock.now();
  const tries = await attemptsOf(tx, course, person.id);
  const standing = standingOf(course, { tries, now });
  const running = tries.find((each) => each.submitted_at === null && now <= each.due_at);
  if (running !== undefined) return goOn(tx, person, running.id);
  if (standing.passed) return fail('test.passed_already');
  if (standing.left === 0) return fail('test.no_try_left');
  const came = (await attendanceOf(tx, course)).some(
    (row) => row.inspector_id === person.id && row.attendance === 'present',
  );
  if (!came) return fail('test.not_attended');
  const bank = await bankById(
    tx,
    { jurisdictionId: course.jurisdiction_id, agencyId: course.agency_id },
    test.bankId,
  );
  const all = bank === undefined ? [] : await bankQuestions(tx, bank);
  const drawn = drawQuestions(all, test.rules, (below) => evenNumber(platform, below));
  if (!drawn.ok) return drawn;
  const made = {
    id: platform.ids.next(),
    no: tries.length + 1,
    questions: drawn.value.map(({ id, kind, stem, options, answer, explanation }) => ({
      id,
      kind,
      stem,
      options,
      answer,
      explanation,
    })),
    startedAt: now,
    dueAt: new Date(Date.parse(now) + test.rules.minutes * 60_000).toISOString(),
    passMark: test.rules.passMark,
  };
  await insertAttempt(tx, person, { ...made, courseId: course.id });
  return ok(made);
}

async function goOn(tx: Tx, person: OwnPerson, id: string): Promise<Result<Try>> {
  const row = await lockAttempt(tx, person, id);
  if (row === undefined) return fail('test.not_found');
  return ok({
    id,
    no: row.no,
    questions: row.questions,
    startedAt: row.started_at,
    dueAt: row.due_at,
    passMark: row.pass_mark,
  });
}

/** From 0 up to but not `below`, each as likely as the others: bytes beyond the last whole multiple are thrown away. */
function evenNumber(platform: Platform, below: number): number {
  const most = 65_536 - (65_536 % below);
  for (;;) {
    const [high = 0, low = 0] = platform.random.bytes(2);
    const found = high * 256 + low;
    if (found < most) return found % below;
  }
}

/** Seconds that a hand-in may be under way. */
const graceSeconds = 30;

/** Errors: `training.nobody_tied`, `test.not_found`, `test.submitted_already`, `test.time_over`. */
export async function submitTest(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly attemptId: string; readonly answers: TestAnswers },
): Promise<Result<TestOutcome>> {
  const request = { actor, actionId: input.actionId, routeId: 'myTraining.submit' };
  return runAction(platform, request, async (tx): Promise<Result<TestOutcome>> => {
    const person = await personOfAccount(tx, actor);
    if (person === undefined) return fail('training.nobody_tied');
    const attempt = await lockAttempt(tx, person, input.attemptId);
    const course = attempt === undefined ? undefined : await courseById(tx, actor, attempt.course_id);
    if (attempt === undefined || course === undefined) return fail('test.not_found');
    if (attempt.submitted_at !== null) return fail('test.submitted_already');
    const at = platform.clock.now();
    const last = Date.parse(attempt.due_at) + graceSeconds * 1000;
    if (Date.parse(at) > last || course.state !== 'open') return fail('test.time_over');
    const score = scoreTest(attempt.questions, input.answers, attempt.pass_mark);
    const { percent, passed } = score;
    await saveSubmission(tx, person, { id: attempt.id, answers: input.answers, percent, passed, at });
    const tries = await attemptsOf(tx, course, person.id);
    const standing = standingOf(course, { tries, now: at });
    await record(tx, platform, {
      type: 'course.test_submitted',
      actor,
      subject: { kind: 'course', id: course.id },
      data: { inspector: person.id, no: attempt.no, percent, passed },
    });
    return ok({
      ...score,
      wrong: [...score.wrong],
      passMark: attempt.pass_mark,
      left: standing.left,
      answers: standing.showsAnswers
        ? attempt.questions.map(({ id, answer, explanation }) => ({ id, answer, explanation }))
        : null,
    });
  });
}
