/** Open problems as the demands that others may read: number, agency, words, day. */

import { sharedWords } from '@mingcha/core/followups/coordination/coordination.ts';
import type {
  CandidateObject,
  CoordinationDemand,
} from '@mingcha/core/followups/coordination/coordination-api.ts';
import type { PaperKind } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { isWithObject } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { FollowupCase } from '../followup.queries.ts';
import { ordersNamed, type StoredDemand } from './coordination.queries.ts';

/** An open problem with the number under which the object knows it. */
export interface OpenDemand {
  readonly found: FollowupCase;
  readonly number: string;
  /** The order lies in the hands of the object. */
  readonly isTold: boolean;
}

export async function withNumbers(tx: Tx, cases: readonly FollowupCase[]): Promise<readonly OpenDemand[]> {
  const ids = cases.flatMap((found) => (found.order_paper_id === null ? [] : [found.order_paper_id]));
  const orders = new Map((await ordersNamed(tx, ids)).map((order) => [order.id, order]));
  return cases.map((found) => {
    const order = found.order_paper_id === null ? undefined : orders.get(found.order_paper_id);
    const isTold =
      order !== undefined &&
      order.state === 'issued' &&
      isWithObject({
        kind: order.kind as PaperKind,
        state: order.state,
        isDelivered: order.delivered_at !== null,
      });
    return { found, number: order?.number ?? found.task_number, isTold };
  });
}

export function demandOf({ found, number }: OpenDemand): CoordinationDemand {
  return {
    findingId: found.finding_id,
    agencyName: found.agency_name,
    number,
    text: found.finding.text,
    measures: found.finding.measures,
    dueOn: found.due_on,
  };
}

export const wordsOf = (found: FollowupCase): string => `${found.finding.text}\n${found.finding.measures}`;

/** A demand as it stood when its ticket was raised. */
export function storedDemandOf(row: StoredDemand): CoordinationDemand {
  return {
    findingId: row.finding_id,
    agencyName: row.agency_name,
    number: row.number,
    text: row.text,
    measures: row.measures,
    dueOn: row.due_on,
  };
}

/** Demands of one object beside each other, with what those of different agencies share. */
export function candidateObject(demands: readonly OpenDemand[]): CandidateObject {
  const shared = demands.flatMap((one, n) =>
    demands
      .slice(n + 1)
      .filter((other) => other.found.agency_id !== one.found.agency_id)
      .flatMap((other) => sharedWords(wordsOf(one.found), wordsOf(other.found))),
  );
  return {
    objectName: demands[0]?.found.object_name ?? '',
    demands: demands.map((each) => ({ ...demandOf(each), isTaken: each.found.is_coordinated })),
    shared: [...new Set(shared)].slice(0, 6),
  };
}
