/** SQL of training records, paged by (from_day descending, id). */
import type { TrainingFields, TrainingRow } from '@mingcha/core/registers/inspectors/career.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Page, Scope } from '../object.queries.ts';
import './tables.ts';
import { likePart } from '../../platform/db/like.ts';

export interface TrainingFilter {
  readonly text?: string | undefined;
  readonly inspectorId?: string | undefined;
  readonly fromDay?: string | undefined;
  readonly toDay?: string | undefined;
}

export async function trainingPage(tx: Tx, scope: Scope, options: TrainingFilter & { readonly page: Page }) {
  const key = decodeCursor(options.page.after, 2);
  let query = tx
    .selectFrom('training_records as t')
    .innerJoin('inspectors as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 't.jurisdiction_id').onRef('i.id', '=', 't.inspector_id'),
    )
    .leftJoin('sections as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('s.id', '=', 'i.section_id'),
    )
    .selectAll('t')
    .select(['i.name as inspector_name', 'i.certificate_number', 's.name as section_name'])
    .where('t.jurisdiction_id', '=', scope.jurisdictionId)
    .where('i.agency_id', '=', scope.agencyId);
  const { text, inspectorId, fromDay, toDay } = options;
  if (inspectorId !== undefined) query = query.where('t.inspector_id', '=', inspectorId);
  if (fromDay !== undefined) query = query.where('t.from_day', '>=', fromDay);
  if (toDay !== undefined) query = query.where('t.from_day', '<=', toDay);
  if (text !== undefined && text !== '') {
    const like = likePart(text);
    query = query.where((eb) => eb.or([eb('t.course', 'like', like), eb('i.name', 'like', like)]));
  }
  if (key !== null)
    query = query.where(sql<boolean>`(t.from_day, t.id) < (${key[0]}::date, ${key[1]}::uuid)`);
  return query
    .orderBy('t.from_day', 'desc')
    .orderBy('t.id', 'desc')
    .limit(options.page.limit + 1)
    .execute();
}

export function trainingRowOf(row: Awaited<ReturnType<typeof trainingPage>>[number]): TrainingRow {
  return {
    id: row.id,
    inspectorId: row.inspector_id,
    inspectorName: row.inspector_name,
    certificateNumber: row.certificate_number,
    sectionName: row.section_name,
    course: row.course,
    organiser: row.organiser,
    fromDay: row.from_day,
    toDay: row.to_day,
    hoursTenths: row.hours_tenths,
    result: row.result as TrainingRow['result'],
    note: row.note,
    sheetId: row.sheet_id,
    sheetVersion: row.sheet_version,
  };
}

export interface NewTraining {
  readonly id: string;
  readonly inspectorId: string;
  readonly fields: TrainingFields;
  /** The course of the platform that left the record. */
  readonly courseId?: string;
}

/** Inserts what is new and gives how many that were; a course of a person that stands already is left as it is. */
export async function insertTraining(
  tx: Tx,
  scope: Scope,
  entry: { readonly records: readonly NewTraining[]; readonly by: string; readonly at: string },
): Promise<number> {
  if (entry.records.length === 0) return 0;
  const inserted = await tx
    .insertInto('training_records')
    .values(
      entry.records.map(({ id, inspectorId, fields, courseId }) => ({
        jurisdiction_id: scope.jurisdictionId,
        id,
        inspector_id: inspectorId,
        course: fields.course,
        organiser: fields.organiser,
        from_day: fields.fromDay,
        to_day: fields.toDay,
        hours_tenths: fields.hoursTenths,
        result: fields.result,
        sheet_id: fields.sheetId,
        sheet_version: fields.sheetVersion,
        note: fields.note,
        recorded_by: entry.by,
        recorded_at: entry.at,
        course_id: courseId ?? null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return inserted.length;
}

/** Inspectors of the agency by id, name or certificate number. */
export async function peopleForTraining(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('inspectors')
    .select(['id', 'name', 'certificate_number'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .execute();
}

export async function removeTrainingRow(tx: Tx, scope: Scope, id: string) {
  return tx
    .deleteFrom('training_records')
    .using('inspectors')
    .whereRef('inspectors.jurisdiction_id', '=', 'training_records.jurisdiction_id')
    .whereRef('inspectors.id', '=', 'training_records.inspector_id')
    .where('inspectors.agency_id', '=', scope.agencyId)
    .where('training_records.jurisdiction_id', '=', scope.jurisdictionId)
    .where('training_records.id', '=', id)
    .returning(['training_records.inspector_id', 'training_records.course', 'training_records.from_day'])
    .executeTakeFirst();
}
