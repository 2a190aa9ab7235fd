/**
 * Renewal of sealed values under the current key and suite, and sealing of what lay in the clear: batch by batch, each
 * in a transaction of its own, so that it may be interrupted at any moment and goes on where it stopped. Values that
 * somebody changed meanwhile are left to him. It runs as the role that owns the schema, because some of the tables are
 * append-only for the server. It must not print or log a value.
 */
import type { Database } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { SecretBox } from '../platform.ts';
import {
  clearTexts,
  headerCounts,
  type KeyColumn,
  keyColumns,
  type Renewal,
  replaceValues,
  sealTexts,
  staleValues,
} from './reseal.queries.ts';
import { type SealedColumn, sealedColumns } from './sealed-columns.ts';
import { describeSealed, sealedHeader } from './sealed-value.ts';
import { SealedValueError, type SuiteName } from './suite.ts';

export interface ResealReport {
  readonly place: SealedColumn;
  readonly renewed: number;
  /** Values that no key opens; they stay as they are. */
  readonly unreadable: number;
}

export interface ResealOrder {
  readonly secrets: SecretBox;
  readonly suite: SuiteName;
  readonly keyId: number;
  readonly batch?: number;
  /** Asked after every batch; true stops. */
  readonly isStopped?: () => boolean;
}

const usualBatch = 500;

/** Renews every value that is not of the order's key and suite yet. `db` is the migrator's. */
export async function resealAll(db: Database, order: ResealOrder): Promise<readonly ResealReport[]> {
  const reports: ResealReport[] = [];
  for (const place of sealedColumns) {
    if (order.isStopped?.() === true) break;
    reports.push(await resealColumn(db, place, order));
  }
  return reports;
}

async function resealColumn(db: Database, place: SealedColumn, order: ResealOrder): Promise<ResealReport> {
  const header = sealedHeader(order.suite, order.keyId);
  const keys = await inTransaction(db, (tx) => keyColumns(tx, place.table));
  const limit = order.batch ?? usualBatch;
  let [renewed, unreadable] = [0, 0];
  let after: readonly string[] | null = null;
  for (;;) {
    const batch = { place, keys, after, limit };
    const done = await inTransaction(db, async (tx) => {
      const rows = await staleValues(tx, batch, header);
      const renewals = rows.flatMap((row): readonly Renewal[] => {
        const plain = opened(order.secrets, row.value);
        return plain === null ? [] : [{ key: row.key, before: row.value, after: order.secrets.seal(plain) }];
      });
      const replaced = renewals.length === 0 ? 0 : await replaceValues(tx, { place, keys }, renewals);
      return { rows, replaced, lost: rows.length - renewals.length };
    });
    renewed += done.replaced;
    unreadable += done.lost;
    after = done.rows.at(-1)?.key ?? null;
    if (done.rows.length < limit || order.isStopped?.() === true) return { place, renewed, unreadable };
  }
}

function opened(secrets: SecretBox, value: Uint8Array): Uint8Array | null {
  try {
    return secrets.open(value);
  } catch (error) {
    if (error instanceof SealedValueError) return null;
    throw error;
  }
}

/** Seals what lay in the clear before its column was sealed. `db` is the migrator's. Returns how many values. */
export async function sealClearTexts(db: Database, secrets: SecretBox, batch = usualBatch): Promise<number> {
  let sealed = 0;
  for (const place of sealedColumns.filter((one) => one.clear !== undefined)) {
    const keys = await inTransaction(db, (tx) => keyColumns(tx, place.table));
    for (;;) {
      const count = await sealOnce(db, secrets, { place, keys, limit: batch });
      sealed += count;
      if (count === 0) break;
    }
  }
  return sealed;
}

async function sealOnce(
  db: Database,
  secrets: SecretBox,
  of: { readonly place: SealedColumn; readonly keys: readonly KeyColumn[]; readonly limit: number },
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const rows = await clearTexts(tx, of);
    const sealed = rows.map(({ key, value }) => ({
      key,
      sealed: secrets.seal(new TextEncoder().encode(value)),
    }));
    if (sealed.length > 0) await sealTexts(tx, of, sealed);
    return rows.length;
  });
}

export interface KeyUse {
  readonly suite: SuiteName | null;
  readonly keyId: number | null;
  readonly count: number;
}

/** How many values lie under which key and suite; null: bytes that are no sealed value. */
export async function keyUses(db: Database): Promise<readonly KeyUse[]> {
  const totals = new Map<string, KeyUse>();
  for (const place of sealedColumns) {
    for (const row of await inTransaction(db, (tx) => headerCounts(tx, place))) {
      const found = describeSealed(row.header);
      const use = { suite: found?.suite ?? null, keyId: found?.keyId ?? null };
      const name = `${use.suite} ${use.keyId}`;
      totals.set(name, { ...use, count: (totals.get(name)?.count ?? 0) + Number(row.count) });
    }
  }
  return [...totals.values()].sort((a, b) => (a.keyId ?? -1) - (b.keyId ?? -1));
}
