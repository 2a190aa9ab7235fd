/** The statements of the first load: savepoints inside its one transaction, what a feed's file would say, tasks of the past. */
import { type Insertable, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { FeedScope } from '../registers/objects/feed-classify.queries.ts';
import type { FeedRowsTable } from '../registers/objects/tables.ts';

export async function setSavepoint(tx: Tx): Promise<void> {
  await sql`SAVEPOINT part`.execute(tx);
}

export async function keepSavepoint(tx: Tx): Promise<void> {
  await sql`RELEASE SAVEPOINT part`.execute(tx);
}

export async function undoSavepoint(tx: Tx): Promise<void> {
  await sql`ROLLBACK TO SAVEPOINT part`.execute(tx);
}

/** A row of a feed's file, by the columns of its staging table. */
export type SaidRow = Partial<
  Omit<Insertable<FeedRowsTable>, 'row_number' | 'receipt_id' | 'jurisdiction_id' | 'problems' | 'changes'>
>;

/** Stages rows as the reading of a file would. */
export async function insertFeedRows(tx: Tx, scope: FeedScope, rows: readonly SaidRow[]): Promise<void> {
  const keys = { jurisdiction_id: scope.jurisdictionId, receipt_id: scope.receiptId };
  await tx
    .insertInto('feed_rows')
    .values(rows.map((row, at) => ({ ...keys, ...row, row_number: at + 2 }) as Insertable<FeedRowsTable>))
    .execute();
}

/** Sets dispatch and claims of a task back, so that visits set down as past come after them. */
export async function dispatchedAt(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly taskId: string; readonly inspectionIds: readonly string[] },
  past: { readonly at: string; readonly day: string; readonly claimDue: string },
): Promise<void> {
  const { at } = past;
  await tx
    .updateTable('inspection_tasks')
    .set({ created_at: at, dispatched_at: at, window_from: past.day, claim_due: past.claimDue })
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('id', '=', of.taskId)
    .execute();
  for (const table of ['inspection_teams', 'inspection_members'] as const)
    await tx
      .updateTable(table)
      .set({ claimed_at: at })
      .where('jurisdiction_id', '=', of.jurisdictionId)
      .where('inspection_id', 'in', of.inspectionIds)
      .execute();
}

/** A team of another agency of the place stood at the same visit: as far as the team that is there, with people of its own. */
export async function joinTeam(
  tx: Tx,
  agency: { readonly jurisdictionId: string; readonly agencyId: string },
  of: {
    readonly inspectionId: string;
    readonly people: readonly { readonly id: string; readonly inspectorId: string }[];
  },
): Promise<void> {
  const { jurisdictionId, agencyId } = agency;
  await sql`INSERT INTO inspection_teams (jurisdiction_id, inspection_id, agency_id, agency_jurisdiction_id, agency_name, initiator,
      item_keys, stage, claimed_at, approved_at, noticed_at, entered_at, recorded_at, updated_at)
    SELECT t.jurisdiction_id, t.inspection_id, a.id, t.agency_jurisdiction_id, a.name, false,
      t.item_keys, t.stage, t.claimed_at, t.approved_at, t.noticed_at, t.entered_at, t.recorded_at, t.updated_at
    FROM inspection_teams t JOIN agencies a ON a.jurisdiction_id = t.jurisdiction_id AND a.id = ${agencyId}
    WHERE t.jurisdiction_id = ${jurisdictionId} AND t.inspection_id = ${of.inspectionId}`.execute(tx);
  for (const [at, { id, inspectorId }] of of.people.entries())
    await sql`INSERT INTO inspection_members (jurisdiction_id, id, inspection_id, agency_id, inspector_id, account_id, name,
        certificate_number, role, state, claimed_at, updated_at)
      SELECT t.jurisdiction_id, ${id}, t.inspection_id, t.agency_id, n.id, n.account_id, n.name, n.certificate_number,
        ${at === 0 ? 'lead' : 'member'}, 'claimed', t.claimed_at, t.updated_at
      FROM inspection_teams t JOIN inspectors n ON n.jurisdiction_id = t.jurisdiction_id AND n.id = ${inspectorId}
      WHERE t.jurisdiction_id = ${jurisdictionId} AND t.inspection_id = ${of.inspectionId} AND t.agency_id = ${agencyId}`.execute(
      tx,
    );
}

/** Enterprises of the directory that have a credit code, in its order. */
export async function knownEnterprises(
  tx: Tx,
  jurisdictionId: string,
  limit: number,
): Promise<readonly { readonly creditCode: string; readonly name: string }[]> {
  const found = await sql<{
    creditCode: string;
    name: string;
  }>`SELECT DISTINCT ON (o.uscc) o.uscc AS "creditCode", o.name
    FROM objects o WHERE o.jurisdiction_id = ${jurisdictionId} AND o.uscc IS NOT NULL ORDER BY o.uscc LIMIT ${limit}`.execute(
    tx,
  );
  return found.rows;
}

/** Visits of which their object knows, with its credit code: those that it can rate. */
export async function rateableVisits(
  tx: Tx,
  jurisdictionId: string,
): Promise<readonly { readonly id: string; readonly creditCode: string; readonly name: string }[]> {
  const found = await sql<{
    id: string;
    creditCode: string;
    name: string;
  }>`SELECT i.id, i.object ->> 'uscc' AS "creditCode",
      i.object ->> 'name' AS name FROM inspections i
    JOIN inspection_tasks t ON t.jurisdiction_id = i.jurisdiction_id AND t.id = i.task_id
    WHERE i.jurisdiction_id = ${jurisdictionId} AND i.object ->> 'uscc' IS NOT NULL
      AND coalesce(i.outcome, '') NOT IN ('replaced', 'cancelled') AND t.state NOT IN ('prepared', 'void')
      AND EXISTS (SELECT FROM inspection_teams x WHERE x.jurisdiction_id = i.jurisdiction_id AND x.inspection_id = i.id
        AND (x.noticed_at IS NOT NULL OR x.entered_at IS NOT NULL))
    ORDER BY i.id LIMIT 8`.execute(tx);
  return found.rows;
}
