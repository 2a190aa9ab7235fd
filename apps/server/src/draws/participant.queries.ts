/** SQL of the agencies that take part in a draw, and of the agencies' rule books for draws. */
import { type DrawPolicy, defaultDrawPolicy, drawPolicy } from '@mingcha/core/draws/draw-task.ts';
import type { Tx } from '../platform/db/database.ts';
import type { DrawKey } from './draw.queries.ts';

export interface ParticipantRow {
  readonly agencyId: string;
  readonly agencyJurisdictionId: string;
  readonly agencyName: string;
  readonly agencyCode: string;
  readonly initiator: boolean;
  readonly state: 'invited' | 'confirmed' | 'declined';
  readonly inspectorIds: readonly string[] | null;
  readonly answeredAt: string | null;
  /** On what an answer rests that was not given for this draw: plan entry or letter; empty otherwise. */
  readonly basis: string;
  /** Not on the platform: the initiator enters its answers by letter. */
  readonly assisting: boolean;
}

export async function participantsOf(tx: Tx, key: DrawKey): Promise<readonly ParticipantRow[]> {
  const rows = await tx
    .selectFrom('draw_participants as p')
    .leftJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'p.agency_jurisdiction_id').onRef('a.id', '=', 'p.agency_id'),
    )
    .selectAll('p')
    .select('a.represented_by')
    .where('p.jurisdiction_id', '=', key.jurisdictionId)
    .where('p.draw_id', '=', key.id)
    .orderBy('p.initiator', 'desc')
    .orderBy('p.agency_id')
    .execute();
  return rows.map((row) => ({
    agencyId: row.agency_id,
    agencyJurisdictionId: row.agency_jurisdiction_id,
    agencyName: row.agency_name,
    agencyCode: row.agency_code,
    initiator: row.initiator,
    state: row.state as ParticipantRow['state'],
    inspectorIds: row.inspector_ids,
    answeredAt: row.answered_at,
    basis: row.basis,
    assisting: row.represented_by !== null,
  }));
}

/** Brings the list to `wanted`: agencies that stay keep their answer. */
export async function replaceParticipants(
  tx: Tx,
  key: DrawKey,
  wanted: readonly ParticipantRow[],
): Promise<void> {
  await tx
    .deleteFrom('draw_participants')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .execute();
  await tx
    .insertInto('draw_participants')
    .values(
      wanted.map((row) => ({
        jurisdiction_id: key.jurisdictionId,
        draw_id: key.id,
        agency_id: row.agencyId,
        agency_jurisdiction_id: row.agencyJurisdictionId,
        agency_name: row.agencyName,
        agency_code: row.agencyCode,
        initiator: row.initiator,
        state: row.state,
        inspector_ids: row.inspectorIds === null ? null : [...row.inspectorIds],
        answered_at: row.answeredAt,
        basis: row.basis,
      })),
    )
    .execute();
}

export async function policyOf(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<{ readonly policy: DrawPolicy; readonly changedAt: string | null }> {
  const row = await tx
    .selectFrom('draw_policies')
    .select(['policy', 'changed_at'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('agency_id', '=', key.agencyId)
    .executeTakeFirst();
  if (row === undefined) return { policy: defaultDrawPolicy, changedAt: null };
  return { policy: drawPolicy.parse(row.policy), changedAt: row.changed_at };
}

export async function savePolicy(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly agencyId: string },
  change: { readonly policy: DrawPolicy; readonly at: string },
): Promise<void> {
  const values = { policy: JSON.stringify(change.policy), changed_at: change.at };
  await tx
    .insertInto('draw_policies')
    .values({ jurisdiction_id: key.jurisdictionId, agency_id: key.agencyId, ...values })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'agency_id']).doUpdateSet(values))
    .execute();
}
