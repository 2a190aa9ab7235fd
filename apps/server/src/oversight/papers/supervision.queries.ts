/**
 * SQL of papers of supervision. Who sees a paper is said once, in `seenBy`: the sending agency's officers (a draft its
 * drafter only), whom it is addressed to once it was sent, and an auditor of either side.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { hasRole } from '@mingcha/core/common/roles.ts';
import type { SupervisionList } from '@mingcha/core/oversight/papers/supervision-api.ts';
import type { SupervisingAgency } from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import { placeOf } from '../../platform/db/place.queries.ts';
import type { SupervisionPapersTable } from './tables.ts';

export type StoredSupervision = Selectable<SupervisionPapersTable>;
type Key = Pick<StoredSupervision, 'jurisdiction_id' | 'id'>;
type Condition = RawBuilder<boolean>;

const wasSent = sql<boolean>`p.state IN ('sent', 'received', 'replied', 'closed')`;

/** Addressed to this person, or to what they answer for; the same as `isAddressed` of core, and whoever leads the agency reads along. */
function addressedTo(actor: Actor): Condition {
  const here = sql<boolean>`p.to_agency_id = ${actor.agencyId}`;
  if (hasRole(actor, 'legalOfficer', 'agencyHead')) return here;
  const office = hasRole(actor, 'coordinator') ? sql<boolean>`p.to_office` : sql<boolean>`false`;
  const own = sql<boolean>`p.to_account_id = ${actor.accountId}`;
  const section = sql<boolean>`p.to_account_id IS NULL AND p.to_section_id = ${actor.sectionId}`;
  const whole = hasRole(actor, 'sectionOfficer')
    ? sql<boolean>`(p.to_account_id IS NULL AND p.to_section_id IS NULL AND NOT p.to_office)`
    : sql<boolean>`false`;
  return sql<boolean>`(${here} AND (${own} OR (${section}) OR ${whole} OR ${office}))`;
}

