/** SQL of results: what was drawn, who was assigned, what was amended, which files belong to it. */
import type { Amendment, AssignmentRow, Certificate, Drawn } from '@mingcha/draw';
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { DrawKey } from './draw.queries.ts';

/** Figures of a result; the long lists stand in tables of their own. */
export type ResultFigures = Pick<
  Drawn,
  'seed' | 'bits' | 'counts' | 'quotas' | 'threshold' | 'selRoot' | 'reserveCounts' | 'assign'
>;

export interface ResultRow {
  readonly drawnAt: string;
  readonly figures: ResultFigures;
  readonly certificate: Certificate;
  readonly certificateHash: string;
}

export async function insertResult(tx: Tx, key: DrawKey, row: ResultRow): Promise<void> {
  await tx
    .insertInto('draw_results')
    .values({
      jurisdiction_id: key.jurisdictionId,
      draw_id: key.id,
      drawn_at: row.drawnAt,
      result: JSON.stringify(row.figures),
      certificate: JSON.stringify(row.certificate),
      certificate_hash: row.certificateHash,
    })
    .execute();
}

export async function resultOf(tx: Tx, key: DrawKey): Promise<ResultRow | undefined> {
  const row = await tx
    .selectFrom('draw_results')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    drawnAt: row.drawn_at,
    figures: row.result as ResultFigures,
    certificate: JSON.parse(row.certificate) as Certificate,
    certificateHash: row.certificate_hash,
  };
}

export interface SelectedObject {
  readonly stratum: number;
  readonly rank: number;
  readonly reserve: boolean;
  readonly c: string;
  readonly ticket: string;
  readonly objectId: string;
  /** Canonical JSON of the frozen record. */
  readonly record: string;
}

export async function insertSelected(tx: Tx, key: DrawKey, rows: readonly SelectedObject[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 5000) {
    const some = rows.slice(from, from + 5000);
    await sql`INSERT INTO draw_selected (jurisdiction_id, draw_id, stratum, rank, reserve, c, ticket, object_id, record)
      SELECT ${key.jurisdictionId}, ${key.id}, r.* FROM unnest(
        ${some.map((row) => row.stratum)}::int[], ${some.map((row) => row.rank)}::int[], ${some.map((row) => row.reserve)}::boolean[],
        ${some.map((row) => row.c)}::text[], ${some.map((row) => row.ticket)}::text[], ${some.map((row) => row.objectId)}::uuid[],
        ${some.map((row) => row.record)}::text[]) AS r`.execute(tx);
  }
}

