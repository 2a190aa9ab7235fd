/** Rows of the archive as Kysely sees them (migration 0051). */

import type { SampledDossier } from '@mingcha/core/followups/archive/archive.ts';
import type { RetentionClass } from '@mingcha/core/tasks/papers/archive-data.ts';
import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, never>;

export interface ArchiveTransfersTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  paper_id: string;
  box_number: string;
  to_name: string;
  dossiers: number;
  made_on: string;
  made_by: string;
  made_name: string;
  created_at: string;
}
export interface DossiersTable {
  jurisdiction_id: string;
  id: string;
  inspection_id: string;
  task_id: string;
  agency_id: string;
  part: number;
  archive_number: string;
  year: number;
  retention: RetentionClass;
  title: string;
  object_name: string;
  situation: Generated<string>;
  carried_to: Generated<string>;
  carried_reason: Generated<string>;
  carried_open: Generated<number>;
  state: 'filed' | 'built';
  pieces: Generated<number>;
  pages: number | null;
  evidence_files: Generated<number>;
  missing_files: Generated<number>;
  pdf_file_id: string | null;
  pdf_sha256: Generated<string>;
  package_file_id: string | null;
  package_sha256: Generated<string>;
  transfer_id: string | null;
  filed_on: string;
  filed_by: string;
  filed_name: string;
  created_at: string;
  built_at: string | null;
}
export interface DossierSamplesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  purpose: string;
  evaluator: string;
  year: number;
  seed: string;
  wanted: number;
  pool_size: number;
  pool_sha256: string;
  pool: Json<readonly SampledDossier[]>;
  drawn: Json<readonly string[]>;
  drawn_by: string;
  drawn_name: string;
  drawn_at: string;
}

export interface ArchiveFondsTable {
  jurisdiction_id: string;
  agency_id: string;
  fonds_number: string;
  entered_by: string;
  entered_name: string;
  entered_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    archive_fonds: ArchiveFondsTable;
    archive_transfers: ArchiveTransfersTable;
    dossiers: DossiersTable;
    dossier_samples: DossierSamplesTable;
  }
}
