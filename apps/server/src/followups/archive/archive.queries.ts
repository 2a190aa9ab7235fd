/** SQL of dossiers, transfers and samples, and of what goes into a dossier from the ledger and the file store. */
import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import { moveTask } from '../../tasks/close.queries.ts';
import type { ArchiveTransfersTable, DossierSamplesTable, DossiersTable } from './tables.ts';

export type StoredDossier = Selectable<DossiersTable>;
export type StoredSample = Selectable<DossierSamplesTable>;

interface Key {
  readonly jurisdictionId: string;
  readonly id: string;
}
interface Unit {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}
interface Paged {
  readonly after: string | undefined;
  readonly limit: number;
}

export async function insertDossier(tx: Tx, row: Insertable<DossiersTable>): Promise<void> {
  await tx.insertInto('dossiers').values(row).execute();
}

export async function dossierById(tx: Tx, id: string): Promise<StoredDossier | undefined> {
  return tx.selectFrom('dossiers').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Parts of one inspection's dossier in order. */
export async function dossiersOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly inspectionId: string },
): Promise<readonly StoredDossier[]> {
  return tx
    .selectFrom('dossiers')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('inspection_id', '=', of.inspectionId)
    .orderBy('part')
    .execute();
}

/** Dossiers named by their ids, locked, in the order of their numbers. */
export async function lockDossiers(
  tx: Tx,
  unit: Unit,
  ids: readonly string[],
): Promise<readonly StoredDossier[]> {
  return tx
    .selectFrom('dossiers')
    .selectAll()
    .where('jurisdiction_id', '=', unit.jurisdictionId)
    .where('agency_id', '=', unit.agencyId)
    .where('id', 'in', ids)
    .orderBy('archive_number')
    .forUpdate()
    .execute();
}

