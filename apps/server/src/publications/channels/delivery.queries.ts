/** SQL of the line of each channel: putting records in it, taking the next one, and what became of it. */
import type { DeliveryState, OutsideChannel, Reason } from '@mingcha/core/publications/channels/channel.ts';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { ChannelDeliveriesTable } from './tables.ts';

export type StoredDelivery = Selectable<ChannelDeliveriesTable>;
export interface LineKey {
  readonly jurisdictionId: string;
  readonly kind: OutsideChannel;
}
export interface RecordKey extends LineKey {
  readonly publicationId: string;
}

export interface NewDelivery extends RecordKey {
  readonly id: string;
  readonly agencyId: string;
  readonly version: number;
  readonly operation: 'put' | 'remove';
  readonly title: string;
  readonly state: DeliveryState;
  readonly problem: string;
  readonly sendAt: string;
  readonly at: string;
}

/** Puts a version in line once; a repetition changes nothing. False when it stood there already. */
export async function insertDelivery(tx: Tx, line: NewDelivery): Promise<boolean> {
  const row = await tx
    .insertInto('channel_deliveries')
    .values({
      jurisdiction_id: line.jurisdictionId,
      id: line.id,
      kind: line.kind,
      agency_id: line.agencyId,
      publication_id: line.publicationId,
      record_version: line.version,
      operation: line.operation,
      title: line.title,
      state: line.state,
      problem: line.problem,
      send_at: line.sendAt,
      created_at: line.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['jurisdiction_id', 'kind', 'publication_id', 'record_version', 'operation', 'round'])
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Older versions that have not gone out need not go any more; what may have arrived keeps its state until it is known. */
export async function supersedeOlder(
  tx: Tx,
  of: RecordKey & { readonly keepId: string; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('channel_deliveries')
    .set({ state: 'superseded', ended_at: of.at })
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('kind', '=', of.kind)
    .where('publication_id', '=', of.publicationId)
    .where('id', '<>', of.keepId)
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['waiting', 'refused', 'notApplicable']),
        eb.and([eb('state', '=', 'givenUp'), eb('is_doubtful', '=', false)]),
        eb.and([eb('state', '=', 'manual'), eb('file_id', 'is', null)]),
      ]),
    )
    .execute();
}

/** Whether the other side has, or may have, a version of the record. */
export async function mayHaveArrived(
  tx: Tx,
  of: RecordKey & { readonly exceptId?: string },
): Promise<boolean> {
  const query = tx
    .selectFrom('channel_deliveries')
    .select('id')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('kind', '=', of.kind)
    .where('publication_id', '=', of.publicationId)
    .where('operation', '=', 'put')
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['accepted', 'sending', 'uncertain']),
        eb.and([eb('state', '=', 'givenUp'), eb('is_doubtful', '=', true)]),
        eb.and([eb('state', '=', 'manual'), eb('file_id', 'is not', null)]),
      ]),
    )
    .limit(1);
  const { exceptId } = of;
  const row = await (exceptId === undefined ? query : query.where('id', '<>', exceptId)).executeTakeFirst();
  return row !== undefined;
}

/** The number under which the other side keeps the record; null when it gave none. */
export async function externalIdOf(tx: Tx, of: RecordKey): Promise<string | null> {
  const row = await tx
    .selectFrom('channel_deliveries')
    .select('external_id')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('kind', '=', of.kind)
    .where('publication_id', '=', of.publicationId)
    .where('external_id', 'is not', null)
    .orderBy('record_version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.external_id ?? null;
}

const isOpenElsewhere = sql<boolean>`EXISTS (SELECT 1 FROM channel_deliveries o
  WHERE o.jurisdiction_id = d.jurisdiction_id AND o.kind = d.kind AND o.publication_id = d.publication_id
    AND o.id <> d.id AND o.state IN ('sending', 'uncertain'))`;

/** The next one, marked as being sent before anything leaves. A record never has two on their way. */
export async function takeDelivery(tx: Tx, line: LineKey, now: string) {
  const next = await tx
    .selectFrom('channel_deliveries as d')
    .selectAll()
    .where('d.jurisdiction_id', '=', line.jurisdictionId)
    .where('d.kind', '=', line.kind)
    .where('d.state', 'in', ['waiting', 'uncertain'])
    .where('d.send_at', '<=', now)
    .where((eb) => eb.or([eb('d.state', '=', 'uncertain'), eb.not(isOpenElsewhere)]))
    .orderBy('d.send_at')
    .orderBy('d.id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (next === undefined) return undefined;
  await tx
    .updateTable('channel_deliveries')
    .set({ state: 'sending', sending_since: now, attempts: next.attempts + 1 })
    .where('jurisdiction_id', '=', line.jurisdictionId)
    .where('id', '=', next.id)
    .execute();
  return { ...next, attempts: next.attempts + 1 };
}

/** Those a process left behind while they were being sent: nobody knows whether they arrived. */
export async function settleAbandoned(
  tx: Tx,
  of: { readonly before: string; readonly now: string },
): Promise<void> {
  await tx
    .updateTable('channel_deliveries')
    .set({ state: 'uncertain', is_doubtful: true, problem: 'interrupted', send_at: of.now })
    .where('state', '=', 'sending')
    .where('sending_since', '<', of.before)
    .execute();
}

export interface Ending {
  readonly state: DeliveryState;
  readonly sendAt: string | null;
  readonly endedAt: string | null;
  readonly problem: string;
  readonly detail: string;
  readonly externalId: string | null;
  readonly receipt: string | null;
  readonly reasons: readonly Reason[];
  /** Whether the other side may have it without having said so; unchanged when left out. */
  readonly isDoubtful?: boolean;
}

export async function endDelivery(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly id: string },
  ending: Ending,
): Promise<void> {
  const { sendAt, externalId, receipt } = ending;
  await tx
    .updateTable('channel_deliveries')
    .set({
      state: ending.state,
      sending_since: null,
      ended_at: ending.endedAt,
      problem: ending.problem,
      detail: ending.detail,
      reasons: JSON.stringify(ending.reasons),
      ...(ending.isDoubtful === undefined ? {} : { is_doubtful: ending.isDoubtful }),
      ...(sendAt === null ? {} : { send_at: sendAt }),
      ...(externalId === null ? {} : { external_id: externalId }),
      ...(receipt === null ? {} : { receipt }),
    })
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.id)
    .execute();
}

