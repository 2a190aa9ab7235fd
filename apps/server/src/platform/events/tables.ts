/** Rows of the followers as Kysely sees them (migration 0060). */
import type { ColumnType } from 'kysely';

type Int8 = ColumnType<bigint, bigint | number, bigint | number>;

export interface EventCursorsTable {
  jurisdiction_id: string;
  follower: string;
  seq: Int8;
}

export interface EventFailuresTable {
  jurisdiction_id: string;
  follower: string;
  seq: Int8;
  attempts: number;
  error: string;
  next_at: string;
}

declare module '../db/database.ts' {
  interface Schema {
    event_cursors: EventCursorsTable;
    event_failures: EventFailuresTable;
  }
}
