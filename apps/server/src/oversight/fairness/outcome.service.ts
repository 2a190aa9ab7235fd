/**
 * Pairs that found nothing in many visits where others find something: a list for oversight to ask about, in the order of
 * agency and names. It says nothing about anybody's fault, and a pair with few visits is not looked at.
 */
import { ok } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  enoughVisits,
  type OutcomeCell,
  worthAsking,
  zeroFindingTail,
} from '@mingcha/core/oversight/fairness/fairness.ts';
import type { FairnessSpan } from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import type { FairnessPage } from './fairness.queries.ts';
import { fairnessScope } from './fairness.service.ts';
import { type CellRow, outcomeCells, type PairCellRow, pairCells, pairVisits } from './outcome.queries.ts';

function cellsOf(pair: readonly PairCellRow[], cells: readonly CellRow[]): readonly OutcomeCell[] {
  return pair.map((row) => {
    const all = cells.find((cell) => cell.agencyId === row.agencyId && cell.risk === row.risk);
    return {
      visits: all?.visits ?? 0,
      withFinding: all?.withFinding ?? 0,
      pairVisits: row.visits,
      pairWithFinding: row.withFinding,
    };
  });
}

export async function fairnessOutcomes(platform: Platform, actor: Actor, asked: FairnessSpan) {
  return inTransaction(platform.db, async (tx) => {
    const scope = fairnessScope(actor, asked.agencyId);
    const cells = await outcomeCells(tx, scope, asked);
    const pairs = [
      ...Map.groupBy(
        await pairCells(tx, scope, asked),
        (row) => `${row.agencyId} ${row.memberA} ${row.memberB}`,
      ).values(),
    ];
    const judged = pairs.map((rows) => ({
      rows,
      visits: rows.reduce((sum, row) => sum + row.visits, 0),
      tail: zeroFindingTail(cellsOf(rows, cells)),
    }));
    const enough = judged.filter((pair) => pair.visits >= enoughVisits);
    // Pairs with findings are compared too: their tail is 1, and they count in the correction.
    const ask = worthAsking(enough.map((pair) => pair.tail ?? 1));
    const asking = enough.filter((_, i) => ask[i]);
    const agencies = new Map(cells.map((cell) => [cell.agencyId, cell.agencyName]));
    return ok({
      asOf: platform.clock.now(),
      visits: cells.reduce((sum, cell) => sum + cell.visits, 0),
      withFinding: cells.reduce((sum, cell) => sum + cell.withFinding, 0),
      pairs: pairs.length,
      compared: enough.length,
      tooFew: pairs.length - enough.length,
      rows: asking.flatMap(({ rows: [row], visits, tail }) =>
        row === undefined
          ? []
          : [
              {
                memberA: row.memberA,
                memberB: row.memberB,
                nameA: row.nameA,
                nameB: row.nameB,
                agencyId: row.agencyId,
                agencyName: agencies.get(row.agencyId) ?? '',
                visits,
                tail: tail ?? 1,
              },
            ],
      ),
    });
  });
}

export async function fairnessOutcomeVisits(
  platform: Platform,
  actor: Actor,
  asked: FairnessSpan & FairnessPage & { readonly memberA: string; readonly memberB: string },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await pairVisits(tx, fairnessScope(actor, asked.agencyId), asked);
    return ok(pageOfRows(found, asked.limit, (row) => [row.day, row.inspectionId]));
  });
}
