/** SQL of seals by the national suite. A seal is written once and never changed. */
import type { Tx } from '../db/database.ts';
import type { LedgerSealsTable } from './tables.ts';

export interface SealRow {
  readonly size: number;
  readonly chain: Uint8Array;
  readonly keyId: string;
  readonly signature: Uint8Array;
  readonly timeStamp: Uint8Array | null;
  readonly at: string;
}

const toRow = (row: LedgerSealsTable): SealRow => ({
  size: Number(row.size),
  chain: row.chain,
  keyId: row.key_id,
  signature: row.signature,
  timeStamp: row.time_stamp,
  at: row.at,
});

export async function latestSeal(tx: Tx, jurisdictionId: string): Promise<SealRow | undefined> {
  const row = await tx
    .selectFrom('ledger_seals')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : toRow(row);
}

/** All seals, smallest size first. */
export async function allSeals(tx: Tx, jurisdictionId: string): Promise<readonly SealRow[]> {
  const rows = await tx
    .selectFrom('ledger_seals')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('size')
    .execute();
  return rows.map(toRow);
}

/** The seals of these sizes. */
export async function sealsOf(
  tx: Tx,
  jurisdictionId: string,
  sizes: readonly number[],
): Promise<readonly SealRow[]> {
  if (sizes.length === 0) return [];
  const rows = await tx
    .selectFrom('ledger_seals')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('size', 'in', sizes.map(BigInt))
    .execute();
  return rows.map(toRow);
}

/** Sizes and roots of checkpoints above `size`, smallest first. */
export async function checkpointsAfter(
  tx: Tx,
  jurisdictionId: string,
  page: { readonly size: number; readonly limit: number },
): Promise<readonly { readonly size: number; readonly root: Uint8Array }[]> {
  const rows = await tx
    .selectFrom('ledger_checkpoints')
    .select(['size', 'root'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('size', '>', BigInt(page.size))
    .orderBy('size')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({ size: Number(row.size), root: row.root }));
}

/** Another process may have sealed it meanwhile; its seal is as good. */
export async function insertSeal(tx: Tx, jurisdictionId: string, row: SealRow): Promise<void> {
  await tx
    .insertInto('ledger_seals')
    .values({
      jurisdiction_id: jurisdictionId,
      size: BigInt(row.size),
      chain: Buffer.from(row.chain),
      key_id: row.keyId,
      signature: Buffer.from(row.signature),
      time_stamp: row.timeStamp === null ? null : Buffer.from(row.timeStamp),
      at: row.at,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'size']).doNothing())
    .execute();
}
