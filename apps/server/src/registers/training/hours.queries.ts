/** SQL of training hours by year, and of who is trained on which sheet version. */
import { countedResults, type TrainedOn } from '@mingcha/core/registers/training/requirement.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';
import '../inspectors/tables.ts';
import './tables.ts';

const inYear = (year: number) => [`${year}-01-01`, `${year}-12-31`] as const;

/** Counted hours and courses of each person on post, by name. */
export async function hoursOfPeople(tx: Tx, scope: Scope, year: number) {
  const [from, to] = inYear(year);
  return tx
    .selectFrom('inspectors as i')
    .leftJoin('sections as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('s.id', '=', 'i.section_id'),
    )
    .leftJoin('training_records as t', (join) =>
      join
        .onRef('t.jurisdiction_id', '=', 'i.jurisdiction_id')
        .onRef('t.inspector_id', '=', 'i.id')
        .on('t.from_day', '>=', from)
        .on('t.from_day', '<=', to)
        .on('t.result', 'in', [...countedResults]),
    )
    .select([
      'i.id',
      'i.name',
      's.name as section_name',
      sql<number>`count(t.id)::int`.as('courses'),
      sql<number>`coalesce(sum(t.hours_tenths), 0)::int`.as('hours_tenths'),
    ])
    .where('i.jurisdiction_id', '=', scope.jurisdictionId)
    .where('i.agency_id', '=', scope.agencyId)
    .where('i.status', '=', 'active')
    .groupBy(['i.id', 'i.name', 's.name'])
    .orderBy(sql`i.name COLLATE "C"`)
    .orderBy('i.id')
    .execute();
}

/** Hours of each person on post of a jurisdiction by agency: to be counted, never listed by name. */
export async function hoursByAgency(tx: Tx, jurisdictionId: string, year: number) {
  const [from, to] = inYear(year);
  return tx
    .selectFrom('inspectors as i')
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('a.id', '=', 'i.agency_id'),
    )
    .leftJoin('training_records as t', (join) =>
      join
        .onRef('t.jurisdiction_id', '=', 'i.jurisdiction_id')
        .onRef('t.inspector_id', '=', 'i.id')
        .on('t.from_day', '>=', from)
        .on('t.from_day', '<=', to)
        .on('t.result', 'in', [...countedResults]),
    )
    .select([
      'a.id as agency_id',
      'a.name',
      sql<number>`coalesce(sum(t.hours_tenths), 0)::int`.as('hours_tenths'),
    ])
    .where('i.jurisdiction_id', '=', jurisdictionId)
    .where('i.status', '=', 'active')
    .groupBy(['a.id', 'a.name', 'i.id'])
    .orderBy(sql`a.name COLLATE "C"`)
    .orderBy('a.id')
    .execute();
}

/** Training records of one person in a year, newest first. */
export async function recordsInYear(
  tx: Tx,
  person: { readonly jurisdiction_id: string; readonly id: string },
  year: number,
) {
  const [from, to] = inYear(year);
  return tx
    .selectFrom('training_records')
    .select(['id', 'course', 'organiser', 'from_day', 'to_day', 'hours_tenths', 'result'])
    .where('jurisdiction_id', '=', person.jurisdiction_id)
    .where('inspector_id', '=', person.id)
    .where('from_day', '>=', from)
    .where('from_day', '<=', to)
    .orderBy('from_day', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
}

/** What people were trained on, of these sheets. */
export async function trainingOnSheets(
  tx: Tx,
  jurisdictionId: string,
  of: { readonly inspectorIds: readonly string[]; readonly sheetIds: readonly string[] },
): Promise<readonly (TrainedOn & { readonly inspectorId: string })[]> {
  if (of.inspectorIds.length === 0 || of.sheetIds.length === 0) return [];
  return tx
    .selectFrom('training_records')
    .select(['inspector_id as inspectorId', 'sheet_id as sheetId', 'sheet_version as sheetVersion', 'result'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where(sql<boolean>`inspector_id = ANY(${[...of.inspectorIds]}::uuid[])`)
    .where('sheet_id', 'in', [...of.sheetIds])
    .execute();
}
