/**
 * SQL of objections, their applicants, files and steps. Rows lie in the initiator's jurisdiction; the office finds its own
 * by the answering agency. Applicants are sealed before they come here and opened after they left.
 */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  type ObjectionState,
  objectableStates,
  openObjectionStates,
} from '@mingcha/core/publications/objections/objection.ts';
import type { ObjectionList } from '@mingcha/core/publications/objections/objection-api.ts';
import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import { placeOf } from '../../platform/db/place.queries.ts';
import type { ObjectionFilesTable, ObjectionStepsTable, ObjectionsTable } from './tables.ts';

export type StoredObjection = Selectable<ObjectionsTable>;
/** With what the list shows of the publication. */
export type ListedObjection = StoredObjection & {
  readonly object_name: string;
  readonly task_number: string;
  readonly title: string;
  readonly agency_name: string;
  readonly inspection_id: string | null;
  readonly publication_state: string;
  readonly is_objected: boolean;
  /** Who leads the task; it takes in paper objections to its partners' results and hands them on. */
  readonly initiator_agency_id: string | null;
};
type Key = Pick<StoredObjection, 'jurisdiction_id' | 'id'>;

const listed = sql`o.*, p.object_name, p.task_number, p.title, p.agency_name, p.inspection_id,
  p.state AS publication_state, p.is_objected, t.agency_id AS initiator_agency_id FROM objections o
  JOIN publications p ON p.jurisdiction_id = o.jurisdiction_id AND p.id = o.publication_id
  LEFT JOIN inspection_tasks t ON t.jurisdiction_id = p.jurisdiction_id AND t.id = p.task_id`;

const owned = (actor: Actor, of: ObjectionList): RawBuilder<boolean> => {
  if (of === 'forwarded')
    return sql<boolean>`o.jurisdiction_id = ${actor.jurisdictionId} AND t.agency_id = ${actor.agencyId} AND o.agency_id <> ${actor.agencyId}`;
  return hasRole(actor, 'auditor')
    ? sql<boolean>`o.jurisdiction_id = ${actor.jurisdictionId}`
    : sql<boolean>`o.agency_id = ${actor.agencyId}`;
};

const unanswered = sql<boolean>`o.state IN ('received', 'accepted', 'investigating', 'decided')`;

function inList(of: ObjectionList, actor: Actor, today: string): RawBuilder<boolean> {
  switch (of) {
    case 'all':
    case 'forwarded':
      return sql<boolean>`true`;
    case 'open':
      return sql<boolean>`o.state = ANY(${[...openObjectionStates, 'applied']}::text[])`;
    case 'late':
      return sql<boolean>`${unanswered} AND o.due_on < ${today}::date`;
    case 'mine':
      return sql<boolean>`o.handler_id = ${actor.accountId} AND o.state NOT IN ('closed', 'rejected')`;
    case 'decide':
      return sql<boolean>`o.state = 'investigating' AND o.proposal IS NOT NULL`;
    case 'done':
      return sql<boolean>`o.state IN ('closed', 'rejected')`;
  }
}

export async function objectionPage(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly of: ObjectionList;
    /** Of one object alone, by its key. */
    readonly objectKey: string | null;
    readonly text: string | undefined;
    readonly today: string;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly ListedObjection[]> {
  const parts = [owned(actor, asked.of), inList(asked.of, actor, asked.today)];
  if (asked.objectKey !== null) parts.push(sql<boolean>`p.object_key = ${asked.objectKey}`);
  if (asked.text !== undefined && asked.text !== '') {
    const like = likePart(asked.text);
    parts.push(
      sql<boolean>`(o.number ILIKE ${like} OR p.object_name ILIKE ${like} OR o.applicant_name ILIKE ${like})`,
    );
  }
  const after = decodeCursor(asked.after, 2);
  if (after !== null) parts.push(sql<boolean>`(o.due_on, o.id) > (${after[0]}::date, ${after[1]}::uuid)`);
  const found = await sql<ListedObjection>`SELECT ${listed} WHERE ${sql.join(parts, sql` AND `)}
    ORDER BY o.due_on, o.id LIMIT ${asked.limit + 1}`.execute(tx);
  return found.rows;
}

/** Results to which staff of this agency may enter a paper objection: its own, and those of the partners in its tasks. */
export async function enterableResults(
  tx: Tx,
  actor: Actor,
  of: { readonly text: string; readonly limit: number },
) {
  const like = likePart(of.text);
  const found = await sql<{
    id: string;
    object_name: string;
    task_number: string;
    result_on: string | null;
    agency_id: string;
    agency_name: string;
  }>`SELECT p.id, p.object_name, p.task_number, p.result_on, p.agency_id, p.agency_name FROM publications p
    WHERE p.kind = 'result' AND p.state = ANY(${[...objectableStates]}::text[])
      AND (p.agency_id = ${actor.agencyId} OR (p.jurisdiction_id = ${actor.jurisdictionId} AND EXISTS (
        SELECT 1 FROM inspection_tasks t WHERE t.jurisdiction_id = p.jurisdiction_id AND t.id = p.task_id
          AND t.agency_id = ${actor.agencyId})))
      AND (p.object_name ILIKE ${like} OR p.task_number ILIKE ${like})
    ORDER BY p.result_on DESC NULLS LAST, p.id LIMIT ${of.limit}`.execute(tx);
  return found.rows;
}

/** One objection with its publication, whatever its jurisdiction; the caller decides who sees it. `lock` holds its row. */
export async function objectionById(
  tx: Tx,
  id: string,
  lock: 'read' | 'lock' = 'read',
): Promise<ListedObjection | undefined> {
  const place = lock === 'lock' ? await placeOf(tx, 'objections', id) : undefined;
  const tail = place === undefined ? sql`` : sql` AND o.jurisdiction_id = ${place} FOR UPDATE OF o`;
  const found = await sql<ListedObjection>`SELECT ${listed} WHERE o.id = ${id}${tail}`.execute(tx);
  return found.rows[0];
}

/** By what its receipt says. */
export async function objectionByReceipt(
  tx: Tx,
  of: { readonly number: string; readonly codeHash: string },
  lock: 'read' | 'lock' = 'read',
): Promise<ListedObjection | undefined> {
  const found = await sql<ListedObjection>`SELECT ${listed}
    WHERE o.code_hash = ${of.codeHash} AND o.number = ${of.number}`.execute(tx);
  const objection = found.rows[0];
  return objection === undefined || lock === 'read' ? objection : objectionById(tx, objection.id, 'lock');
}

/** Objections that a signed-in enterprise made about its own results, the latest first. */
export async function objectionsByEnterprise(
  tx: Tx,
  of: { readonly objectKey: string; readonly proofHash: string },
): Promise<readonly ListedObjection[]> {
  const found = await sql<ListedObjection>`SELECT ${listed}
    WHERE p.jurisdiction_id IN (SELECT id FROM jurisdictions) AND p.object_key = ${of.objectKey}
      AND o.source = 'enterprise' AND o.proof_hash = ${of.proofHash}
    ORDER BY o.received_at DESC, o.id LIMIT 200`.execute(tx);
  return found.rows;
}

/** Objections to one publication, the latest first. */
export async function objectionsOf(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly publicationId: string },
): Promise<readonly StoredObjection[]> {
  return tx
    .selectFrom('objections')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('publication_id', '=', key.publicationId)
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .execute();
}

