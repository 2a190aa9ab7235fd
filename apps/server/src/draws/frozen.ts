/**
 * Reads a sealed snapshot back: the frame with its ordinals, records of chosen leaves, salts, inspectors. Nothing is
 * decided here; the snapshot's rows are never changed.
 */
import type { ObjectRecord } from '@mingcha/draw';
import { type HashProvider, hex, type InspectorRow, LEAF_LENGTH, saltOf } from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { framePieceSize } from './frame-writer.ts';
import { poolSizes } from './result.queries.ts';
import {
  framePart,
  type InspectorRecordView,
  poolParts,
  type SnapshotKey,
  type SnapshotRow,
  sealedInspectors,
} from './snapshot.queries.ts';

/** frame.bin in memory: 39 bytes per object. */
export async function loadFrame(tx: Tx, snapshot: SnapshotRow): Promise<Uint8Array> {
  const leaves = new Uint8Array(snapshot.objects * LEAF_LENGTH);
  for (let part = 0; part * framePieceSize < snapshot.objects; part += 1) {
    const piece = await framePart(tx, snapshot, part);
    if (piece === undefined)
      throw new Error(`frame piece ${part} of snapshot ${snapshot.snapshotId} is missing`);
    leaves.set(piece.leaves, part * framePieceSize * LEAF_LENGTH);
  }
  return leaves;
}

/** frame.bin piece by piece, for files too large to hold; the rows never change, so each may be read by itself. */
export async function* framePieces(platform: Platform, snapshot: SnapshotRow): AsyncGenerator<Uint8Array> {
  for (let part = 0; part * framePieceSize < snapshot.objects; part += 1) {
    const piece = await inTransaction(platform.db, (tx) => framePart(tx, snapshot, part));
    if (piece === undefined)
      throw new Error(`frame piece ${part} of snapshot ${snapshot.snapshotId} is missing`);
    yield piece.leaves;
  }
}

export interface FrozenObject {
  readonly objectId: string;
  /** Canonical JSON. */
  readonly record: string;
}

/** Frozen records by ordinal; reads each stored part once. */
export async function recordsOf(
  tx: Tx,
  key: SnapshotKey,
  ordinals: readonly number[],
): Promise<ReadonlyMap<number, FrozenObject>> {
  const found = new Map<number, FrozenObject>();
  const wanted = [...ordinals].sort((a, b) => a - b);
  let start = 0;
  let at = 0;
  for (const { part, size } of await poolSizes(tx, key)) {
    const from = at;
    while (at < wanted.length && (wanted[at] ?? 0) < start + size) at += 1;
    if (at > from) {
      const [stored] = await poolParts(tx, key, [part]);
      const lines = stored?.records.split('\n') ?? [];
      for (const ordinal of wanted.slice(from, at)) {
        const i = ordinal - start;
        found.set(ordinal, {
          objectId: uuidAt(stored?.objectIds ?? new Uint8Array(), i),
          record: ownCopy(lines[i] ?? ''),
        });
      }
    }
    start += size;
  }
  return found;
}

/** A line cut from a stored part keeps the whole part in memory; at ten million objects those are gigabytes. */
function ownCopy(line: string): string {
  return Buffer.from(line).toString();
}

/** The i-th id of a stored part. */
export function uuidAt(ids: Uint8Array, i: number): string {
  const text = hex(ids.subarray(i * 16, (i + 1) * 16));
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}

export function parseRecord(record: string): ObjectRecord {
  return JSON.parse(record) as ObjectRecord;
}

/** A text field of a record; empty when it was empty in the register. */
export function recordField(record: ObjectRecord, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? value : '';
}

/** Salts of a draw's objects; whoever calls must hold that they may be known. */
export function saltsOf(
  platform: Platform,
  snapshot: SnapshotRow,
  hash: HashProvider,
): (id: string) => string {
  const master = new Uint8Array(platform.secrets.open(snapshot.master));
  return (id) => hex(saltOf(hash, master, id));
}

export interface FrozenInspector extends InspectorRow {
  readonly agencyId: string;
  readonly record: InspectorRecordView;
  readonly accountIds: readonly string[];
  readonly inspectorIds: readonly string[];
}

/** Inspectors of a snapshot in the order of c. */
export async function frozenInspectors(tx: Tx, key: SnapshotKey): Promise<readonly FrozenInspector[]> {
  const rows = await sealedInspectors(tx, key);
  return rows.map(({ c, agencyId, record, accountIds, inspectorIds }) => {
    const parsed = JSON.parse(record) as InspectorRecordView;
    return { c, agencyId, record: parsed, pub: parsed.pub, accountIds, inspectorIds };
  });
}
