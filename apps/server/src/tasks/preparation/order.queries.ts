/** SQL of who decides in whose place: heads, delegations, substitutes of one agency. */
import type { DecisionOrder, DelegationScope } from '@mingcha/core/tasks/preparation/authority.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { DelegationsTable, WorkSubstitutesTable } from './tables.ts';

export interface AgencyScope {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}
export type StoredDelegation = Selectable<DelegationsTable>;
export type StoredSubstitute = Selectable<WorkSubstitutesTable>;

/** Everything that is laid down in an agency; who decides on a day follows by `deciders`. */
export async function decisionOrder(tx: Tx, scope: AgencyScope): Promise<DecisionOrder> {
  const people = await peopleOf(tx, scope);
  const working = new Set(people.map((one) => one.accountId));
  const delegations = await delegationsOf(tx, scope);
  const substitutes = await substitutesOf(tx, scope);
  return {
    heads: people.filter((one) => one.isHead).map((one) => ({ id: one.accountId, name: one.name })),
    delegations: delegations
      .filter((row) => working.has(row.to_account))
      .map((row) => ({
        from: row.from_account,
        to: row.to_account,
        toName: row.to_name,
        scope: row.scope as DelegationScope,
        fromDay: row.from_day,
        toDay: row.to_day,
        revokedOn: row.revoked_on,
        document: documentOf(row),
      })),
    substitutions: substitutes
      .filter((row) => working.has(row.substitute_id))
      .map((row) => ({
        person: row.account_id,
        personName: row.person_name,
        substitute: row.substitute_id,
        substituteName: row.substitute_name,
        fromDay: row.from_day,
        toDay: row.to_day,
        endedOn: row.ended_on,
        document: row.document,
      })),
  };
}

/** Title, number and day in one line, as it stands on papers. */
export function documentOf(row: StoredDelegation): string {
  return [row.document, row.document_number, row.document_day].filter((part) => part !== '').join(' ');
}

/** Active people of the agency who may prepare or decide. */
export async function peopleOf(
  tx: Tx,
  scope: AgencyScope,
): Promise<readonly { readonly accountId: string; readonly name: string; readonly isHead: boolean }[]> {
  const rows = await tx
    .selectFrom('accounts as a')
    .innerJoin('account_roles as r', (join) =>
      join.onRef('r.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('r.account_id', '=', 'a.id'),
    )
    .select(['a.id as accountId', 'a.person_name as name'])
    .select(sql<boolean>`bool_or(r.role = 'agencyHead')`.as('isHead'))
    .where('a.jurisdiction_id', '=', scope.jurisdictionId)
    .where('a.agency_id', '=', scope.agencyId)
    .where('a.status', '=', 'active')
    .where('r.role', 'in', ['agencyHead', 'legalOfficer', 'sectionOfficer', 'inspector'])
    .groupBy(['a.id', 'a.person_name'])
    .orderBy('a.id')
    .limit(2000)
    .execute();
  return rows;
}

export async function delegationsOf(tx: Tx, scope: AgencyScope): Promise<readonly StoredDelegation[]> {
  return tx
    .selectFrom('delegations')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .orderBy('to_day', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
}

export async function substitutesOf(tx: Tx, scope: AgencyScope): Promise<readonly StoredSubstitute[]> {
  return tx
    .selectFrom('work_substitutes')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .orderBy('to_day', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute();
}

export async function insertDelegation(tx: Tx, row: Insertable<DelegationsTable>): Promise<void> {
  await tx.insertInto('delegations').values(row).execute();
}
export async function insertSubstitute(tx: Tx, row: Insertable<WorkSubstitutesTable>): Promise<void> {
  await tx.insertInto('work_substitutes').values(row).execute();
}

export async function lockDelegation(
  tx: Tx,
  scope: AgencyScope,
  id: string,
): Promise<StoredDelegation | undefined> {
  return tx
    .selectFrom('delegations')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}
export async function lockSubstitute(
  tx: Tx,
  scope: AgencyScope,
  id: string,
): Promise<StoredSubstitute | undefined> {
  return tx
    .selectFrom('work_substitutes')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** From this day on it no longer holds. */
export async function saveRevoked(
  tx: Tx,
  row: StoredDelegation,
  end: { readonly on: string; readonly reason: string },
): Promise<void> {
  await tx
    .updateTable('delegations')
    .set({ revoked_on: end.on, revoked_reason: end.reason, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}
export async function saveSubstituteEnded(tx: Tx, row: StoredSubstitute, on: string): Promise<void> {
  await tx
    .updateTable('work_substitutes')
    .set({ ended_on: on, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}
