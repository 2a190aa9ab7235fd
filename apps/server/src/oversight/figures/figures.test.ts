/** Tests of the statistics: numbers are the numbers of their rows, units without anything stand, and each sees their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indicators } from '@mingcha/core/oversight/figures/indicators.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { withTestApp } from '../../platform/testing-app.ts';
import { plantPassed } from '../../publications/publication-testing.ts';
import { indicatorTable } from './indicator-table.queries.ts';

const year = { from: '2026-01-01', to: '2026-12-31' };

test('R322 every indicator can be broken down by each of its dimensions, with lines for units without anything', () =>
  withTestApp(async (app) => {
    await plantPassed(app, { count: 2, joint: true, problems: ['通道堵塞'] });
    await inTransaction(app.platform.db, async (tx) => {
      for (const { key, by } of indicators)
        for (const each of by) {
          const rows = await indicatorTable(tx, app.cast.coordinator, { indicator: key, by: each, ...year });
          if (each === 'agency') assert.deepEqual(rows.map((row) => row.label).length, 2, key);
          if (each === 'month') assert.equal(rows.length, 12, key);
        }
    });
  }));
