/** SQL of jurisdictions, agencies, sections and accounts. Used by account administration, set-up and demo data. */
import type { AccountStatus } from '@mingcha/core/common/access-api.ts';
import type { AgencyFields, AgencyLevel } from '@mingcha/core/common/organisation-api.ts';
import type { Role } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../db/database.ts';

export async function insertJurisdiction(
  tx: Tx,
  row: { readonly id: string; readonly divisionCode: string; readonly name: string },
): Promise<void> {
  await tx
    .insertInto('jurisdictions')
    .values({ id: row.id, division_code: row.divisionCode, name: row.name })
    .execute();
}

export interface NewAgency {
  readonly jurisdictionId: string;
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly shortName: string;
  readonly level: AgencyLevel;
  /** `emergency`, `civilAirDefence`, `fire` … */
  readonly kind: string;
  /** GB/T 2260, six digits. */
  readonly divisionCode: string;
  readonly phone?: string;
  readonly complaintPhone?: string;
  readonly email?: string;
  /** Its administrators act for every jurisdiction of the installation. */
  readonly host?: boolean;
}

export async function insertAgency(tx: Tx, agency: NewAgency): Promise<void> {
  await tx
    .insertInto('agencies')
    .values({
      jurisdiction_id: agency.jurisdictionId,
      id: agency.id,
      parent_id: agency.parentId,
      name: agency.name,
      short_name: agency.shortName,
      level: agency.level,
      kind: agency.kind,
      division_code: agency.divisionCode,
      phone: agency.phone ?? '',
      complaint_phone: agency.complaintPhone ?? '',
      email: agency.email ?? '',
      host: agency.host ?? false,
    })
    .execute();
}

export async function insertSection(
  tx: Tx,
  row: {
    readonly jurisdictionId: string;
    readonly id: string;
    readonly agencyId: string;
    readonly name: string;
  },
): Promise<void> {
  await tx
    .insertInto('sections')
    .values({ jurisdiction_id: row.jurisdictionId, id: row.id, agency_id: row.agencyId, name: row.name })
    .execute();
}

interface RowKey {
  readonly jurisdictionId: string;
  readonly id: string;
}

/** One agency with its own columns; undefined outside the jurisdiction. */
export async function agencyById(tx: Tx, key: RowKey) {
  return tx
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
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .executeTakeFirst();
}

/** Each agency's superior; locks the rows in order, so that two changes cannot close a circle between them. */
export async function lockAgencyTree(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('agencies')
    .select(['id', 'parent_id as parentId', 'name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function saveAgency(tx: Tx, key: RowKey, fields: AgencyFields): Promise<void> {
  await tx
    .updateTable('agencies')
    .set({
      parent_id: fields.parentId,
      name: fields.name,
      short_name: fields.shortName,
      level: fields.level,
      kind: fields.kind,
      division_code: fields.divisionCode,
      phone: fields.phone,
      complaint_phone: fields.complaintPhone,
      email: fields.email,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

export async function sectionById(tx: Tx, key: RowKey) {
  return tx
    .selectFrom('sections')
    .select(['id', 'agency_id as agencyId', 'name'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .executeTakeFirst();
}

export async function sectionNameTaken(
  tx: Tx,
  jurisdictionId: string,
  section: { readonly agencyId: string; readonly name: string; readonly except: string | null },
): Promise<boolean> {
  const row = await tx
    .selectFrom('sections')
    .select('id')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('agency_id', '=', section.agencyId)
    .where('name', '=', section.name)
    .executeTakeFirst();
  return row !== undefined && row.id !== section.except;
}

export async function saveSectionName(tx: Tx, key: RowKey, name: string): Promise<void> {
  await tx
    .updateTable('sections')
    .set({ name })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

/** What an agency or section was called until `untilDay`, which is the first day of its new name. */
export async function insertFormerName(
  tx: Tx,
  key: RowKey,
  former: {
    readonly subjectKind: 'agency' | 'section';
    readonly name: string;
    readonly shortName: string;
    readonly untilDay: string;
    readonly accountId: string;
  },
): Promise<void> {
  const last = await tx
    .selectFrom('former_names')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('subject_id', '=', key.id)
    .executeTakeFirst();
  await tx
    .insertInto('former_names')
    .values({
      jurisdiction_id: key.jurisdictionId,
      subject_id: key.id,
      seq: (last?.seq ?? 0) + 1,
      subject_kind: former.subjectKind,
      name: former.name,
      short_name: former.shortName,
      until_day: former.untilDay,
      account_id: former.accountId,
    })
    .execute();
}

/** The agency's name and first day without it, where it has ended on or before `today`. */
export async function agencyEnded(
  tx: Tx,
  key: RowKey,
  today: string,
): Promise<{ readonly name: string; readonly day: string } | null> {
  const row = await tx
    .selectFrom('agencies')
    .select(['name', 'valid_to as validTo'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .executeTakeFirst();
  if (row === undefined || row.validTo === null || row.validTo > today) return null;
  return { name: row.name, day: row.validTo };
}

export interface NewAccount {
  readonly jurisdictionId: string;
  readonly id: string;
  readonly agencyId: string;
  readonly sectionId: string | null;
  readonly personName: string;
  readonly roles: readonly Role[];
  readonly at: string;
  readonly status?: AccountStatus;
  /** When it ends by itself; never when absent. */
  readonly endsAt?: string;
}

/** Inserts an account (active unless said otherwise) with its roles; the credential is apart. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<void> {
  await tx
    .insertInto('accounts')
    .values({
      jurisdiction_id: account.jurisdictionId,
      id: account.id,
      agency_id: account.agencyId,
      section_id: account.sectionId,
      person_name: account.personName,
      status: account.status ?? 'active',
      created_at: account.at,
      ends_at: account.endsAt ?? null,
    })
    .execute();
  await insertRoles(tx, { jurisdictionId: account.jurisdictionId, accountId: account.id }, account.roles);
}

interface AccountKey {
  readonly jurisdictionId: string;
  readonly accountId: string;
}

async function insertRoles(tx: Tx, key: AccountKey, roles: readonly Role[]): Promise<void> {
  if (roles.length === 0) return;
  await tx
    .insertInto('account_roles')
    .values(roles.map((role) => ({ jurisdiction_id: key.jurisdictionId, account_id: key.accountId, role })))
    .execute();
}

export async function replaceRoles(tx: Tx, key: AccountKey, roles: readonly Role[]): Promise<void> {
  await tx
    .deleteFrom('account_roles')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('account_id', '=', key.accountId)
    .execute();
  await insertRoles(tx, key, roles);
}

export interface NewCredential extends AccountKey {
  /** Lower case; unique in the installation. */
  readonly signInName: string;
  readonly passwordHash: string;
  readonly mustChange: boolean;
  /** End of a one-time password; null for one's own. */
  readonly expiresAt: string | null;
  readonly at: string;
}

export async function insertCredential(tx: Tx, credential: NewCredential): Promise<void> {
  await tx
    .insertInto('credentials')
    .values({
      sign_in_name: credential.signInName,
      jurisdiction_id: credential.jurisdictionId,
      account_id: credential.accountId,
      password_hash: credential.passwordHash,
      must_change: credential.mustChange,
      expires_at: credential.expiresAt,
      changed_at: credential.at,
    })
    .execute();
}
