import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentText } from '@mingcha/core/registers/rules/rule-clauses.ts';
import { rateOf } from './rate-of.ts';

test('a rate is read exactly, as it is said', () => {
  const rates = {
    '5': [5, 100],
    '2.5': [25, 1000],
    '0.125%': [125, 100_000],
    '１０': [10, 100],
    '100/3': [100, 300],
  };
  for (const [typed, rate] of Object.entries(rates)) assert.deepEqual(rateOf(typed), rate);
  for (const said of ['5', '2.5', '0.125', '100', '0', '100/3'])
    assert.equal(percentText(rateOf(said) ?? [0, 1]), said);
});

test('nothing is no rate, and what is above 100 or no number is wrong', () => {
  assert.equal(rateOf(' '), null);
  for (const typed of ['101', '-1', 'a', '1,5', '1/0', '200/1'])
    assert.ok(Number.isNaN(rateOf(typed)?.[0]), typed);
});
