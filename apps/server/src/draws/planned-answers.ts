/**
 * A partner that confirmed a plan entry and named its people is not asked again for a draw that keeps to the entry: same
 * items, within the period. A body outside the platform that the plan names in words is found by that name. It is told, and may change its answer until the seal.
 */
import type { DrawSettings } from '@mingcha/core/draws/draw-task.ts';
import type { DrawableEntry } from '@mingcha/core/plans/plan.ts';
import { partnersOf } from '../plans/entry.queries.ts';
import type { Tx } from '../platform/db/database.ts';
import { assistingBodies, type Representing } from '../registers/organisation/assisting-body.queries.ts';
import type { ParticipantRow } from './participant.queries.ts';

/** By agency. */
export type PlannedAnswers = ReadonlyMap<
  string,
  Pick<ParticipantRow, 'state' | 'inspectorIds' | 'answeredAt' | 'basis'>
>;

const none: PlannedAnswers = new Map();

export async function plannedAnswers(
  tx: Tx,
  initiator: Representing,
  made: { readonly entry: DrawableEntry | null; readonly settings: DrawSettings },
): Promise<PlannedAnswers> {
  const { entry, settings } = made;
  if (entry === null || !keepsTo(entry, settings)) return none;
  const partners = await partnersOf(tx, initiator.jurisdictionId, [entry.entryId]);
  const bodies = new Map((await assistingBodies(tx, initiator)).map((body) => [body.name, body.id]));
  return new Map(
    partners.flatMap((row) => {
      const agencyId = row.agency_id ?? bodies.get(row.name);
      return agencyId === undefined || row.state !== 'confirmed'
        ? []
        : [
            [
              agencyId,
              {
                state: 'confirmed' as const,
                inspectorIds: row.inspector_ids,
                answeredAt: row.answered_at,
                basis: entry.number,
              },
            ] as const,
          ];
    }),
  );
}

function keepsTo(entry: DrawableEntry, settings: DrawSettings): boolean {
  const { fields } = entry;
  const planned = new Set([fields.leadItemKey, ...fields.extraItemKeys]);
  return (
    settings.itemKeys.every((key) => planned.has(key)) &&
    settings.window.from >= fields.window.from &&
    settings.window.to <= fields.window.to
  );
}
