/** Tests of the arithmetic of indicators: intervals against published values, periods, values. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indicatorText } from './indicator-text.ts';
import {
  dimensions,
  indicatorKeys,
  indicatorOf,
  indicators,
  indicatorValue,
  monthsOf,
  periodBefore,
  wilsonInterval,
} from './indicators.ts';

test('R322 Wilson’s interval is that of the published table (Newcombe 1998, method 3)', () => {
  const published = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const;
  for (const [hits, of, low, high] of published) {
    const found = wilsonInterval(hits, of);
    assert.ok(found !== null);
    assert.equal(found[0].toFixed(4), low.toFixed(4), `${hits}/${of} low`);
    assert.equal(found[1].toFixed(4), high.toFixed(4), `${hits}/${of} high`);
  }
  assert.deepEqual(wilsonInterval(29, 29)?.[1], 1);
  assert.equal(wilsonInterval(0, 0), null);
});

test('R322 every indicator stands once, has its definition in both languages and at least three ways to break it down', () => {
  assert.deepEqual(
    indicators.map((each) => each.key),
    [...indicatorKeys],
  );
  for (const { key, by } of indicators) {
    for (const part of ['name', 'definition', 'numerator', 'denominator', 'exempt', 'void'] as const)
      for (const words of [indicatorText.zh, indicatorText.en]) assert.ok(words[`${key}.${part}`].length > 0);
    assert.ok(by.includes('all') && by.includes('agency') && by.includes('jurisdiction') && by.length > 3);
    assert.ok(by.every((each) => dimensions.includes(each)));
  }
});

test('R322 a value without anything to divide by is none, never zero or a hundred percent', () => {
  const none = { numerator: 0, denominator: 0 };
  assert.equal(indicatorValue(indicatorOf('publicationRate'), none), null);
  assert.equal(indicatorValue(indicatorOf('entryChange'), { numerator: 3, denominator: 0 }), null);
  assert.equal(indicatorValue(indicatorOf('entryChange'), { numerator: 3, denominator: 4 }), -0.25);
  assert.equal(indicatorValue(indicatorOf('overCap'), { numerator: 2, denominator: 9 }), 2);
  assert.equal(indicatorValue(indicatorOf('findingRate'), { numerator: 1, denominator: 4 }), 0.25);
});

test('R322 the period before is the month, quarter or year before, or as many days', () => {
  assert.deepEqual(periodBefore({ from: '2026-03-01', to: '2026-03-31' }), {
    from: '2026-02-01',
    to: '2026-02-28',
  });
  assert.deepEqual(periodBefore({ from: '2026-01-01', to: '2026-03-31' }), {
    from: '2025-10-01',
    to: '2025-12-31',
  });
  assert.deepEqual(periodBefore({ from: '2026-01-01', to: '2026-12-31' }), {
    from: '2025-01-01',
    to: '2025-12-31',
  });
  assert.deepEqual(periodBefore({ from: '2026-03-10', to: '2026-03-19' }), {
    from: '2026-02-28',
    to: '2026-03-09',
  });
  assert.deepEqual(monthsOf({ from: '2025-11-20', to: '2026-01-02' }), ['2025-11', '2025-12', '2026-01']);
});
