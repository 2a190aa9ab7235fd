/** Rows of the view from above as Kysely sees them (migration 0085). */
import type { SuperiorState } from '@mingcha/core/oversight/superior/superior.ts';
import type { Generated } from 'kysely';

export interface SuperiorLinksTable {
  jurisdiction_id: string;
  id: string;
  superior_id: string;
  basis: string;
  state: SuperiorState;
  asked_by: string;
  asked_name: string;
  asked_at: string;
  decided_by: Generated<string | null>;
  decided_name: Generated<string | null>;
  decided_at: Generated<string | null>;
  opinion: Generated<string>;
  ended_name: Generated<string | null>;
  ended_at: Generated<string | null>;
  row_version: Generated<number>;
}
interface SuperiorReadingsTable {
  jurisdiction_id: string;
  id: string;
  superior_id: string;
  account_id: string;
  person_name: string;
  agency_name: string;
  kind: 'clocks';
  row_count: number;
  at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    superior_links: SuperiorLinksTable;
    superior_readings: SuperiorReadingsTable;
  }
}
