/**
 * What of a visit its enterprise may know: whose it is by the credit code of the session, that it was told of it or somebody
 * stood at its door, which papers lie in its hands, which results it knows.
 */
import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { OwnVisit, OwnVisitState } from '@mingcha/core/publications/enterprise/centre-api.ts';
import { isWithObject } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { casesOf, type FollowupCase } from '../../followups/followup.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type InspectionCase, inspectionCase } from '../../tasks/inspection.queries.ts';
import type { PaperRow } from '../../tasks/papers/paper.queries.ts';
import { papersOf } from '../../tasks/papers/paper.service.ts';
import { objectKnows } from '../../tasks/preparation/visit-code.service.ts';
import { publicationById, publicationOfTeam, type StoredPublication } from '../publication.queries.ts';
import { isOwnInspection } from './centre.queries.ts';

export const keyOf = ({ inspection }: InspectionCase) => ({
  jurisdictionId: inspection.jurisdiction_id,
  inspectionId: inspection.id,
});

/** One of its own visits that it knows of; `lock` holds its row. Errors: `enterprise.visit.not_found`. */
export async function ownVisit(
  tx: Tx,
  of: { readonly enterprise: Enterprise; readonly id: string },
  lock: 'read' | 'lock' = 'read',
): Promise<Result<InspectionCase>> {
  const { id, enterprise } = of;
  if (!(await isOwnInspection(tx, { id, creditCode: enterprise.creditCode })))
    return fail('enterprise.visit.not_found');
  const found = await inspectionCase(tx, id, lock);
  if (found === undefined || !objectKnows(found) || found.inspection.outcome === 'replaced')
    return fail('enterprise.visit.not_found');
  return ok(found);
}

export function stateOf({ inspection, teams }: InspectionCase): OwnVisitState {
  if (inspection.outcome === 'cancelled') return 'cancelled';
  if (inspection.state !== 'open') return 'done';
  const active = teams.filter((team) => team.stage !== 'withdrawn');
  if (active.length > 0 && active.every((team) => team.recorded_at !== null)) return 'done';
  return active.some((team) => team.entered_at !== null) ? 'visiting' : 'announced';
}

/** Problems that wait for the enterprise's report. */
export const waits = (found: FollowupCase): boolean => found.kind === 'rectify' && found.state === 'ordered';

export function nearest(cases: readonly FollowupCase[]): string | null {
  const days = cases.filter(waits).flatMap((each) => (each.due_on === null ? [] : [each.due_on]));
  return days.sort((a, b) => (a < b ? -1 : 1))[0] ?? null;
}

export const casesOfOrder = (tx: Tx, order: PaperRow) =>
  casesOf(tx, { jurisdictionId: order.jurisdiction_id, orderPaperId: order.id });

export async function ordersOf(tx: Tx, found: InspectionCase): Promise<readonly PaperRow[]> {
  const papers = await papersOf(tx, keyOf(found));
  return papers.filter(
    (paper) => paper.kind === 'rectificationOrder' && paper.state === 'issued' && inHand(paper),
  );
}

export const inHand = (paper: PaperRow): boolean =>
  isWithObject({ kind: paper.kind, state: paper.state, isDelivered: paper.delivered_at !== null });

const objectable: readonly string[] = ['prepared', 'returned', 'reviewed', 'suspended', 'published'];

/** A result is known once it is public, or once a paper about it was delivered. */
export async function resultsShown(tx: Tx, found: InspectionCase): Promise<OwnVisit['results']> {
  const papers = (await papersOf(tx, keyOf(found))).filter(inHand);
  const shown: OwnVisit['results'] = [];
  for (const team of found.teams) {
    const row = await publicationOfTeam(tx, { ...keyOf(found), agencyId: team.agency_id });
    if (row === undefined) continue;
    const isTold = papers.some(
      (paper) => paper.agency_id === team.agency_id && resultPapers.includes(paper.kind),
    );
    if (!isTold && row.state !== 'published') continue;
    shown.push(resultOf(row));
  }
  return shown;
}

/** Is this the publication of a result of its own that it knows? */
export async function knowsResult(tx: Tx, enterprise: Enterprise, publicationId: string): Promise<boolean> {
  const row = await publicationById(tx, publicationId);
  if (row === undefined || row.inspection_id === null) return false;
  const own = await ownVisit(tx, { enterprise, id: row.inspection_id });
  return own.ok && (await resultsShown(tx, own.value)).some((each) => each.publicationId === publicationId);
}

const resultPapers: readonly string[] = ['resultNotice', 'rectificationOrder', 'noPenaltyDecision'];

function resultOf(row: StoredPublication): OwnVisit['results'][number] {
  const isPublished = row.state === 'published';
  return {
    publicationId: row.id,
    agencyName: row.agency_name,
    isPublished,
    publishedOn: isPublished ? row.published_on : null,
    mayObject: objectable.includes(row.state),
  };
}
