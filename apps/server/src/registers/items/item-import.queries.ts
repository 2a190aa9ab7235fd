/** SQL of list imports and remembered layouts. The application's own JSON goes in and comes out as it is. */

import type { ItemMapping } from '@mingcha/core/registers/items/item-columns.ts';
import type {
  ImportChoices,
  ListImportCounts,
  ListSheet,
  PreviewRow,
} from '@mingcha/core/registers/items/item-import-api.ts';
import type { ReadItem, SkippedRow } from '@mingcha/core/registers/items/item-table.ts';
import type { ItemColumn } from '@mingcha/core/registers/items/item-words.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from './item-list.queries.ts';
import type { ItemImportsTable } from './tables.ts';

/** What the preview found: the read items to apply, and the rows to show. */
export interface StoredPreview {
  readonly columns: readonly ItemColumn[];
  readonly items: readonly ReadItem[];
  readonly rows: readonly PreviewRow[];
  readonly counts: ListImportCounts;
  readonly units: readonly { readonly unit: string; readonly items: number }[];
  readonly skipped: readonly SkippedRow[];
}

export interface StoredImport {
  readonly id: string;
  readonly listId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly fileSize: number;
  readonly state: ItemImportsTable['state'];
  readonly createdBy: string;
  readonly createdAt: string;
  readonly appliedAt: string | null;
  readonly sheets: readonly ListSheet[];
  readonly choices: ImportChoices | null;
  readonly preview: StoredPreview | null;
}

export async function insertItemImport(
  tx: Tx,
  scope: Scope,
  one: {
    readonly id: string;
    readonly listId: string;
    readonly fileName: string;
    readonly sha256: string;
    readonly size: number;
    readonly sheets: readonly ListSheet[];
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('item_imports')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: one.id,
      list_id: one.listId,
      file_name: one.fileName,
      file_sha256: one.sha256,
      file_size: BigInt(one.size),
      state: 'uploaded',
      sheets: JSON.stringify(one.sheets),
      choices: null,
      preview: null,
      created_by: one.by,
      created_at: one.at,
      applied_at: null,
    })
    .execute();
}

/** The import of the actor's agency, locked where it will be changed. */
export async function itemImportById(
  tx: Tx,
  scope: Scope,
  wanted: { readonly id: string; readonly lock?: boolean },
): Promise<StoredImport | undefined> {
  const row = await tx
    .selectFrom('item_imports')
    .innerJoin('accounts', (join) =>
      join
        .onRef('accounts.jurisdiction_id', '=', 'item_imports.jurisdiction_id')
        .onRef('accounts.id', '=', 'item_imports.created_by'),
    )
    .selectAll('item_imports')
    .select('accounts.person_name')
    .where('item_imports.jurisdiction_id', '=', scope.jurisdictionId)
    .where('item_imports.agency_id', '=', scope.agencyId)
    .where('item_imports.id', '=', wanted.id)
    .$if(wanted.lock === true, (query) => query.forUpdate('item_imports'))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    listId: row.list_id,
    fileName: row.file_name,
    sha256: row.file_sha256,
    fileSize: Number(row.file_size),
    state: row.state,
    createdBy: row.person_name,
    createdAt: row.created_at,
    appliedAt: row.applied_at,
    sheets: row.sheets as ListSheet[],
    choices: row.choices as ImportChoices | null,
    preview: row.preview as StoredPreview | null,
  };
}

export async function saveItemImport(
  tx: Tx,
  scope: Scope,
  change: {
    readonly id: string;
    readonly state: ItemImportsTable['state'];
    readonly sheets?: readonly ListSheet[];
    readonly choices?: ImportChoices | null;
    readonly preview?: StoredPreview | null;
    readonly appliedAt?: string;
  },
): Promise<void> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await tx
    .updateTable('item_imports')
    .set({
      state: change.state,
      ...(change.sheets === undefined ? {} : { sheets: JSON.stringify(change.sheets) }),
      ...(change.choices === undefined ? {} : { choices: json(change.choices) }),
      ...(change.preview === undefined ? {} : { preview: json(change.preview) }),
      ...(change.appliedAt === undefined ? {} : { applied_at: change.appliedAt }),
    })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}

/** The mapping that people of the agency confirmed for this layout. */
export async function rememberedMapping(
  tx: Tx,
  scope: Scope,
  fingerprint: string,
): Promise<ItemMapping | null> {
  const row = await tx
    .selectFrom('item_layouts')
    .select('mapping')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst();
  return row === undefined ? null : (row.mapping as ItemMapping);
}

export async function rememberMapping(
  tx: Tx,
  scope: Scope,
  layout: { readonly fingerprint: string; readonly mapping: ItemMapping; readonly at: string },
): Promise<void> {
  const values = { mapping: JSON.stringify(layout.mapping), updated_at: layout.at };
  await tx
    .insertInto('item_layouts')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      fingerprint: layout.fingerprint,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'agency_id', 'fingerprint']).doUpdateSet(values),
    )
    .execute();
}
