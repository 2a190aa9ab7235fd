/** SQL of sessions, of the people called to a course and of their attendance. */
import type { SessionFields } from '@mingcha/core/registers/training/course.ts';
import { type ExpressionBuilder, sql } from 'kysely';
import type { Schema, Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';
import type { StoredCourse } from './course.queries.ts';
import './tables.ts';

type CourseKey = Pick<StoredCourse, 'jurisdiction_id' | 'id'>;

const attended = (attendance: string) =>
  sql<number>`(SELECT count(*)::int FROM training_attendance a WHERE a.jurisdiction_id = s.jurisdiction_id AND a.session_id = s.id AND a.attendance = ${attendance})`;

export async function sessionsOf(tx: Tx, course: CourseKey) {
  return tx
    .selectFrom('training_sessions as s')
    .selectAll('s')
    .select([
      attended('present').as('present'),
      attended('excused').as('excused'),
      attended('absent').as('absent'),
    ])
    .where('s.jurisdiction_id', '=', course.jurisdiction_id)
    .where('s.course_id', '=', course.id)
    .orderBy('s.day')
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .execute();
}
export type StoredSession = Awaited<ReturnType<typeof sessionsOf>>[number];

/** How many people have any attendance at a session. */
export const recordedAt = (session: StoredSession): number =>
  session.present + session.excused + session.absent;

const columnsOf = (fields: SessionFields) => ({
  day: fields.day,
  starts_at: fields.startsAt,
  ends_at: fields.endsAt,
  place: fields.place,
  trainer: fields.trainer,
  hours_tenths: fields.hoursTenths,
});

export async function insertSession(
  tx: Tx,
  course: CourseKey,
  made: { readonly id: string; readonly fields: SessionFields; readonly at: string },
): Promise<void> {
  await tx
    .insertInto('training_sessions')
    .values({
      jurisdiction_id: course.jurisdiction_id,
      course_id: course.id,
      id: made.id,
      ...columnsOf(made.fields),
      created_at: made.at,
      updated_at: made.at,
    })
    .execute();
}

export async function updateSession(
  tx: Tx,
  session: StoredSession,
  change: { readonly fields?: SessionFields; readonly code?: string | null; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('training_sessions')
    .set({
      ...(change.fields === undefined ? {} : columnsOf(change.fields)),
      ...(change.code === undefined ? {} : { sign_in_code: change.code }),
      version: session.version + 1,
      updated_at: change.at,
    })
    .where('jurisdiction_id', '=', session.jurisdiction_id)
    .where('id', '=', session.id)
    .execute();
}

export async function deleteSession(tx: Tx, session: StoredSession): Promise<void> {
  await tx
    .deleteFrom('training_sessions')
    .where('jurisdiction_id', '=', session.jurisdiction_id)
    .where('id', '=', session.id)
    .execute();
}

/** Ends the sign-in of all sessions of a course. */
export async function endSignIns(tx: Tx, course: CourseKey, at: string): Promise<void> {
  await tx
    .updateTable('training_sessions')
    .set({ sign_in_code: null, updated_at: at })
    .where('jurisdiction_id', '=', course.jurisdiction_id)
    .where('course_id', '=', course.id)
    .where('sign_in_code', 'is not', null)
    .execute();
}

/** People called to a course, by section and name. */
export async function peopleOf(tx: Tx, course: CourseKey) {
  return tx
    .selectFrom('training_people as p')
    .innerJoin('inspectors as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('i.id', '=', 'p.inspector_id'),
    )
    .leftJoin('sections as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('s.id', '=', 'i.section_id'),
    )
    .select(['i.id', 'i.name', 'i.certificate_number', 'i.account_id', 's.name as section_name'])
    .where('p.jurisdiction_id', '=', course.jurisdiction_id)
    .where('p.course_id', '=', course.id)
    .orderBy(sql`s.name COLLATE "C"`)
    .orderBy(sql`i.name COLLATE "C"`)
    .orderBy('i.id')
    .execute();
}

export async function attendanceOf(tx: Tx, course: CourseKey) {
  return tx
    .selectFrom('training_attendance as a')
    .innerJoin('training_sessions as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('s.id', '=', 'a.session_id'),
    )
    .select(['a.session_id', 'a.inspector_id', 'a.attendance', 'a.way', 's.day', 's.hours_tenths'])
    .where('s.jurisdiction_id', '=', course.jurisdiction_id)
    .where('s.course_id', '=', course.id)
    .execute();
}

/** On post in the own agency's directory. */
export async function onPost(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('inspectors as i')
    .leftJoin('sections as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('s.id', '=', 'i.section_id'),
    )
    .select(['i.id', 'i.name', 'i.certificate_number', 's.name as section_name'])
    .where('i.jurisdiction_id', '=', scope.jurisdictionId)
    .where('i.agency_id', '=', scope.agencyId)
    .where('i.status', '=', 'active')
    .orderBy(sql`i.name COLLATE "C"`)
    .orderBy('i.id')
    .execute();
}

export async function callPeople(
  tx: Tx,
  course: CourseKey,
  of: { readonly ids: readonly string[]; readonly at: string },
): Promise<number> {
  if (of.ids.length === 0) return 0;
  const added = await tx
    .insertInto('training_people')
    .values(
      of.ids.map((inspector_id) => ({
        jurisdiction_id: course.jurisdiction_id,
        course_id: course.id,
        inspector_id,
        called_at: of.at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('inspector_id')
    .execute();
  return added.length;
}

/** Takes people off the list who have no attendance and no test. */
export async function takeOff(tx: Tx, course: CourseKey, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const isFree = (eb: ExpressionBuilder<Schema, 'training_people'>) =>
    eb.and([
      eb.not(
        eb.exists(
          eb
            .selectFrom('training_attendance as a')
            .innerJoin('training_sessions as s', (join) =>
              join.onRef('s.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('s.id', '=', 'a.session_id'),
            )
            .select('a.session_id')
            .where('s.course_id', '=', course.id)
            .whereRef('a.jurisdiction_id', '=', 'training_people.jurisdiction_id')
            .whereRef('a.inspector_id', '=', 'training_people.inspector_id'),
        ),
      ),
      eb.not(
        eb.exists(
          eb
            .selectFrom('training_attempts as t')
            .select('t.id')
            .whereRef('t.jurisdiction_id', '=', 'training_people.jurisdiction_id')
            .whereRef('t.course_id', '=', 'training_people.course_id')
            .whereRef('t.inspector_id', '=', 'training_people.inspector_id'),
        ),
      ),
    ]);
  const gone = await tx
    .deleteFrom('training_people')
    .where('jurisdiction_id', '=', course.jurisdiction_id)
    .where('course_id', '=', course.id)
    .where('inspector_id', 'in', [...ids])
    .where(isFree)
    .returning('inspector_id')
    .execute();
  return gone.length;
}

export interface AttendanceEntry {
  readonly inspectorId: string;
  readonly attendance: string;
}

/** A later entry replaces an earlier one of the same person at the same session. */
export async function saveAttendance(
  tx: Tx,
  session: Pick<StoredSession, 'jurisdiction_id' | 'id'>,
  of: {
    readonly entries: readonly AttendanceEntry[];
    readonly way: string;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('training_attendance')
    .values(
      of.entries.map(({ inspectorId, attendance }) => ({
        jurisdiction_id: session.jurisdiction_id,
        session_id: session.id,
        inspector_id: inspectorId,
        attendance,
        way: of.way,
        recorded_by: of.by,
        recorded_at: of.at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'session_id', 'inspector_id']).doUpdateSet((eb) => ({
        attendance: eb.ref('excluded.attendance'),
        way: eb.ref('excluded.way'),
        recorded_by: eb.ref('excluded.recorded_by'),
        recorded_at: eb.ref('excluded.recorded_at'),
      })),
    )
    .execute();
}
