/** SQL of clients of other systems. Keys are known by their SHA-256 alone. */
import type { Insertable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { MachineClientsTable } from './tables.ts';

interface Key {
  readonly jurisdictionId: string;
  readonly id: string;
}

export async function insertMachine(tx: Tx, row: Insertable<MachineClientsTable>): Promise<void> {
  await tx.insertInto('machine_clients').values(row).execute();
}

export async function machinesOf(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('machine_clients as m')
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('a.id', '=', 'm.agency_id'),
    )
    .selectAll('m')
    .select('a.name as agency_name')
    .where('m.jurisdiction_id', '=', jurisdictionId)
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id')
    .limit(500)
    .execute();
}

export async function machineById(tx: Tx, key: Key) {
  return tx
    .selectFrom('machine_clients')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .forUpdate()
    .executeTakeFirst();
}

export async function isMachineName(tx: Tx, jurisdictionId: string, name: string): Promise<boolean> {
  const row = await tx
    .selectFrom('machine_clients')
    .select('id')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row !== undefined;
}

export async function isAgency(tx: Tx, key: Key): Promise<boolean> {
  const row = await tx
    .selectFrom('agencies')
    .select('id')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function revokeMachine(
  tx: Tx,
  key: Key,
  by: { readonly name: string; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('machine_clients')
    .set({ revoked_at: by.at, revoked_name: by.name })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

export async function confirmMachine(
  tx: Tx,
  key: Key,
  by: { readonly id: string; readonly name: string; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('machine_clients')
    .set({ confirmed_by: by.id, confirmed_name: by.name, confirmed_at: by.at })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

/** The client of a key that is confirmed, not revoked and not over. */
export async function machineByToken(tx: Tx, hash: Uint8Array, today: string) {
  return tx
    .selectFrom('machine_clients')
    .select(['jurisdiction_id', 'id', 'agency_id', 'name', 'scopes', 'last_used_at'])
    .where('token_hash', '=', Buffer.from(hash))
    .where('confirmed_at', 'is not', null)
    .where('revoked_at', 'is', null)
    .where('expires_on', '>=', today)
    .executeTakeFirst();
}

export async function touchMachine(tx: Tx, key: Key, at: string): Promise<void> {
  await tx
    .updateTable('machine_clients')
    .set({ last_used_at: at })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}
