/**
 * Photos and other files: sealed in parts of the size in which they are sent, kept together with their record. Text
 * goes before photos: a photo is refused while there is still room for text (S-10).
 */

import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Evidence } from '@mingcha/core/inspections/visits/visit-record.ts';
import { chunkBytes } from '@mingcha/core/inspections/visits/visit-record.ts';
import { nowInstant, nowMs } from '../../shared/platform/clock.ts';
import { isBallast } from './ballast.ts';
import { type Bytes, sha256 } from './bytes.ts';
import { answer, isFull } from './database.ts';
import { newId } from './ids.ts';
import { addRecord } from './journal.ts';
import type { Kept } from './kept.ts';
import { type FileRow, type PartRow, partKey } from './rows.ts';
import { openBytes, sealBytes } from './sealing.ts';

/** Kept free for text; below it photos are refused, and twice above it a warning is shown. */
export const textReserve = 20 * 1024 * 1024;

export interface Room {
  readonly usage: number;
  readonly quota: number;
}

/** What the browser grants and what is used; null where it does not tell. */
export async function room(): Promise<Room | null> {
  const storage = (navigator as { readonly storage?: StorageManager }).storage;
  if (storage?.estimate === undefined) return null;
  const { usage, quota } = await storage.estimate();
  return usage === undefined || quota === undefined ? null : { usage, quota };
}

export function photosFit(found: Room | null, bytes: number): boolean {
  return found === null || found.quota - found.usage - bytes > textReserve;
}

/** What the caller knows of a piece of evidence; the rest is measured here. */
export type EvidenceMeta = Pick<Evidence, 'kind'> &
  Partial<Pick<Evidence, 'findingId' | 'line' | 'capturedAt' | 'position' | 'note' | 'marks' | 'watermark'>>;

/**
 * Keeps a file with its record; it belongs to its finding from here on and is on the disk when this resolves.
 * Errors: `field.storage_full`, `field.file_empty`.
 */
export async function keepBlob(
  kept: Kept,
  visit: string,
  { blob, meta }: { readonly blob: Blob; readonly meta: EvidenceMeta },
): Promise<Result<Evidence>> {
  if (blob.size === 0) return fail('field.file_empty');
  const id = newId();
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (!photosFit(await room(), bytes.length)) {
    await giveUpDelivered(kept);
    if (!photosFit(await room(), bytes.length)) return fail('field.storage_full');
  }
  const evidence: Evidence = {
    id,
    findingId: null,
    line: null,
    position: null,
    note: '',
    marks: [],
    watermark: '',
    capturedAt: nowInstant(),
    ...meta,
    sha256: await sha256(bytes),
    bytes: bytes.length,
    contentType: blob.type === '' ? 'application/octet-stream' : blob.type,
    chainPrev: chainOf(kept, visit),
  };
  try {
    await keepParts(kept, id, bytes);
    await addRecord(kept, { visit, body: { kind: 'evidence', evidence }, file: fileRow(evidence, visit) });
  } catch (failure) {
    await dropParts(kept, id, Math.ceil(bytes.length / chunkBytes));
    if (isFull(failure)) return fail('field.storage_full');
    throw failure;
  }
  return ok(evidence);
}

function fileRow(evidence: Evidence, visit: string): FileRow {
  return {
    id: evidence.id,
    visit,
    bytes: evidence.bytes,
    parts: Math.ceil(evidence.bytes / chunkBytes),
    contentType: evidence.contentType,
    sent: 0,
    state: 'waiting',
    settledAt: null,
    madeAt: nowMs(),
    code: null,
    here: true,
  };
}

/** Digest of the piece before, of this phone at this visit. */
function chainOf(kept: Kept, visit: string): string | null {
  const before = kept.now().records.findLast((each) => each.visit === visit && each.kind === 'evidence');
  return before?.record.kind === 'evidence' ? before.record.evidence.sha256 : null;
}

async function keepParts(kept: Kept, id: string, bytes: Bytes): Promise<void> {
  for (let index = 0; index * chunkBytes < bytes.length; index += 1) {
    const key = partKey(id, index);
    const part = bytes.slice(index * chunkBytes, (index + 1) * chunkBytes);
    const row: PartRow = { key, sealed: await sealBytes(kept.key, `parts/${key}`, part) };
    await kept.base.run(['parts'], 'readwrite', (store) => void store('parts').put(row));
  }
}

async function dropParts(kept: Kept, id: string, count: number): Promise<void> {
  await kept.base.run(['parts'], 'readwrite', (store) => {
    for (let index = 0; index < count; index += 1) store('parts').delete(partKey(id, index));
  });
}

/** The part of a file that begins at `index` parts; null when it is not here any more or was damaged. */
export async function filePart(kept: Kept, id: string, index: number): Promise<Bytes | null> {
  const key = partKey(id, index);
  const row = await kept.base.run(['parts'], 'readonly', (store) =>
    answer<PartRow | undefined>(store('parts').get(key)),
  );
  return row === undefined ? null : openBytes(kept.key, `parts/${key}`, row.sealed);
}

/** The whole file, for showing it; null when it is not on this phone. */
export async function keptBlob(kept: Kept, id: string): Promise<Blob | null> {
  const row = kept.now().files.find((file) => file.id === id);
  if (row === undefined) return null;
  const parts: Bytes[] = [];
  for (let index = 0; index < row.parts; index += 1) {
    const part = await filePart(kept, id, index);
    if (part === null) return null;
    parts.push(part);
  }
  return new Blob(parts, { type: row.contentType });
}

/** Changes a file's row on the disk and in memory. */
export function changeFile(kept: Kept, id: string, change: Partial<FileRow>): Promise<void> {
  return kept.inOrder(async () => {
    const { files } = kept.now();
    const row = files.find((file) => file.id === id);
    if (row === undefined) return;
    const next = { ...row, ...change };
    await kept.base.run(['files'], 'readwrite', (store) => void store('files').put(next));
    kept.change({ files: files.map((file) => (file.id === id ? next : file)) });
  });
}

/** Gives up copies that the server has had since `limit` (its clock, milliseconds); the rows stay while their records do. */
export async function giveUpDelivered(kept: Kept, limit: number = Number.POSITIVE_INFINITY): Promise<void> {
  const old = kept
    .now()
    .files.filter((file) => file.here && file.settledAt !== null && file.settledAt <= limit);
  for (const file of old) {
    await dropParts(kept, file.id, file.parts);
    await changeFile(kept, file.id, { here: false });
  }
}

/** Parts whose file never came to be: the phone was switched off between the two. */
export async function dropOrphans(kept: Kept): Promise<void> {
  const known = new Set(kept.now().files.map((file) => file.id));
  const keys = await kept.base.run(['parts'], 'readonly', (store) =>
    answer<IDBValidKey[]>(store('parts').getAllKeys()),
  );
  const orphans = keys.filter(
    (key) => typeof key === 'string' && !isBallast(key) && !known.has(key.split('/')[0] ?? ''),
  );
  if (orphans.length === 0) return;
  await kept.base.run(['parts'], 'readwrite', (store) => {
    for (const key of orphans) store('parts').delete(key);
  });
}
