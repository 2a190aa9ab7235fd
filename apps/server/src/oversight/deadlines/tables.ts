/** Rows of the deadline engine as Kysely sees them (migration 0074). */
import type { PauseGround } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import type { DeadlineSettings } from '@mingcha/core/oversight/deadlines/escalation.ts';
import type { ColumnType, Generated } from 'kysely';

interface ClockRunsTable {
  jurisdiction_id: string;
  clock: string;
  agency_id: string;
  subject_id: string;
  year: number;
  agency_jurisdiction_id: string;
  started_on: string;
  due_on: string;
  due_basis: ColumnType<unknown, string, string>;
}
export interface DeadlinePausesTable {
  jurisdiction_id: string;
  id: string;
  clock_key: string;
  agency_id: string;
  ground: PauseGround;
  basis: string;
  note: string;
  state: 'asked' | 'running' | 'refused' | 'ended';
  asked_by: string;
  asked_name: string;
  asked_at: string;
  decided_by: Generated<string | null>;
  decided_name: Generated<string | null>;
  decided_at: Generated<string | null>;
  opinion: Generated<string>;
  started_on: Generated<string | null>;
  ended_on: Generated<string | null>;
  ended_by: Generated<string | null>;
  ended_name: Generated<string | null>;
  end_note: Generated<string>;
  due_before: Generated<string | null>;
  due_after: Generated<string | null>;
  days: Generated<number | null>;
  row_version: Generated<number>;
}
interface DeadlineAlertsTable {
  jurisdiction_id: string;
  clock_key: string;
  due_on: string;
  mark: string;
  at: string;
}
interface DeadlineSettingsTable {
  jurisdiction_id: string;
  agency_id: string;
  settings: ColumnType<DeadlineSettings, string, string>;
  version: number;
  changed_by: string;
  changed_name: string;
  changed_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    clock_runs: ClockRunsTable;
    deadline_pauses: DeadlinePausesTable;
    deadline_alerts: DeadlineAlertsTable;
    deadline_settings: DeadlineSettingsTable;
  }
}
