/** SQL of the action register that makes writes idempotent. It knows nothing of what the actions do. */
import { sql } from 'kysely';
import type { ActionRequest } from './action.ts';
import type { Tx } from './db/database.ts';
import { ready } from './db/ready.ts';

/** True when this transaction is the first with the id; waits for a concurrent one with the same id to end. */
export async function claimAction(
  tx: Tx,
  request: ActionRequest & { readonly at: string; readonly digest: Uint8Array | null },
): Promise<boolean> {
  const row = await tx
    .insertInto('actions')
    .values({
      jurisdiction_id: request.actor.jurisdictionId,
      action_id: request.actionId,
      route_id: request.routeId,
      account_id: request.actor.accountId,
      at: request.at,
      digest: request.digest,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'action_id']).doNothing())
    .returning(sql<number>`1`.as('claimed'))
    .executeTakeFirst();
  return row !== undefined;
}

export interface SettledAction {
  readonly actionId: string;
  readonly digest: Uint8Array | null;
  readonly outcome: Uint8Array;
}

const claimedOf = ready(
  (
    tx,
    ...values: readonly [
      jurisdictionId: string,
      routeId: string,
      accountId: string | null,
      at: string,
      actionIds: readonly string[],
      digests: readonly (Buffer | null)[],
      outcomes: readonly Buffer[],
    ]
  ) => {
    const [jurisdictionId, routeId, accountId, at, actionIds, digests, outcomes] = values;
    return sql<{ claimed: string }>`INSERT INTO actions
        (jurisdiction_id, route_id, account_id, at, action_id, digest, outcome)
      SELECT ${jurisdictionId}::uuid, ${routeId}::text, ${accountId}::uuid, ${at}::timestamptz, each.*
      FROM unnest(${actionIds}::uuid[], ${digests}::bytea[], ${outcomes}::bytea[]) AS each
      ON CONFLICT (jurisdiction_id, action_id) DO NOTHING RETURNING action_id AS claimed`.compile(tx);
  },
);

/** True when none of the ids stood before; waits for concurrent ones. Their outcomes stand as soon as this is committed. */
export async function claimSettled(
  tx: Tx,
  request: Omit<ActionRequest, 'actionId'> & { readonly at: string },
  actions: readonly SettledAction[],
): Promise<boolean> {
  const claimed = await claimedOf(
    tx,
    request.actor.jurisdictionId,
    request.routeId,
    request.actor.accountId,
    request.at,
    actions.map((one) => one.actionId),
    actions.map((one) => (one.digest === null ? null : Buffer.from(one.digest))),
    actions.map((one) => Buffer.from(one.outcome)),
  );
  return claimed.length === actions.length;
}

export interface StoredAction {
  readonly routeId: string;
  readonly accountId: string | null;
  readonly outcome: Uint8Array | null;
  /** SHA-256 of the first request; null where none was kept. */
  readonly digest: Uint8Array | null;
}

export async function findAction(tx: Tx, request: ActionRequest): Promise<StoredAction | undefined> {
  return tx
    .selectFrom('actions')
    .select(['route_id as routeId', 'account_id as accountId', 'outcome', 'digest'])
    .where('jurisdiction_id', '=', request.actor.jurisdictionId)
    .where('action_id', '=', request.actionId)
    .executeTakeFirst();
}

export async function saveOutcome(tx: Tx, request: ActionRequest, outcome: Uint8Array): Promise<void> {
  await tx
    .updateTable('actions')
    .set({ outcome: Buffer.from(outcome) })
    .where('jurisdiction_id', '=', request.actor.jurisdictionId)
    .where('action_id', '=', request.actionId)
    .execute();
}
