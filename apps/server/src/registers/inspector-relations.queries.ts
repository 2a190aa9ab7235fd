/** SQL of standing teams and declarations of interest. */
import { sql } from 'kysely';
import { decodeCursor } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Page, Scope } from './object.queries.ts';

export async function teamsWithMembers(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('inspector_teams as team')
    .leftJoin('inspector_team_members as member', (join) =>
      join
        .onRef('member.jurisdiction_id', '=', 'team.jurisdiction_id')
        .onRef('member.team_id', '=', 'team.id'),
    )
    .leftJoin('inspectors as person', (join) =>
      join
        .onRef('person.jurisdiction_id', '=', 'member.jurisdiction_id')
        .onRef('person.id', '=', 'member.inspector_id'),
    )
    .select(['team.id', 'team.name', 'team.status', 'person.id as person_id', 'person.name as person_name'])
    .where('team.jurisdiction_id', '=', scope.jurisdictionId)
    .where('team.agency_id', '=', scope.agencyId)
    .orderBy(sql`team.name COLLATE "C"`)
    .orderBy(sql`person.name COLLATE "C"`)
    .execute();
}

export async function activeInspectors(tx: Tx, scope: Scope, ids: readonly string[]) {
  return tx
    .selectFrom('inspectors')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('status', '=', 'active')
    .where('id', 'in', ids)
    .execute();
}

export async function saveTeamRow(
  tx: Tx,
  scope: Scope,
  team: { id: string; name: string; status: string; memberIds: readonly string[]; at: string },
): Promise<void> {
  const { jurisdictionId } = scope;
  await tx
    .insertInto('inspector_teams')
    .values({
      jurisdiction_id: jurisdictionId,
      id: team.id,
      agency_id: scope.agencyId,
      name: team.name,
      status: team.status,
      created_at: team.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['jurisdiction_id', 'id']).doUpdateSet({ name: team.name, status: team.status }),
    )
    .execute();
  await tx
    .deleteFrom('inspector_team_members')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('team_id', '=', team.id)
    .execute();
  await tx
    .insertInto('inspector_team_members')
    .values(
      team.memberIds.map((id) => ({ jurisdiction_id: jurisdictionId, team_id: team.id, inspector_id: id })),
    )
    .execute();
}

export async function declarationPage(
  tx: Tx,
  scope: Scope,
  options: {
    inspectorId?: string | undefined;
    objectId?: string | undefined;
    onlyAccountId: string | null;
    page: Page;
  },
) {
  const key = decodeCursor(options.page.after, 2);
  let query = tx
    .selectFrom('interest_declarations as d')
    .innerJoin('inspectors as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('i.id', '=', 'd.inspector_id'),
    )
    .innerJoin('objects as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('o.id', '=', 'd.object_id'),
    )
    .selectAll('d')
    .select(['i.name as inspector_name', 'o.name as object_name'])
    .where('d.jurisdiction_id', '=', scope.jurisdictionId)
    .where('i.agency_id', '=', scope.agencyId);
  if (options.inspectorId !== undefined) query = query.where('d.inspector_id', '=', options.inspectorId);
  if (options.objectId !== undefined) query = query.where('d.object_id', '=', options.objectId);
  if (options.onlyAccountId !== null) query = query.where('i.account_id', '=', options.onlyAccountId);
  if (key !== null) {
    query = query.where(sql<boolean>`(d.created_at, d.id) < (${key[0]}::timestamptz, ${key[1]}::uuid)`);
  }
  return query
    .orderBy('d.created_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(options.page.limit + 1)
    .execute();
}

/** The two ends of a declaration, when both stand in this agency's directories. */
export async function declarationEnds(tx: Tx, scope: Scope, ends: { inspectorId: string; objectId: string }) {
  const inspector = await tx
    .selectFrom('inspectors')
    .select(['id', 'account_id'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', ends.inspectorId)
    .executeTakeFirst();
  const object = await tx
    .selectFrom('objects')
    .select('id')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', ends.objectId)
    .executeTakeFirst();
  return { inspector, object };
}

export interface NewDeclaration {
  readonly id: string;
  readonly inspectorId: string;
  readonly objectId: string;
  readonly relation: string;
  readonly note: string;
  readonly validTo: string | null;
  readonly day: string;
  readonly by: string;
  readonly at: string;
}

/** False when the same live declaration stands already. */
export async function insertDeclaration(tx: Tx, scope: Scope, declaration: NewDeclaration): Promise<boolean> {
  const inserted = await tx
    .insertInto('interest_declarations')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      id: declaration.id,
      inspector_id: declaration.inspectorId,
      object_id: declaration.objectId,
      relation: declaration.relation,
      note: declaration.note,
      declared_on: declaration.day,
      declared_by: declaration.by,
      valid_to: declaration.validTo,
      withdrawn_on: null,
      created_at: declaration.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

export async function lockDeclaration(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('interest_declarations as d')
    .innerJoin('inspectors as i', (join) =>
      join.onRef('i.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('i.id', '=', 'd.inspector_id'),
    )
    .select(['d.id', 'd.withdrawn_on'])
    .where('d.jurisdiction_id', '=', scope.jurisdictionId)
    .where('i.agency_id', '=', scope.agencyId)
    .where('d.id', '=', id)
    .forUpdate('d')
    .executeTakeFirst();
}

export async function withdrawDeclarationRow(
  tx: Tx,
  scope: Scope,
  withdrawal: { id: string; day: string; reason: string },
): Promise<void> {
  await tx
    .updateTable('interest_declarations')
    .set({ withdrawn_on: withdrawal.day, withdrawn_reason: withdrawal.reason })
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('id', '=', withdrawal.id)
    .execute();
}
