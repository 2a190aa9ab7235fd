/** SQL of training courses and of the sheet versions that they can teach. */
import type { CourseFields, CourseState } from '@mingcha/core/registers/training/course.ts';
import type { CourseRow } from '@mingcha/core/registers/training/course-api.ts';
import { testRules } from '@mingcha/core/registers/training/question.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import type { Page, Scope } from '../object.queries.ts';
import './tables.ts';

const courses = (tx: Tx, scope: Scope) =>
  tx
    .selectFrom('training_courses as c')
    .leftJoin('sheet_versions as v', (join) =>
      join.onRef('v.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('v.id', '=', 'c.sheet_version_id'),
    )
    .leftJoin('sheet_templates as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'v.jurisdiction_id').onRef('t.id', '=', 'v.sheet_id'),
    )
    .leftJoin('question_banks as b', (join) =>
      join.onRef('b.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('b.id', '=', 'c.bank_id'),
    )
    .selectAll('c')
    .select(['v.sheet_id', 'v.no as sheet_no', 't.name as sheet_name', 'b.name as bank_name'])
    .where('c.jurisdiction_id', '=', scope.jurisdictionId)
    .where('c.agency_id', '=', scope.agencyId);

export async function courseById(tx: Tx, scope: Scope, id: string) {
  return courses(tx, scope).where('c.id', '=', id).executeTakeFirst();
}
export type StoredCourse = NonNullable<Awaited<ReturnType<typeof courseById>>>;

/** Writes about one course wait for each other. */
export async function lockCourse(tx: Tx, scope: Scope, id: string): Promise<StoredCourse | undefined> {
  return courses(tx, scope).where('c.id', '=', id).forUpdate('c').executeTakeFirst();
}

export async function coursePage(
  tx: Tx,
  scope: Scope,
  asked: { readonly text?: string | undefined; readonly state?: string | undefined; readonly page: Page },
) {
  const { text, state, page } = asked;
  const key = decodeCursor(page.after, 2);
  let query = courses(tx, scope).select([
    sql<number>`(SELECT count(*)::int FROM training_people p WHERE p.jurisdiction_id = c.jurisdiction_id AND p.course_id = c.id)`.as(
      'people',
    ),
    sql<number>`(SELECT count(*)::int FROM training_sessions s WHERE s.jurisdiction_id = c.jurisdiction_id AND s.course_id = c.id)`.as(
      'sessions',
    ),
    sql<
      string | null
    >`(SELECT min(s.day)::text FROM training_sessions s WHERE s.jurisdiction_id = c.jurisdiction_id AND s.course_id = c.id)`.as(
      'from_day',
    ),
    sql<
      string | null
    >`(SELECT max(s.day)::text FROM training_sessions s WHERE s.jurisdiction_id = c.jurisdiction_id AND s.course_id = c.id)`.as(
      'to_day',
    ),
  ]);
  if (text !== undefined && text !== '') query = query.where('c.title', 'like', likePart(text));
  if (state !== undefined) query = query.where('c.state', '=', state);
  if (key !== null)
    query = query.where(sql<boolean>`(c.created_at, c.id) < (${key[0]}::timestamptz, ${key[1]}::uuid)`);
  return query
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

export function courseRowOf(row: Awaited<ReturnType<typeof coursePage>>[number]): CourseRow {
  return {
    id: row.id,
    title: row.title,
    organiser: row.organiser,
    state: row.state as CourseState,
    fromDay: row.from_day,
    toDay: row.to_day,
    sessions: row.sessions,
    people: row.people,
    hasTest: row.bank_id !== null,
    sheetName: row.sheet_name,
    sheetVersion: row.sheet_no,
  };
}

export function courseFieldsOf(row: StoredCourse): CourseFields {
  return {
    title: row.title,
    organiser: row.organiser,
    content: row.content,
    sheetVersionId: row.sheet_version_id,
    test: row.bank_id === null ? null : { bankId: row.bank_id, rules: testRules.parse(row.test_rules) },
  };
}

const columnsOf = (fields: CourseFields) => ({
  title: fields.title,
  organiser: fields.organiser,
  content: fields.content,
  sheet_version_id: fields.sheetVersionId,
  bank_id: fields.test?.bankId ?? null,
  test_rules: fields.test === null ? null : JSON.stringify(fields.test.rules),
});

export async function insertCourse(
  tx: Tx,
  scope: Scope,
  made: { readonly id: string; readonly fields: CourseFields; readonly by: string; readonly at: string },
): Promise<void> {
  await tx
    .insertInto('training_courses')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: made.id,
      ...columnsOf(made.fields),
      created_by: made.by,
      created_at: made.at,
      updated_at: made.at,
    })
    .execute();
}

export async function updateCourse(
  tx: Tx,
  course: StoredCourse,
  change: {
    readonly fields?: CourseFields;
    readonly state?: CourseState;
    readonly reason?: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('training_courses')
    .set({
      ...(change.fields === undefined ? {} : columnsOf(change.fields)),
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.reason === undefined ? {} : { cancelled_reason: change.reason }),
      version: course.version + 1,
      updated_at: change.at,
    })
    .where('jurisdiction_id', '=', course.jurisdiction_id)
    .where('id', '=', course.id)
    .execute();
}

/**
 * Sheet versions that a course of the agency can teach: published ones of the jurisdiction, and own ones that passed the legal
 * review, so that people can be trained before the version applies.
 */
export async function teachableSheets(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('sheet_versions as v')
    .innerJoin('sheet_templates as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'v.jurisdiction_id').onRef('t.id', '=', 'v.sheet_id'),
    )
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 't.jurisdiction_id').onRef('a.id', '=', 't.agency_id'),
    )
    .select([
      'v.sheet_id as sheetId',
      'v.id as versionId',
      'v.no as version',
      't.name',
      'a.short_name as agency',
      sql<boolean>`v.state = 'published'`.as('published'),
    ])
    .where('v.jurisdiction_id', '=', scope.jurisdictionId)
    .where((eb) =>
      eb.or([
        eb('v.state', '=', 'published'),
        eb.and([eb('t.agency_id', '=', scope.agencyId), eb('v.state', 'in', ['reviewed', 'approved'])]),
      ]),
    )
    .orderBy(sql`(t.agency_id = ${scope.agencyId}::uuid)`, 'desc')
    .orderBy('a.short_name')
    .orderBy('t.name')
    .orderBy('v.no', 'desc')
    .limit(500)
    .execute();
}
