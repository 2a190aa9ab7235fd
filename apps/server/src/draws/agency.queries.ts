/** SQL of the agencies, sections and accounts that draws name. Reads only. */
import type { Role } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../platform/db/database.ts';

export interface AgencyRow {
  readonly jurisdictionId: string;
  readonly id: string;
  readonly name: string;
  readonly divisionCode: string;
  /** The agency that enters for this body; null for agencies of the platform. */
  readonly representedBy: string | null;
  /** First day on which it no longer exists; null = it stands. */
  readonly endedOn: string | null;
}

const agencyColumns = [
  'jurisdiction_id as jurisdictionId',
  'id',
  'name',
  'division_code as divisionCode',
  'represented_by as representedBy',
  'valid_to as endedOn',
] as const;

/** Whoever `agencyId` can invite to a joint draw: agencies of the installation that stand, and the bodies that it represents. */
export async function invitableAgencies(tx: Tx, agencyId: string): Promise<readonly AgencyRow[]> {
  const rows = await tx
    .selectFrom('agencies')
    .select(agencyColumns)
    .where('valid_to', 'is', null)
    .where((by) => by.or([by('represented_by', 'is', null), by('represented_by', '=', agencyId)]))
    .orderBy('division_code')
    .orderBy('name')
    .execute();
  return rows;
}

export async function agenciesByIds(tx: Tx, ids: readonly string[]): Promise<readonly AgencyRow[]> {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('agencies')
    .select(agencyColumns)
    .where('id', 'in', [...ids])
    .execute();
}

export async function agencyById(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<{ readonly level: string; readonly name: string } | undefined> {
  return tx
    .selectFrom('agencies')
    .select(['level', 'name'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.agencyId)
    .executeTakeFirst();
}

/** Roles of an account as they are now. */
export async function rolesOf(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly accountId: string },
): Promise<readonly Role[]> {
  const rows = await tx
    .selectFrom('account_roles')
    .select('role')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('account_id', '=', key.accountId)
    .execute();
  return rows.map((row) => row.role as Role);
}
