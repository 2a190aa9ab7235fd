/** SQL of the lines of credit files and of what they are made from. */
import type { Selectable } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { CreditEntriesTable } from './tables.ts';

export type StoredEntry = Selectable<CreditEntriesTable>;

export interface EntrySource {
  readonly jurisdictionId: string;
  readonly kind: 'result' | 'penalty' | 'leniency';
  readonly sourceId: string;
}
export interface EntryContent {
  readonly objectKey: string;
  readonly publicationId: string | null;
  readonly agency: { readonly id: string; readonly name: string };
  readonly onDay: string;
  readonly title: string;
  readonly wording: string;
  readonly isProblem: boolean;
  readonly isObjected: boolean;
  readonly corrections: number;
}

/** Puts a line in place as it stands now: new, corrected, or back again. */
export async function putEntry(
  tx: Tx,
  source: EntrySource,
  of: { readonly id: string; readonly content: EntryContent; readonly at: string },
): Promise<void> {
  const { content } = of;
  const columns = {
    object_key: content.objectKey,
    publication_id: content.publicationId,
    agency_id: content.agency.id,
    agency_name: content.agency.name,
    on_day: content.onDay,
    title: content.title,
    wording: content.wording,
    is_problem: content.isProblem,
    is_objected: content.isObjected,
    corrections: content.corrections,
    state: 'current',
    removal: null,
    updated_at: of.at,
  };
  await tx
    .insertInto('credit_entries')
    .values({
      jurisdiction_id: source.jurisdictionId,
      id: of.id,
      kind: source.kind,
      source_id: source.sourceId,
      ...columns,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'kind', 'source_id']).doUpdateSet(columns))
    .execute();
}

/** Takes a line out with its record: no text is left. */
export async function removeEntry(
  tx: Tx,
  source: EntrySource,
  of: { readonly removal: string; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('credit_entries')
    .set({
      state: 'removed',
      removal: of.removal,
      title: '',
      wording: '',
      is_problem: false,
      is_objected: false,
      updated_at: of.at,
    })
    .where('jurisdiction_id', '=', source.jurisdictionId)
    .where('kind', '=', source.kind)
    .where('source_id', '=', source.sourceId)
    .execute();
}

/** What stands in the file of an object in a jurisdiction, the latest first. */
export async function entriesOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly objectKey: string },
): Promise<readonly StoredEntry[]> {
  return tx
    .selectFrom('credit_entries')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('object_key', '=', of.objectKey)
    .orderBy('on_day', 'desc')
    .orderBy('id')
    .limit(500)
    .execute();
}

/** Of these problems those that ended without penalty, with what a line of the file takes from them. */
export async function forgivenProblems(tx: Tx, findingIds: readonly string[]) {
  if (findingIds.length === 0) return [];
  return tx
    .selectFrom('followups as f')
    .innerJoin('inspection_teams as m', (join) =>
      join
        .onRef('m.jurisdiction_id', '=', 'f.jurisdiction_id')
        .onRef('m.inspection_id', '=', 'f.inspection_id')
        .onRef('m.agency_id', '=', 'f.agency_id'),
    )
    .select([
      'f.jurisdiction_id',
      'f.finding_id',
      'f.object_key',
      'f.agency_id',
      'f.closed_at',
      'm.agency_name',
    ])
    .where('f.finding_id', 'in', [...findingIds])
    .where('f.ended', '=', 'notPunished')
    .execute();
}
