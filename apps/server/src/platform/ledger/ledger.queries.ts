/** SQL of appending to the ledger. Events are only ever inserted; the head row is the lock of the chain. */
import type { Tx } from '../db/database.ts';

export interface Head {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly frontier: Uint8Array;
  /** Time of the last event, null before the first. */
  readonly at: string | null;
  /** Since when nothing may be appended: the installation was restored and nobody has confirmed it. */
  readonly heldSince: string | null;
}

/** Locks the head until the transaction ends; makes the empty head of a new jurisdiction. */
export async function lockHead(tx: Tx, jurisdictionId: string): Promise<Head> {
  const found = await selectHead(tx, jurisdictionId);
  if (found !== undefined) return found;
  await tx
    .insertInto('ledger_heads')
    .values({
      jurisdiction_id: jurisdictionId,
      seq: 0,
      hash: Buffer.alloc(32),
      frontier: Buffer.alloc(0),
      at: null,
    })
    .onConflict((conflict) => conflict.column('jurisdiction_id').doNothing())
    .execute();
  const made = await selectHead(tx, jurisdictionId);
  if (made === undefined) throw new Error('the ledger has no head');
  return made;
}

async function selectHead(tx: Tx, jurisdictionId: string): Promise<Head | undefined> {
  const row = await tx
    .selectFrom('ledger_heads')
    .select(['seq', 'hash', 'frontier', 'at', 'held_since as heldSince'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, seq: Number(row.seq) };
}

export interface NewEvent {
  readonly jurisdictionId: string;
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly accountId: string | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly entry: string;
  readonly hash: Uint8Array;
}

export async function insertEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx
    .insertInto('ledger_events')
    .values({
      jurisdiction_id: event.jurisdictionId,
      seq: event.seq,
      at: event.at,
      type: event.type,
      account_id: event.accountId,
      subject_kind: event.subjectKind,
      subject_id: event.subjectId,
      entry: event.entry,
      hash: Buffer.from(event.hash),
    })
    .execute();
}

export interface NewHead extends Omit<Head, 'heldSince'> {
  readonly jurisdictionId: string;
}

export async function saveHead(tx: Tx, head: NewHead): Promise<void> {
  await tx
    .updateTable('ledger_heads')
    .set({
      seq: head.seq,
      hash: Buffer.from(head.hash),
      frontier: Buffer.from(head.frontier),
      at: head.at,
    })
    .where('jurisdiction_id', '=', head.jurisdictionId)
    .execute();
}
