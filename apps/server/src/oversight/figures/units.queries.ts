/**
 * The lines of a table before anything is counted: every unit of the dimension, those without anything too, in the order
 * of its directory and never in that of its figures. Writes nothing.
 */
import { divisionPrefix } from '@mingcha/core/registers/pool-filter.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

export interface Unit {
  readonly key: string;
  readonly label: string;
}

/** Whose figures are asked for. */
export interface FigureScope {
  /** Jurisdictions whose agencies count. */
  readonly jurisdictionIds: readonly string[];
  /** One agency of them; null for all. */
  readonly agencyId: string | null;
}

interface Days {
  readonly from: string;
  readonly to: string;
}

const inScope = (scope: FigureScope, agency: string) =>
  sql`${sql.ref(`${agency}.jurisdiction_id`)} = ANY(${[...scope.jurisdictionIds]}::uuid[])`;
const ofAgency = (scope: FigureScope, column: string) =>
  scope.agencyId === null ? sql`true` : sql`${sql.ref(column)} = ${scope.agencyId}::uuid`;

/** Agencies that existed in the period, in the order of the directory. */
export async function agencyUnits(tx: Tx, scope: FigureScope, days: Days): Promise<readonly Unit[]> {
  const found = await sql<Unit>`SELECT a.id::text AS key, a.name AS label FROM agencies a
    WHERE ${inScope(scope, 'a')} AND ${ofAgency(scope, 'a.id')}
      AND coalesce(a.valid_from <= ${days.to}::date, true) AND coalesce(a.valid_to > ${days.from}::date, true)
    ORDER BY a.jurisdiction_id, a.name COLLATE "C"`.execute(tx);
  return found.rows;
}

/** The divisions inside the jurisdiction, by code. */
export async function areaUnits(tx: Tx, scope: FigureScope): Promise<readonly Unit[]> {
  const places = await sql<{ code: string }>`SELECT j.division_code AS code FROM jurisdictions j
    WHERE j.id = ANY(${[...scope.jurisdictionIds]}::uuid[])`.execute(tx);
  const inside = places.rows.map((row) => `${divisionPrefix(row.code)}%`);
  const found =
    await sql<Unit>`SELECT DISTINCT ON (d.code COLLATE "C") d.code AS key, d.name AS label FROM divisions d
    WHERE ${inScope(scope, 'd')} AND d.code LIKE ANY(${inside}::text[])
    ORDER BY d.code COLLATE "C", d.valid_from DESC NULLS LAST`.execute(tx);
  return found.rows;
}

/** Items of the lists in force, by agency and place on the list. */
export async function itemUnits(tx: Tx, scope: FigureScope): Promise<readonly Unit[]> {
  const found = await sql<Unit>`SELECT i.item_key::text AS key, i.name AS label FROM items i
      JOIN item_lists l ON l.jurisdiction_id = i.jurisdiction_id AND l.id = i.list_id
      JOIN agencies a ON a.jurisdiction_id = i.jurisdiction_id AND a.id = i.agency_id
    WHERE ${inScope(scope, 'i')} AND ${ofAgency(scope, 'i.agency_id')} AND l.purpose = 'own' AND l.state = 'published'
    ORDER BY a.name COLLATE "C", i.position, i.id`.execute(tx);
  return found.rows;
}

/** Tasks of the agencies whose window touches the period, by agency and number. */
export async function taskUnits(tx: Tx, scope: FigureScope, days: Days): Promise<readonly Unit[]> {
  const found =
    await sql<Unit>`SELECT t.id::text AS key, t.number || ' ' || t.title AS label FROM inspection_tasks t
      JOIN agencies a ON a.jurisdiction_id = t.jurisdiction_id AND a.id = t.agency_id
    WHERE ${inScope(scope, 't')} AND ${ofAgency(scope, 't.agency_id')}
      AND t.window_from <= ${days.to}::date AND t.window_to >= ${days.from}::date
    ORDER BY a.name COLLATE "C", t.year, t.number COLLATE "C"`.execute(tx);
  return found.rows;
}

export async function jurisdictionUnits(tx: Tx, scope: FigureScope): Promise<readonly Unit[]> {
  const found = await sql<Unit>`SELECT j.id::text AS key, j.name AS label FROM jurisdictions j
    WHERE j.id = ANY(${[...scope.jurisdictionIds]}::uuid[]) ORDER BY j.division_code COLLATE "C"`.execute(tx);
  return found.rows;
}

/** Names of units that have figures and no line of their own: older items, tasks of others, agencies that ended. */
export async function namesOf(
  tx: Tx,
  by: 'agency' | 'area' | 'item' | 'task',
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const list = sql`ANY(${[...keys]}::text[])`;
  const queries = {
    agency: sql<Unit>`SELECT a.id::text AS key, a.name AS label FROM agencies a WHERE a.id::text = ${list}`,
    area: sql<Unit>`SELECT DISTINCT ON (d.code) d.code AS key, d.name AS label FROM divisions d
      WHERE d.code = ${list} ORDER BY d.code`,
    item: sql<Unit>`SELECT DISTINCT ON (i.item_key) i.item_key::text AS key, i.name AS label FROM items i
      WHERE i.item_key = ANY(${[...keys]}::uuid[]) ORDER BY i.item_key, i.updated_at DESC`,
    task: sql<Unit>`SELECT t.id::text AS key, t.number || ' ' || t.title AS label FROM inspection_tasks t
      WHERE t.id = ANY(${[...keys]}::uuid[])`,
  };
  const found = await queries[by].execute(tx);
  return new Map(found.rows.map((row) => [row.key, row.label]));
}

/** The actor's jurisdiction and those whose division lies below its own. */
export async function jurisdictionsBelow(tx: Tx, jurisdictionId: string): Promise<readonly string[]> {
  const all = await sql<{
    id: string;
    code: string;
  }>`SELECT j.id, j.division_code AS code FROM jurisdictions j
    ORDER BY j.division_code COLLATE "C"`.execute(tx);
  const own = all.rows.find((row) => row.id === jurisdictionId);
  if (own === undefined) return [jurisdictionId];
  const prefix = divisionPrefix(own.code);
  return all.rows
    .filter((row) => row.id === own.id || (row.code !== own.code && row.code.startsWith(prefix)))
    .map((row) => row.id);
}
