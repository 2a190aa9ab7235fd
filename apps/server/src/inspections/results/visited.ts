/** What results take from the visit: its content, and which evidence hangs on which problem. No SQL. */
import type { VisitContent } from '@mingcha/core/inspections/visits/visit-content.ts';
import type { Outcome } from '@mingcha/core/tasks/inspection.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { InspectionCase, StoredTeam } from '../../tasks/inspection.queries.ts';
import { visitState } from '../visits/visit-state.ts';
import type { InspectionKey } from './result.queries.ts';

export interface Visited {
  readonly content: VisitContent;
  readonly evidenceOf: ReadonlyMap<string, readonly string[]>;
}

/** Content of the visit; empty where nothing was written. */
export async function visited(tx: Tx, key: InspectionKey): Promise<Visited> {
  const { content, evidence } = await visitState(tx, key);
  const bound = evidence.flatMap((each) =>
    each.findingId === null ? [] : [{ ...each, of: each.findingId }],
  );
  const groups = Map.groupBy(bound, (each) => each.of);
  const evidenceOf = new Map([...groups].map(([id, rows]) => [id, rows.map((row) => row.id)]));
  return { content, evidenceOf };
}

/** How the visit ended: as noted on the inspection, else as the team wrote it, else normally. */
export function outcomeOf(found: InspectionCase, content: VisitContent): Outcome {
  return (found.inspection.outcome ?? content.outcome?.outcome ?? 'normal') as Outcome;
}

/** Items for which a team enters results: its own and those it added on the spot; those of the task where it has none. */
export function itemsOf(found: InspectionCase, team: StoredTeam, content: VisitContent): readonly string[] {
  const added = content.addedItems.filter((each) => each.agencyId === team.agency_id);
  const own = [...new Set([...team.item_keys, ...added.map((each) => each.itemKey)])];
  return own.length > 0 ? own : found.task.item_keys;
}

/** Facts of concealment that the team noted at the visit, one after the other. */
export function concealmentOf(team: Pick<StoredTeam, 'agency_id'>, content: VisitContent): string {
  const own = content.concealment.filter((each) => each.agencyId === team.agency_id);
  return own.map((each) => each.facts).join('\n');
}
