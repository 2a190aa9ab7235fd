/** Rows of packages, of a portal of its own and of its intake as Kysely sees them (migrations 0068, 0081). */
import type { ColumnType, Generated } from 'kysely';

export interface PublicationPackagesTable {
  number: number;
  kind: 'changes' | 'full';
  head: string;
  previous: string | null;
  made_at: string;
  made_name: string;
  records: number;
  recalls: number;
  documents: number;
  removals: number;
  bytes: ColumnType<bigint, number, number>;
  sha256: string | null;
  placed_at: Generated<string | null>;
  action_id: Generated<string | null>;
  clears: Generated<boolean>;
}
interface PackageContentsTable {
  key: string;
  stamp: string;
  number: number;
}
export interface PublicDocumentsTable {
  key: string;
  route: string;
  body: ColumnType<unknown, string | null, string | null>;
  bytes: Buffer | null;
  content_type: string | null;
  file_name: string | null;
  disposition: string | null;
  number: number;
}
export interface PortalPlaceTable {
  one: Generated<boolean>;
  number: number;
  head: string;
  made_at: string;
  taken_at: string;
  intake_key: string;
}
export interface PortalIntakeTable {
  id: string;
  kind: 'objection' | 'contact' | 'rating';
  number: string;
  look_up: string;
  action_digest: string;
  request_digest: string;
  receipt: Buffer;
  view: Buffer;
  sealed: Buffer;
  source_hash: string | null;
  target_id: string | null;
  taken_on: string;
  taken_at: string;
}
export interface IntakeItemsTable {
  id: string;
  kind: 'objection' | 'contact' | 'rating';
  look_up: string;
  answer_key: Buffer;
  taken_at: string;
  received_at: string;
  subject_id: string | null;
  refusal: string | null;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    publication_packages: PublicationPackagesTable;
    package_contents: PackageContentsTable;
    public_documents: PublicDocumentsTable;
    portal_place: PortalPlaceTable;
    portal_intake: PortalIntakeTable;
    intake_items: IntakeItemsTable;
  }
}
