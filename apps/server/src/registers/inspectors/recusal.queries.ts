/** SQL of recusal requests and of the yearly rounds of declarations. */
import type { RecusalFields } from '@mingcha/core/registers/inspectors/recusal.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Page, Scope } from '../object.queries.ts';
import './tables.ts';

function selectRecusals(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('recusal_requests as r')
    .innerJoin('inspectors as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('i.id', '=', 'r.inspector_id'),
    )
    .innerJoin('objects as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('o.id', '=', 'r.object_id'),
    )
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('a.id', '=', 'r.agency_id'),
    )
    .selectAll('r')
    .select([
      'i.name as inspector_name',
      'i.account_id as subject_account_id',
      'i.certificate_number',
      'o.name as object_name',
      'a.name as agency_name',
    ])
    .where('r.jurisdiction_id', '=', scope.jurisdictionId)
    .where('r.agency_id', '=', scope.agencyId);
}

export async function recusalPage(tx: Tx, scope: Scope, options: { state?: string | undefined; page: Page }) {
  const key = decodeCursor(options.page.after, 2);
  let query = selectRecusals(tx, scope);
  if (options.state !== undefined) query = query.where('r.state', '=', options.state);
  if (key !== null)
    query = query.where(sql<boolean>`(r.created_at, r.id) < (${key[0]}::timestamptz, ${key[1]}::uuid)`);
  return query
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(options.page.limit + 1)
    .execute();
}
export type StoredRecusal = Awaited<ReturnType<typeof recusalPage>>[number];

export async function recusalById(tx: Tx, scope: Scope, id: string): Promise<StoredRecusal | undefined> {
  return selectRecusals(tx, scope).where('r.id', '=', id).executeTakeFirst();
}

export async function lockRecusal(tx: Tx, scope: Scope, id: string): Promise<StoredRecusal | undefined> {
  return selectRecusals(tx, scope).where('r.id', '=', id).forUpdate('r').executeTakeFirst();
}

/** The next number of the agency's series; the agency's row is locked so that the series has no gap and no twin. */
export async function nextRecusalNumber(tx: Tx, scope: Scope, year: number): Promise<number> {
  await tx
    .selectFrom('agencies')
    .select('id')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', scope.agencyId)
    .forUpdate()
    .execute();
  const row = await tx
    .selectFrom('recusal_requests')
    .select(sql<number>`coalesce(max(number), 0)::int + 1`.as('next'))
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('year', '=', year)
    .executeTakeFirstOrThrow();
  return row.next;
}

/** An enterprise that asks itself, about one of its visits. */
export interface RecusalFrom {
  readonly creditCode: string;
  readonly inspectionId: string;
}

/** What an enterprise asked for itself about one visit, whichever agency decides. */
export async function recusalsAskedBy(tx: Tx, from: RecusalFrom) {
  return tx
    .selectFrom('recusal_requests')
    .select(['inspector_id', 'year', 'number', 'state', 'reason'])
    .where('inspection_id', '=', from.inspectionId)
    .where('credit_code', '=', from.creditCode)
    .orderBy('created_at')
    .execute();
}

/** False when a request about the same two is still open. */
export async function insertRecusal(
  tx: Tx,
  scope: Scope,
  one: {
    id: string;
    year: number;
    number: number;
    fields: RecusalFields;
    by: string | null;
    from: RecusalFrom | null;
    at: string;
  },
): Promise<boolean> {
  const { fields } = one;
  const inserted = await tx
    .insertInto('recusal_requests')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      id: one.id,
      agency_id: scope.agencyId,
      year: one.year,
      number: one.number,
      inspector_id: fields.inspectorId,
      object_id: fields.objectId,
      requester: fields.requester,
      requester_kind: fields.requesterKind,
      grounds: fields.grounds,
      visit: fields.visit,
      received_on: fields.receivedOn,
      received_by: one.by,
      inspection_id: one.from?.inspectionId ?? null,
      credit_code: one.from?.creditCode ?? null,
      concerns_head: fields.concernsHead,
      decided_on: null,
      decided_by: null,
      declaration_id: null,
      created_at: one.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function decideRecusalRow(
  tx: Tx,
  scope: Scope,
  one: {
    id: string;
    state: 'upheld' | 'rejected';
    day: string;
    by: string;
    name: string;
    reason: string;
    minutes: string;
    declarationId: string | null;
  },
): Promise<void> {
  await tx
    .updateTable('recusal_requests')
    .set({
      state: one.state,
      decided_on: one.day,
      decided_by: one.by,
      decided_name: one.name,
      reason: one.reason,
      minutes: one.minutes,
      declaration_id: one.declarationId,
    })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', one.id)
    .execute();
}

/** Whether an account of the agency heads it. */
export async function isAgencyHead(tx: Tx, scope: Scope, accountId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('account_roles')
    .select('role')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('account_id', '=', accountId)
    .where('role', '=', 'agencyHead')
    .executeTakeFirst();
  return row !== undefined;
}

export async function newestRound(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('declaration_rounds')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .orderBy('year', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function lockRound(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('declaration_rounds')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** False when the agency has a round of that year. */
export async function insertRound(
  tx: Tx,
  scope: Scope,
  round: { id: string; year: number; day: string; dueOn: string; by: string },
): Promise<boolean> {
  const inserted = await tx
    .insertInto('declaration_rounds')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      id: round.id,
      agency_id: scope.agencyId,
      year: round.year,
      opened_on: round.day,
      due_on: round.dueOn,
      opened_by: round.by,
      closed_on: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function closeRoundRow(tx: Tx, scope: Scope, one: { id: string; day: string }): Promise<void> {
  await tx
    .updateTable('declaration_rounds')
    .set({ closed_on: one.day })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', one.id)
    .execute();
}

export async function answersOf(tx: Tx, scope: Scope, roundId: string) {
  return tx
    .selectFrom('declaration_answers')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('round_id', '=', roundId)
    .execute();
}

/** An answer may be given anew until the round is closed; the latest holds. */
export async function saveAnswer(
  tx: Tx,
  scope: Scope,
  one: {
    roundId: string;
    inspectorId: string;
    answer: string;
    declared: number;
    onPaper: boolean;
    by: string;
    day: string;
  },
): Promise<void> {
  const columns = {
    answer: one.answer,
    declared: one.declared,
    on_paper: one.onPaper,
    answered_by: one.by,
    answered_on: one.day,
  };
  await tx
    .insertInto('declaration_answers')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      round_id: one.roundId,
      inspector_id: one.inspectorId,
      ...columns,
    })
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'round_id', 'inspector_id']).doUpdateSet(columns),
    )
    .execute();
}

/** Declarations of an inspector that hold on a day. */
export async function declarationsInForce(
  tx: Tx,
  scope: Scope,
  one: { inspectorId: string; day: string },
): Promise<number> {
  const row = await tx
    .selectFrom('interest_declarations')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('inspector_id', '=', one.inspectorId)
    .where('withdrawn_on', 'is', null)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', one.day)]))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** The live declaration of a pair by decision, when one stands already. */
export async function decidedDeclaration(
  tx: Tx,
  scope: Scope,
  pair: { inspectorId: string; objectId: string },
) {
  return tx
    .selectFrom('interest_declarations')
    .select('id')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('inspector_id', '=', pair.inspectorId)
    .where('object_id', '=', pair.objectId)
    .where('relation', '=', 'recusalDecision')
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst();
}
