/** Rows of the check sheets' tables as Kysely sees them (migration 0039). */
import type { DocumentState } from '@mingcha/core/common/document-flow.ts';
import type { SheetContent } from '@mingcha/core/registers/sheets/sheet.ts';
import type { Generated, JSONColumnType } from 'kysely';

export interface SheetTemplatesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  name: string;
  industry: string;
  created_at: string;
}

export interface SheetVersionsTable {
  jurisdiction_id: string;
  id: string;
  sheet_id: string;
  no: number;
  state: DocumentState;
  content: JSONColumnType<SheetContent>;
  lines: number;
  version: Generated<number>;
  published_on: string | null;
  created_by: string;
  created_at: string;
  updated_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    sheet_templates: SheetTemplatesTable;
    sheet_versions: SheetVersionsTable;
  }
}