export async function saveDossier(
  tx: Tx,
  key: Key,
  change: Partial<Insertable<DossiersTable>>,
): Promise<void> {
  await tx
    .updateTable('dossiers')
    .set(change)
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

export async function dossierPage(
  tx: Tx,
  unit: Unit,
  of: Paged & {
    readonly year: number | undefined;
    readonly retention: string | undefined;
    readonly where: 'all' | 'here' | 'transferred';
    readonly text: string | undefined;
  },
): Promise<readonly StoredDossier[]> {
  const key = decodeCursor(of.after, 1);
  let query = tx
    .selectFrom('dossiers')
    .selectAll()
    .where('jurisdiction_id', '=', unit.jurisdictionId)
    .where('agency_id', '=', unit.agencyId);
  if (of.year !== undefined) query = query.where('year', '=', of.year);
  if (of.retention !== undefined) query = query.where(sql<SqlBool>`retention = ${of.retention}`);
  if (of.where !== 'all') query = query.where('transfer_id', of.where === 'here' ? 'is' : 'is not', null);
  if (of.text !== undefined && of.text !== '') {
    const part = likePart(of.text);
    query = query.where((eb) => eb.or([eb('archive_number', 'like', part), eb('object_name', 'like', part)]));
  }
  if (key !== null) query = query.where('archive_number', '>', key[0] ?? '');
  return query
    .orderBy('archive_number')
    .limit(of.limit + 1)
    .execute();
}

/** Built dossiers of a year, for sampling. */
export async function sampledPool(tx: Tx, unit: Unit, year: number) {
  return tx
    .selectFrom('dossiers')
    .select(['archive_number as archiveNumber', 'package_sha256 as sha256'])
    .where('jurisdiction_id', '=', unit.jurisdictionId)
    .where('agency_id', '=', unit.agencyId)
    .where('year', '=', year)
    .where('state', '=', 'built')
    .orderBy('archive_number')
    .execute();
}

export async function insertSample(tx: Tx, row: Insertable<DossierSamplesTable>): Promise<void> {
  await tx.insertInto('dossier_samples').values(row).execute();
}

export async function sampleById(tx: Tx, unit: Unit, id: string): Promise<StoredSample | undefined> {
  return tx
    .selectFrom('dossier_samples')
    .selectAll()
    .where('jurisdiction_id', '=', unit.jurisdictionId)
    .where('agency_id', '=', unit.agencyId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function samplePage(tx: Tx, unit: Unit, of: Paged): Promise<readonly StoredSample[]> {
  const key = decodeCursor(of.after, 2);
  let query = tx
    .selectFrom('dossier_samples')
    .selectAll()
    .where('jurisdiction_id', '=', unit.jurisdictionId)
    .where('agency_id', '=', unit.agencyId);
  if (key !== null)
    query = query.where(sql<SqlBool>`(drawn_at, id) < (${key[0]}::timestamptz, ${key[1]}::uuid)`);
  return query
    .orderBy('drawn_at', 'desc')
    .orderBy('id', 'desc')
    .limit(of.limit + 1)
    .execute();
}

export async function dossiersByNumber(tx: Tx, unit: Unit, numbers: readonly string[]) {
  if (numbers.length === 0) return [];
  return tx
    .selectFrom('dossiers')
    .select(['id', 'archive_number', 'object_name'])
    .where('jurisdiction_id', '=', unit.jurisdictionId)
    .where('agency_id', '=', unit.agencyId)
    .where('archive_number', 'in', numbers)
    .execute();
}

export async function insertTransfer(tx: Tx, row: Insertable<ArchiveTransfersTable>): Promise<void> {
  await tx.insertInto('archive_transfers').values(row).execute();
}

export async function transferPage(tx: Tx, unit: Unit, of: Paged) {
  const key = decodeCursor(of.after, 2);
  let query = tx
    .selectFrom('archive_transfers as t')
    .innerJoin('papers as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 't.jurisdiction_id').onRef('p.id', '=', 't.paper_id'),
    )
    .selectAll('t')
    .select('p.scan_file_id')
    .where('t.jurisdiction_id', '=', unit.jurisdictionId)
    .where('t.agency_id', '=', unit.agencyId);
  if (key !== null)
    query = query.where(sql<SqlBool>`(t.created_at, t.id) < (${key[0]}::timestamptz, ${key[1]}::uuid)`);
  return query
    .orderBy('t.created_at', 'desc')
    .orderBy('t.id', 'desc')
    .limit(of.limit + 1)
    .execute();
}

export async function transferById(tx: Tx, unit: Unit, id: string) {
  return tx
    .selectFrom('archive_transfers')
    .selectAll()
    .where('jurisdiction_id', '=', unit.jurisdictionId)
    .where('agency_id', '=', unit.agencyId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function dossiersOfTransfer(tx: Tx, key: Key): Promise<readonly StoredDossier[]> {
  return tx
    .selectFrom('dossiers')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('transfer_id', '=', key.id)
    .orderBy('archive_number')
    .execute();
}

/** One event for several subjects stands under the first of them and names the others in its data. */
const batchEvents = ['approval.applied', 'approval.decided', 'followup.moved'];

/** Events of the subjects, in every jurisdiction that took part; also those of a batch that names one of them. */
export async function dossierEvents(
  tx: Tx,
  of: {
    readonly jurisdictionIds: readonly string[];
    readonly subjects: readonly { readonly kind: string; readonly ids: readonly string[] }[];
  },
) {
  const subjects = of.subjects.filter(({ ids }) => ids.length > 0);
  const named = subjects.flatMap(({ ids }) => ids.map((id) => `%"${id}"%`));
  return tx
    .selectFrom('ledger_events as e')
    .leftJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('a.id', '=', 'e.account_id'),
    )
    .select(['e.seq', 'e.at', 'e.type', 'e.entry', 'e.hash', 'a.person_name as personName'])
    .where('e.jurisdiction_id', 'in', of.jurisdictionIds)
    .where((eb) =>
      eb.or([
        ...subjects.map(({ kind, ids }) =>
          eb.and([eb('e.subject_kind', '=', kind), eb('e.subject_id', 'in', ids)]),
        ),
        eb.and([eb('e.type', 'in', batchEvents), sql<SqlBool>`e.entry LIKE ANY(${named}::text[])`]),
      ]),
    )
    .orderBy('e.at')
    .orderBy('e.seq')
    .limit(5000)
    .execute();
}

/** The inspection is in the archive; the task too, once all of its inspections are. */
export async function markArchived(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly inspectionId: string;
    readonly taskId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('inspections')
    .set({ state: 'archived', updated_at: of.at, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.inspectionId)
    .execute();
  await moveTask(tx, of, { from: 'done', to: 'archived', once: ['archived'] });
}
