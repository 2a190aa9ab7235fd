/** SQL of experts and technical bodies with their steps and documents. Draws and teams never read these tables. */
import type { ExpertFields } from '@mingcha/core/registers/expert.ts';
import { type Selectable, sql } from 'kysely';
import { decodeCursor } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Page, Scope } from './object.queries.ts';
import type { ExpertsTable } from './tables.ts';
import './inspectors/tables.ts';
import { likePart } from '../platform/db/like.ts';

export type StoredExpert = Selectable<ExpertsTable> & { readonly files: number };

function selectExperts(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('experts')
    .selectAll('experts')
    .select(
      sql<number>`(SELECT count(*)::int FROM expert_files f
        WHERE f.jurisdiction_id = experts.jurisdiction_id AND f.expert_id = experts.id)`.as('files'),
    )
    .where('experts.jurisdiction_id', '=', scope.jurisdictionId)
    .where('experts.agency_id', '=', scope.agencyId);
}

export interface ExpertFilter {
  readonly text?: string | undefined;
  readonly status?: string | undefined;
  readonly kind?: string | undefined;
}

export async function expertPage(
  tx: Tx,
  scope: Scope,
  options: ExpertFilter & { readonly page: Page },
): Promise<StoredExpert[]> {
  const key = decodeCursor(options.page.after, 2);
  let query = selectExperts(tx, scope);
  if (options.status !== undefined) query = query.where('status', '=', options.status);
  if (options.kind !== undefined) query = query.where('kind', '=', options.kind);
  if (options.text !== undefined && options.text !== '') {
    const like = likePart(options.text);
    query = query.where((eb) => eb.or([eb('name', 'like', like), eb('organisation', 'like', like)]));
  }
  if (key !== null)
    query = query.where(sql<boolean>`(name COLLATE "C", experts.id) > (${key[0]}, ${key[1]}::uuid)`);
  return query
    .orderBy(sql`name COLLATE "C"`)
    .orderBy('experts.id')
    .limit(options.page.limit + 1)
    .execute();
}

export async function expertById(tx: Tx, scope: Scope, id: string): Promise<StoredExpert | undefined> {
  return selectExperts(tx, scope).where('experts.id', '=', id).executeTakeFirst();
}

export async function lockExpert(tx: Tx, scope: Scope, id: string): Promise<StoredExpert | undefined> {
  return selectExperts(tx, scope).where('experts.id', '=', id).forUpdate().executeTakeFirst();
}

function columnsOf(fields: ExpertFields) {
  return {
    kind: fields.kind,
    origin: fields.origin,
    name: fields.name,
    organisation: fields.organisation,
    specialities: fields.specialities,
    qualification: fields.qualification,
    conflict_organisations: fields.conflictOrganisations,
  };
}

export async function insertExpert(
  tx: Tx,
  scope: Scope,
  one: { id: string; fields: ExpertFields; by: string; at: string },
): Promise<void> {
  await tx
    .insertInto('experts')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: one.id,
      ...columnsOf(one.fields),
      entered_by: one.by,
      reviewed_by: null,
      admitted_on: null,
      term_to: null,
      created_at: one.at,
      updated_at: one.at,
    })
    .execute();
}

export async function updateExpert(
  tx: Tx,
  scope: Scope,
  one: { id: string; version: number; at: string } & (
    | { fields: ExpertFields }
    | {
        state: Partial<
          Pick<StoredExpert, 'status' | 'reviewed_by' | 'admitted_on' | 'term_to' | 'status_reason'>
        >;
      }
  ),
): Promise<void> {
  const columns = 'fields' in one ? columnsOf(one.fields) : one.state;
  await tx
    .updateTable('experts')
    .set({ ...columns, version: one.version, updated_at: one.at })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', one.id)
    .execute();
}

export async function expertStepsOf(tx: Tx, scope: Scope, expertId: string) {
  return tx
    .selectFrom('expert_steps')
    .select(['seq', 'step', 'person_name', 'reason', 'at'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('expert_id', '=', expertId)
    .orderBy('seq')
    .execute();
}

export async function insertExpertStep(
  tx: Tx,
  scope: Scope,
  one: { expertId: string; seq: number; step: string; by: string; name: string; reason: string; at: string },
): Promise<void> {
  await tx
    .insertInto('expert_steps')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      expert_id: one.expertId,
      seq: one.seq,
      step: one.step,
      account_id: one.by,
      person_name: one.name,
      reason: one.reason,
      at: one.at,
    })
    .execute();
}

export async function expertFilesOf(tx: Tx, scope: Scope, expertId: string) {
  return tx
    .selectFrom('expert_files as e')
    .innerJoin('files as f', (join) =>
      join.onRef('f.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('f.id', '=', 'e.file_id'),
    )
    .select(['f.id', 'f.file_name', 'f.size', 'f.created_at', 'f.sha256', 'f.content_type'])
    .where('e.jurisdiction_id', '=', scope.jurisdictionId)
    .where('e.expert_id', '=', expertId)
    .orderBy('f.created_at')
    .orderBy('f.id')
    .execute();
}

export async function insertExpertFile(
  tx: Tx,
  scope: Scope,
  one: { expertId: string; fileId: string },
): Promise<void> {
  await tx
    .insertInto('expert_files')
    .values({ jurisdiction_id: scope.jurisdictionId, expert_id: one.expertId, file_id: one.fileId })
    .execute();
}
