/** SQL of the host office: jurisdictions of the installation, and who stands in for whom where. */
import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

export async function jurisdictions(tx: Tx) {
  return tx
    .selectFrom('jurisdictions as j')
    .select(['j.id', 'j.name', 'j.division_code as divisionCode'])
    .select((eb) =>
      eb
        .selectFrom('agencies as g')
        .select(sql<number>`count(*)::int4`.as('agencies'))
        .whereRef('g.jurisdiction_id', '=', 'j.id')
        .where('g.stands_for', 'is', null)
        .as('agencies'),
    )
    .orderBy('j.division_code')
    .limit(1000)
    .execute();
}

export async function jurisdictionExists(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.selectFrom('jurisdictions').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

export async function divisionCodeTaken(tx: Tx, divisionCode: string): Promise<boolean> {
  const row = await tx
    .selectFrom('jurisdictions')
    .select('id')
    .where('division_code', '=', divisionCode)
    .executeTakeFirst();
  return row !== undefined;
}

interface AgencyKey {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

/** The agency's names when it hosts the installation. */
export async function hostAgency(tx: Tx, key: AgencyKey) {
  return tx
    .selectFrom('agencies')
    .select([
      'id',
      'name',
      'short_name as shortName',
      'level',
      'kind',
      'division_code as divisionCode',
      'phone',
      'complaint_phone as complaintPhone',
      'email',
    ])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.agencyId)
    .where('host', '=', true)
    .executeTakeFirst();
}

export async function standInOf(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly homeAccountId: string },
): Promise<{ readonly accountId: string; readonly agencyId: string } | undefined> {
  return tx
    .selectFrom('host_stand_ins as h')
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'h.jurisdiction_id').onRef('a.id', '=', 'h.account_id'),
    )
    .select(['a.id as accountId', 'a.agency_id as agencyId'])
    .where('h.jurisdiction_id', '=', key.jurisdictionId)
    .where('h.home_account_id', '=', key.homeAccountId)
    .executeTakeFirst();
}

export async function insertStandIn(
  tx: Tx,
  row: { readonly jurisdictionId: string; readonly accountId: string; readonly homeAccountId: string },
): Promise<void> {
  await tx
    .insertInto('host_stand_ins')
    .values({
      jurisdiction_id: row.jurisdictionId,
      account_id: row.accountId,
      home_account_id: row.homeAccountId,
    })
    .execute();
}

/** The agency under which the host stands in a jurisdiction: its own by that name, or one made for it. */
export async function standInAgency(
  tx: Tx,
  jurisdictionId: string,
  host: { readonly id: string; readonly name: string },
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('agencies')
    .select('id')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where((eb) => eb.or([eb('stands_for', '=', host.id), eb('name', '=', host.name)]))
    .executeTakeFirst();
  return row?.id;
}

export async function markStandIn(tx: Tx, key: AgencyKey, hostAgencyId: string): Promise<void> {
  await tx
    .updateTable('agencies')
    .set({ stands_for: hostAgencyId })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.agencyId)
    .execute();
}

/** Where the session acts; null at home. */
export async function saveActing(
  tx: Tx,
  session: { readonly id: string; readonly jurisdictionId: string; readonly accountId: string },
  actingFor: string | null,
): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ acting_jurisdiction_id: actingFor })
    .where('jurisdiction_id', '=', session.jurisdictionId)
    .where('account_id', '=', session.accountId)
    .where('id', '=', session.id)
    .execute();
}
