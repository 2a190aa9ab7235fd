/**
 * The figures of the screen against a second computation straight from the definitions, over the demo and over cases that are
 * easily counted wrong.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { publicationDue } from '@mingcha/core/publications/publication.ts';
import { calendarOf } from '@mingcha/core/registers/rules/calendar.ts';
import { sql } from 'kysely';
import { compareFigures } from '../oversight/figures/compare-testing.ts';
import { plantEdgeCases } from '../oversight/figures/edge-cases-testing.ts';
import type { IndependentCounts } from '../oversight/figures/independent-testing.ts';
import { createTestDatabase, type TestDatabase } from '../platform/testing.ts';
import { makeTestPlatform, type TestPlatform } from '../platform/testing-app.ts';
import { loadDemo } from './load-demo.ts';

/** Autumn 2026 by the notice of the State Council, counted day by day on the calendar's own Date. */
function workingDayAfter(from: string, count: number): string {
  const off = ['09-25', '10-01', '10-02', '10-05', '10-06', '10-07'];
  const makeUp = ['09-20', '10-10'];
  const at = new Date(`${from}T00:00:00Z`);
  for (let left = count; left > 0; ) {
    at.setUTCDate(at.getUTCDate() + 1);
    const day = at.toISOString().slice(5, 10);
    const isWeekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
    if (makeUp.includes(day) || (!isWeekend && !off.includes(day))) left -= 1;
  }
  return at.toISOString().slice(0, 10);
}

describe('figures against a second computation', () => {
  let database: TestDatabase;
  let folder: string;
  let platform: TestPlatform;
  let places: readonly string[];

  before(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'mingcha-figures-'));
    platform = await makeTestPlatform(database, { folder });
    await loadDemo(platform);
    const found = await sql<{
      id: string;
    }>`SELECT DISTINCT jurisdiction_id AS id FROM inspection_tasks`.execute(platform.db);
    places = found.rows.map((row) => row.id);
  });
  after(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Whole year, one month, a free period, all with several cut-offs. */
  function periods(): readonly { from: string; to: string; asOf: string }[] {
    const today = platform.clock.today();
    const month = today.slice(0, 7);
    const year = today.slice(0, 4);
    return [
      { from: `${year}-01-01`, to: `${year}-12-31`, asOf: today },
      { from: `${year}-01-01`, to: `${Number(year) + 1}-12-31`, asOf: '9999-12-31' },
      { from: `${month}-01`, to: `${month}-28`, asOf: `${month}-15` },
    ];
  }

  test('R322 every indicator of the demo equals its second computation, in all and by agency', async () => {
    assert.ok(places.length >= 2);
    for (const jurisdictionId of places)
      for (const days of periods()) await compareFigures(platform, { jurisdictionId, ...days });
  });

  test('R322 void draws, exempt results, replaced objects, corrections and their like count where the definition says', async () => {
    const resultOn = '2026-09-14';
    const inTime = workingDayAfter(resultOn, 20);
    assert.equal(inTime, '2026-10-16');
    const rules = { deadlines: [], ruleVersion: 0 };
    assert.equal(
      publicationDue(resultOn, rules, calendarOf([])).dueOn,
      inTime,
      'make-up days count, holidays do not',
    );
    const planted = await plantEdgeCases(platform, { resultOn, inTime });
    const found = new Map<string, IndependentCounts>();
    for (const jurisdictionId of places)
      for (const days of periods()) {
        const counts = await compareFigures(platform, { jurisdictionId, ...days });
        if (jurisdictionId === planted.jurisdictionId && days.asOf === '9999-12-31')
          for (const [key, value] of counts) found.set(key, value);
      }
    for (const { indicator, column } of planted.expected)
      assert.ok((found.get(indicator)?.[column] ?? 0) > 0, `${indicator} has a ${column}`);
  });
});
