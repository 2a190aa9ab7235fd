/**
 * The one door to a transaction. A refusal (`{ ok: false }`) rolls back and is returned; an exception rolls back
 * and travels on. No network and no file work inside, and only `tx` may be used: the outer handle deadlocks.
 */
import pg from 'pg';
import type { Database, Tx } from './database.ts';
import { passFence } from './fence.ts';

const attempts = 3;
/** Serialisation failure and deadlock: PostgreSQL undid everything, so the same work may run again. */
const repeatable = new Set(['40001', '40P01']);

/**
 * Runs `work` in one transaction and commits, unless it returns a refusal. After a deadlock the whole work runs
 * again (at most 3 times), so it must touch nothing but `tx`.
 */
export async function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(db, work);
    } catch (error) {
      if (attempt < attempts && error instanceof pg.DatabaseError && repeatable.has(error.code ?? ''))
        continue;
      throw error;
    }
  }
}

/**
 * One statement, which is a transaction by itself: a third of the round trips, for what is asked hundreds of times a
 * second. `work` sends one statement; of two the second could see another state, and the first would stand alone.
 */
export async function inOneStatement<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return work(db as unknown as Tx);
}

async function once<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  let refusal: { readonly value: T } | undefined;
  const undo = new Error('refused');
  try {
    return await db.transaction().execute(async (tx) => {
      const value = await work(tx);
      if (!isRefusal(value)) {
        await passFence(tx);
        return value;
      }
      refusal = { value };
      throw undo;
    });
  } catch (error) {
    if (error === undo && refusal !== undefined) return refusal.value;
    throw error;
  }
}

function isRefusal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}

export type ViolationKind = 'unique' | 'foreignKey' | 'check' | 'notNull';

/** The named constraint that a statement violated, or null for any other error. Services translate it by name. */
export function violatedConstraint(
  error: unknown,
): { readonly kind: ViolationKind; readonly name: string } | null {
  if (!(error instanceof pg.DatabaseError)) return null;
  const kind = violationKinds[error.code ?? ''];
  return kind === undefined ? null : { kind, name: error.constraint ?? error.column ?? '' };
}

const violationKinds: Readonly<Record<string, ViolationKind>> = {
  '23505': 'unique',
  '23503': 'foreignKey',
  '23514': 'check',
  '23502': 'notNull',
};
