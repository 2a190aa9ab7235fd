/** SQL of samples of dossiers by somebody's own seed: whoever committed one sees it, nobody else. */
import type { SampledDossier } from '@mingcha/core/followups/archive/archive.ts';
import { type Insertable, type Selectable, type SqlBool, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { AuditSamplesTable } from './tables.ts';

export type StoredAuditSample = Selectable<AuditSamplesTable>;

interface Owner {
  readonly jurisdictionId: string;
  readonly accountId: string;
}

/** Built dossiers that were filed in the period, of these agencies or of all. */
export async function dossierPool(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly agencyIds: readonly string[];
    readonly from: string;
    readonly to: string;
  },
): Promise<readonly SampledDossier[]> {
  let query = tx
    .selectFrom('dossiers')
    .select(['archive_number as archiveNumber', 'package_sha256 as sha256'])
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('state', '=', 'built')
    .where('filed_on', '>=', of.from)
    .where('filed_on', '<=', of.to);
  if (of.agencyIds.length > 0) query = query.where('agency_id', 'in', of.agencyIds);
  return query.orderBy('archive_number').execute();
}

export async function insertAuditSample(tx: Tx, row: Insertable<AuditSamplesTable>): Promise<void> {
  await tx.insertInto('audit_samples').values(row).execute();
}

export async function auditSampleById(
  tx: Tx,
  owner: Owner,
  of: { readonly id: string; readonly lock?: true },
): Promise<StoredAuditSample | undefined> {
  const query = tx
    .selectFrom('audit_samples')
    .selectAll()
    .where('jurisdiction_id', '=', owner.jurisdictionId)
    .where('committed_by', '=', owner.accountId)
    .where('id', '=', of.id);
  return (of.lock === true ? query.forUpdate() : query).executeTakeFirst();
}

export async function saveDrawn(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
  drawn: {
    readonly seed: string;
    readonly numbers: readonly string[];
    readonly seq: number;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('audit_samples')
    .set({
      seed: drawn.seed,
      drawn: JSON.stringify(drawn.numbers),
      drawn_seq: drawn.seq,
      drawn_at: drawn.at,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

export async function auditSamplePage(
  tx: Tx,
  owner: Owner,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<readonly StoredAuditSample[]> {
  const key = decodeCursor(page.after, 2);
  let query = tx
    .selectFrom('audit_samples')
    .selectAll()
    .where('jurisdiction_id', '=', owner.jurisdictionId)
    .where('committed_by', '=', owner.accountId);
  if (key !== null)
    query = query.where(sql<SqlBool>`(committed_at, id) < (${key[0]}::timestamptz, ${key[1]}::uuid)`);
  return query
    .orderBy('committed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

/** Drawn dossiers by their numbers, and the files of one of them. */
export async function drawnDossiers(tx: Tx, jurisdictionId: string, numbers: readonly string[]) {
  if (numbers.length === 0) return [];
  return tx
    .selectFrom('dossiers')
    .select([
      'id',
      'archive_number as archiveNumber',
      'object_name as objectName',
      'pdf_file_id as pdfFileId',
      'package_file_id as packageFileId',
    ])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('archive_number', 'in', numbers)
    .execute();
}
