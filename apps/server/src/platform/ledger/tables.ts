/** Rows of the ledger's seals as Kysely sees them (migration 0088). */

export interface LedgerSealsTable {
  jurisdiction_id: string;
  size: bigint;
  chain: Buffer;
  key_id: string;
  signature: Buffer;
  time_stamp: Buffer | null;
  at: string;
}

declare module '../db/database.ts' {
  interface Schema {
    ledger_seals: LedgerSealsTable;
  }
}
