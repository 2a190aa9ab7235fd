import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ageBounds,
  ageLight,
  certificateLight,
  checkAreas,
  daysUntil,
  diskDaysLeft,
  diskLight,
  errorLight,
  offsetLight,
  worstLight,
} from './checks.ts';

const gib = 1024 ** 3;

test('the doctor looks at more than twenty-five things and at none twice', () => {
  const all = Object.values(checkAreas).flat();
  assert.ok(all.length >= 25);
  assert.equal(new Set(all).size, all.length);
});

test('the worst light counts; grey says less than amber', () => {
  assert.equal(worstLight([]), 'green');
  assert.equal(worstLight(['green', 'grey']), 'grey');
  assert.equal(worstLight(['red', 'amber', 'green']), 'red');
});

test('C6 a disk is told below 15 % and is red below 5 % or with less than 1 GB', () => {
  assert.equal(diskLight({ free: 15 * gib, total: 100 * gib }), 'green');
  assert.equal(diskLight({ free: 14.9 * gib, total: 100 * gib }), 'amber');
  assert.equal(diskLight({ free: 4.9 * gib, total: 100 * gib }), 'red');
  assert.equal(diskLight({ free: 0.9 * gib, total: 7 * gib }), 'red');
  assert.equal(diskLight({ free: 0, total: 0 }), 'grey');
});

test('days left follow the pace of the days seen; nothing is foretold from one day or a disk that empties', () => {
  const day = (n: number, free: number) => ({ day: `2026-11-${String(n).padStart(2, '0')}`, free });
  assert.equal(diskDaysLeft([day(1, 100), day(11, 80)]), 40);
  assert.equal(diskDaysLeft([day(1, 100)]), null);
  assert.equal(diskDaysLeft([day(1, 100), day(3, 100)]), null);
  assert.equal(diskDaysLeft([]), null);
});

test('C3 a certificate is told from 60 days before its end, every day from 7 days before', () => {
  assert.equal(daysUntil(Date.parse('2026-12-23T00:00:00Z'), Date.parse('2026-11-23T00:00:00Z')), 30);
  assert.deepEqual([60, 59, 30, 7, 6, -1].map(certificateLight), [
    'green',
    'amber',
    'amber',
    'amber',
    'red',
    'red',
  ]);
});

test('C6 a clock is told beyond 2 s in either direction and is red beyond a minute', () => {
  assert.deepEqual([2000, -2001, 60_001].map(offsetLight), ['green', 'amber', 'red']);
});

test('C6 a backup is red after 26 h and a drill after 35 d; neither is green before the first', () => {
  assert.equal(ageLight(26, ageBounds.backup), 'green');
  assert.equal(ageLight(26.1, ageBounds.backup), 'red');
  assert.equal(ageLight(35 * 24 + 1, ageBounds.drill), 'red');
  assert.equal(ageLight(null, ageBounds.drill), 'amber');
});

test('C6 errors are told above 2 %, from fifty requests on', () => {
  assert.equal(errorLight(1, 49), 'green');
  assert.equal(errorLight(2, 100), 'green');
  assert.equal(errorLight(3, 100), 'amber');
  assert.equal(errorLight(11, 100), 'red');
});
