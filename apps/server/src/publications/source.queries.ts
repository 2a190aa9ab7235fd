/** SQL of what publications read of earlier stages: plan of an entry, scope of a draw, documents as published. Reads only. */
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { StoredTask } from '../tasks/inspection.queries.ts';

/** Number of the entry and title of its published plan; null for tasks that come from no plan. */
export async function planOfEntry(
  tx: Tx,
  task: Pick<StoredTask, 'jurisdiction_id' | 'plan_entry_key'>,
): Promise<{ readonly number: string; readonly name: string } | null> {
  if (task.plan_entry_key === null) return null;
  const row = await tx
    .selectFrom('plan_entries as e')
    .innerJoin('plans', (join) =>
      join.onRef('plans.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('plans.id', '=', 'e.plan_id'),
    )
    .select(['e.number', 'plans.title as name'])
    .where('e.jurisdiction_id', '=', task.jurisdiction_id)
    .where('e.entry_key', '=', task.plan_entry_key)
    .where('plans.state', 'in', ['published', 'superseded', 'closed'])
    .orderBy('plans.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Whether the draw of a task was targeted; null for one that is no longer there. */
export async function drawScope(
  tx: Tx,
  task: Pick<StoredTask, 'jurisdiction_id' | 'draw_id'>,
): Promise<boolean | null> {
  const row = await tx
    .selectFrom('draws')
    .select('settings')
    .where('jurisdiction_id', '=', task.jurisdiction_id)
    .where('id', '=', task.draw_id)
    .executeTakeFirst();
  if (row === undefined) return null;
  return (row.settings as { readonly scope?: { readonly mode?: string } }).scope?.mode === 'targeted';
}

/** Inspections to which problems belong, whatever their jurisdiction. */
export async function inspectionsOfFindings(tx: Tx, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('visit_findings')
    .select('inspection_id')
    .distinct()
    .where('id', 'in', ids)
    .orderBy('inspection_id')
    .execute();
  return rows.map((row) => row.inspection_id);
}

/** A list, book or plan as its publication needs it. */
export interface SourceDocument {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly title: string;
  readonly version: number;
  readonly publishedOn: string | null;
  readonly state: string;
}

const documentTables = {
  itemList: sql`(SELECT jurisdiction_id, id, agency_id, title, list_version AS version, published_on, state FROM item_lists WHERE purpose = 'own')`,
  leniencyList: sql`(SELECT jurisdiction_id, id, agency_id, title, list_version AS version, published_on, state FROM leniency_lists)`,
  ruleBook: sql`(SELECT jurisdiction_id, id, agency_id, rules ->> 'name' AS title, version, published_on, state FROM rule_books)`,
  plan: sql`(SELECT jurisdiction_id, id, agency_id, title, version, published_on, state FROM plans)`,
} as const;
export type DocumentKind = keyof typeof documentTables;

/** One document by its id, whatever its jurisdiction. */
export async function sourceDocument(
  tx: Tx,
  kind: DocumentKind,
  id: string,
): Promise<SourceDocument | undefined> {
  const found =
    await sql<SourceDocument>`SELECT d.id, d.jurisdiction_id AS "jurisdictionId", d.agency_id AS "agencyId",
      a.name AS "agencyName", d.title, d.version, d.published_on AS "publishedOn", d.state
    FROM ${documentTables[kind]} d
    JOIN agencies a ON a.jurisdiction_id = d.jurisdiction_id AND a.id = d.agency_id
   WHERE d.id = ${id}`.execute(tx);
  return found.rows[0];
}

/** A draw as its publication needs it. */
export async function sourceDraw(tx: Tx, id: string) {
  return tx
    .selectFrom('draws as d')
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('a.id', '=', 'd.agency_id'),
    )
    .select([
      'd.jurisdiction_id',
      'd.id',
      'd.agency_id',
      'd.title_zh',
      'd.series',
      'd.no',
      'd.attempt',
      'd.state',
      'd.sealed_at',
      'd.drawn_at',
      'a.name as agency_name',
    ])
    .where('d.id', '=', id)
    .executeTakeFirst();
}
