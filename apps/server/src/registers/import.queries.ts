/** SQL of the imports themselves: their state, mapping and remembered layouts. */
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { decodeCursor } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Page, Scope } from './object.queries.ts';
import type { ImportsTable } from './tables.ts';

export type StoredImport = Selectable<ImportsTable>;
export interface ListedImport extends StoredImport {
  readonly person_name: string | null;
  readonly undoable: boolean;
}

function selectListed(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('imports')
    .leftJoin('accounts', (join) =>
      join
        .onRef('accounts.jurisdiction_id', '=', 'imports.jurisdiction_id')
        .onRef('accounts.id', '=', 'imports.created_by'),
    )
    .selectAll('imports')
    .select('accounts.person_name')
    .select(
      sql<boolean>`imports.state = 'applied' AND NOT EXISTS (
        SELECT 1 FROM imports later WHERE later.jurisdiction_id = imports.jurisdiction_id
          AND later.agency_id = imports.agency_id AND later.kind = imports.kind AND later.state = 'applied'
          AND (later.applied_at, later.id) > (imports.applied_at, imports.id))`.as('undoable'),
    )
    .where('imports.jurisdiction_id', '=', scope.jurisdictionId)
    .where('imports.agency_id', '=', scope.agencyId);
}

export async function importPage(tx: Tx, scope: Scope, options: { kind: string | undefined; page: Page }) {
  const key = decodeCursor(options.page.after, 2);
  let query = selectListed(tx, scope);
  if (options.kind !== undefined) query = query.where('imports.kind', '=', options.kind);
  if (key !== null) {
    query = query.where(
      sql<boolean>`(imports.created_at, imports.id) < (${key[0]}::timestamptz, ${key[1]}::uuid)`,
    );
  }
  return query
    .orderBy('imports.created_at', 'desc')
    .orderBy('imports.id', 'desc')
    .limit(options.page.limit + 1)
    .execute();
}

export async function importById(tx: Tx, scope: Scope, id: string): Promise<ListedImport | undefined> {
  return selectListed(tx, scope).where('imports.id', '=', id).executeTakeFirst();
}

export async function lockImport(tx: Tx, scope: Scope, id: string): Promise<StoredImport | undefined> {
  return tx
    .selectFrom('imports')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export interface NewImport {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
  readonly sheet: string | null;
  readonly table: Record<string, unknown>;
  readonly by: string;
  readonly at: string;
}

export async function insertImport(tx: Tx, scope: Scope, made: NewImport): Promise<void> {
  await tx
    .insertInto('imports')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: made.id,
      kind: made.kind,
      file_name: made.fileName,
      file_sha256: made.sha256,
      file_size: BigInt(made.size),
      sheet: made.sheet,
      table_info: JSON.stringify(made.table),
      mapping: null,
      counts: null,
      register_mark: null,
      state: 'uploaded',
      failure: null,
      created_by: made.by,
      created_at: made.at,
      applied_at: null,
      undone_at: null,
    })
    .execute();
}

export interface ImportChange {
  readonly state?: string;
  readonly progress?: number;
  readonly sheet?: string | null;
  readonly table?: Record<string, unknown>;
  readonly mapping?: Record<string, number> | null;
  readonly counts?: object | null;
  readonly registerMark?: string;
  readonly failure?: object | null;
  /** The server process that reads the file. */
  readonly readingBy?: string;
  readonly appliedAt?: string;
  readonly undoneAt?: string;
}

export async function saveImport(
  tx: Tx,
  scope: Scope,
  change: { id: string; set: ImportChange },
): Promise<void> {
  const { set } = change;
  const json = (value: object | null | undefined) => (value === null ? null : JSON.stringify(value));
  await tx
    .updateTable('imports')
    .set({
      ...(set.state === undefined ? {} : { state: set.state }),
      ...(set.progress === undefined ? {} : { progress: set.progress }),
      ...(set.sheet === undefined ? {} : { sheet: set.sheet }),
      ...(set.table === undefined ? {} : { table_info: JSON.stringify(set.table) }),
      ...(set.mapping === undefined ? {} : { mapping: json(set.mapping) }),
      ...(set.counts === undefined ? {} : { counts: json(set.counts) }),
      ...(set.registerMark === undefined ? {} : { register_mark: set.registerMark }),
      ...(set.failure === undefined ? {} : { failure: json(set.failure) }),
      ...(set.readingBy === undefined ? {} : { reading_by: set.readingBy }),
      ...(set.appliedAt === undefined ? {} : { applied_at: set.appliedAt }),
      ...(set.undoneAt === undefined ? {} : { undone_at: set.undoneAt }),
    })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', change.id)
    .execute();
}

/** Imports whose reading process lives no more; what another process is reading stays. */
export async function resetInterrupted(tx: Tx): Promise<void> {
  await tx
    .updateTable('imports')
    .set({ state: 'uploaded', progress: 0, failure: JSON.stringify({ code: 'import.interrupted' }) })
    .where('state', '=', 'reading')
    .where((eb) =>
      eb.or([
        eb('reading_by', 'is', null),
        eb.not(
          eb.exists(
            eb.selectFrom('server_processes as p').select('p.id').whereRef('p.id', '=', 'imports.reading_by'),
          ),
        ),
      ]),
    )
    .execute();
}

export async function rememberedLayout(
  tx: Tx,
  scope: Scope,
  layout: { kind: string; fingerprint: string },
): Promise<Record<string, number> | null> {
  const found = await tx
    .selectFrom('import_layouts')
    .select('mapping')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('kind', '=', layout.kind)
    .where('fingerprint', '=', layout.fingerprint)
    .executeTakeFirst();
  return found === undefined ? null : (found.mapping as Record<string, number>);
}

export async function rememberLayout(
  tx: Tx,
  scope: Scope,
  layout: { kind: string; fingerprint: string; mapping: Record<string, number>; at: string },
): Promise<void> {
  const columns = { mapping: JSON.stringify(layout.mapping), updated_at: layout.at };
  await tx
    .insertInto('import_layouts')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      kind: layout.kind,
      fingerprint: layout.fingerprint,
      ...columns,
    })
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'agency_id', 'kind', 'fingerprint']).doUpdateSet(columns),
    )
    .execute();
}
