import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemRows, type MonthCounts, periodOf, periodRows } from './period-statistics.ts';

const first = '019aa000-0000-7000-8000-000000000001';
const second = '019aa000-0000-7000-8000-000000000002';
const agencies = [
  { agencyId: first, agencyName: '甲局', place: '晋州市' },
  { agencyId: second, agencyName: '乙局', place: '晋州市' },
];
const month = (name: string, agencyId: string, published: number): MonthCounts => ({
  month: name,
  agencyId,
  published,
  inTime: published - 1,
  late: 1,
  removed: 0,
  checked: published,
  problems: 1,
});

test('a month lies in its quarter and year', () => {
  assert.deepEqual(
    ['2026-01', '2026-03', '2026-04', '2026-12'].map((each) => periodOf(each, 'quarter')),
    ['2026-Q1', '2026-Q1', '2026-Q2', '2026-Q4'],
  );
  assert.deepEqual([periodOf('2026-12', 'year'), periodOf('2026-12', 'month')], ['2026', '2026-12']);
});

test('R205 quarters of a region are the sums of the months of its agencies, rates are made of the sums', () => {
  const months = [month('2026-07', first, 4), month('2026-09', second, 6), month('2026-10', first, 2)];
  const rows = periodRows({ months, agencies }, { period: 'quarter', group: 'region' });
  assert.deepEqual(
    rows.map(({ period, group, published, timeliness, findingRate }) => [
      period,
      group,
      published,
      timeliness,
      findingRate,
    ]),
    [
      ['2026-Q4', '晋州市', 2, 50, 50],
      ['2026-Q3', '晋州市', 10, 80, 20],
    ],
  );
  const all = periodRows({ months, agencies: [] }, { period: 'year', group: 'all' });
  assert.deepEqual([all.length, all[0]?.published, all[0]?.group], [1, 12, '']);
  assert.deepEqual(periodRows({ months: [], agencies }, { period: 'year', group: 'all' }), []);
});

test('R205 an item lists how often each standard result was found, the most frequent first', () => {
  const row = (name: string, wording: string, count: number) => ({
    month: name,
    agencyId: first,
    item: '消防设施',
    wording,
    count,
  });
  const rows = itemRows(
    [
      row('2026-07', '未发现问题', 2),
      row('2026-08', '未发现问题', 3),
      row('2026-08', '发现问题已责令改正', 9),
    ],
    'quarter',
  );
  assert.deepEqual(
    rows.map(({ wording, count }) => [wording, count]),
    [
      ['发现问题已责令改正', 9],
      ['未发现问题', 5],
    ],
  );
});