export async function insertObjection(
  tx: Tx,
  row: Insertable<ObjectionsTable>,
  sealed: Uint8Array,
): Promise<void> {
  await tx.insertInto('objections').values(row).execute();
  await tx
    .insertInto('objection_applicants')
    .values({ jurisdiction_id: row.jurisdiction_id, objection_id: row.id, sealed })
    .execute();
}

export async function applicantOf(tx: Tx, key: Key): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('objection_applicants')
    .select('sealed')
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('objection_id', '=', key.id)
    .executeTakeFirst();
  return row?.sealed;
}

export type ObjectionChange = Partial<
  Pick<
    Insertable<ObjectionsTable>,
    | 'handler_id'
    | 'handler_name'
    | 'proposal'
    | 'outcome'
    | 'decided_by'
    | 'decided_name'
    | 'decided_on'
    | 'reply'
    | 'replied_on'
    | 'applied_on'
    | 'closed_on'
  >
> & { readonly state: ObjectionState; readonly at: string };

/** Saves what a move changed; the row version counts on. */
export async function saveObjection(tx: Tx, key: Key, change: ObjectionChange): Promise<void> {
  const { at, ...columns } = change;
  await tx
    .updateTable('objections')
    .set({ ...columns, updated_at: at, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .execute();
}

/** Adds a line to the chain. Lock the objection first. */
export async function addObjectionStep(
  tx: Tx,
  key: Key,
  step: Pick<Insertable<ObjectionStepsTable>, 'step' | 'account_id' | 'person_name' | 'note' | 'at'>,
): Promise<void> {
  await sql`INSERT INTO objection_steps (jurisdiction_id, objection_id, seq, step, account_id, person_name, note, at)
    SELECT ${key.jurisdiction_id}::uuid, ${key.id}::uuid, coalesce(max(seq), 0) + 1, ${step.step}::text,
      ${step.account_id}::uuid, ${step.person_name}::text, ${step.note}::text, ${step.at}::timestamptz
    FROM objection_steps WHERE jurisdiction_id = ${key.jurisdiction_id} AND objection_id = ${key.id}`.execute(
    tx,
  );
}

export async function objectionSteps(tx: Tx, key: Key) {
  return tx
    .selectFrom('objection_steps')
    .select(['step', 'person_name', 'note', 'at'])
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('objection_id', '=', key.id)
    .orderBy('seq')
    .execute();
}

export async function insertObjectionFile(tx: Tx, row: Insertable<ObjectionFilesTable>): Promise<void> {
  await tx.insertInto('objection_files').values(row).execute();
}

export async function objectionFiles(tx: Tx, key: Key) {
  return tx
    .selectFrom('objection_files as o')
    .innerJoin('files as f', (join) =>
      join.onRef('f.jurisdiction_id', '=', 'o.jurisdiction_id').onRef('f.id', '=', 'o.file_id'),
    )
    .select(['o.file_id', 'o.source', 'o.at', 'f.file_name'])
    .where('o.jurisdiction_id', '=', key.jurisdiction_id)
    .where('o.objection_id', '=', key.id)
    .orderBy('o.at')
    .orderBy('o.file_id')
    .execute();
}
