/**
 * A database whose transactions all are parts of one: services open and close theirs as usual, and nothing stands
 * before the whole is committed. For the first load only; a service's own refusal is undone by a savepoint.
 */
import type { Database, Tx } from '../platform/db/database.ts';
import { keepSavepoint, setSavepoint, undoSavepoint } from './demo.queries.ts';

/** Runs `work` with a database inside one transaction; all of it is kept, or none. */
export async function asOneTransaction<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => work(partsOf(tx)));
}

/** Services ask a database for transactions, and for single reads, which are part of the same one. */
function partsOf(tx: Tx): Database {
  const part = {
    setIsolationLevel: () => part,
    execute: async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
      await setSavepoint(tx);
      try {
        const value = await work(tx);
        await keepSavepoint(tx);
        return value;
      } catch (error) {
        await undoSavepoint(tx);
        throw error;
      }
    },
  };
  const reads = { getExecutor: () => tx.getExecutor(), selectFrom: tx.selectFrom.bind(tx) };
  return { transaction: () => part, ...reads } as unknown as Database;
}
