/** SQL of rescuing an account: who could still witness by signing in. */
import type { Role } from '@mingcha/core/common/roles.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

/** People of a jurisdiction with one of the roles who signed in since an instant, besides one account. */
export async function signedInSince(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly besides: string;
    readonly roles: readonly Role[];
    readonly since: string;
  },
): Promise<number> {
  const found = await sql<{ count: bigint }>`
    SELECT count(*) AS count FROM accounts a
     WHERE a.jurisdiction_id = ${of.jurisdictionId} AND a.id <> ${of.besides} AND a.status = 'active'
       AND EXISTS (SELECT FROM account_roles r WHERE r.jurisdiction_id = a.jurisdiction_id AND r.account_id = a.id
                     AND r.role = ANY(${[...of.roles]}::text[]))
       AND EXISTS (SELECT FROM ledger_events e WHERE e.jurisdiction_id = a.jurisdiction_id AND e.account_id = a.id
                     AND e.type = 'session.started' AND e.at >= ${of.since})`.execute(tx);
  return Number(found.rows[0]?.count ?? 0);
}
