/**
 * Fairness statistics for those who may see them: how often groups of objects were drawn, how seats fell to people, who met
 * whom. Compares by core's rules; never orders people or bodies by figures.
 */
import { ok } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  compareGroup,
  compareLoad,
  type FairnessAxis,
  pairTail,
  type SeenShare,
  worthAsking,
} from '@mingcha/core/oversight/fairness/fairness.ts';
import type { FairnessDrawRow, FairnessSpan } from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  divisionNames,
  drawBasis,
  type FairnessPage,
  type FairnessScope,
  type GroupShareRow,
  groupDraws,
  groupShares,
  leafNames,
  leafShares,
  pairSums,
  teamBasis,
  teamDraws,
} from './fairness.queries.ts';

/** The auditor and the coordination office see the jurisdiction and may choose an agency; everybody else sees their own. */
export function fairnessScope(actor: Actor, chosen: string | undefined): FairnessScope {
  const { jurisdictionId } = actor;
  if (hasRole(actor, 'auditor', 'coordinator')) return { jurisdictionId, agencyId: chosen ?? null };
  return { jurisdictionId, agencyId: actor.agencyId };
}

/** An equal share `times` over: the figures seen stand in the first, so that their sum is right. */
function sharesOf(rows: readonly GroupShareRow[]): readonly SeenShare[] {
  return rows.flatMap(({ members, drawn, ofGroup, seen, times }) =>
    Array.from({ length: times }, (_, i) => ({ members, drawn, ofGroup, seen: i === 0 ? seen : 0 })),
  );
}

export async function fairnessGroups(
  platform: Platform,
  actor: Actor,
  asked: FairnessSpan & { readonly axis: FairnessAxis },
) {
  return inTransaction(platform.db, async (tx) => {
    const scope = fairnessScope(actor, asked.agencyId);
    const basis = await drawBasis(tx, scope, asked);
    const groups = Map.groupBy(await groupShares(tx, scope, asked), (row) => row.value);
    const names =
      asked.axis === 'area'
        ? await divisionNames(tx, scope.jurisdictionId, [...groups.keys()])
        : new Map<string, string>();
    const compared = [...groups].map(([value, rows]) => ({
      value,
      label: names.get(value) ?? '',
      members: rows.reduce((sum, row) => sum + row.ofGroup * row.times, 0),
      ...compareGroup(sharesOf(rows)),
    }));
    const ask = worthAsking(compared.map((row) => row.tail));
    const rows = compared.map(({ band, tail: _, ...row }, i) => ({ ...row, ...band, ask: ask[i] ?? false }));
    return ok({ asOf: platform.clock.now(), ...basis, rows });
  });
}

export async function fairnessGroupDraws(
  platform: Platform,
  actor: Actor,
  asked: FairnessSpan & FairnessPage & { readonly axis: FairnessAxis; readonly value: string },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await groupDraws(tx, fairnessScope(actor, asked.agencyId), asked);
    const page = pageOfRows(found, asked.limit, (row) => [row.drawnOn, row.drawId, String(row.stratum)]);
    const rows = page.rows.map(
      ({ stratum, stratumName, members, drawn, ...row }): FairnessDrawRow => ({
        ...row,
        key: `${row.drawId} ${stratum}`,
        stratum: { name: stratumName, members, drawn },
        expected: members === 0 ? 0 : (drawn * row.ofGroup) / members,
      }),
    );
    return ok({ rows, next: page.next });
  });
}

export async function fairnessTeams(platform: Platform, actor: Actor, asked: FairnessSpan) {
  return inTransaction(platform.db, async (tx) => {
    const scope = fairnessScope(actor, asked.agencyId);
    const basis = await drawBasis(tx, scope, asked);
    const teams = await teamBasis(tx, scope, asked);
    const leaves = Map.groupBy(
      await leafShares(tx, scope, asked),
      (row) => `${row.agencyName} ${row.leafId}`,
    );
    const loads = [...leaves.values()].map((rows) => ({
      leafId: rows[0]?.leafId ?? '',
      name: rows.at(-1)?.name ?? '',
      agencyName: rows[0]?.agencyName ?? '',
      draws: rows.length,
      ...compareLoad(rows),
    }));
    const ask = worthAsking(loads.map((row) => row.tail));
    const sums = await pairSums(tx, scope, asked);
    const often = worthAsking(sums.map(pairTail));
    const asking = sums.filter((_, i) => often[i]);
    const names = await leafNames(tx, [...new Set(asking.flatMap((row) => [row.leafA, row.leafB]))]);
    return ok({
      asOf: platform.clock.now(),
      ...basis,
      ...teams,
      loads: loads.map(({ band, tail: _, ...row }, i) => ({ ...row, ...band, ask: ask[i] ?? false })),
      pairsCompared: sums.length,
      pairs: asking.map(({ leafA, leafB, seen, mean }) => ({
        leafA,
        leafB,
        nameA: names.get(leafA) ?? '',
        nameB: names.get(leafB) ?? '',
        seen,
        expected: mean,
      })),
    });
  });
}

export async function fairnessTeamDraws(
  platform: Platform,
  actor: Actor,
  asked: FairnessSpan & FairnessPage & { readonly leafId: string; readonly withId?: string | undefined },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await teamDraws(tx, fairnessScope(actor, asked.agencyId), asked);
    const page = pageOfRows(found, asked.limit, (row) => [row.drawnOn, row.drawId]);
    const rows = page.rows.map(
      (row): FairnessDrawRow => ({ ...row, key: row.drawId, stratum: null, ofGroup: 0 }),
    );
    return ok({ rows, next: page.next });
  });
}
