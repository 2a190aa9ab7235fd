/** SQL of the devices that write visits down, of their watermark and of the installation's epoch. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import { placeOf } from '../../platform/db/place.queries.ts';
import { ready } from '../../platform/db/ready.ts';
import type { VisitDevicesTable } from './tables.ts';

export type StoredDevice = Selectable<VisitDevicesTable>;

/** A device by its id, whatever its jurisdiction; ids are made by devices and belong to one person. */
export async function deviceById(
  tx: Tx,
  id: string,
  lock: 'read' | 'lock' = 'read',
): Promise<StoredDevice | undefined> {
  const query = tx.selectFrom('visit_devices').selectAll().where('id', '=', id);
  const place = lock === 'lock' ? await placeOf(tx, 'visit_devices', id) : undefined;
  return (
    place === undefined ? query : query.where('jurisdiction_id', '=', place).forUpdate()
  ).executeTakeFirst();
}

export async function insertDevice(tx: Tx, device: Insertable<VisitDevicesTable>): Promise<void> {
  await tx.insertInto('visit_devices').values(device).execute();
}

type Key = Pick<StoredDevice, 'jurisdiction_id' | 'id'>;

/** Notes that the device was heard of. */
export async function noteSeen(
  tx: Tx,
  key: Key,
  seen: { readonly at: string; readonly appVersion?: string },
): Promise<void> {
  await tx
    .updateTable('visit_devices')
    .set({
      seen_at: seen.at,
      ...(seen.appVersion === undefined ? {} : { app_version: seen.appVersion }),
    })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .execute();
}

/** So many records more were taken of the device. */
export async function countTaken(tx: Tx, deviceId: string, more: number): Promise<void> {
  await tx
    .updateTable('visit_devices')
    .set({ taken: sql`taken + ${more}` })
    .where('id', '=', deviceId)
    .execute();
}

/** Notes that the device sent something, and how far it is: one statement. `offsetMs`: server time less its own. */
export async function noteExchange(
  tx: Tx,
  key: Key,
  seen: { readonly at: string; readonly offsetMs: number },
): Promise<{ readonly taken: number; readonly epoch: string }> {
  const rows = await exchanged(tx, key.jurisdiction_id, key.id, seen.at, seen.offsetMs);
  return rows[0] ?? { taken: 0, epoch: await currentEpoch(tx) };
}

const exchanged = ready(
  (tx, ...values: readonly [place: string, id: string, at: string, offsetMs: number]) => {
    const [place, id, at, offsetMs] = values;
    return tx
      .updateTable('visit_devices')
      .set({ seen_at: at, clock_offset_ms: offsetMs })
      .where('jurisdiction_id', '=', place)
      .where('id', '=', id)
      .returning(['taken', sql<string>`(SELECT epoch FROM installation_epoch)`.as('epoch')])
      .compile();
  },
);

export async function saveRevocation(
  tx: Tx,
  key: Key,
  by: { readonly at: string; readonly accountId: string; readonly name: string; readonly reason: string },
): Promise<void> {
  await tx
    .updateTable('visit_devices')
    .set({
      revoked_at: by.at,
      revoked_by: by.accountId,
      revoked_name: by.name,
      revoked_reason: by.reason,
    })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .execute();
}

/** One more than `limit`, in the order of ids. `accountId`: of this person only. */
export async function devicePage(
  tx: Tx,
  asked: {
    readonly jurisdictionId: string;
    readonly accountId: string | null;
    readonly text: string;
    readonly after: string | null;
    readonly limit: number;
  },
) {
  const { jurisdictionId, accountId, text, after } = asked;
  return tx
    .selectFrom('visit_devices as d')
    .innerJoin('accounts as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('p.id', '=', 'd.account_id'),
    )
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('a.id', '=', 'p.agency_id'),
    )
    .selectAll('d')
    .select(['p.person_name', 'a.name as agency_name'])
    .where('d.jurisdiction_id', '=', jurisdictionId)
    .$if(accountId !== null, (query) => query.where('d.account_id', '=', accountId ?? ''))
    .$if(text !== '', (query) => query.where('p.person_name', 'ilike', likePart(text)))
    .$if(after !== null, (query) => query.where('d.id', '>', after ?? ''))
    .orderBy('d.id')
    .limit(asked.limit + 1)
    .execute();
}

export async function currentEpoch(tx: Tx): Promise<string> {
  const row = await tx.selectFrom('installation_epoch').select('epoch').executeTakeFirstOrThrow();
  return row.epoch;
}
