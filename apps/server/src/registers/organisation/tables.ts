/** Rows of organisations, posts, bodies and schemes as Kysely sees them (migrations 0032 and 0052). */
import type { DocumentState } from '@mingcha/core/common/document-flow.ts';
import type { BodyPart } from '@mingcha/core/registers/organisation/body.ts';
import type { ReorganisationKind } from '@mingcha/core/registers/organisation/organisation.ts';
import type { NamedPost, ResponsibilityLink } from '@mingcha/core/registers/organisation/post.ts';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

export interface AssistanceLettersTable {
  jurisdiction_id: string;
  id: string;
  body_id: string;
  number: string;
  day: string;
  people: ColumnType<unknown, string, string>;
  file_id: string;
  entered_by: string;
  entered_name: string;
  entered_at: string;
}
export interface ReorganisationsTable {
  jurisdiction_id: string;
  id: string;
  subject_kind: 'agency' | 'section';
  kind: ReorganisationKind;
  on_day: string;
  basis: string;
  account_id: string;
  at: string;
}
export interface ReorganisationPartsTable {
  jurisdiction_id: string;
  reorganisation_id: string;
  side: 'before' | 'after';
  subject_id: string;
  name: string;
}
export interface DivisionsTable {
  jurisdiction_id: string;
  id: string;
  code: string;
  name: string;
  parent_code: string | null;
  valid_from: string | null;
  valid_to: string | null;
}
export interface PostsTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  section_id: string | null;
  name: string;
  named: NamedPost | null;
  duties: Generated<ResponsibilityLink[]>;
  note: Generated<string>;
  since: string;
  until_day: string | null;
  version: Generated<number>;
  updated_at: string;
}
export interface PostHoldersTable {
  jurisdiction_id: string;
  post_id: string;
  account_id: string;
  since: string;
  until_day: string | null;
}
export interface BodiesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  name: string;
  document: Generated<string>;
  duty: Generated<string>;
  since: string;
  until_day: string | null;
  version: Generated<number>;
  created_at: string;
}
export interface BodyMembersTable {
  jurisdiction_id: string;
  id: string;
  body_id: string;
  part: BodyPart;
  person_name: string;
  post_title: Generated<string>;
  section_id: string | null;
  account_id: string | null;
  since: string;
  until_day: string | null;
}
export interface BodyMeetingsTable {
  jurisdiction_id: string;
  id: string;
  body_id: string;
  held_on: string;
  place: Generated<string>;
  topic: string;
  minutes: Generated<string>;
  attendees: Generated<string[]>;
  file_id: string | null;
  recorded_by: string;
  recorded_at: string;
}
export interface SchemesTable {
  jurisdiction_id: string;
  id: string;
  agency_id: string;
  year: number;
  title: string;
  state: DocumentState;
  document_number: Generated<string>;
  signed_on: string | null;
  published_on: string | null;
  content: JSONColumnType<Record<string, unknown>>;
  version: Generated<number>;
  created_by: string;
  created_at: string;
  updated_at: string;
}
export interface SchemeReceiptsTable {
  jurisdiction_id: string;
  scheme_id: string;
  addressee_id: string;
  account_id: string;
  person_name: string;
  at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    assistance_letters: AssistanceLettersTable;
    reorganisations: ReorganisationsTable;
    reorganisation_parts: ReorganisationPartsTable;
    divisions: DivisionsTable;
    posts: PostsTable;
    post_holders: PostHoldersTable;
    bodies: BodiesTable;
    body_members: BodyMembersTable;
    body_meetings: BodyMeetingsTable;
    schemes: SchemesTable;
    scheme_receipts: SchemeReceiptsTable;
  }
}
