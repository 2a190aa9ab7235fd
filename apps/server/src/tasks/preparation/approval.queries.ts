/** SQL of approvals. An agency finds its own in whatever jurisdiction the task lies; services decide who may see which. */

import type { Actor } from '@mingcha/core/common/roles.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { placeOf } from '../../platform/db/place.queries.ts';
import type { InspectionApprovalsTable } from './tables.ts';

export type StoredApproval = Selectable<InspectionApprovalsTable>;

export async function insertApproval(tx: Tx, row: Insertable<InspectionApprovalsTable>): Promise<void> {
  await tx.insertInto('inspection_approvals').values(row).execute();
}

/** Of one inspection, all agencies', newest first. */
export async function approvalsOf(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string },
): Promise<readonly StoredApproval[]> {
  return tx
    .selectFrom('inspection_approvals')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .orderBy('applied_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** One of the agency's own by its id. */
export async function approvalById(
  tx: Tx,
  scope: { readonly agencyId: string },
  id: string,
): Promise<StoredApproval | undefined> {
  return own(tx, scope, id).executeTakeFirst();
}

/** The same, held until the end of the transaction. */
export async function lockApproval(
  tx: Tx,
  scope: { readonly agencyId: string },
  id: string,
): Promise<StoredApproval | undefined> {
  const place = await placeOf(tx, 'inspection_approvals', id);
  if (place === undefined) return undefined;
  return own(tx, scope, id).where('jurisdiction_id', '=', place).forUpdate().executeTakeFirst();
}

function own(tx: Tx, scope: { readonly agencyId: string }, id: string) {
  return tx
    .selectFrom('inspection_approvals')
    .selectAll()
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id);
}

export interface ApprovalQuery {
  readonly of: 'mine' | 'agency';
  readonly state: string | undefined;
  /** `applied_at` and id of the previous page's last row. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** Oldest first while they wait, so that nothing is left behind. */
export async function approvalPage(
  tx: Tx,
  actor: Actor,
  query: ApprovalQuery,
): Promise<readonly StoredApproval[]> {
  let select = tx
    .selectFrom('inspection_approvals as a')
    .selectAll('a')
    .where('a.agency_id', '=', actor.agencyId)
    .orderBy('a.applied_at')
    .orderBy('a.id')
    .limit(query.limit + 1);
  if (query.of === 'mine')
    select = select
      .where('a.state', '=', 'submitted')
      .where('a.applied_by', '<>', actor.accountId)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('inspection_members as m')
              .select('m.id')
              .whereRef('m.jurisdiction_id', '=', 'a.jurisdiction_id')
              .whereRef('m.inspection_id', '=', 'a.inspection_id')
              .where('m.account_id', '=', actor.accountId)
              .where('m.state', 'in', ['assigned', 'claimed']),
          ),
        ),
      );
  else if (query.state !== undefined) select = select.where('a.state', '=', query.state);
  const [at, id] = query.after ?? [];
  if (at !== undefined && id !== undefined)
    select = select.where(sql<boolean>`(a.applied_at, a.id) > (${at}::timestamptz, ${id}::uuid)`);
  return select.execute();
}

export interface Decision {
  readonly state: 'approved' | 'refused' | 'withdrawn';
  readonly decidedBy?: string;
  readonly decidedName?: string;
  readonly decidedAs?: string;
  readonly authority?: string;
  readonly opinion?: string;
  readonly via?: 'screen' | 'paper';
  readonly at?: string;
  readonly signedOn?: string;
  readonly scanId?: string;
  readonly registeredBy?: string;
  readonly registeredName?: string;
}

export async function saveDecision(tx: Tx, row: StoredApproval, decision: Decision): Promise<void> {
  await tx
    .updateTable('inspection_approvals')
    .set({
      state: decision.state,
      decided_by: decision.decidedBy ?? null,
      decided_name: decision.decidedName ?? null,
      decided_at: decision.at ?? null,
      decided_as: decision.decidedAs ?? null,
      authority: decision.authority ?? '',
      opinion: decision.opinion ?? '',
      via: decision.via ?? null,
      signed_on: decision.signedOn ?? null,
      scan_id: decision.scanId ?? null,
      registered_by: decision.registeredBy ?? null,
      registered_name: decision.registeredName ?? null,
      row_version: sql`row_version + 1`,
    })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}

export async function savePaperOfApproval(tx: Tx, row: StoredApproval, paperId: string): Promise<void> {
  await tx
    .updateTable('inspection_approvals')
    .set({ paper_id: paperId })
    .where('jurisdiction_id', '=', row.jurisdiction_id)
    .where('id', '=', row.id)
    .execute();
}
