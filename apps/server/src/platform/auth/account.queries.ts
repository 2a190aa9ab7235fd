/** SQL of account administration: lists and changes inside one jurisdiction. */
import type { AccountRow, AccountStatus } from '@mingcha/core/common/access-api.ts';
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
    .leftJoin('account_grants as p', (join) =>
      join
        .onRef('p.jurisdiction_id', '=', 'a.jurisdiction_id')
        .onRef('p.account_id', '=', 'a.id')
        .on('p.state', '=', 'waiting'),
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
      'p.id as grantId',
      'p.kind as grantKind',
      'p.roles_before as grantBefore',
      'p.roles_after as grantAfter',
      'p.asked_name as grantBy',
      'p.asked_at as grantAt',
      'p.reason as grantReason',
    ])
    .select((eb) =>
      eb
        .selectFrom('account_roles as r')
        .select(sql<Role[]>`coalesce(array_agg(r.role ORDER BY r.role), '{}')`.as('roles'))
        .whereRef('r.jurisdiction_id', '=', 'a.jurisdiction_id')
        .whereRef('r.account_id', '=', 'a.id')
        .as('roles'),
    )
    .select(lastSignIn.as('lastSignInAt'))
    .where('a.jurisdiction_id', '=', jurisdictionId);
}

/** Of the account "a" of the query around it; null when it never signed in. */
const lastSignIn = sql<string | null>`(
  SELECT e.at FROM ledger_events e
   WHERE e.jurisdiction_id = a.jurisdiction_id AND e.account_id = a.id AND e.type = 'session.started'
   ORDER BY e.seq DESC LIMIT 1)`;

type Found = Awaited<ReturnType<ReturnType<typeof accounts>['execute']>>[number];

function rowOf(found: Found): AccountRow {
  const { grantId, grantKind, grantBefore, grantAfter, grantBy, grantAt, grantReason, ...row } = found;
  const pending =
    grantId === null
      ? null
      : {
          id: grantId,
          kind: grantKind ?? 'roles',
          before: grantBefore ?? [],
          after: grantAfter ?? [],
          askedBy: grantBy ?? '',
          askedAt: grantAt ?? '',
          reason: grantReason ?? '',
        };
  return { ...row, roles: row.roles ?? [], pending };
}

export interface AccountFilter {
  readonly after?: string | undefined;
  readonly limit: number;
  /** Part of the person's name. */
  readonly name?: string | undefined;
  /** `waiting`: also those in use whose change waits; `unused`: in use, last signed in (or made) before `unusedBefore`. */
  readonly state?: AccountStatus | 'unused' | undefined;
  readonly unusedBefore: string;
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
  query = withState(query, filter);
  const rows = await query
    .orderBy('c.sign_in_name')
    .limit(filter.limit + 1)
    .execute();
  return rows.map(rowOf);
}

function withState(query: ReturnType<typeof accounts>, filter: AccountFilter) {
  if (filter.state === 'waiting') {
    return query.where((eb) => eb.or([eb('a.status', '=', 'waiting'), eb('p.id', 'is not', null)]));
  }
  if (filter.state === 'unused') {
    return query
      .where('a.status', '=', 'active')
      .where(sql<boolean>`coalesce(${lastSignIn}, a.created_at) < ${filter.unusedBefore}`);
  }
  return filter.state === undefined ? query : query.where('a.status', '=', filter.state);
}

export async function accountById(
  tx: Tx,
  jurisdictionId: string,
  id: string,
): Promise<AccountRow | undefined> {
  const row = await accounts(tx, jurisdictionId).where('a.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : rowOf(row);
}

export async function saveStatus(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly accountId: string },
  status: AccountStatus,
): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ status })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.accountId)
    .execute();
}

/**
 * Active holders of an administrator's role besides `accountId`, those of the host agency included; locks them, so
 * that two cannot remove each other at once (Z-08).
 */
export async function otherHolders(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly accountId: string },
  role: Role,
): Promise<number> {
  const holders = tx
    .selectFrom('accounts as a')
    .innerJoin('account_roles as r', (join) =>
      join.onRef('r.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('r.account_id', '=', 'a.id'),
    )
    .innerJoin('agencies as g', (join) =>
      join.onRef('g.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('g.id', '=', 'a.agency_id'),
    )
    .where((eb) => eb.or([eb('a.jurisdiction_id', '=', key.jurisdictionId), eb('g.host', '=', true)]))
    .where('r.role', '=', role)
    .where('a.status', '=', 'active');
  // One jurisdiction after the other, in the same order for everybody.
  const places = await holders
    .select('a.jurisdiction_id as place')
    .distinct()
    .orderBy('a.jurisdiction_id')
    .execute();
  let others = 0;
  for (const { place } of places) {
    const rows = await holders
      .select('a.id')
      .where('a.jurisdiction_id', '=', place)
      .orderBy('a.id')
      .forUpdate(['a', 'r'])
      .execute();
    others += rows.filter((row) => row.id !== key.accountId).length;
  }
  return others;
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
