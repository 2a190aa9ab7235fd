/** SQL of accountability events, their evidence and steps. What an actor may see is part of each query that reads for one. */

import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  type AccountabilityKind,
  wholeReaders,
} from '@mingcha/core/oversight/accountability/accountability.ts';
import type { AccountabilityList } from '@mingcha/core/oversight/accountability/accountability-api.ts';
import { type Insertable, type RawBuilder, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import { pageKey } from '../../publications/page-key.ts';
import type {
  AccountabilityEventsTable,
  AccountabilityEvidenceTable,
  AccountabilityStepsTable,
} from './tables.ts';

export type StoredEvent = Selectable<AccountabilityEventsTable>;
export type ListedEvent = StoredEvent & { readonly agency_name: string };
export type EventKey = Pick<StoredEvent, 'jurisdiction_id' | 'id'>;

/** The next running number of a year; counts without gaps in committed rows. */
export async function nextOversightNumber(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly kind: 'accountability' | 'handover' | 'satisfaction';
    readonly year: number;
  },
): Promise<number> {
  const found = await sql<{ last: number }>`
    INSERT INTO oversight_numbers AS c (jurisdiction_id, kind, year, last)
    VALUES (${of.jurisdictionId}, ${of.kind}, ${of.year}, 1)
    ON CONFLICT (jurisdiction_id, kind, year) DO UPDATE SET last = c.last + 1 RETURNING last`.execute(tx);
  const last = found.rows[0]?.last;
  if (last === undefined) throw new Error('a counter gave no number');
  return last;
}

/** What this person may see: the jurisdiction, the agency, or only what names them. */
function seen(actor: Actor): RawBuilder<boolean> {
  const own = sql<boolean>`e.person_id = ${actor.accountId}`;
  if (hasRole(actor, ...wholeReaders)) return sql<boolean>`true`;
  if (!hasRole(actor, 'agencyHead', 'witness')) return own;
  return sql<boolean>`(e.agency_id = ${actor.agencyId} OR ${own})`;
}

const inList: Readonly<Record<AccountabilityList, RawBuilder<boolean>>> = {
  open: sql<boolean>`e.state NOT IN ('handled', 'closed')`,
  waiting: sql<boolean>`e.state IN ('asked')`,
  closed: sql<boolean>`e.state IN ('handled', 'closed')`,
  all: sql<boolean>`true`,
};

export interface EventFilter {
  readonly of: AccountabilityList;
  readonly kind?: AccountabilityKind | undefined;
  readonly agencyId?: string | undefined;
  readonly text?: string | undefined;
}

export async function eventPage(
  tx: Tx,
  actor: Actor,
  asked: EventFilter & { readonly after: string | undefined; readonly limit: number },
): Promise<readonly ListedEvent[]> {
  const parts = [sql<boolean>`e.jurisdiction_id = ${actor.jurisdictionId}`, seen(actor), inList[asked.of]];
  if (asked.kind !== undefined) parts.push(sql<boolean>`e.kind = ${asked.kind}`);
  if (asked.agencyId !== undefined) parts.push(sql<boolean>`e.agency_id = ${asked.agencyId}`);
  if (asked.text !== undefined && asked.text !== '') {
    const like = likePart(asked.text);
    parts.push(
      sql<boolean>`(e.number ILIKE ${like} OR e.person_name ILIKE ${like} OR e.facts ->> 'subject' ILIKE ${like} OR e.account ILIKE ${like})`,
    );
  }
  const after = pageKey(asked.after);
  if (after !== null)
    parts.push(sql<boolean>`(e.created_at, e.id) < (${after.first}::timestamptz, ${after.id}::uuid)`);
  const found = await sql<ListedEvent>`SELECT e.*, g.name AS agency_name FROM accountability_events e
    JOIN agencies g ON g.jurisdiction_id = e.jurisdiction_id AND g.id = e.agency_id
    WHERE ${sql.join(parts, sql` AND `)} ORDER BY e.created_at DESC, e.id DESC LIMIT ${asked.limit + 1}`.execute(
    tx,
  );
  return found.rows;
}

