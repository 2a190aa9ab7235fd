/** SQL of file metadata: which jurisdiction holds which bytes under which name. The bytes are in the file store. */
import type { Tx } from '../db/database.ts';

export interface FileRow {
  readonly jurisdictionId: string;
  readonly id: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly contentType: string;
  /** Display name; never a path. */
  readonly fileName: string;
  readonly createdAt: string;
  readonly createdBy: string | null;
}

/** Inserts the row of a file that the store already holds. */
export async function insertFile(tx: Tx, file: FileRow): Promise<void> {
  await tx
    .insertInto('files')
    .values({
      jurisdiction_id: file.jurisdictionId,
      id: file.id,
      sha256: file.sha256,
      size: file.size,
      content_type: file.contentType,
      file_name: file.fileName,
      created_at: file.createdAt,
      created_by: file.createdBy,
    })
    .execute();
}

/** The row, or undefined when this jurisdiction has no such file. */
export async function fileById(tx: Tx, jurisdictionId: string, id: string): Promise<FileRow | undefined> {
  const row = await tx
    .selectFrom('files')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    jurisdictionId: row.jurisdiction_id,
    id: row.id,
    sha256: row.sha256,
    size: Number(row.size),
    contentType: row.content_type,
    fileName: row.file_name,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
