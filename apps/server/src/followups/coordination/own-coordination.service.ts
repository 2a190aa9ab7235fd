/**
 * What an enterprise reads and raises about contradictory demands on itself. It names only demands whose orders lie in its
 * hands; which ones these are follows from the credit code of its session.
 */
import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { OwnCoordination } from '@mingcha/core/followups/coordination/coordination-api.ts';
import { keyOfCode } from '@mingcha/core/registers/rules/frequency.ts';
import { runAction } from '../../platform/action.ts';
import { actingFor } from '../../platform/auth/enterprise/enterprise-people.service.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { openDemands } from '../followup.queries.ts';
import { coordinationsOfObject, demandsOf, type StoredCoordination } from './coordination.queries.ts';
import { chosenAmong, type Raising, raiseTicket } from './coordination.service.ts';
import { demandOf, type OpenDemand, storedDemandOf, withNumbers } from './coordination-demands.ts';

/** Open demands on it of which it holds the order. */
async function demandsInHand(tx: Tx, enterprise: Enterprise): Promise<readonly OpenDemand[]> {
  const objectKeys = [keyOfCode(enterprise.creditCode)];
  const all = await withNumbers(tx, await openDemands(tx, { objectKeys, place: 'everywhere' }));
  return all.filter((each) => each.isTold);
}

/** Tickets about it that it raised or whose outcome concerns it, and what it may raise. */
export async function ownCoordinations(platform: Platform, enterprise: Enterprise) {
  return inTransaction(platform.db, async (tx) => {
    const inHand = await demandsInHand(tx, enterprise);
    const told = new Set(inHand.map((each) => each.found.finding_id));
    const tickets = await coordinationsOfObject(tx, keyOfCode(enterprise.creditCode));
    const demands = await demandsOf(tx, tickets);
    const rows = tickets.flatMap((row) => {
      const own = demands.filter((each) => each.coordination_id === row.id);
      const isKnown =
        row.raised_as === 'enterprise' ||
        row.state === 'settled' ||
        own.every((each) => told.has(each.finding_id));
      return isKnown ? [ticketOf(row, own)] : [];
    });
    return ok({
      rows,
      demands: inHand.map((each) => ({ ...demandOf(each), isTaken: each.found.is_coordinated })),
    });
  });
}

function ticketOf(row: StoredCoordination, demands: Awaited<ReturnType<typeof demandsOf>>): OwnCoordination {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    raisedOn: row.raised_on,
    closedOn: row.closed_on,
    demands: demands.map((each) => ({ ...storedDemandOf(each), fate: each.fate, fateText: each.fate_text })),
    ground: row.ground,
  };
}

/** Errors: `coordination.demand_not_found`, those of `raiseTicket`. */
export async function raiseAsEnterprise(
  platform: Platform,
  enterprise: Enterprise,
  input: Raising,
): Promise<Result<{ id: string; number: string }>> {
  const action = {
    actor: actingFor(enterprise),
    actionId: input.actionId,
    routeId: 'enterpriseCoordinations.raise',
  };
  return runAction(platform, action, async (tx) => {
    const inHand = (await demandsInHand(tx, enterprise)).map((each) => each.found);
    const cases = chosenAmong(inHand, input.findingIds);
    if (!cases.ok) return cases;
    return raiseTicket(tx, platform, {
      cases: cases.value,
      contradiction: input.contradiction,
      acting: {
        jurisdictionId: cases.value[0]?.jurisdiction_id ?? enterprise.jurisdictionId,
        accountId: null,
      },
      by: { as: 'enterprise', accountId: null, name: enterprise.enterpriseName },
    });
  });
}