/** One that this person may see; undefined for all others. */
export async function seenEvent(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly lock: boolean },
): Promise<ListedEvent | undefined> {
  const found = await sql<ListedEvent>`SELECT e.*, g.name AS agency_name FROM accountability_events e
    JOIN agencies g ON g.jurisdiction_id = e.jurisdiction_id AND g.id = e.agency_id
    WHERE e.jurisdiction_id = ${actor.jurisdictionId} AND e.id = ${of.id} AND ${seen(actor)}
    ${of.lock ? sql`FOR UPDATE OF e` : sql``}`.execute(tx);
  return found.rows[0];
}

/** One that this person raised, whether or not they may read it. */
export async function raisedEvent(tx: Tx, actor: Actor, id: string): Promise<StoredEvent | undefined> {
  return tx
    .selectFrom('accountability_events')
    .selectAll()
    .where('jurisdiction_id', '=', actor.jurisdictionId)
    .where('id', '=', id)
    .where('raised_by', '=', actor.accountId)
    .forUpdate()
    .executeTakeFirst();
}

/** False when the fact has raised an event before. */
export async function insertAccountabilityEvent(
  tx: Tx,
  row: Insertable<AccountabilityEventsTable>,
): Promise<boolean> {
  const made = await tx
    .insertInto('accountability_events')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'fact_key']).where('fact_key', 'is not', null).doNothing(),
    )
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export async function eventOfFact(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly factKey: string },
): Promise<{ readonly id: string } | undefined> {
  return tx
    .selectFrom('accountability_events')
    .select('id')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('fact_key', '=', of.factKey)
    .executeTakeFirst();
}

export type EventChange = Omit<
  Updateable<AccountabilityEventsTable>,
  'jurisdiction_id' | 'id' | 'number' | 'row_version' | 'created_at' | 'updated_at'
>;

