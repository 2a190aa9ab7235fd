/** Rows of enterprises' training as Kysely sees them (migration 0083). */
import type { Generated } from 'kysely';

export interface LecturesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  title: string;
  topic: string;
  audience: string;
  body: string;
  starts_at: string;
  ends_at: string;
  place: string;
  link: string;
  capacity: number;
  closes_at: string;
  state: string;
  version: Generated<number>;
  edited_by: string;
  edited_name: string;
  reviewed_by: Generated<string | null>;
  reviewed_name: Generated<string | null>;
  published_on: Generated<string | null>;
  note: Generated<string>;
  created_at: string;
  updated_at: string;
}

export interface LectureSignupsTable {
  jurisdiction_id: string;
  id: string;
  lecture_id: string;
  party_key: string;
  party_name: string;
  people: number;
  contact: Uint8Array;
  way: string;
  code_hash: Uint8Array;
  state: string;
  attended: Generated<number | null>;
  signed_at: string;
  withdrawn_at: Generated<string | null>;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    lectures: LecturesTable;
    lecture_signups: LectureSignupsTable;
  }
}
