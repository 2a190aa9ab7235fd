/** SQL of snapshots: frozen records, sorted leaves, inspectors, pairs, and the seal over them. Rows are never changed. */
import type { InspectorPub, Params, Stratum } from '@mingcha/draw';
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { DrawKey } from './draw.queries.ts';

export interface SnapshotKey {
  readonly jurisdictionId: string;
  readonly snapshotId: string;
}

/** What the screens say about a snapshot beside its roots. */
export interface SnapshotFacts {
  readonly counts: readonly number[];
  readonly excluded: readonly { readonly reason: string; readonly note: string; readonly count: number }[];
  readonly leftOut: readonly { readonly agencyId: string; readonly reason: string; readonly count: number }[];
  readonly inspectorCounts: readonly { readonly agencyId: string; readonly count: number }[];
  /** Someone who runs the draw stands in its pool. */
  readonly operatorStandsInPool: boolean;
  readonly since: { readonly number: string; readonly added: number; readonly removed: number } | null;
  /** The rule book that decided about caps; version 0 is the plain preset. Absent in snapshots of the first version. */
  readonly ruleBook?: { readonly id: string | null; readonly version: number };
  /** Objects struck after the last draw that this pool takes up. */
  readonly struck?: readonly string[];
}

/** The parts of the plan that are fixed with the snapshot; number and times come with the seal. */
export interface SnapshotPlan {
  readonly strata: readonly Stratum[];
  readonly templates: Params['assign']['templates'];
  readonly frameBlind: string;
  readonly inspectorsBlind: string;
}

export interface SnapshotRow extends SnapshotKey {
  readonly drawId: string;
  readonly takenAt: string;
  readonly plan: SnapshotPlan;
  readonly facts: SnapshotFacts;
  readonly objects: number;
  readonly inspectors: number;
  readonly pairs: number;
  readonly frameRoot: string;
  readonly inspectorsRoot: string;
  readonly conflictsRoot: string;
  /** Encrypted M and M_I. */
  readonly master: Uint8Array;
  readonly masterInspectors: Uint8Array;
}

/** Opens a snapshot: its parts may now be stored under it. */
export async function openSnapshot(
  tx: Tx,
  key: SnapshotKey,
  row: Pick<SnapshotRow, 'drawId' | 'takenAt' | 'master' | 'masterInspectors'>,
): Promise<void> {
  await tx
    .insertInto('draw_snapshots')
    .values({
      jurisdiction_id: key.jurisdictionId,
      id: key.snapshotId,
      draw_id: row.drawId,
      taken_at: row.takenAt,
      plan: '{}',
      facts: '{}',
      objects: 0,
      inspectors: 0,
      pairs: 0,
      frame_root: '',
      inspectors_root: '',
      conflicts_root: '',
      master: Buffer.from(row.master),
      master_inspectors: Buffer.from(row.masterInspectors),
    })
    .execute();
}

/** Fills in what is known once everything has been read; in the same transaction. */
export async function closeSnapshot(
  tx: Tx,
  key: SnapshotKey,
  row: Omit<SnapshotRow, keyof SnapshotKey | 'drawId' | 'takenAt' | 'master' | 'masterInspectors'>,
): Promise<void> {
  await tx
    .updateTable('draw_snapshots')
    .set({
      plan: JSON.stringify(row.plan),
      facts: JSON.stringify(row.facts),
      objects: row.objects,
      inspectors: row.inspectors,
      pairs: row.pairs,
      frame_root: row.frameRoot,
      inspectors_root: row.inspectorsRoot,
      conflicts_root: row.conflictsRoot,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.snapshotId)
    .execute();
}

export async function snapshotById(tx: Tx, key: SnapshotKey): Promise<SnapshotRow | undefined> {
  const row = await tx
    .selectFrom('draw_snapshots')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.snapshotId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    ...key,
    drawId: row.draw_id,
    takenAt: row.taken_at,
    plan: row.plan as SnapshotPlan,
    facts: row.facts as SnapshotFacts,
    objects: row.objects,
    inspectors: row.inspectors,
    pairs: row.pairs,
    frameRoot: row.frame_root,
    inspectorsRoot: row.inspectors_root,
    conflictsRoot: row.conflicts_root,
    master: row.master,
    masterInspectors: row.master_inspectors,
  };
}

