/** SQL of the check sheets. Every function is bounded by jurisdiction; own sheets also by agency. */
import type { DocumentState } from '@mingcha/core/common/document-flow.ts';
import type { PublishedSheet, SheetContent } from '@mingcha/core/registers/sheets/sheet.ts';
import type { Tx } from '../../platform/db/database.ts';
import './tables.ts';

export interface AgencyKey {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

export interface VersionKey {
  readonly jurisdictionId: string;
  readonly id: string;
}

export async function insertTemplate(
  tx: Tx,
  row: AgencyKey & {
    readonly id: string;
    readonly name: string;
    readonly industry: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('sheet_templates')
    .values({
      jurisdiction_id: row.jurisdictionId,
      id: row.id,
      agency_id: row.agencyId,
      name: row.name,
      industry: row.industry,
      created_at: row.at,
    })
    .execute();
}

export interface NewVersion extends VersionKey {
  readonly sheetId: string;
  readonly no: number;
  readonly content: SheetContent;
  readonly lines: number;
  readonly createdBy: string;
  readonly at: string;
}

export async function insertVersion(tx: Tx, row: NewVersion): Promise<void> {
  await tx
    .insertInto('sheet_versions')
    .values({
      jurisdiction_id: row.jurisdictionId,
      id: row.id,
      sheet_id: row.sheetId,
      no: row.no,
      state: 'draft',
      content: JSON.stringify(row.content),
      lines: row.lines,
      published_on: null,
      created_by: row.createdBy,
      created_at: row.at,
      updated_at: row.at,
    })
    .execute();
}

const versionColumns = [
  'v.id',
  'v.sheet_id',
  'v.no',
  'v.state',
  'v.content',
  'v.lines',
  'v.version',
  'v.published_on',
  'v.updated_at',
  't.agency_id',
  't.name',
  't.industry',
] as const;

function versions(tx: Tx) {
  return tx
    .selectFrom('sheet_versions as v')
    .innerJoin('sheet_templates as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'v.jurisdiction_id').onRef('t.id', '=', 'v.sheet_id'),
    )
    .select(versionColumns);
}

/** A version of an own sheet; `lock` holds its row until the transaction ends. */
export async function ownVersion(tx: Tx, key: AgencyKey & { readonly id: string }, lock = false) {
  const query = versions(tx)
    .where('v.jurisdiction_id', '=', key.jurisdictionId)
    .where('v.id', '=', key.id)
    .where('t.agency_id', '=', key.agencyId);
  return (lock ? query.forUpdate('v') : query).executeTakeFirst();
}
export type StoredVersion = NonNullable<Awaited<ReturnType<typeof ownVersion>>>;

/** A published version of any agency of the jurisdiction, or any version of the own agency. */
export async function readableVersion(tx: Tx, key: AgencyKey & { readonly id: string }) {
  return versions(tx)
    .where('v.jurisdiction_id', '=', key.jurisdictionId)
    .where('v.id', '=', key.id)
    .where((eb) =>
      eb.or([
        eb('t.agency_id', '=', key.agencyId),
        eb('v.state', 'in', ['published', 'superseded'] satisfies DocumentState[]),
      ]),
    )
    .executeTakeFirst();
}

/** The newest version of an own sheet; locks the template so that two amendments cannot meet. */
export async function lockLatest(tx: Tx, key: AgencyKey & { readonly sheetId: string }) {
  const template = await tx
    .selectFrom('sheet_templates')
    .select('id')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('agency_id', '=', key.agencyId)
    .where('id', '=', key.sheetId)
    .forUpdate()
    .executeTakeFirst();
  if (template === undefined) return undefined;
  return versions(tx)
    .where('v.jurisdiction_id', '=', key.jurisdictionId)
    .where('v.sheet_id', '=', key.sheetId)
    .orderBy('v.no', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Versions of one sheet or of all own sheets, by name and then newest first; content left out. */
export async function versionRows(tx: Tx, key: AgencyKey & { readonly sheetId?: string }) {
  const { sheetId } = key;
  return tx
    .selectFrom('sheet_versions as v')
    .innerJoin('sheet_templates as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'v.jurisdiction_id').onRef('t.id', '=', 'v.sheet_id'),
    )
    .select([
      'v.id',
      'v.sheet_id',
      'v.no',
      'v.state',
      'v.lines',
      'v.published_on',
      'v.updated_at',
      't.name',
      't.industry',
    ])
    .where('v.jurisdiction_id', '=', key.jurisdictionId)
    .where('t.agency_id', '=', key.agencyId)
    .$if(sheetId !== undefined, (query) => query.where('v.sheet_id', '=', sheetId ?? ''))
    .orderBy('t.name')
    .orderBy('v.sheet_id')
    .orderBy('v.no', 'desc')
    .execute();
}

export async function saveContent(
  tx: Tx,
  key: VersionKey & { readonly sheetId: string },
  saved: { readonly content: SheetContent; readonly lines: number; readonly at: string },
): Promise<void> {
  const { content, lines, at } = saved;
  await tx
    .updateTable('sheet_versions')
    .set((eb) => ({
      content: JSON.stringify(content),
      lines,
      version: eb('version', '+', 1),
      updated_at: at,
    }))
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
  await tx
    .updateTable('sheet_templates')
    .set({ name: content.name, industry: content.industry })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.sheetId)
    .execute();
}

/** Moves a version to `state`; the one in force before steps back when this one is published. */
export async function saveState(
  tx: Tx,
  key: VersionKey & { readonly sheetId: string },
  to: { readonly state: DocumentState; readonly publishedOn: string | null; readonly at: string },
): Promise<void> {
  if (to.state === 'published') {
    await tx
      .updateTable('sheet_versions')
      .set((eb) => ({ state: 'superseded', version: eb('version', '+', 1), updated_at: to.at }))
      .where('jurisdiction_id', '=', key.jurisdictionId)
      .where('sheet_id', '=', key.sheetId)
      .where('state', '=', 'published')
      .execute();
  }
  await tx
    .updateTable('sheet_versions')
    .set((eb) => ({
      state: to.state,
      version: eb('version', '+', 1),
      updated_at: to.at,
      ...(to.publishedOn === null ? {} : { published_on: to.publishedOn }),
    }))
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

/** Sheets in force: of one agency, or of every agency of the jurisdiction. */
export async function publishedSheets(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly agencyId?: string },
): Promise<readonly (PublishedSheet & { readonly agency: string })[]> {
  const { agencyId } = key;
  const rows = await tx
    .selectFrom('sheet_versions as v')
    .innerJoin('sheet_templates as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 'v.jurisdiction_id').onRef('t.id', '=', 'v.sheet_id'),
    )
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 't.jurisdiction_id').onRef('a.id', '=', 't.agency_id'),
    )
    .select(['v.id', 'v.sheet_id', 'v.no', 'v.lines', 't.name', 't.industry', 'a.short_name'])
    .where('v.jurisdiction_id', '=', key.jurisdictionId)
    .where('v.state', '=', 'published')
    .$if(agencyId !== undefined, (query) => query.where('t.agency_id', '=', agencyId ?? ''))
    .orderBy('a.short_name')
    .orderBy('t.name')
    .execute();
  return rows.map((row) => ({
    sheetId: row.sheet_id,
    versionId: row.id,
    version: row.no,
    name: row.name,
    industry: row.industry,
    lines: row.lines,
    agency: row.short_name,
  }));
}

/** Names of agencies by id, for the marks of a merged sheet. */
export async function agencyNames(
  tx: Tx,
  jurisdictionId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly shortName: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('agencies')
    .select(['id', 'name', 'short_name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, { name: row.name, shortName: row.short_name }]));
}
