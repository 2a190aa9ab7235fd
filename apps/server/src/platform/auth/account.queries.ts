/** SQL of account administration: lists and changes inside one jurisdiction. */
import type { AccountRow } from '@mingcha/core/common/access-api.ts';
import type { Role } from '@mingcha/core/common/roles.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';

function accounts(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('accounts as a')
    .innerJoin('agencies as g', (join) =>
      join.onRef('g.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('g.id', '=', 'a.agency_id'),
    )
    .innerJoin('credentials as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('c.account_id', '=', 'a.id'),
    )
    .leftJoin('sections as s', (join) =>
      join.onRef('s.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('s.id', '=', 'a.section_id'),
    )
    .select([
      'a.id',
      'c.sign_in_name as signInName',
      'a.person_name as personName',
      'a.status',
      'a.agency_id as agencyId',
      'g.name as agencyName',
      'a.section_id as sectionId',
      's.name as sectionName',
      'a.created_at as createdAt',
      'c.must_change as mustChangePassword',
    ])
    .select((eb) =>
      eb
        .selectFrom('account_roles as r')
        .select(sql<Role[]>`coalesce(array_agg(r.role ORDER BY r.role), '{}')`.as('roles'))
        .whereRef('r.jurisdiction_id', '=', 'a.jurisdiction_id')
        .whereRef('r.account_id', '=', 'a.id')
        .as('roles'),
    )
    .select((eb) =>
      eb
        .selectFrom('ledger_events as e')
        .select('e.at')
        .whereRef('e.jurisdiction_id', '=', 'a.jurisdiction_id')
        .whereRef('e.account_id', '=', 'a.id')
        .where('e.type', '=', 'session.started')
        .orderBy('e.seq', 'desc')
        .limit(1)
        .as('lastSignInAt'),
    )
    .where('a.jurisdiction_id', '=', jurisdictionId);
}

export interface AccountFilter {
  readonly after?: string | undefined;
  readonly limit: number;
  /** Part of the person's name. */
  readonly name?: string | undefined;
}

/** One more than `limit`, by sign-in name. */
export async function listAccounts(
  tx: Tx,
  jurisdictionId: string,
  filter: AccountFilter,
): Promise<AccountRow[]> {
  let query = accounts(tx, jurisdictionId);
  if (filter.after !== undefined) query = query.where('c.sign_in_name', '>', filter.after);
  if (filter.name !== undefined && filter.name !== '') {
    const part = filter.name;
    query = query.where(sql<boolean>`strpos(a.person_name, ${part}) > 0`);
  }
  const rows = await query
    .orderBy('c.sign_in_name')
    .limit(filter.limit + 1)
    .execute();
  return rows.map((row) => ({ ...row, roles: row.roles ?? [] }));
}

export async function accountById(
  tx: Tx,
  jurisdictionId: string,
  id: string,
): Promise<AccountRow | undefined> {
  const row = await accounts(tx, jurisdictionId).where('a.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : { ...row, roles: row.roles ?? [] };
}

export async function saveStatus(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly accountId: string },
  status: 'active' | 'disabled',
): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ status })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.accountId)
    .execute();
}

/** Active administrators besides `accountId`; locks them, so that two cannot remove each other at once (Z-08). */
export async function otherAdministrators(
  tx: Tx,
  jurisdictionId: string,
  accountId: string,
): Promise<number> {
  const rows = await tx
    .selectFrom('accounts as a')
    .innerJoin('account_roles as r', (join) =>
      join.onRef('r.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('r.account_id', '=', 'a.id'),
    )
    .select('a.id')
    .where('a.jurisdiction_id', '=', jurisdictionId)
    .where('r.role', '=', 'administrator')
    .where('a.status', '=', 'active')
    .orderBy('a.id')
    .forUpdate()
    .execute();
  return rows.filter((row) => row.id !== accountId).length;
}

export async function hasAgency(tx: Tx, jurisdictionId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('agencies')
    .select('id')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function hasSection(
  tx: Tx,
  jurisdictionId: string,
  section: { readonly id: string; readonly agencyId: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('sections')
    .select('id')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', section.id)
    .where('agency_id', '=', section.agencyId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function signInNameTaken(tx: Tx, signInName: string): Promise<boolean> {
  const row = await tx
    .selectFrom('credentials')
    .select('sign_in_name')
    .where('sign_in_name', '=', signInName)
    .executeTakeFirst();
  return row !== undefined;
}

/** All agencies of the jurisdiction with their sections. */
export async function listAgencies(tx: Tx, jurisdictionId: string) {
  const agencies = await tx
    .selectFrom('agencies')
    .select([
      'id',
      'parent_id as parentId',
      'name',
      'short_name as shortName',
      'level',
      'kind',
      'division_code as divisionCode',
      'phone',
      'complaint_phone as complaintPhone',
      'email',
    ])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy(sql`name COLLATE "C"`)
    .limit(2000)
    .execute();
  const sections = await tx
    .selectFrom('sections')
    .select(['id', 'agency_id as agencyId', 'name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy(sql`name COLLATE "C"`)
    .execute();
  return agencies.map((agency) => ({
    ...agency,
    sections: sections.filter((row) => row.agencyId === agency.id).map(({ id, name }) => ({ id, name })),
  }));
}