export interface Attempt {
  readonly jurisdictionId: string;
  readonly deliveryId: string;
  readonly step: 'send' | 'ask' | 'file';
  readonly outcome: 'accepted' | 'refused' | 'deferred' | 'uncertain' | 'unknown';
  readonly problem: string;
  readonly detail: string;
  readonly externalId: string | null;
  readonly digest: string | null;
  readonly startedAt: string;
  readonly endedAt: string;
}

/** Numbers count on in one delivery, whatever process writes. */
export async function addAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  const last = await tx
    .selectFrom('channel_attempts')
    .select((eb) => eb.fn.max('attempt').as('last'))
    .where('jurisdiction_id', '=', attempt.jurisdictionId)
    .where('delivery_id', '=', attempt.deliveryId)
    .executeTakeFirst();
  await tx
    .insertInto('channel_attempts')
    .values({
      jurisdiction_id: attempt.jurisdictionId,
      delivery_id: attempt.deliveryId,
      attempt: Number(last?.last ?? 0) + 1,
      step: attempt.step,
      outcome: attempt.outcome,
      problem: attempt.problem,
      detail: attempt.detail,
      external_id: attempt.externalId,
      digest: attempt.digest,
      started_at: attempt.startedAt,
      ended_at: attempt.endedAt,
    })
    .execute();
}

/** A delivery whatever its state; `lock` holds it. */
export async function deliveryById(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly id: string },
  lock: 'read' | 'lock' = 'read',
): Promise<StoredDelivery | undefined> {
  const query = tx
    .selectFrom('channel_deliveries')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.id);
  return (lock === 'lock' ? query.forUpdate() : query).executeTakeFirst();
}

/** Whether a newer version of the record stands in line. */
export async function hasNewer(tx: Tx, of: StoredDelivery): Promise<boolean> {
  const row = await tx
    .selectFrom('channel_deliveries')
    .select('id')
    .where('jurisdiction_id', '=', of.jurisdiction_id)
    .where('kind', '=', of.kind)
    .where('publication_id', '=', of.publication_id)
    .where((eb) =>
      eb.or([
        eb('record_version', '>', of.record_version),
        eb.and([
          eb('record_version', '=', of.record_version),
          eb('operation', '=', 'remove'),
          eb.lit(of.operation === 'put'),
        ]),
        eb.and([
          eb('record_version', '=', of.record_version),
          eb('operation', '=', of.operation),
          eb('round', '>', of.round),
        ]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Where a record stands: its newest line in each channel first. */
export async function deliveriesOfRecord(tx: Tx, publicationId: string): Promise<readonly StoredDelivery[]> {
  return tx
    .selectFrom('channel_deliveries')
    .selectAll()
    .where('publication_id', '=', publicationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** The newest line of a record in a channel. */
export async function newestDelivery(
  tx: Tx,
  of: LineKey & { readonly publicationId: string },
): Promise<StoredDelivery | undefined> {
  return tx
    .selectFrom('channel_deliveries')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('kind', '=', of.kind)
    .where('publication_id', '=', of.publicationId)
    .where('state', '<>', 'superseded')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
}

/** Its time is now. */
export async function sendNow(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly id: string },
  at: string,
): Promise<void> {
  await tx
    .updateTable('channel_deliveries')
    .set({ send_at: at })
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.id)
    .execute();
}