export interface PoolPart {
  readonly part: number;
  readonly firstId: string;
  readonly lastId: string;
  readonly size: number;
  /** 16 bytes per object. */
  readonly objectIds: Uint8Array;
  /** One canonical JSON record per line. */
  readonly records: string;
}

export interface NewPoolPart extends PoolPart {
  /** See `frozen-code.ts`. */
  readonly codes: Uint8Array;
}

export async function insertPoolPart(tx: Tx, key: SnapshotKey, part: NewPoolPart): Promise<void> {
  await tx
    .insertInto('draw_pool')
    .values({
      jurisdiction_id: key.jurisdictionId,
      snapshot_id: key.snapshotId,
      part: part.part,
      first_id: part.firstId,
      last_id: part.lastId,
      size: part.size,
      object_ids: Buffer.from(part.objectIds),
      records: part.records,
      codes: Buffer.from(part.codes),
    })
    .execute();
}

export async function poolParts(
  tx: Tx,
  key: SnapshotKey,
  parts: readonly number[],
): Promise<readonly PoolPart[]> {
  if (parts.length === 0) return [];
  const rows = await tx
    .selectFrom('draw_pool')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('snapshot_id', '=', key.snapshotId)
    .where('part', 'in', [...parts])
    .orderBy('part')
    .execute();
  return rows.map(poolPart);
}

/** The part that could hold an object. */
export async function poolPartOf(tx: Tx, key: SnapshotKey, objectId: string): Promise<PoolPart | undefined> {
  const row = await tx
    .selectFrom('draw_pool')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('snapshot_id', '=', key.snapshotId)
    .where('first_id', '<=', objectId)
    .where('last_id', '>=', objectId)
    .executeTakeFirst();
  return row === undefined ? undefined : poolPart(row);
}

function poolPart(row: {
  part: number;
  first_id: string;
  last_id: string;
  size: number;
  object_ids: Buffer;
  records: string;
}): PoolPart {
  return {
    part: row.part,
    firstId: row.first_id,
    lastId: row.last_id,
    size: row.size,
    objectIds: row.object_ids,
    records: row.records,
  };
}

/** Ids of a whole pool, part after part, for the difference to an earlier one. */
export async function poolIdsFrom(tx: Tx, key: SnapshotKey, part: number): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('draw_pool')
    .select('object_ids')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('snapshot_id', '=', key.snapshotId)
    .where('part', '=', part)
    .executeTakeFirst();
  return row?.object_ids;
}

export interface FramePart {
  readonly leaves: Uint8Array;
  readonly ordinals: Uint8Array;
}

export async function insertFramePart(
  tx: Tx,
  key: SnapshotKey,
  part: FramePart & { readonly part: number },
): Promise<void> {
  await tx
    .insertInto('draw_frames')
    .values({
      jurisdiction_id: key.jurisdictionId,
      snapshot_id: key.snapshotId,
      part: part.part,
      leaves: Buffer.from(part.leaves),
      ordinals: Buffer.from(part.ordinals),
    })
    .execute();
}

