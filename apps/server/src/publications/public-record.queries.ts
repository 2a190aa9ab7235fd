/**
 * SQL of what the public side reads. A row is put in its place as a whole in the transaction that publishes, corrects or
 * removes; nothing here joins an internal table. The payload is parsed by its strict schema on the way in and out.
 */
import {
  type PublicPayload,
  type PublicRecord,
  publicPayload,
  publicRecord,
} from '@mingcha/core/publications/public-record.ts';
import type { Selectable } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { StoredPublication } from './publication.queries.ts';
import type { PublicRecordsTable } from './tables.ts';

export type StoredPublicRecord = Selectable<PublicRecordsTable>;

/** Puts the public row of a publication in place as it stands now. Throws on a payload that its schema refuses. */
export async function putPublicRecord(
  tx: Tx,
  publication: StoredPublication,
  of: { readonly payload: PublicPayload; readonly at: string },
): Promise<void> {
  const payload = publicPayload.parse(of.payload);
  const object = 'object' in payload ? payload.object : null;
  const state =
    payload.kind === 'tombstone' ? (publication.state === 'ended' ? 'ended' : 'withdrawn') : 'published';
  const columns = {
    kind: publication.kind,
    state,
    version: publication.version,
    agency_id: payload.agency.id,
    agency_name: payload.agency.name,
    number: numberOf(payload),
    title: titleOf(payload),
    object_name: object?.name ?? '',
    object_code: object?.code ?? null,
    payload: JSON.stringify(payload),
    is_objected: publication.is_objected,
    published_on: publication.published_on ?? '',
    ends_on: publication.ends_on,
    removed_on: publication.removed_on,
    updated_at: of.at,
  };
  await tx
    .insertInto('public_records')
    .values({ jurisdiction_id: publication.jurisdiction_id, id: publication.id, ...columns })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'id']).doUpdateSet(columns))
    .execute();
}

function numberOf(payload: PublicPayload): string {
  if (payload.kind === 'result') return payload.task.number;
  if ('number' in payload) return payload.number;
  return payload.kind === 'tombstone' ? (payload.task?.number ?? '') : '';
}

function titleOf(payload: PublicPayload): string {
  if (payload.kind === 'result') return payload.task.name;
  return payload.kind === 'tombstone' ? (payload.task?.name ?? '') : payload.title;
}

/** One record by its id, whatever its jurisdiction; removed ones as their tombstone. */
export async function publishedRecord(tx: Tx, id: string): Promise<PublicRecord | undefined> {
  const row = await tx.selectFrom('public_records').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : readRecord(row);
}

/** A stored row as everybody gets it. */
export function readRecord(row: StoredPublicRecord): PublicRecord {
  return publicRecord.parse({
    id: row.id,
    kind: row.kind,
    state: row.state,
    version: row.version,
    publishedOn: row.published_on,
    endsOn: row.ends_on,
    isObjected: row.is_objected,
    updatedAt: row.updated_at,
    payload: row.payload,
  });
}
