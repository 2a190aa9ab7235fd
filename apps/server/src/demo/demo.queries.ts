/** The statements of the first load: savepoints inside its one transaction, and what a feed's file would say. */
import { type Insertable, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { FeedScope } from '../registers/objects/feed-classify.queries.ts';
import type { FeedRowsTable } from '../registers/objects/tables.ts';

export async function setSavepoint(tx: Tx): Promise<void> {
  await sql`SAVEPOINT part`.execute(tx);
}

export async function keepSavepoint(tx: Tx): Promise<void> {
  await sql`RELEASE SAVEPOINT part`.execute(tx);
}

export async function undoSavepoint(tx: Tx): Promise<void> {
  await sql`ROLLBACK TO SAVEPOINT part`.execute(tx);
}

/** A row of a feed's file, by the columns of its staging table. */
export type SaidRow = Partial<
  Omit<Insertable<FeedRowsTable>, 'row_number' | 'receipt_id' | 'jurisdiction_id' | 'problems' | 'changes'>
>;

/** Stages rows as the reading of a file would. */
export async function insertFeedRows(tx: Tx, scope: FeedScope, rows: readonly SaidRow[]): Promise<void> {
  const keys = { jurisdiction_id: scope.jurisdictionId, receipt_id: scope.receiptId };
  await tx
    .insertInto('feed_rows')
    .values(rows.map((row, at) => ({ ...keys, ...row, row_number: at + 2 }) as Insertable<FeedRowsTable>))
    .execute();
}
