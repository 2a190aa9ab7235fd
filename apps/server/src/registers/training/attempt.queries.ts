/** SQL of the own training: the person of an account, courses called to, tries at tests. */
import type { StoredQuestion, TestAnswers } from '@mingcha/core/registers/training/question.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import './tables.ts';

/** The inspector that an account is tied to. */
export async function personOfAccount(
  tx: Tx,
  actor: { readonly jurisdictionId: string; readonly agencyId: string; readonly accountId: string },
) {
  return tx
    .selectFrom('inspectors')
    .select(['jurisdiction_id', 'id', 'agency_id', 'name'])
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('agency_id', '=', actor.agencyId)
    .where('account_id', '=', actor.accountId)
    .executeTakeFirst();
}
export type OwnPerson = NonNullable<Awaited<ReturnType<typeof personOfAccount>>>;

/** Ids of courses the person is called to that have gone out; newest first. */
export async function ownCourseIds(tx: Tx, person: OwnPerson): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('training_people as p')
    .innerJoin('training_courses as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('c.id', '=', 'p.course_id'),
    )
    .select('c.id')
    .where('p.jurisdiction_id', '=', person.jurisdiction_id)
    .where('p.inspector_id', '=', person.id)
    .where('c.state', 'in', ['open', 'closed'])
    .orderBy(sql`(c.state = 'open')`, 'desc')
    .orderBy('c.created_at', 'desc')
    .limit(40)
    .execute();
  return rows.map((row) => row.id);
}

/** The session with this open code, on this day, of a course that the person is called to; the course stays open meanwhile. */
export async function sessionByCode(
  tx: Tx,
  person: OwnPerson,
  of: { readonly code: string; readonly today: string },
) {
  return tx
    .selectFrom('training_sessions as s')
    .innerJoin('training_courses as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 's.jurisdiction_id').onRef('c.id', '=', 's.course_id'),
    )
    .innerJoin('training_people as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('p.course_id', '=', 'c.id'),
    )
    .select(['s.jurisdiction_id', 's.id', 's.day', 's.starts_at', 'c.id as course_id', 'c.title'])
    .where('s.jurisdiction_id', '=', person.jurisdiction_id)
    .where('s.sign_in_code', '=', of.code)
    .where('s.day', '=', of.today)
    .where('c.state', '=', 'open')
    .where('p.inspector_id', '=', person.id)
    .forShare('c')
    .executeTakeFirst();
}

export async function attemptsOf(
  tx: Tx,
  course: { readonly jurisdiction_id: string; readonly id: string },
  inspectorId?: string,
) {
  return tx
    .selectFrom('training_attempts')
    .select(['id', 'inspector_id', 'no', 'started_at', 'due_at', 'submitted_at', 'percent', 'passed'])
    .where('jurisdiction_id', '=', course.jurisdiction_id)
    .where('course_id', '=', course.id)
    .$if(inspectorId !== undefined, (query) => query.where('inspector_id', '=', inspectorId ?? ''))
    .orderBy('no')
    .execute();
}
export type AttemptRow = Awaited<ReturnType<typeof attemptsOf>>[number];

export async function insertAttempt(
  tx: Tx,
  person: OwnPerson,
  made: {
    readonly id: string;
    readonly courseId: string;
    readonly no: number;
    readonly questions: readonly StoredQuestion[];
    readonly passMark: number;
    readonly startedAt: string;
    readonly dueAt: string;
  },
): Promise<void> {
  await tx
    .insertInto('training_attempts')
    .values({
      jurisdiction_id: person.jurisdiction_id,
      id: made.id,
      course_id: made.courseId,
      inspector_id: person.id,
      no: made.no,
      questions: JSON.stringify(made.questions),
      pass_mark: made.passMark,
      started_at: made.startedAt,
      due_at: made.dueAt,
      submitted_at: null,
      answers: null,
      percent: null,
    })
    .execute();
}

/** The own try, locked so that it is handed in once. */
export async function lockAttempt(tx: Tx, person: OwnPerson, id: string) {
  const row = await tx
    .selectFrom('training_attempts')
    .selectAll()
    .where('jurisdiction_id', '=', person.jurisdiction_id)
    .where('inspector_id', '=', person.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { ...row, questions: row.questions as unknown as readonly StoredQuestion[] };
}

export async function saveSubmission(
  tx: Tx,
  person: OwnPerson,
  of: {
    readonly id: string;
    readonly answers: TestAnswers;
    readonly percent: number;
    readonly passed: boolean;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('training_attempts')
    .set({
      answers: JSON.stringify(of.answers),
      percent: of.percent,
      passed: of.passed,
      submitted_at: of.at,
    })
    .where('jurisdiction_id', '=', person.jurisdiction_id)
    .where('id', '=', of.id)
    .execute();
}
