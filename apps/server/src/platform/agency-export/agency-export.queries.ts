/** SQL of exports of whole agencies: who asked, who decided, how far it is, until when it is kept. */
import type { AgencyExportProblem } from '@mingcha/core/common/agency-export.ts';
import type { Insertable, Updateable } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { AgencyExportsTable } from './tables.ts';

export interface Key {
  readonly jurisdictionId: string;
  readonly id: string;
}

export type ExportRow = NonNullable<Awaited<ReturnType<typeof exportById>>>;

const longestList = 200;

export async function exportsOf(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('agency_exports')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(longestList)
    .execute();
}

export async function exportById(tx: Tx, key: Key, lock: 'read' | 'lock' = 'read') {
  const query = tx
    .selectFrom('agency_exports')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id);
  return (lock === 'lock' ? query.forUpdate() : query).executeTakeFirst();
}

export async function insertExport(tx: Tx, row: Insertable<AgencyExportsTable>): Promise<void> {
  await tx.insertInto('agency_exports').values(row).execute();
}

/** The one of this agency that is waiting or under way. */
export async function openExport(tx: Tx, of: { readonly jurisdictionId: string; readonly agencyId: string }) {
  return tx
    .selectFrom('agency_exports')
    .select('asked_name')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('agency_id', '=', of.agencyId)
    .where('state', 'in', ['waiting', 'confirmed', 'making'])
    .executeTakeFirst();
}

/** The own agency, and those of the jurisdiction in which nobody is administrator. */
export async function agenciesFor(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return tx
    .selectFrom('agencies as g')
    .select(['g.id', 'g.name'])
    .where('g.jurisdiction_id', '=', of.jurisdictionId)
    .where('g.stands_for', 'is', null)
    .where('g.represented_by', 'is', null)
    .where((eb) =>
      eb.or([
        eb('g.id', '=', of.agencyId),
        eb.not(
          eb.exists(
            eb
              .selectFrom('accounts as a')
              .innerJoin('account_roles as r', (join) =>
                join
                  .onRef('r.jurisdiction_id', '=', 'a.jurisdiction_id')
                  .onRef('r.account_id', '=', 'a.id')
                  .on('r.role', '=', 'administrator'),
              )
              .select('a.id')
              .whereRef('a.jurisdiction_id', '=', 'g.jurisdiction_id')
              .whereRef('a.agency_id', '=', 'g.id')
              .where('a.status', '=', 'active'),
          ),
        ),
      ]),
    )
    .orderBy((eb) => eb('g.id', '=', of.agencyId), 'desc')
    .orderBy('g.name')
    .limit(1000)
    .execute();
}

/** Changes one that is still in `from`; false when it is no longer. */
export async function saveExport(
  tx: Tx,
  key: Key & { readonly from: ExportRow['state'] },
  change: Updateable<AgencyExportsTable>,
): Promise<boolean> {
  const done = await tx
    .updateTable('agency_exports')
    .set(change)
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .where('state', '=', key.from)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Over all jurisdictions, the longest waiting first. */
export async function exportsIn(
  tx: Tx,
  state: 'confirmed' | 'making' | 'done',
): Promise<readonly ExportRow[]> {
  return tx
    .selectFrom('agency_exports')
    .selectAll()
    .where('state', '=', state)
    .orderBy('decided_at')
    .limit(1000)
    .execute();
}

export interface MadeArchive {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly missing: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly sealedKey: Uint8Array;
}

/** False when it is no longer being made here: another process took over and told it as broken off. */
export async function noteMade(
  tx: Tx,
  key: Key,
  made: MadeArchive & { readonly at: string; readonly expiresAt: string },
): Promise<boolean> {
  return saveExport(
    tx,
    { ...key, from: 'making' },
    {
      state: 'done',
      ended_at: made.at,
      table_count: made.tables,
      row_count: made.rows,
      file_count: made.files,
      missing_files: made.missing,
      bytes: made.bytes,
      sha256: made.sha256,
      archive_key: Buffer.from(made.sealedKey),
      expires_at: made.expiresAt,
    },
  );
}

export async function noteFailed(
  tx: Tx,
  key: Key,
  of: { readonly problem: AgencyExportProblem; readonly at: string },
): Promise<boolean> {
  return saveExport(
    tx,
    { ...key, from: 'making' },
    { state: 'failed', problem: of.problem, ended_at: of.at },
  );
}
