/** SQL of appending to the ledger. Events are only ever inserted; the head row is the lock of the chain. */
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { ready } from '../db/ready.ts';

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

const headRow = ready((tx, jurisdictionId: string) =>
  tx
    .selectFrom('ledger_heads')
    .select(['seq', 'hash', 'frontier', 'at', 'held_since as heldSince'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .forUpdate()
    .compile(),
);

async function selectHead(tx: Tx, jurisdictionId: string): Promise<Head | undefined> {
  const [row] = await headRow(tx, jurisdictionId);
  return row === undefined ? undefined : { ...row, seq: Number(row.seq) };
}

export interface NewEvent {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly accountId: string | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly entry: string;
  readonly hash: Uint8Array;
}

export interface NewHead extends Omit<Head, 'heldSince'> {
  readonly jurisdictionId: string;
}

type Appended = readonly [
  jurisdictionId: string,
  seq: number,
  hash: Buffer,
  frontier: Buffer,
  at: string | null,
  seqs: readonly number[],
  ats: readonly string[],
  types: readonly string[],
  accountIds: readonly (string | null)[],
  subjectKinds: readonly string[],
  subjectIds: readonly string[],
  entries: readonly string[],
  hashes: readonly Buffer[],
];

const append = ready((tx, ...values: Appended) => {
  const [jurisdictionId, seq, hash, frontier, at, ...events] = values;
  const [seqs, ats, types, accountIds, subjectKinds, subjectIds, entries, hashes] = events;
  return sql`WITH added AS (
      INSERT INTO ledger_events
        (jurisdiction_id, seq, at, type, account_id, subject_kind, subject_id, entry, hash)
      SELECT ${jurisdictionId}::uuid, event.*
      FROM unnest(${seqs}::bigint[], ${ats}::timestamptz[], ${types}::text[], ${accountIds}::uuid[],
        ${subjectKinds}::text[], ${subjectIds}::text[], ${entries}::text[], ${hashes}::bytea[]) AS event
    )
    UPDATE ledger_heads
    SET seq = ${seq}::bigint, hash = ${hash}::bytea, frontier = ${frontier}::bytea, at = ${at}::timestamptz
    WHERE jurisdiction_id = ${jurisdictionId}::uuid`.compile(tx);
});

/** Appends events and moves the locked head behind the last of them, in one statement. */
export async function appendEvents(tx: Tx, head: NewHead, events: readonly NewEvent[]): Promise<void> {
  await append(
    tx,
    head.jurisdictionId,
    head.seq,
    Buffer.from(head.hash),
    Buffer.from(head.frontier),
    head.at,
    events.map((one) => one.seq),
    events.map((one) => one.at),
    events.map((one) => one.type),
    events.map((one) => one.accountId),
    events.map((one) => one.subjectKind),
    events.map((one) => one.subjectId),
    events.map((one) => one.entry),
    events.map((one) => Buffer.from(one.hash)),
  );
}
