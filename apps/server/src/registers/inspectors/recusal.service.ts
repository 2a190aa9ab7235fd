/**
 * Use cases of recusal asked for by an enterprise. An upheld request becomes a declaration of interest in the same
 * transaction, so that the very next seal avoids the pair. Nothing here stops a visit before the decision.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  decideRecusal,
  type RecusalDecision,
  type RecusalFields,
  type RecusalRow,
  recusalNumber,
} from '@mingcha/core/registers/inspectors/recusal.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { declarationEnds, insertDeclaration } from '../inspector-relations.queries.ts';
import type { Page, Scope } from '../object.queries.ts';
import {
  decidedDeclaration,
  decideRecusalRow,
  insertRecusal,
  isAgencyHead,
  lockRecusal,
  nextRecusalNumber,
  type RecusalFrom,
  recusalById,
  recusalPage,
  type StoredRecusal,
} from './recusal.queries.ts';

export async function listRecusals(
  platform: Platform,
  actor: Actor,
  query: { state?: string | undefined; page: Page },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await recusalPage(tx, actor, query);
    const page = pageOfRows(found, query.page.limit, (row) => [row.created_at, row.id]);
    return ok({ rows: page.rows.map(recusalRowOf), next: page.next });
  });
}

export async function receiveRecusal(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; fields: RecusalFields },
): Promise<Result<{ id: string }>> {
  const { fields } = input;
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'recusals.receive' }, (tx) =>
    takeRecusal(tx, platform, { scope: actor, by: actor, from: null, fields }),
  );
}

/**
 * Takes a request in, inside an action of the caller, and appends `recusal.received`. Errors: `recusal.received_invalid`,
 * `declaration.inspector_not_found`, `declaration.object_not_found`, `recusal.already_open`.
 */
export async function takeRecusal(
  tx: Tx,
  platform: Platform,
  of: {
    /** The agency whose inspector it is. */
    readonly scope: Scope;
    /** Who entered it; null where an enterprise asks itself. */
    readonly by: Actor | null;
    readonly from: RecusalFrom | null;
    readonly fields: RecusalFields;
  },
): Promise<Result<{ id: string }>> {
  const { scope, by, from, fields } = of;
  const today = platform.clock.today();
  if (fields.receivedOn > today) return fail('recusal.received_invalid', {}, 'receivedOn');
  const ends = await declarationEnds(tx, scope, fields);
  if (ends.inspector === undefined) return fail('declaration.inspector_not_found', {}, 'inspectorId');
  if (ends.object === undefined) return fail('declaration.object_not_found', {}, 'objectId');
  // Whoever heads the agency is decided upon by the leaders' meeting, however the entry was filled in.
  const account = ends.inspector.account_id;
  const concernsHead = fields.concernsHead || (account !== null && (await isAgencyHead(tx, scope, account)));
  const id = platform.ids.next();
  const year = Number(today.slice(0, 4));
  const number = await nextRecusalNumber(tx, scope, year);
  const isNew = await insertRecusal(tx, scope, {
    id,
    year,
    number,
    fields: { ...fields, concernsHead },
    by: by?.accountId ?? null,
    from,
    at: platform.clock.now(),
  });
  if (!isNew) return fail('recusal.already_open');
  await record(tx, platform, {
    type: 'recusal.received',
    actor: by ?? { ...scope, accountId: null },
    subject: { kind: 'recusal', id },
    data: {
      number: recusalNumber({ year, number }),
      inspector: fields.inspectorId,
      object: fields.objectId,
    },
  });
  return ok({ id });
}

export async function decideRecusalRequest(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; decision: RecusalDecision },
): Promise<Result<{ id: string }>> {
  const { decision } = input;
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'recusals.decide' }, async (tx) => {
    const stored = await lockRecusal(tx, actor, input.id);
    if (stored === undefined) return fail('recusal.not_found');
    if (stored.state !== 'received') return fail('recusal.already_decided');
    const may = decideRecusal(
      actor,
      { concernsHead: stored.concerns_head, subjectAccountId: stored.subject_account_id },
      decision,
    );
    if (!may.ok) return may;
    const state = decision.upheld ? 'upheld' : 'rejected';
    const declarationId = decision.upheld ? await avoid(platform, tx, { actor, stored }) : null;
    await decideRecusalRow(tx, actor, {
      id: stored.id,
      state,
      day: platform.clock.today(),
      by: actor.accountId,
      name: actor.personName,
      reason: decision.reason,
      minutes: stored.concerns_head ? decision.minutes : '',
      declarationId,
    });
    await record(tx, platform, {
      type: 'recusal.decided',
      actor,
      subject: { kind: 'recusal', id: stored.id },
      data: { number: recusalNumber(stored), state, declaration: declarationId },
    });
    return ok({ id: stored.id });
  });
}

/** The pair that the next seal avoids. */
async function avoid(
  platform: Platform,
  tx: Tx,
  { actor, stored }: { actor: Actor; stored: StoredRecusal },
): Promise<string> {
  const pair = { inspectorId: stored.inspector_id, objectId: stored.object_id };
  const known = await decidedDeclaration(tx, actor, pair);
  if (known !== undefined) return known.id;
  const id = platform.ids.next();
  await insertDeclaration(tx, actor, {
    id,
    ...pair,
    relation: 'recusalDecision',
    note: recusalNumber(stored),
    validTo: null,
    day: platform.clock.today(),
    by: actor.accountId,
    at: platform.clock.now(),
  });
  return id;
}

/** A decided request, for its paper. Errors: `recusal.not_found`, `recusal.not_decided`. */
export async function decidedRecusal(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<StoredRecusal>> {
  return inTransaction(platform.db, async (tx) => {
    const stored = await recusalById(tx, actor, id);
    if (stored === undefined) return fail('recusal.not_found');
    return stored.state === 'received' ? fail('recusal.not_decided') : ok(stored);
  });
}

function recusalRowOf(row: StoredRecusal): RecusalRow {
  return {
    id: row.id,
    number: recusalNumber(row),
    inspectorId: row.inspector_id,
    inspectorName: row.inspector_name,
    objectId: row.object_id,
    objectName: row.object_name,
    requester: row.requester,
    requesterKind: row.requester_kind as RecusalRow['requesterKind'],
    grounds: row.grounds,
    visit: row.visit,
    receivedOn: row.received_on,
    concernsHead: row.concerns_head,
    state: row.state as RecusalRow['state'],
    decidedOn: row.decided_on,
    decidedName: row.decided_name,
    reason: row.reason,
    minutes: row.minutes,
    createdAt: row.created_at,
  };
}