export async function framePart(tx: Tx, key: SnapshotKey, part: number): Promise<FramePart | undefined> {
  return tx
    .selectFrom('draw_frames')
    .select(['leaves', 'ordinals'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('snapshot_id', '=', key.snapshotId)
    .where('part', '=', part)
    .executeTakeFirst();
}

export interface SealedInspector {
  readonly c: string;
  readonly agencyId: string;
  readonly leafId: string;
  /** Canonical JSON: id, name, certificate, pub, members of a standing team. */
  readonly record: string;
  readonly accountIds: readonly string[];
  readonly inspectorIds: readonly string[];
}

export async function insertSealedInspectors(
  tx: Tx,
  key: SnapshotKey,
  rows: readonly SealedInspector[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) {
    await tx
      .insertInto('draw_inspectors')
      .values(
        rows.slice(from, from + 1000).map((row) => ({
          jurisdiction_id: key.jurisdictionId,
          snapshot_id: key.snapshotId,
          c: row.c,
          agency_id: row.agencyId,
          leaf_id: row.leafId,
          record: row.record,
          account_ids: [...row.accountIds],
          inspector_ids: [...row.inspectorIds],
        })),
      )
      .execute();
  }
}

/** In the order of c. */
export async function sealedInspectors(tx: Tx, key: SnapshotKey): Promise<readonly SealedInspector[]> {
  const rows = await tx
    .selectFrom('draw_inspectors')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('snapshot_id', '=', key.snapshotId)
    .orderBy('c')
    .execute();
  return rows.map((row) => ({
    c: row.c,
    agencyId: row.agency_id,
    leafId: row.leaf_id,
    record: row.record,
    accountIds: row.account_ids,
    inspectorIds: row.inspector_ids,
  }));
}

/** What a standing record says; parsed from what we wrote ourselves. */
export interface InspectorRecordView {
  readonly id: string;
  readonly name: string;
  readonly certificate: string;
  readonly pub: InspectorPub;
  readonly members?: readonly { readonly id: string; readonly name: string; readonly certificate: string }[];
}

export async function insertPairs(
  tx: Tx,
  key: SnapshotKey,
  pairs: readonly (readonly [string, string])[],
): Promise<void> {
  if (pairs.length === 0) return;
  await sql`INSERT INTO draw_pairs (jurisdiction_id, snapshot_id, c_object, c_inspector)
    SELECT ${key.jurisdictionId}, ${key.snapshotId}, o, i
      FROM unnest(${pairs.map(([object]) => object)}::text[], ${pairs.map(([, inspector]) => inspector)}::text[]) AS p(o, i)`.execute(
    tx,
  );
}

export async function pairsOf(tx: Tx, key: SnapshotKey): Promise<readonly (readonly [string, string])[]> {
  const rows = await tx
    .selectFrom('draw_pairs')
    .select(['c_object', 'c_inspector'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('snapshot_id', '=', key.snapshotId)
    .orderBy('c_object')
    .orderBy('c_inspector')
    .execute();
  return rows.map((row) => [row.c_object, row.c_inspector] as const);
}

export interface SealRow {
  readonly snapshotId: string;
  readonly freezeId: string;
  /** Canonical JSON of the parameter document. */
  readonly params: string;
  readonly sealedAt: string;
}

export async function insertSeal(tx: Tx, key: DrawKey, seal: SealRow): Promise<void> {
  await tx
    .insertInto('draw_seals')
    .values({
      jurisdiction_id: key.jurisdictionId,
      draw_id: key.id,
      snapshot_id: seal.snapshotId,
      freeze_id: seal.freezeId,
      params: seal.params,
      sealed_at: seal.sealedAt,
    })
    .execute();
}

export async function sealOf(tx: Tx, key: DrawKey): Promise<SealRow | undefined> {
  const row = await tx
    .selectFrom('draw_seals')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    snapshotId: row.snapshot_id,
    freezeId: row.freeze_id,
    params: row.params,
    sealedAt: row.sealed_at,
  };
}

/** The snapshot of the agency's latest earlier seal and its number, for the difference printed on the record. */
export async function previousSealed(
  tx: Tx,
  draw: { readonly jurisdictionId: string; readonly agencyId: string; readonly id: string },
) {
  return tx
    .selectFrom('draws')
    .select(['snapshot_id as snapshotId', 'series', 'no', 'attempt'])
    .where('jurisdiction_id', '=', draw.jurisdictionId)
    .where('agency_id', '=', draw.agencyId)
    .where('id', '!=', draw.id)
    .where('sealed_at', 'is not', null)
    .orderBy('sealed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}
