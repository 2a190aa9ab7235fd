/** SQL of organisations over time and of divisions. Bounded by jurisdiction. */
import type { DivisionFields } from '@mingcha/core/registers/organisation/division.ts';
import type {
  AgencyProfile,
  ReorganisationKind,
  SectionKind,
} from '@mingcha/core/registers/organisation/organisation.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

export async function agencyRows(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('agencies')
    .select([
      'id',
      'name',
      'short_name as shortName',
      'uscc',
      'public_url as publicUrl',
      'qualification_status as qualificationStatus',
      'qualification_basis as qualificationBasis',
      'qualification_announced_on as qualificationAnnouncedOn',
      'entrusted_by as entrustedBy',
      'valid_from as validFrom',
      'valid_to as validTo',
    ])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy(sql`name COLLATE "C"`)
    .execute();
}

export async function sectionRows(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('sections')
    .select(['id', 'agency_id as agencyId', 'name', 'kind', 'valid_from as validFrom', 'valid_to as validTo'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy(sql`name COLLATE "C"`)
    .execute();
}

export async function formerNameRows(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('former_names')
    .select(['subject_id as subjectId', 'name', 'short_name as shortName', 'until_day as untilDay'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('subject_id')
    .orderBy('seq')
    .execute();
}

export async function reorganisationRows(tx: Tx, jurisdictionId: string) {
  const rows = await tx
    .selectFrom('reorganisations')
    .select(['id', 'subject_kind as subjectKind', 'kind', 'on_day as onDay', 'basis', 'at'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('on_day', 'desc')
    .orderBy('id')
    .execute();
  const parts = await tx
    .selectFrom('reorganisation_parts')
    .select(['reorganisation_id as reorganisationId', 'side', 'subject_id as id', 'name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy(sql`name COLLATE "C"`)
    .execute();
  return rows.map((row) => {
    const own = parts.filter((one) => one.reorganisationId === row.id);
    const side = (wanted: 'before' | 'after') =>
      own.filter((one) => one.side === wanted).map(({ id, name }) => ({ id, name }));
    return { ...row, before: side('before'), after: side('after') };
  });
}

export async function saveProfile(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
  profile: AgencyProfile,
): Promise<boolean> {
  const result = await tx
    .updateTable('agencies')
    .set({
      uscc: profile.uscc,
      public_url: profile.publicUrl,
      qualification_status: profile.qualificationStatus,
      qualification_basis: profile.qualificationBasis,
      qualification_announced_on: profile.qualificationAnnouncedOn,
      entrusted_by: profile.entrustedBy,
      valid_from: profile.validFrom,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function saveSectionKind(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
  kind: SectionKind,
): Promise<boolean> {
  const result = await tx
    .updateTable('sections')
    .set({ kind })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Agencies or sections of the ids, locked in order, so that two reorganisations cannot cross. */
export async function lockUnits(
  tx: Tx,
  jurisdictionId: string,
  wanted: { readonly kind: 'agency' | 'section'; readonly ids: readonly string[] },
): Promise<
  readonly {
    readonly id: string;
    readonly name: string;
    readonly validTo: string | null;
    readonly agencyId?: string;
  }[]
> {
  const { kind, ids } = wanted;
  if (ids.length === 0) return [];
  return kind === 'agency'
    ? tx
        .selectFrom('agencies')
        .select(['id', 'name', 'valid_to as validTo'])
        .where('jurisdiction_id', '=', jurisdictionId)
        .where('id', 'in', ids)
        .orderBy('id')
        .forUpdate()
        .execute()
    : tx
        .selectFrom('sections')
        .select(['id', 'name', 'valid_to as validTo', 'agency_id as agencyId'])
        .where('jurisdiction_id', '=', jurisdictionId)
        .where('id', 'in', ids)
        .orderBy('id')
        .forUpdate()
        .execute();
}

export async function endUnits(
  tx: Tx,
  jurisdictionId: string,
  ended: { readonly kind: 'agency' | 'section'; readonly ids: readonly string[]; readonly onDay: string },
): Promise<void> {
  await tx
    .updateTable(ended.kind === 'agency' ? 'agencies' : 'sections')
    .set({ valid_to: ended.onDay })
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', 'in', ended.ids)
    .execute();
}

export async function insertReorganisation(
  tx: Tx,
  jurisdictionId: string,
  row: {
    readonly id: string;
    readonly subjectKind: 'agency' | 'section';
    readonly kind: ReorganisationKind;
    readonly onDay: string;
    readonly basis: string;
    readonly accountId: string;
    readonly at: string;
    readonly parts: readonly {
      readonly side: 'before' | 'after';
      readonly subjectId: string;
      readonly name: string;
    }[];
  },
): Promise<void> {
  await tx
    .insertInto('reorganisations')
    .values({
      jurisdiction_id: jurisdictionId,
      id: row.id,
      subject_kind: row.subjectKind,
      kind: row.kind,
      on_day: row.onDay,
      basis: row.basis,
      account_id: row.accountId,
      at: row.at,
    })
    .execute();
  await tx
    .insertInto('reorganisation_parts')
    .values(
      row.parts.map((part) => ({
        jurisdiction_id: jurisdictionId,
        reorganisation_id: row.id,
        side: part.side,
        subject_id: part.subjectId,
        name: part.name,
      })),
    )
    .execute();
}

export async function divisionRows(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('divisions')
    .select(['id', 'code', 'name', 'valid_from as validFrom', 'valid_to as validTo'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy(sql`code COLLATE "C"`)
    .orderBy('id')
    .execute();
}

export async function putDivision(
  tx: Tx,
  jurisdictionId: string,
  division: DivisionFields & { readonly id: string; readonly parentCode: string | null },
): Promise<void> {
  const columns = {
    code: division.code,
    name: division.name,
    parent_code: division.parentCode,
    valid_from: division.validFrom,
    valid_to: division.validTo,
  };
  await tx
    .insertInto('divisions')
    .values({ jurisdiction_id: jurisdictionId, id: division.id, ...columns })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'id']).doUpdateSet(columns))
    .execute();
}