/** In order of stratum, then rank; reserves only when asked for. */
export async function selectedOf(
  tx: Tx,
  key: DrawKey,
  which: 'drawn' | 'reserves' | 'all',
): Promise<readonly SelectedObject[]> {
  let select = tx
    .selectFrom('draw_selected')
    .select(['stratum', 'rank', 'reserve', 'c', 'ticket', 'object_id as objectId', 'record'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .orderBy('stratum')
    .orderBy('rank');
  if (which !== 'all') select = select.where('reserve', '=', which === 'reserves');
  return select.execute();
}

export async function insertAssignments(tx: Tx, key: DrawKey, rows: readonly AssignmentRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 5000) {
    const some = rows.slice(from, from + 5000);
    await sql`INSERT INTO draw_assignments (jurisdiction_id, draw_id, c_object, seat_group, k, c_inspector)
      SELECT ${key.jurisdictionId}, ${key.id}, r.* FROM unnest(
        ${some.map((row) => row.c)}::text[], ${some.map((row) => row.group)}::int[], ${some.map((row) => row.k)}::int[],
        ${some.map((row) => row.inspector)}::text[]) AS r`.execute(tx);
  }
}

/** The first drawn objects of a large draw, in order of stratum and rank. */
export async function firstSelected(tx: Tx, key: DrawKey, limit: number): Promise<readonly SelectedObject[]> {
  return tx
    .selectFrom('draw_selected')
    .select(['stratum', 'rank', 'reserve', 'c', 'ticket', 'object_id as objectId', 'record'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .where('reserve', '=', false)
    .orderBy('stratum')
    .orderBy('rank')
    .limit(limit)
    .execute();
}

/** Seats of some drawn objects. */
export async function seatsOf(
  tx: Tx,
  key: DrawKey,
  objects: readonly string[],
): Promise<readonly AssignmentRow[]> {
  return tx
    .selectFrom('draw_assignments')
    .select(['c_object as c', 'seat_group as group', 'k', 'c_inspector as inspector'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .where('c_object', '=', sql<string>`ANY(${[...objects]}::text[])`)
    .orderBy('c_object')
    .orderBy('seat_group')
    .orderBy('k')
    .execute();
}

/** In the order of the assignment leaves. */
export async function assignmentsOf(tx: Tx, key: DrawKey): Promise<readonly AssignmentRow[]> {
  return tx
    .selectFrom('draw_assignments')
    .select(['c_object as c', 'seat_group as group', 'k', 'c_inspector as inspector'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .orderBy('c_object')
    .orderBy('seat_group')
    .orderBy('k')
    .execute();
}

/** What was asked for; the successor follows from the seed. */
export type AmendmentRequest =
  | {
      readonly kind: 'replaced';
      readonly c: string;
      readonly reason: string;
      readonly text: string;
      readonly evidence: string;
    }
  | {
      readonly kind: 'recused';
      readonly c: string;
      readonly group: number;
      readonly k: number;
      readonly reason: string;
      readonly text: string;
      readonly evidence: string;
    };

export interface AmendmentRow {
  readonly id: string;
  readonly state: 'proposed' | 'approved' | 'refused';
  readonly request: AmendmentRequest;
  /** Complete, with opening and seats; what a sealed bundle must not show is left out there. */
  readonly amendment: Amendment | null;
  readonly proposedBy: string;
  readonly proposedName: string;
  readonly proposedAt: string;
  readonly decidedName: string | null;
  readonly decidedAt: string | null;
}

export async function insertAmendment(tx: Tx, key: DrawKey, row: AmendmentRow): Promise<void> {
  await tx
    .insertInto('draw_amendments')
    .values({
      jurisdiction_id: key.jurisdictionId,
      draw_id: key.id,
      id: row.id,
      kind: row.request.kind,
      state: row.state,
      request: JSON.stringify(row.request),
      amendment: null,
      proposed_by: row.proposedBy,
      proposed_name: row.proposedName,
      proposed_at: row.proposedAt,
      decided_name: null,
      decided_at: null,
    })
    .execute();
}

export async function decideAmendmentRow(
  tx: Tx,
  key: DrawKey,
  decision: {
    readonly id: string;
    readonly amendment: Amendment | null;
    readonly name: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('draw_amendments')
    .set({
      state: decision.amendment === null ? 'refused' : 'approved',
      amendment: decision.amendment === null ? null : JSON.stringify(decision.amendment),
      decided_name: decision.name,
      decided_at: decision.at,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .where('id', '=', decision.id)
    .execute();
}

/** In the order of their proposals. */
export async function amendmentsOf(tx: Tx, key: DrawKey): Promise<readonly AmendmentRow[]> {
  const rows = await tx
    .selectFrom('draw_amendments')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .orderBy('proposed_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    state: row.state as AmendmentRow['state'],
    request: row.request as AmendmentRequest,
    amendment: row.amendment as Amendment | null,
    proposedBy: row.proposed_by,
    proposedName: row.proposed_name,
    proposedAt: row.proposed_at,
    decidedName: row.decided_name,
    decidedAt: row.decided_at,
  }));
}

export interface DrawFile {
  readonly sha256: string;
  readonly kind: 'evidence' | 'signedRecord';
  readonly fileId: string;
  readonly contentType: string;
}

export async function insertDrawFile(tx: Tx, key: DrawKey, file: DrawFile): Promise<void> {
  await tx
    .insertInto('draw_files')
    .values({
      jurisdiction_id: key.jurisdictionId,
      draw_id: key.id,
      sha256: file.sha256,
      kind: file.kind,
      file_id: file.fileId,
      content_type: file.contentType,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'draw_id', 'kind', 'sha256']).doNothing())
    .execute();
}

export async function drawFile(
  tx: Tx,
  key: DrawKey,
  wanted: { readonly kind: DrawFile['kind']; readonly sha256: string },
): Promise<DrawFile | undefined> {
  const row = await tx
    .selectFrom('draw_files')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .where('kind', '=', wanted.kind)
    .where('sha256', '=', wanted.sha256)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { sha256: row.sha256, kind: wanted.kind, fileId: row.file_id, contentType: row.content_type };
}

export interface StoredBundle {
  readonly sha256: string;
  readonly size: number;
  readonly frameSha256: string | null;
}

export async function storedBundle(tx: Tx, key: DrawKey, events: number): Promise<StoredBundle | undefined> {
  const row = await tx
    .selectFrom('draw_bundles')
    .select(['sha256', 'size', 'frame_sha256'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .where('events', '=', events)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { sha256: row.sha256, size: Number(row.size), frameSha256: row.frame_sha256 };
}

export async function insertBundle(
  tx: Tx,
  key: DrawKey,
  bundle: StoredBundle & { readonly events: number },
): Promise<void> {
  await tx
    .insertInto('draw_bundles')
    .values({
      jurisdiction_id: key.jurisdictionId,
      draw_id: key.id,
      events: bundle.events,
      sha256: bundle.sha256,
      size: bundle.size,
      frame_sha256: bundle.frameSha256,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'draw_id', 'events']).doNothing())
    .execute();
}

/** Sizes of the stored parts of a pool, in order: they lead from an ordinal to its part. */
export async function poolSizes(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly snapshotId: string },
): Promise<readonly { readonly part: number; readonly size: number }[]> {
  return tx
    .selectFrom('draw_pool')
    .select(['part', 'size'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('snapshot_id', '=', key.snapshotId)
    .orderBy('part')
    .execute();
}
