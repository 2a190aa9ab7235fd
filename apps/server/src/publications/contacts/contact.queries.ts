/** SQL of complaints, tips and calls. The agency bounds every query of the office; who spoke lies sealed in a table of its own. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ContactState } from '@mingcha/core/publications/contacts/contact.ts';
import type { ContactList } from '@mingcha/core/publications/contacts/contact-api.ts';
import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import type { ContactStepsTable, ContactsTable } from './tables.ts';

export type StoredContact = Selectable<ContactsTable>;
type Key = Pick<StoredContact, 'jurisdiction_id' | 'id'>;

function inList(of: ContactList, actor: Actor, today: string): RawBuilder<boolean> {
  switch (of) {
    case 'all':
      return sql<boolean>`true`;
    case 'open':
      return sql<boolean>`state <> 'answered'`;
    case 'late':
      return sql<boolean>`state <> 'answered' AND due_on < ${today}::date`;
    case 'mine':
      return sql<boolean>`state <> 'answered' AND handler_id = ${actor.accountId}`;
    case 'done':
      return sql<boolean>`state = 'answered'`;
  }
}

export async function contactPage(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly of: ContactList;
    readonly text: string | undefined;
    readonly today: string;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly StoredContact[]> {
  const parts = [
    sql<boolean>`jurisdiction_id = ${actor.jurisdictionId} AND agency_id = ${actor.agencyId}`,
    inList(asked.of, actor, asked.today),
  ];
  if (asked.text !== undefined && asked.text !== '') {
    const like = likePart(asked.text);
    parts.push(
      sql<boolean>`(number ILIKE ${like} OR (kind <> 'tip' AND subject ILIKE ${like}) OR object_name ILIKE ${like} OR outside_number ILIKE ${like})`,
    );
  }
  const after = decodeCursor(asked.after, 2);
  if (after !== null) parts.push(sql<boolean>`(due_on, id) > (${after[0]}::date, ${after[1]}::uuid)`);
  const found = await sql<StoredContact>`SELECT * FROM contacts WHERE ${sql.join(parts, sql` AND `)}
    ORDER BY due_on, id LIMIT ${asked.limit + 1}`.execute(tx);
  return found.rows;
}

/** One of the person's own agency. */
export async function ownContact(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly lock: boolean },
): Promise<StoredContact | undefined> {
  const query = tx
    .selectFrom('contacts')
    .selectAll()
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('agency_id', '=', actor.agencyId)
    .where('id', '=', of.id);
  return (of.lock ? query.forUpdate() : query).executeTakeFirst();
}

/** Case inspections whose ground is this ticket. */
export async function casesOf(tx: Tx, row: StoredContact) {
  return tx
    .selectFrom('inspection_tasks')
    .select(['id', 'number', 'title'])
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('agency_id', '=', row.agency_id)
    .where('origin', '=', 'complaint')
    .where(sql<boolean>`basis ->> 'number' = ${row.number}`)
    .orderBy('created_at')
    .orderBy('id')
    .limit(20)
    .execute();
}

/** By what its receipt says. */
export async function contactByReceipt(
  tx: Tx,
  of: { readonly number: string; readonly codeHash: string },
): Promise<StoredContact | undefined> {
  return tx
    .selectFrom('contacts')
    .selectAll()
    .where('code_hash', '=', of.codeHash)
    .where('number', '=', of.number)
    .executeTakeFirst();
}

/** One by its id, whatever its jurisdiction. */
export async function contactById(tx: Tx, id: string): Promise<StoredContact | undefined> {
  return tx.selectFrom('contacts').selectAll().where('id', '=', id).executeTakeFirst();
}

/** An agency of whatever jurisdiction that takes contacts. */
export async function agencyAnywhere(tx: Tx, id: string) {
  return tx
    .selectFrom('agencies')
    .select(['jurisdiction_id', 'id', 'name', 'complaint_phone'])
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function receivedOnline(
  tx: Tx,
  of: { readonly agencyId: string; readonly today: string },
): Promise<number> {
  const found = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM contacts
    WHERE agency_id = ${of.agencyId} AND channel = 'portal' AND received_on = ${of.today}::date`.execute(tx);
  return found.rows[0]?.n ?? 0;
}

export async function insertContact(
  tx: Tx,
  row: Insertable<ContactsTable>,
  sealed: Uint8Array | null,
): Promise<void> {
  await tx.insertInto('contacts').values(row).execute();
  if (sealed === null) return;
  await tx
    .insertInto('contact_persons')
    .values({ jurisdiction_id: row.jurisdiction_id, contact_id: row.id, sealed })
    .execute();
}

export async function personOf(tx: Tx, key: Key): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('contact_persons')
    .select('sealed')
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('contact_id', '=', key.id)
    .executeTakeFirst();
  return row?.sealed;
}

export type ContactChange = Partial<
  Pick<
    StoredContact,
    | 'handler_id'
    | 'handler_name'
    | 'outcome'
    | 'finding'
    | 'reply'
    | 'replied_on'
    | 'incident_id'
    | 'object_id'
    | 'object_name'
  >
> & { readonly state: ContactState; readonly at: string };

export async function saveContact(tx: Tx, key: Key, change: ContactChange): Promise<void> {
  const { at, ...columns } = change;
  await tx
    .updateTable('contacts')
    .set({ ...columns, updated_at: at, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .execute();
}

/** Adds a line to the chain. Lock the row first. */
export async function addContactStep(
  tx: Tx,
  key: Key,
  step: Pick<Insertable<ContactStepsTable>, 'step' | 'account_id' | 'person_name' | 'note' | 'at'>,
): Promise<void> {
  await sql`INSERT INTO contact_steps (jurisdiction_id, contact_id, seq, step, account_id, person_name, note, at)
    SELECT ${key.jurisdiction_id}::uuid, ${key.id}::uuid, coalesce(max(seq), 0) + 1, ${step.step}::text,
      ${step.account_id}::uuid, ${step.person_name}::text, ${step.note}::text, ${step.at}::timestamptz
    FROM contact_steps WHERE jurisdiction_id = ${key.jurisdiction_id} AND contact_id = ${key.id}`.execute(tx);
}

export async function contactSteps(tx: Tx, key: Key) {
  return tx
    .selectFrom('contact_steps')
    .select(['step', 'person_name', 'note', 'at'])
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('contact_id', '=', key.id)
    .orderBy('seq')
    .execute();
}
