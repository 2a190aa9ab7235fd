/** SQL of checkpoints, witnesses, cosignatures and of reading the ledger. Nothing here changes an event. */
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

export async function jurisdictionById(tx: Tx, id: string) {
  return tx
    .selectFrom('jurisdictions')
    .select(['id', 'name', 'division_code as divisionCode'])
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function listJurisdictions(tx: Tx) {
  return tx
    .selectFrom('jurisdictions')
    .select(['id', 'name', 'division_code as divisionCode'])
    .orderBy('division_code')
    .execute();
}

export interface CheckpointRow {
  readonly size: number;
  readonly root: Uint8Array;
  readonly frontier: Uint8Array;
  readonly note: string;
  readonly at: string;
}

function checkpoints(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('ledger_checkpoints')
    .select(['size', 'root', 'frontier', 'note', 'at'])
    .where('jurisdiction_id', '=', jurisdictionId);
}

export async function latestCheckpoint(tx: Tx, jurisdictionId: string): Promise<CheckpointRow | undefined> {
  const row = await checkpoints(tx, jurisdictionId).orderBy('size', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : { ...row, size: Number(row.size) };
}

export async function checkpointOfSize(
  tx: Tx,
  jurisdictionId: string,
  size: number,
): Promise<CheckpointRow | undefined> {
  const row = await checkpoints(tx, jurisdictionId).where('size', '=', BigInt(size)).executeTakeFirst();
  return row === undefined ? undefined : { ...row, size: Number(row.size) };
}

export async function allCheckpoints(tx: Tx, jurisdictionId: string): Promise<readonly CheckpointRow[]> {
  const rows = await checkpoints(tx, jurisdictionId).orderBy('size').execute();
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

/** Entries of one kind, earliest first. */
export async function entriesOfType(tx: Tx, jurisdictionId: string, type: string) {
  return tx
    .selectFrom('ledger_events')
    .select(['seq', 'at', 'entry'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('type', '=', type)
    .orderBy('seq')
    .execute();
}

/** Checkpoints below `before`, latest first, one more than `limit`. */
export async function checkpointPage(
  tx: Tx,
  jurisdictionId: string,
  page: { readonly before: number | null; readonly limit: number },
): Promise<readonly CheckpointRow[]> {
  let query = checkpoints(tx, jurisdictionId);
  if (page.before !== null) query = query.where('size', '<', BigInt(page.before));
  const rows = await query
    .orderBy('size', 'desc')
    .limit(page.limit + 1)
    .execute();
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

export async function insertCheckpoint(tx: Tx, jurisdictionId: string, row: CheckpointRow): Promise<void> {
  await tx
    .insertInto('ledger_checkpoints')
    .values({
      jurisdiction_id: jurisdictionId,
      size: row.size,
      root: Buffer.from(row.root),
      frontier: Buffer.from(row.frontier),
      note: row.note,
      at: row.at,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'size']).doNothing())
    .execute();
}

export interface EntryRow {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly accountId: string | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly entry: string;
  readonly hash: Uint8Array;
}

/** Entries after `seq` in order, at most `limit`. */
export async function entriesAfter(
  tx: Tx,
  jurisdictionId: string,
  page: { readonly seq: number; readonly limit: number },
): Promise<readonly EntryRow[]> {
  const rows = await tx
    .selectFrom('ledger_events')
    .select([
      'seq',
      'at',
      'type',
      'account_id as accountId',
      'subject_kind as subjectKind',
      'subject_id as subjectId',
      'entry',
      'hash',
    ])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('seq', '>', BigInt(page.seq))
    .orderBy('seq')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** Leaf hashes of the entries after `seq` in order, at most `limit`. */
export async function leafHashes(
  tx: Tx,
  jurisdictionId: string,
  page: { readonly seq: number; readonly limit: number },
): Promise<readonly Uint8Array[]> {
  const rows = await tx
    .selectFrom('ledger_events')
    .select('hash')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('seq', '>', BigInt(page.seq))
    .orderBy('seq')
    .limit(page.limit)
    .execute();
  return rows.map((row) => row.hash);
}

export interface HeadRow {
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly frontier: Uint8Array;
}

/** The head without a lock, for reading. */
export async function readHead(tx: Tx, jurisdictionId: string): Promise<HeadRow | undefined> {
  const row = await tx
    .selectFrom('ledger_heads')
    .select(['seq', 'hash', 'frontier'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, seq: Number(row.seq) };
}

export async function insertWitness(
  tx: Tx,
  row: {
    readonly jurisdictionId: string;
    readonly name: string;
    readonly verifierKey: string;
    readonly at: string;
  },
): Promise<boolean> {
  const made = await tx
    .insertInto('ledger_witnesses')
    .values({
      jurisdiction_id: row.jurisdictionId,
      name: row.name,
      verifier_key: row.verifierKey,
      added_at: row.at,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'name']).doNothing())
    .returning('name')
    .executeTakeFirst();
  return made !== undefined;
}

export async function listWitnesses(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('ledger_witnesses')
    .select(['name', 'verifier_key as verifierKey', 'added_at as addedAt'])
    .select((eb) =>
      eb
        .selectFrom('ledger_cosignatures as c')
        .select((inner) => inner.fn.max('c.size').as('size'))
        .whereRef('c.jurisdiction_id', '=', 'ledger_witnesses.jurisdiction_id')
        .whereRef('c.witness', '=', 'ledger_witnesses.name')
        .as('lastSize'),
    )
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('name')
    .execute();
}

export interface CosignatureRow {
  readonly size: number;
  readonly witness: string;
  readonly line: string;
  readonly signedAt: string;
}

export async function insertCosignature(
  tx: Tx,
  jurisdictionId: string,
  row: CosignatureRow,
): Promise<boolean> {
  const made = await tx
    .insertInto('ledger_cosignatures')
    .values({
      jurisdiction_id: jurisdictionId,
      size: row.size,
      witness: row.witness,
      line: row.line,
      signed_at: row.signedAt,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'size', 'witness']).doNothing())
    .returning('witness')
    .executeTakeFirst();
  return made !== undefined;
}

export async function cosignaturesOf(
  tx: Tx,
  jurisdictionId: string,
  sizes: readonly number[],
): Promise<readonly CosignatureRow[]> {
  if (sizes.length === 0) return [];
  const rows = await tx
    .selectFrom('ledger_cosignatures')
    .select(['size', 'witness', 'line', 'signed_at as signedAt'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('size', 'in', sizes.map(BigInt))
    .orderBy('witness')
    .execute();
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

export interface EventFilter {
  readonly before: number | null;
  readonly limit: number;
  readonly seq?: number | undefined;
  /** An event, or a family that ends in a dot. */
  readonly type?: string | undefined;
  /** Only these events, when given. */
  readonly among?: readonly string[] | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Events of one jurisdiction, latest first, one more than `limit`. */
export async function searchEvents(tx: Tx, jurisdictionId: string, filter: EventFilter) {
  let query = tx
    .selectFrom('ledger_events as e')
    .leftJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('a.id', '=', 'e.account_id'),
    )
    .select([
      'e.seq',
      'e.at',
      'e.type',
      'e.account_id as accountId',
      'a.person_name as personName',
      'e.subject_kind as subjectKind',
      'e.subject_id as subjectId',
      'e.entry',
      sql<string>`encode(e.hash, 'hex')`.as('hash'),
    ])
    .where('e.jurisdiction_id', '=', jurisdictionId);
  if (filter.before !== null) query = query.where('e.seq', '<', BigInt(filter.before));
  if (filter.seq !== undefined) query = query.where('e.seq', '=', BigInt(filter.seq));
  if (filter.type?.endsWith('.') === true) {
    // the character after the dot ends the family in the byte order of the column
    query = query.where('e.type', '>=', filter.type).where('e.type', '<', `${filter.type.slice(0, -1)}/`);
  } else if (filter.type !== undefined) query = query.where('e.type', '=', filter.type);
  if (filter.among !== undefined) query = query.where('e.type', 'in', filter.among);
  if (filter.subjectKind !== undefined) query = query.where('e.subject_kind', '=', filter.subjectKind);
  if (filter.subjectId !== undefined) query = query.where('e.subject_id', '=', filter.subjectId);
  if (filter.accountId !== undefined) query = query.where('e.account_id', '=', filter.accountId);
  if (filter.from !== undefined) query = query.where('e.at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('e.at', '<', filter.to);
  return query
    .orderBy('e.seq', 'desc')
    .limit(filter.limit + 1)
    .execute();
}
