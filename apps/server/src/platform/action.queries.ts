/** SQL of the action register that makes writes idempotent. It knows nothing of what the actions do. */
import { sql } from 'kysely';
import type { ActionRequest } from './action.ts';
import type { Tx } from './db/database.ts';

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