export async function saveEvent(
  tx: Tx,
  key: EventKey,
  change: EventChange & { readonly at: string },
): Promise<void> {
  const { at, ...columns } = change;
  await tx
    .updateTable('accountability_events')
    .set({ ...columns, updated_at: at, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .execute();
}

/** The request reached the person when they opened it; noted once. */
export async function noteRead(tx: Tx, key: EventKey, onDay: string): Promise<void> {
  await tx
    .updateTable('accountability_events')
    .set({ noticed_on: onDay, noticed_how: 'read' })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .where('state', '=', 'asked')
    .where('noticed_on', 'is', null)
    .execute();
}

/** When the person first opened a notice of the request in their inbox; null while they have not. */
export async function noticeReadAt(
  tx: Tx,
  of: { readonly accountId: string; readonly link: string },
): Promise<string | null> {
  const row = await tx
    .selectFrom('notices')
    .select(sql<string | null>`min(first_read_at)`.as('at'))
    .where('account_id', '=', of.accountId)
    .where('kind', '=', 'accountability.asked')
    .where('link', '=', of.link)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Adds a line to the chain. Lock the row first. */
export async function addEventStep(
  tx: Tx,
  key: EventKey,
  step: Pick<Insertable<AccountabilityStepsTable>, 'step' | 'account_id' | 'person_name' | 'note' | 'at'>,
): Promise<void> {
  await sql`INSERT INTO accountability_steps (jurisdiction_id, event_id, seq, step, account_id, person_name, note, at)
    SELECT ${key.jurisdiction_id}::uuid, ${key.id}::uuid, coalesce(max(seq), 0) + 1, ${step.step}::text,
      ${step.account_id}::uuid, ${step.person_name}::text, ${step.note}::text, ${step.at}::timestamptz
    FROM accountability_steps WHERE jurisdiction_id = ${key.jurisdiction_id} AND event_id = ${key.id}`.execute(
    tx,
  );
}

export async function eventSteps(tx: Tx, key: EventKey) {
  return tx
    .selectFrom('accountability_steps')
    .select(['step', 'person_name', 'note', 'at'])
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('event_id', '=', key.id)
    .orderBy('seq')
    .execute();
}

/** Adds evidence and returns its place in the chain. Lock the event first. */
export async function addEvidence(
  tx: Tx,
  key: EventKey,
  row: Omit<Insertable<AccountabilityEvidenceTable>, 'jurisdiction_id' | 'event_id' | 'seq'>,
): Promise<number> {
  const last = await tx
    .selectFrom('accountability_evidence')
    .select(sql<number>`coalesce(max(seq), 0)::integer`.as('last'))
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('event_id', '=', key.id)
    .executeTakeFirstOrThrow();
  const seq = last.last + 1;
  await tx
    .insertInto('accountability_evidence')
    .values({ ...row, jurisdiction_id: key.jurisdiction_id, event_id: key.id, seq })
    .execute();
  return seq;
}

/** In order, with the digest that the ledger's entry has today. */
export async function evidenceOf(tx: Tx, key: EventKey) {
  const found = await sql<
    Selectable<AccountabilityEvidenceTable> & { readonly now_hash: string | null }
  >`SELECT v.*, encode(l.hash, 'hex') AS now_hash FROM accountability_evidence v
    LEFT JOIN ledger_events l ON l.jurisdiction_id = v.jurisdiction_id AND l.seq = v.ledger_seq
    WHERE v.jurisdiction_id = ${key.jurisdiction_id} AND v.event_id = ${key.id} ORDER BY v.seq`.execute(tx);
  return found.rows;
}

export async function ledgerEntry(tx: Tx, of: { readonly jurisdictionId: string; readonly seq: number }) {
  return tx
    .selectFrom('ledger_events')
    .select(['type', 'at', sql<string>`encode(hash, 'hex')`.as('hash')])
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('seq', '=', of.seq as unknown as bigint)
    .executeTakeFirst();
}

export interface NameablePerson {
  readonly id: string;
  readonly name: string;
  readonly sectionId: string | null;
  readonly sectionName: string;
}

/** People of an agency, also of disabled accounts: the facts may lie in the past. Administrators have no business. */
export async function peopleOfAgency(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<readonly NameablePerson[]> {
  const found = await sql<NameablePerson>`SELECT a.id, a.person_name AS name, a.section_id AS "sectionId",
      coalesce(s.name, '') AS "sectionName" FROM accounts a
    LEFT JOIN sections s ON s.jurisdiction_id = a.jurisdiction_id AND s.id = a.section_id
    WHERE a.jurisdiction_id = ${of.jurisdictionId} AND a.agency_id = ${of.agencyId}
      AND EXISTS (SELECT FROM account_roles r WHERE r.jurisdiction_id = a.jurisdiction_id AND r.account_id = a.id
        AND r.role IN ('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'coordinator'))
    ORDER BY a.person_name COLLATE "C", a.id LIMIT 500`.execute(tx);
  return found.rows;
}

export async function agenciesOf(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('agencies')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy(sql`name COLLATE "C"`)
    .limit(300)
    .execute();
}

/** Who handles events of this agency: its head and discipline post, and the jurisdiction's coordination office. */
export async function handlersOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`SELECT DISTINCT a.id FROM accounts a
    JOIN account_roles r ON r.jurisdiction_id = a.jurisdiction_id AND r.account_id = a.id
    WHERE a.jurisdiction_id = ${of.jurisdictionId} AND a.status = 'active'
      AND (r.role = 'coordinator' OR (a.agency_id = ${of.agencyId} AND r.role IN ('agencyHead', 'witness')))
    ORDER BY a.id`.execute(tx);
  return found.rows.map((row) => row.id);
}