function sentBy(actor: Actor): Condition {
  if (!hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead', 'coordinator')) return sql`false`;
  return sql<boolean>`(p.jurisdiction_id = ${actor.jurisdictionId} AND p.agency_id = ${actor.agencyId}
    AND (p.state NOT IN ('draft', 'discarded') OR p.drafted_by = ${actor.accountId}))`;
}

function seenBy(actor: Actor): Condition {
  if (hasRole(actor, 'auditor'))
    return sql<boolean>`(p.jurisdiction_id = ${actor.jurisdictionId} AND p.state NOT IN ('draft', 'discarded')
      OR p.to_jurisdiction_id = ${actor.jurisdictionId} AND ${wasSent})`;
  return sql<boolean>`(${sentBy(actor)} OR (${wasSent} AND ${addressedTo(actor)}))`;
}

function inList(of: SupervisionList, actor: Actor, today: string): Condition {
  const awaited = sql<boolean>`p.state IN ('sent', 'received') AND p.reply_due < ${today}::date`;
  switch (of) {
    case 'all':
      return sql<boolean>`true`;
    case 'overdue':
      return awaited;
    case 'sent':
      return sentBy(actor);
    case 'received':
      return sql<boolean>`${wasSent} AND ${addressedTo(actor)}`;
    case 'toDo': {
      const leads = hasRole(actor, 'agencyHead')
        ? sql<boolean>`(p.state = 'submitted' AND p.agency_id = ${actor.agencyId} AND p.drafted_by <> ${actor.accountId})`
        : sql<boolean>`false`;
      return sql<boolean>`(p.state = 'draft' AND p.drafted_by = ${actor.accountId} OR ${leads}
        OR p.state IN ('sent', 'received') AND ${addressedTo(actor)} AND p.drafted_by <> ${actor.accountId}
        OR p.state = 'replied' AND p.drafted_by = ${actor.accountId}
        OR ${awaited} AND p.drafted_by = ${actor.accountId})`;
    }
  }
}

export async function supervisionPage(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly of: SupervisionList;
    readonly kind: string | undefined;
    readonly text: string | undefined;
    readonly today: string;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly StoredSupervision[]> {
  const conditions = [seenBy(actor), inList(asked.of, actor, asked.today)];
  if (asked.kind !== undefined) conditions.push(sql<boolean>`p.kind = ${asked.kind}`);
  if (asked.text !== undefined && asked.text !== '') {
    const like = likePart(asked.text);
    conditions.push(
      sql<boolean>`(p.number ILIKE ${like} OR p.content ->> 'title' ILIKE ${like} OR p.to_name ILIKE ${like})`,
    );
  }
  const after = decodeCursor(asked.after, 2);
  if (after !== null && !Number.isNaN(Date.parse(after[0] ?? '')))
    conditions.push(
      sql<boolean>`(p.drafted_at, p.id::text COLLATE "C") < (${after[0]}::timestamptz, ${after[1]})`,
    );
  const found = await sql<StoredSupervision>`SELECT p.* FROM supervision_papers p
    WHERE ${sql.join(
      conditions.map((each) => sql`(${each})`),
      sql` AND `,
    )} ORDER BY p.drafted_at DESC, p.id::text COLLATE "C" DESC LIMIT ${asked.limit + 1}`.execute(tx);
  return found.rows;
}

/** One that the person may see; locked for a write. */
export async function supervisionById(
  tx: Tx,
  actor: Actor,
  of: { readonly id: string; readonly lock?: boolean },
): Promise<StoredSupervision | undefined> {
  const place = of.lock === true ? await placeOf(tx, 'supervision_papers', of.id) : undefined;
  const lock = place === undefined ? sql`` : sql`AND p.jurisdiction_id = ${place} FOR UPDATE`;
  const found = await sql<StoredSupervision>`SELECT p.* FROM supervision_papers p
    WHERE p.id = ${of.id} AND ${seenBy(actor)} ${lock}`.execute(tx);
  return found.rows[0];
}

export async function insertSupervision(tx: Tx, row: Insertable<SupervisionPapersTable>): Promise<void> {
  await tx.insertInto('supervision_papers').values(row).execute();
}

export type SupervisionChange = Partial<
  Omit<Insertable<SupervisionPapersTable>, 'jurisdiction_id' | 'id' | 'row_version' | 'updated_at'>
>;

export async function saveSupervision(
  tx: Tx,
  key: Key,
  change: SupervisionChange & { readonly at: string },
): Promise<void> {
  const { at, ...columns } = change;
  await tx
    .updateTable('supervision_papers')
    .set({ ...columns, updated_at: at, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .execute();
}

/** Adds a line to the chain. Lock the row first. */
export async function addSupervisionStep(
  tx: Tx,
  key: Key,
  step: { readonly step: string; readonly by: Actor; readonly note: string; readonly at: string },
): Promise<void> {
  await sql`INSERT INTO supervision_steps (jurisdiction_id, paper_id, seq, step, account_id, person_name, note, at)
    SELECT ${key.jurisdiction_id}::uuid, ${key.id}::uuid, coalesce(max(seq), 0) + 1, ${step.step}::text,
      ${step.by.accountId}::uuid, ${step.by.personName}::text, ${step.note}::text, ${step.at}::timestamptz
    FROM supervision_steps WHERE jurisdiction_id = ${key.jurisdiction_id} AND paper_id = ${key.id}`.execute(
    tx,
  );
}

export async function supervisionSteps(tx: Tx, key: Key) {
  return tx
    .selectFrom('supervision_steps')
    .select(['step', 'person_name', 'note', 'at'])
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('paper_id', '=', key.id)
    .orderBy('seq')
    .execute();
}

export async function supervisionFiles(tx: Tx, key: Key) {
  return tx
    .selectFrom('supervision_files as s')
    .innerJoin('files as f', (join) =>
      join.onRef('f.jurisdiction_id', '=', 's.jurisdiction_id').onRef('f.id', '=', 's.file_id'),
    )
    .select(['s.file_id', 'f.file_name', 's.person_name', 's.at'])
    .where('s.jurisdiction_id', '=', key.jurisdiction_id)
    .where('s.paper_id', '=', key.id)
    .orderBy('s.at')
    .orderBy('s.file_id')
    .execute();
}

export async function insertSupervisionFile(
  tx: Tx,
  key: Key,
  file: { readonly fileId: string; readonly personName: string; readonly at: string },
): Promise<void> {
  await tx
    .insertInto('supervision_files')
    .values({
      jurisdiction_id: key.jurisdiction_id,
      file_id: file.fileId,
      paper_id: key.id,
      person_name: file.personName,
      at: file.at,
    })
    .execute();
}

export type KnownAgency = SupervisingAgency & { readonly name: string; readonly shortName: string };

/** An agency of whatever jurisdiction. */
export async function anyAgency(tx: Tx, id: string): Promise<KnownAgency | undefined> {
  return tx
    .selectFrom('agencies')
    .select([
      'id',
      'jurisdiction_id as jurisdictionId',
      'name',
      'short_name as shortName',
      'kind',
      'division_code as divisionCode',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Accounts to which an addressed paper goes: by account, by section, else the officers of the agency. */
export async function recipientAccounts(
  tx: Tx,
  to: Pick<
    StoredSupervision,
    'to_jurisdiction_id' | 'to_agency_id' | 'to_section_id' | 'to_account_id' | 'to_office'
  >,
): Promise<readonly string[]> {
  if (to.to_account_id !== null) return [to.to_account_id];
  const section =
    to.to_section_id === null
      ? to.to_office
        ? sql<boolean>`r.role = 'coordinator'`
        : sql<boolean>`r.role IN ('legalOfficer', 'agencyHead')`
      : sql<boolean>`a.section_id = ${to.to_section_id} AND r.role IN ('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector')`;
  const found = await sql<{ id: string }>`SELECT DISTINCT a.id FROM accounts a
      JOIN account_roles r ON r.jurisdiction_id = a.jurisdiction_id AND r.account_id = a.id
     WHERE a.jurisdiction_id = ${to.to_jurisdiction_id} AND a.agency_id = ${to.to_agency_id}
       AND a.status = 'active' AND ${section} ORDER BY a.id`.execute(tx);
  return found.rows.map((each) => each.id);
}

/** Active heads of an agency. */
export async function headsOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`SELECT a.id FROM accounts a
      JOIN account_roles r ON r.jurisdiction_id = a.jurisdiction_id AND r.account_id = a.id
     WHERE a.jurisdiction_id = ${of.jurisdictionId} AND a.agency_id = ${of.agencyId} AND a.status = 'active'
       AND r.role = 'agencyHead' ORDER BY a.id`.execute(tx);
  return found.rows.map((each) => each.id);
}

/** Papers whose reply is overdue, for the reminder of the day. */
export async function overdueReplies(tx: Tx, today: string): Promise<readonly StoredSupervision[]> {
  const found = await sql<StoredSupervision>`SELECT p.* FROM supervision_papers p
    WHERE p.state IN ('sent', 'received') AND p.reply_due < ${today}::date ORDER BY p.reply_due, p.id`.execute(
    tx,
  );
  return found.rows;
}
