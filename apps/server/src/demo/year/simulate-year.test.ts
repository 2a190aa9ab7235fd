/** A small year through the services: nothing is refused that should not be, every kind of event is in it, the figures hold. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { followers } from '../../app.ts';
import { compareFigures } from '../../oversight/figures/compare-testing.ts';
import { verifyLedger } from '../../platform/ledger/verify-ledger.ts';
import { withTestApp } from '../../platform/testing-app.ts';
import { sampleYear, simulateYear } from './simulate-year.ts';

/** Each of these happens in a year that people live. */
const kinds = {
  voided: sql`SELECT 1 FROM draws d WHERE d.jurisdiction_id = c.id AND d.state = 'voided'`,
  neverDrawn: sql`SELECT 1 FROM plan_entries e WHERE e.jurisdiction_id = c.id
    AND NOT EXISTS (SELECT 1 FROM draws d WHERE d.jurisdiction_id = c.id AND d.plan_entry_id = e.id)`,
  offSite: sql`SELECT 1 FROM inspection_tasks t WHERE t.jurisdiction_id = c.id AND t.method = 'documents'`,
  notHeld: sql`SELECT 1 FROM inspections i WHERE i.jurisdiction_id = c.id AND i.outcome NOT IN ('normal')`,
  enteredLate: sql`SELECT 1 FROM result_clocks k WHERE k.jurisdiction_id = c.id AND k.clock = 'resultEntered' AND k.done_on > k.due_on`,
  publishedLate: sql`SELECT 1 FROM publications p WHERE p.jurisdiction_id = c.id AND p.published_on > p.due_on`,
  exempt: sql`SELECT 1 FROM publications p WHERE p.jurisdiction_id = c.id AND p.state = 'exempt'`,
  rectified: sql`SELECT 1 FROM followups f WHERE f.jurisdiction_id = c.id AND f.state = 'closed'`,
  stillOpen: sql`SELECT 1 FROM followups f WHERE f.jurisdiction_id = c.id AND f.state = 'ordered'`,
  upheld: sql`SELECT 1 FROM objections o WHERE o.jurisdiction_id = c.id AND o.outcome = 'upheld'`,
  dismissed: sql`SELECT 1 FROM objections o WHERE o.jurisdiction_id = c.id AND o.outcome = 'dismissed'`,
} as const;

test('R322 a simulated year is lived through the services; every indicator equals its second computation, and the ledger is sound', () =>
  withTestApp(async ({ platform }) => {
    const { county } = await simulateYear(platform, {
      size: sampleYear,
      seed: 3,
      followers,
      passwordHash: '-',
    });
    const counts = Object.entries(kinds).map(
      ([name, rows]) => sql`(SELECT count(*)::integer FROM (${rows}) AS kind) AS ${sql.ref(name)}`,
    );
    const { rows } = await sql<Record<string, number>>`SELECT ${sql.join(counts)}
      FROM (SELECT ${county.jurisdictionId}::uuid AS id) AS c`.execute(platform.db);
    const missing = Object.entries(rows[0] ?? {}).filter(([, count]) => count === 0);
    assert.deepEqual(missing, [], JSON.stringify(rows[0]));
    const year = { jurisdictionId: county.jurisdictionId, from: '2026-01-01', to: '2026-12-31' };
    for (const days of [{ asOf: '2026-12-30' }, { from: '2026-06-01', to: '2026-06-30', asOf: '2026-07-10' }])
      await compareFigures(platform, { ...year, ...days });
    assert.equal((await verifyLedger(platform.db, county.jurisdictionId)).sound, true);
  }));
