/** SQL of the tie between inspectors and accounts of one agency. */
import type { TiedAccount } from '@mingcha/core/registers/inspectors/account-tie-api.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

interface Scope {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

function accountsOf(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('accounts as a')
    .innerJoin('credentials as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('c.account_id', '=', 'a.id'),
    )
    .leftJoin('sections as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('s.id', '=', 'a.section_id'),
    )
    .select([
      'a.id',
      'a.person_name as personName',
      'c.sign_in_name as signInName',
      's.name as sectionName',
      'a.status',
    ])
    .where('a.jurisdiction_id', '=', scope.jurisdictionId)
    .where('a.agency_id', '=', scope.agencyId);
}

/** An account of the agency in any state: a disabled one may still be tied and must be shown. */
export async function accountOfAgency(tx: Tx, scope: Scope, id: string) {
  return accountsOf(tx, scope).where('a.id', '=', id).executeTakeFirst();
}

/** Active accounts of the agency without an inspector, people of the given name first. */
export async function freeAccounts(tx: Tx, scope: Scope, name: string): Promise<readonly TiedAccount[]> {
  return accountsOf(tx, scope)
    .where('a.status', '=', 'active')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('inspectors as i')
            .select('i.id')
            .whereRef('i.jurisdiction_id', '=', 'a.jurisdiction_id')
            .whereRef('i.account_id', '=', 'a.id'),
        ),
      ),
    )
    .orderBy(sql`a.person_name = ${name}`, 'desc')
    .orderBy(sql`a.person_name COLLATE "C"`)
    .orderBy('c.sign_in_name')
    .limit(500)
    .execute();
}

/** Who is tied to the account, in whichever agency. */
export async function holderOf(tx: Tx, jurisdictionId: string, accountId: string) {
  return tx
    .selectFrom('inspectors')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

export async function saveTie(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
  change: { readonly accountId: string | null; readonly version: number; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('inspectors')
    .set({ account_id: change.accountId, version: change.version, updated_at: change.at })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}
