/** SQL of the lines of credit files and of what they are made from. */
import type { PenaltyDecision } from '@mingcha/core/followups/penalty.ts';
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

/** Problems by their ids, with what a line of the file takes from them. */
export async function handledProblems(tx: Tx, findingIds: readonly string[]) {
  if (findingIds.length === 0) return [];
  const rows = await tx
    .selectFrom('followups as f')
    .leftJoin('penalties as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'f.jurisdiction_id').onRef('p.finding_id', '=', 'f.finding_id'),
    )
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
      'f.ended',
      'f.state',
      'f.closed_at',
      'm.agency_name',
      'p.number',
      'p.decided_on',
      'p.decision',
      'p.published_on',
    ])
    .where('f.finding_id', 'in', [...findingIds])
    .execute();
  return rows.map((row) => ({ ...row, decision: row.decision as PenaltyDecision | null }));
}

/** Whether another problem of the object already carries this decision: one decision is one line. */
export async function hasPenalty(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly objectKey: string;
    readonly title: string;
    readonly except: string;
  },
): Promise<boolean> {
  const found = await tx
    .selectFrom('credit_entries')
    .select('id')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('object_key', '=', of.objectKey)
    .where('kind', '=', 'penalty')
    .where('title', '=', of.title)
    .where('source_id', '!=', of.except)
    .executeTakeFirst();
  return found !== undefined;
}
