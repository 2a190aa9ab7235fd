/** The tables of the screen against the second computation, on any database: of a test, of the demo, of a simulated year. */
import assert from 'node:assert/strict';
import { indicators, periodBefore } from '@mingcha/core/oversight/figures/indicators.ts';
import { withClient } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { type IndependentBounds, type IndependentCounts, independentFigures } from './independent-testing.ts';
import { tableOf, totalsOf } from './indicator-table.queries.ts';

const nothing: IndependentCounts = { numerator: 0, denominator: 0, exempt: 0, void: 0 };

/** Holds every indicator of the jurisdiction, in all and by agency, to the second computation; gives its counts. Throws where they differ. */
export async function compareFigures(
  platform: Pick<Platform, 'db'>,
  bounds: IndependentBounds,
): Promise<ReadonlyMap<string, IndependentCounts>> {
  const { jurisdictionId, ...days } = bounds;
  const second = await withClient(platform.db, (client) => independentFigures(client, bounds));
  assert.equal(second.length, indicators.length);
  const scope = { jurisdictionIds: [jurisdictionId], agencyId: null };
  await inTransaction(platform.db, async (tx) => {
    for (const { indicator, all, agencies } of second) {
      const { from, to, asOf } = days;
      const before = periodBefore({ from, to });
      const [total, then] = await totalsOf(tx, scope, { indicator, asOf, periods: [{ from, to }, before] });
      const [alone] = await tableOf(tx, scope, { indicator, by: 'all', asOf, ...before });
      assert.deepEqual(then, alone, `${indicator} of the period before, read with the period and alone`);
      const counts = { numerator: 0, denominator: 0, exempt: 0, void: 0, ...total };
      const pick = ({ numerator, denominator, exempt, void: out }: IndependentCounts): IndependentCounts => ({
        numerator,
        denominator,
        exempt,
        void: out,
      });
      assert.deepEqual(pick(counts), all, `${indicator} ${days.from} ${days.to} as of ${days.asOf}`);
      for (const row of await tableOf(tx, scope, { indicator, by: 'agency', ...days }))
        assert.deepEqual(pick(row), agencies.get(row.key) ?? nothing, `${indicator} of ${row.label}`);
    }
  });
  return new Map(second.map((each) => [each.indicator, each.all]));
}
