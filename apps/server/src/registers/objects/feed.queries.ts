/** SQL of feeds: receipts, staged rows as read, tokens. What rows do stands in `feed-classify` and `feed-apply`. */
import { type Selectable, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Page, Scope } from '../object.queries.ts';
import type { FeedReceiptsTable } from './tables.ts';

export type StoredReceipt = Selectable<FeedReceiptsTable> & { readonly person_name: string | null };

function receipts(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('feed_receipts as r')
    .leftJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('a.id', '=', 'r.received_by'),
    )
    .selectAll('r')
    .select('a.person_name')
    .where('r.jurisdiction_id', '=', scope.jurisdictionId)
    .where('r.agency_id', '=', scope.agencyId);
}

export async function receiptPage(tx: Tx, scope: Scope, options: { kind: string | undefined; page: Page }) {
  const after = decodeCursor(options.page.after, 2);
  return receipts(tx, scope)
    .$if(options.kind !== undefined, (query) => query.where('r.kind', '=', options.kind ?? ''))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(r.received_at, r.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('r.received_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(options.page.limit + 1)
    .execute();
}

export async function receiptById(tx: Tx, scope: Scope, id: string): Promise<StoredReceipt | undefined> {
  return receipts(tx, scope).where('r.id', '=', id).executeTakeFirst();
}

export async function lockReceipt(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('feed_receipts')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** The same bytes that were read before, if they were. */
export async function sameFile(tx: Tx, scope: Scope, file: { kind: string; sha256: string }) {
  return tx
    .selectFrom('feed_receipts')
    .select(['id', 'received_at'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('kind', '=', file.kind)
    .where('file_sha256', '=', file.sha256)
    .where('state', 'in', ['applied', 'previewed'])
    .limit(1)
    .executeTakeFirst();
}

export interface NewReceipt {
  readonly id: string;
  readonly kind: string;
  readonly channel: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
  readonly state: string;
  readonly counts: object | null;
  readonly failure: object | null;
  readonly by: string | null;
  readonly at: string;
}

export async function insertReceipt(tx: Tx, scope: Scope, made: NewReceipt): Promise<void> {
  await tx
    .insertInto('feed_receipts')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: made.id,
      kind: made.kind,
      channel: made.channel,
      file_name: made.fileName,
      file_sha256: made.sha256,
      file_size: BigInt(made.size),
      state: made.state,
      mapping: '{}',
      counts: made.counts === null ? null : JSON.stringify(made.counts),
      failure: made.failure === null ? null : JSON.stringify(made.failure),
      received_by: made.by,
      received_at: made.at,
      applied_at: made.state === 'applied' ? made.at : null,
    })
    .execute();
}

export async function saveReceipt(
  tx: Tx,
  scope: Scope,
  change: { id: string; state: string; counts?: object; appliedAt?: string },
): Promise<void> {
  await tx
    .updateTable('feed_receipts')
    .set({
      state: change.state,
      ...(change.counts === undefined ? {} : { counts: JSON.stringify(change.counts) }),
      ...(change.appliedAt === undefined ? {} : { applied_at: change.appliedAt }),
    })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}

/** The statement that stages parsed rows; the keys default to session settings. Columns are names of this code. */
export function feedCopy(columns: readonly string[]): string {
  return `COPY feed_rows (${columns.join(', ')}) FROM STDIN`;
}

export async function feedRowPage(
  tx: Tx,
  scope: Scope,
  options: { receiptId: string; outcome: string | undefined; after: number; limit: number },
) {
  return tx
    .selectFrom('feed_rows as r')
    .leftJoin('objects as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('o.id', '=', 'r.object_id'),
    )
    .selectAll('r')
    .select('o.name as object_name')
    .where('r.jurisdiction_id', '=', scope.jurisdictionId)
    .where('r.receipt_id', '=', options.receiptId)
    .where('r.row_number', '>', options.after)
    .$if(options.outcome !== undefined, (query) => query.where('r.outcome', '=', options.outcome ?? ''))
    .orderBy('r.row_number')
    .limit(options.limit)
    .execute();
}

export async function tokensOf(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('feed_tokens')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .orderBy('made_at', 'desc')
    .limit(100)
    .execute();
}

export async function insertToken(
  tx: Tx,
  scope: Scope,
  made: { id: string; kind: string; label: string; sha256: string; by: string; at: string },
): Promise<void> {
  await tx
    .insertInto('feed_tokens')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: made.id,
      kind: made.kind,
      label: made.label,
      token_sha256: made.sha256,
      made_by: made.by,
      made_at: made.at,
      used_at: null,
      revoked_at: null,
    })
    .execute();
}

/** Revokes a token that lives; false when there is none. */
export async function revokeToken(
  tx: Tx,
  scope: Scope,
  change: { id: string; at: string },
): Promise<boolean> {
  const done = await tx
    .updateTable('feed_tokens')
    .set({ revoked_at: change.at })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', change.id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Whose token this is, noting its use; undefined for an unknown or revoked one. */
export async function useToken(tx: Tx, token: { sha256: string; at: string }) {
  return tx
    .updateTable('feed_tokens')
    .set({ used_at: token.at })
    .where('token_sha256', '=', token.sha256)
    .where('revoked_at', 'is', null)
    .returning(['jurisdiction_id as jurisdictionId', 'agency_id as agencyId', 'kind', 'id'])
    .executeTakeFirst();
}

/** Every agency that has a directory of objects: a drop folder is kept for each. */
export async function agenciesWithObjects(tx: Tx): Promise<readonly Scope[]> {
  const rows =
    await sql<Scope>`SELECT a.jurisdiction_id AS "jurisdictionId", a.id AS "agencyId" FROM agencies a
    WHERE EXISTS (SELECT 1 FROM objects o WHERE o.jurisdiction_id = a.jurisdiction_id AND o.agency_id = a.id)
    ORDER BY a.id LIMIT 1000`.execute(tx);
  return rows.rows;
}
