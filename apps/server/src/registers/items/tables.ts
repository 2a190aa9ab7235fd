/** Rows of the item and leniency tables as Kysely sees them (migration 0034). */
import type { DocumentState } from '@mingcha/core/common/document-flow.ts';
import type { ItemFields, ItemTier } from '@mingcha/core/registers/items/item.ts';
import type { Generated, JSONColumnType } from 'kysely';

/** What every version of a list has. */
interface ListColumns {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  title: string;
  /** Number of the version of the list; `version` counts the row's changes. */
  list_version: number;
  version: Generated<number>;
  state: DocumentState;
  based_on: string | null;
  effective_from: string | null;
  effective_to: string | null;
  published_on: string | null;
  published_place: Generated<string>;
  created_by: string;
  created_at: string;
  updated_at: string;
}

export interface ItemListsTable extends ListColumns {
  purpose: 'own' | 'superior';
  issuer: Generated<string>;
}
export type LeniencyListsTable = ListColumns;

export interface ItemsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  list_id: string;
  item_key: string;
  position: number;
  code: string;
  unit: string;
  category: string;
  name: string;
  tier: ItemTier;
  announced: boolean;
  section_id: string | null;
  fields: JSONColumnType<ItemFields>;
  version: Generated<number>;
  updated_at: string;
}

export interface ItemUsesTable {
  jurisdiction_id: string;
  agency_id: string;
  item_key: string;
  kind: 'plan' | 'draw';
  ref_id: string;
  used_on: string;
}

export interface ItemAlignmentsTable {
  jurisdiction_id: string;
  agency_id: string;
  item_key: string;
  source_issuer: string;
  source_title: string;
  source_version: number;
  source_item_key: string;
  source_fields: JSONColumnType<ItemFields>;
  local_change: Generated<string>;
  aligned_on: string;
  aligned_by: string;
}

export interface ItemImportsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  list_id: string;
  file_name: string;
  file_sha256: string;
  file_size: bigint;
  state: 'uploaded' | 'previewed' | 'applied' | 'cancelled';
  sheets: JSONColumnType<object>;
  choices: JSONColumnType<object> | null;
  preview: JSONColumnType<object> | null;
  created_by: string;
  created_at: string;
  applied_at: string | null;
}

export interface ItemLayoutsTable {
  jurisdiction_id: string;
  agency_id: string;
  fingerprint: string;
  mapping: JSONColumnType<object>;
  updated_at: string;
}

export interface LeniencyEntriesTable {
  jurisdiction_id: string;
  id: string;
  list_id: string;
  entry_key: string;
  position: number;
  fields: JSONColumnType<object>;
  version: Generated<number>;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    item_lists: ItemListsTable;
    items: ItemsTable;
    item_uses: ItemUsesTable;
    item_alignments: ItemAlignmentsTable;
    item_imports: ItemImportsTable;
    item_layouts: ItemLayoutsTable;
    leniency_lists: LeniencyListsTable;
    leniency_entries: LeniencyEntriesTable;
  }
}
