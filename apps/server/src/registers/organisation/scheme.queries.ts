/** SQL of yearly schemes and their receipts. Own schemes by agency; others' only once they are published. */
import type { DocumentState } from '@mingcha/core/common/document-flow.ts';
import type { SchemeContent } from '@mingcha/core/registers/organisation/scheme.ts';
import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from './post.queries.ts';
import type { SchemesTable } from './tables.ts';

export type StoredScheme = Selectable<SchemesTable> & {
  readonly agencyName: string;
};

function withAgency(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('schemes')
    .innerJoin('agencies', (join) =>
      join
        .onRef('agencies.jurisdiction_id', '=', 'schemes.jurisdiction_id')
        .onRef('agencies.id', '=', 'schemes.agency_id'),
    )
    .selectAll('schemes')
    .select('agencies.name as agencyName')
    .where('schemes.jurisdiction_id', '=', jurisdictionId);
}

/** Schemes of the agency, and published ones of the jurisdiction's other agencies; newest year first. */
export async function schemeRows(tx: Tx, scope: Scope): Promise<readonly StoredScheme[]> {
  return withAgency(tx, scope.jurisdictionId)
    .where((eb) =>
      eb.or([
        eb('schemes.agency_id', '=', scope.agencyId),
        eb('schemes.state', 'in', ['published', 'superseded', 'revoked']),
      ]),
    )
    .orderBy('schemes.year', 'desc')
    .orderBy('schemes.id', 'desc')
    .limit(500)
    .execute();
}

export async function schemeById(tx: Tx, jurisdictionId: string, id: string) {
  return withAgency(tx, jurisdictionId).where('schemes.id', '=', id).executeTakeFirst();
}

/** The own scheme, locked until the end of the transaction. */
export async function lockScheme(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('schemes')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function agencyOf(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('agencies')
    .select(['name', 'level'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', scope.agencyId)
    .executeTakeFirst();
}

export async function agencyNames(tx: Tx, jurisdictionId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('agencies')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', 'in', ids)
    .execute();
}

export async function schemeWithNumber(tx: Tx, scope: Scope, documentNumber: string) {
  return tx
    .selectFrom('schemes')
    .select(['id', 'title'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('document_number', '=', documentNumber)
    .executeTakeFirst();
}

export async function insertScheme(
  tx: Tx,
  scope: Scope,
  scheme: {
    readonly id: string;
    readonly year: number;
    readonly title: string;
    readonly content: SchemeContent;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('schemes')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: scheme.id,
      year: scheme.year,
      title: scheme.title,
      state: 'draft',
      signed_on: null,
      published_on: null,
      content: JSON.stringify(scheme.content),
      created_by: scheme.by,
      created_at: scheme.at,
      updated_at: scheme.at,
    })
    .execute();
}

export interface SchemeColumns {
  readonly year?: number;
  readonly title?: string;
  readonly content?: string;
  readonly state?: DocumentState;
  readonly document_number?: string;
  readonly signed_on?: string;
  readonly published_on?: string;
}

export async function saveSchemeColumns(
  tx: Tx,
  jurisdictionId: string,
  change: {
    readonly id: string;
    readonly columns: SchemeColumns;
    readonly version: number;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('schemes')
    .set({ ...change.columns, version: change.version, updated_at: change.at })
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}

/** Of one year only one scheme is in use: the newest published. */
export async function supersedeOthers(
  tx: Tx,
  scope: Scope,
  scheme: { readonly id: string; readonly year: number },
): Promise<void> {
  await tx
    .updateTable('schemes')
    .set((eb) => ({ state: 'superseded', version: eb('version', '+', 1) }))
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('year', '=', scheme.year)
    .where('state', '=', 'published')
    .where('id', '!=', scheme.id)
    .execute();
}

export async function receiptRows(tx: Tx, jurisdictionId: string, schemeIds: readonly string[]) {
  if (schemeIds.length === 0) return [];
  return tx
    .selectFrom('scheme_receipts')
    .select(['scheme_id as schemeId', 'addressee_id as addresseeId', 'person_name as personName', 'at'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('scheme_id', 'in', schemeIds)
    .execute();
}

export async function insertReceipt(
  tx: Tx,
  jurisdictionId: string,
  receipt: {
    readonly schemeId: string;
    readonly addresseeId: string;
    readonly accountId: string;
    readonly personName: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('scheme_receipts')
    .values({
      jurisdiction_id: jurisdictionId,
      scheme_id: receipt.schemeId,
      addressee_id: receipt.addresseeId,
      account_id: receipt.accountId,
      person_name: receipt.personName,
      at: receipt.at,
    })
    .execute();
}
