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
  const removed = publication.state === 'ended' ? 'ended' : 'withdrawn';
  const columns = {
    ...publicColumns({
      kind: publication.kind as PublicRecord['kind'],
      state: payload.kind === 'tombstone' ? removed : 'published',
      version: publication.version,
      publishedOn: publication.published_on ?? '',
      endsOn: publication.ends_on,
      isObjected: publication.is_objected,
      updatedAt: of.at,
      payload,
    }),
    removed_on: publication.removed_on,
  };
  await tx
    .insertInto('public_records')
    .values({ jurisdiction_id: publication.jurisdiction_id, id: publication.id, ...columns })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'id']).doUpdateSet(columns))
    .execute();
}

/** A record as its row has it; what lists and searches ask for is taken from its payload. */
export function publicColumns(record: Omit<PublicRecord, 'id'>) {
  const { payload } = record;
  const object = 'object' in payload ? payload.object : null;
  return {
    kind: record.kind,
    state: record.state,
    version: record.version,
    agency_id: payload.agency.id,
    agency_name: payload.agency.name,
    number: numberOf(payload),
    title: titleOf(payload),
    object_name: object?.name ?? '',
    object_code: object?.code ?? null,
    payload: JSON.stringify(payload),
    is_objected: record.isObjected,
    published_on: record.publishedOn,
    ends_on: record.endsOn,
    removed_on: payload.kind === 'tombstone' ? payload.removedOn : null,
    updated_at: record.updatedAt,
  };
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
