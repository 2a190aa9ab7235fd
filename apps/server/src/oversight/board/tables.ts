/** Rows of first screens as Kysely sees them (migration 0079). */
import type { Generated } from 'kysely';

interface DeskSettingsTable {
  jurisdiction_id: string;
  account_id: string;
  quick: string[] | null;
  ticked: Generated<string[]>;
  is_guide_away: Generated<boolean>;
  updated_at: string;
}

declare module '../../platform/db/database.ts' {
  interface Schema {
    desk_settings: DeskSettingsTable;
  }
}
