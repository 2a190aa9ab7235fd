import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOfInstant, formatDay, formatInstant, formatNumber, formatRatio, formatSize } from './format.ts';

test('a day is written without leading zeros and is never moved by a zone', () => {
  assert.equal(formatDay('2026-03-05', 'zh'), '2026年3月5日');
  assert.equal(formatDay('2026-03-05', 'en'), '5 Mar 2026');
  assert.equal(formatDay('待定', 'zh'), '待定');
});

test('an instant is shown in the business zone whatever zone the computer has', () => {
  assert.equal(formatInstant('2026-11-22T16:30:05.000Z'), '2026-11-23 00:30');
  assert.equal(formatInstant('2026-11-22T16:30:05.000Z', true), '2026-11-23 00:30:05');
  assert.equal(dayOfInstant('2026-12-31T16:00:00Z'), '2027-01-01');
  assert.equal(formatInstant('no instant'), 'no instant');
});

test('numbers are grouped, ratios keep two decimals at most, nothing is divided by zero', () => {
  assert.equal(formatNumber(1000000), '1,000,000');
  assert.equal(formatRatio(6, 37), '16.22%');
  assert.equal(formatRatio(15, 100), '15%');
  assert.equal(formatRatio(1, 0), '–');
});

test('sizes are said in the largest fitting unit', () => {
  assert.equal(formatSize(512), '512 B');
  assert.equal(formatSize(50 * 1024 * 1024), '50 MB');
  assert.equal(formatSize(1.5 * 1024 ** 3), '1.5 GB');
});
