/** Rows of hand-overs as Kysely sees them (migration 0075). */
import type { Generated } from 'kysely';

export interface HandoversTable {
  jurisdiction_id: string;
  id: string;
  number: string;
  agency_id: string;
  reason: string;
  from_id: string;
  from_name: string;
  to_id: string;
  to_name: string;
  offered_by: string;
  offered_name: string;
  starts_on: string;
  ends_on: string | null;
  note: string;
  state: string;
  answer: Generated<string>;
  offered_at: string;
  answered_at: Generated<string | null>;
  row_version: Generated<number>;
}
export interface HandoverThingsTable {
  jurisdiction_id: string;
  handover_id: string;
  seq: number;
  kind: string;
  thing_id: string;
  title: string;
  number: string;
  path: string;
  due_on: string | null;
  state: string;
  stays: string | null;
  moved_at: Generated<string | null>;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    handovers: HandoversTable;
    handover_things: HandoverThingsTable;
  }
}
