/** SQL of boundaries: one set per jurisdiction, replaced as a whole. */
import type { Boundary } from '@mingcha/core/oversight/pictures/boundaries.ts';
import type { BoundarySource } from '@mingcha/core/oversight/pictures/boundary-api.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import './tables.ts';

export async function boundarySourceOf(tx: Tx, jurisdictionId: string): Promise<BoundarySource | null> {
  const row = await tx
    .selectFrom('area_boundary_sources')
    .select(['source', 'file_name', 'areas', 'uploaded_name', 'uploaded_at'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    source: row.source,
    fileName: row.file_name,
    areas: row.areas,
    uploadedName: row.uploaded_name,
    uploadedAt: row.uploaded_at,
  };
}

export interface StoredShape {
  readonly code: string;
  readonly name: string;
  readonly geometry: unknown;
}

export async function shapesOf(tx: Tx, jurisdictionId: string): Promise<readonly StoredShape[]> {
  return tx
    .selectFrom('area_boundaries')
    .select(['code', 'name', 'geometry'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('code')
    .execute();
}

/** How many areas were removed. */
export async function deleteBoundaries(tx: Tx, jurisdictionId: string): Promise<number> {
  const gone = await tx
    .deleteFrom('area_boundaries')
    .where('jurisdiction_id', '=', jurisdictionId)
    .executeTakeFirst();
  await tx.deleteFrom('area_boundary_sources').where('jurisdiction_id', '=', jurisdictionId).execute();
  return Number(gone.numDeletedRows);
}

export async function insertBoundaries(
  tx: Tx,
  of: {
    readonly jurisdictionId: string;
    readonly accountId: string;
    readonly source: BoundarySource;
    readonly areas: readonly Boundary[];
  },
): Promise<void> {
  const { jurisdictionId, accountId, source, areas } = of;
  await sql`INSERT INTO area_boundaries (jurisdiction_id, code, name, geometry)
    SELECT ${jurisdictionId}, r.* FROM unnest(${areas.map((area) => area.code)}::text[],
      ${areas.map((area) => area.name)}::text[], ${areas.map((area) => JSON.stringify(area.geometry))}::jsonb[]) AS r`.execute(
    tx,
  );
  await tx
    .insertInto('area_boundary_sources')
    .values({
      jurisdiction_id: jurisdictionId,
      source: source.source,
      file_name: source.fileName,
      areas: source.areas,
      uploaded_by: accountId,
      uploaded_name: source.uploadedName,
      uploaded_at: source.uploadedAt,
    })
    .execute();
}
