/** SQL of the agencies' public draw logs: entries are appended under the head's row lock and never changed. */
import type { Tx } from '../platform/db/database.ts';

export interface LogKey {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

/** Size of the log; locks the head, making it on first use. */
export async function lockLogHead(tx: Tx, key: LogKey): Promise<number> {
  await tx
    .insertInto('draw_log_heads')
    .values({ jurisdiction_id: key.jurisdictionId, agency_id: key.agencyId, size: 0, checkpoint: '' })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'agency_id']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('draw_log_heads')
    .select('size')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('agency_id', '=', key.agencyId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.size;
}

export async function saveLogHead(
  tx: Tx,
  key: LogKey,
  head: { readonly size: number; readonly checkpoint: string },
): Promise<void> {
  await tx
    .updateTable('draw_log_heads')
    .set({ size: head.size, checkpoint: head.checkpoint })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('agency_id', '=', key.agencyId)
    .execute();
}

export async function logHead(
  tx: Tx,
  key: LogKey,
): Promise<{ readonly size: number; readonly checkpoint: string } | undefined> {
  return tx
    .selectFrom('draw_log_heads')
    .select(['size', 'checkpoint'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('agency_id', '=', key.agencyId)
    .executeTakeFirst();
}

export interface LogEntry {
  readonly index: number;
  readonly type: string;
  /** Canonical JSON, exactly the bytes that were hashed. */
  readonly entry: string;
}

export async function insertLogEntry(
  tx: Tx,
  key: LogKey,
  entry: LogEntry & { readonly drawId: string; readonly leaf: Uint8Array },
): Promise<void> {
  await tx
    .insertInto('draw_log_entries')
    .values({
      jurisdiction_id: key.jurisdictionId,
      agency_id: key.agencyId,
      entry_index: entry.index,
      draw_id: entry.drawId,
      type: entry.type,
      entry: entry.entry,
      leaf: Buffer.from(entry.leaf),
    })
    .execute();
}

/** Leaf hashes of the whole log, in order. */
export async function logLeaves(tx: Tx, key: LogKey): Promise<readonly Uint8Array[]> {
  const rows = await tx
    .selectFrom('draw_log_entries')
    .select('leaf')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('agency_id', '=', key.agencyId)
    .orderBy('entry_index')
    .execute();
  return rows.map((row) => new Uint8Array(row.leaf));
}

export async function entriesOfDraw(tx: Tx, key: LogKey, drawId: string): Promise<readonly LogEntry[]> {
  return tx
    .selectFrom('draw_log_entries')
    .select(['entry_index as index', 'type', 'entry'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('agency_id', '=', key.agencyId)
    .where('draw_id', '=', drawId)
    .orderBy('entry_index')
    .execute();
}

export async function entriesFrom(
  tx: Tx,
  key: LogKey,
  page: { readonly from: number; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('draw_log_entries')
    .select('entry')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('agency_id', '=', key.agencyId)
    .where('entry_index', '>=', page.from)
    .orderBy('entry_index')
    .limit(page.limit)
    .execute();
  return rows.map((row) => row.entry);
}

/** Roots of all public draw logs of a jurisdiction, to be bound into its ledger's checkpoints (ruling 9). */
export async function drawLogHeads(
  tx: Tx,
  jurisdictionId: string,
): Promise<readonly { readonly agencyId: string; readonly size: number; readonly checkpoint: string }[]> {
  return tx
    .selectFrom('draw_log_heads')
    .select(['agency_id as agencyId', 'size', 'checkpoint'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('agency_id')
    .execute();
}
