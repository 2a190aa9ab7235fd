import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrowBarbs, fitted, markBetween, watermarkText } from './pictures.ts';

test('a copy fits into its square and is never enlarged', () => {
  assert.deepEqual(fitted({ width: 4000, height: 3000 }, 1600), { width: 1600, height: 1200 });
  assert.deepEqual(fitted({ width: 300, height: 900 }, 1600), { width: 300, height: 900 });
  assert.deepEqual(fitted({ width: 9000, height: 1 }, 160), { width: 160, height: 1 });
});

test('R166 a mark is data in fractions of the picture, kept inside it', () => {
  assert.deepEqual(markBetween('arrow', [0.123456, -0.2], [1.7, 0.5]), {
    shape: 'arrow',
    points: [0.1235, 0, 1, 0.5],
  });
});

test('the barbs of an arrow point back from its tip', () => {
  const [left, right] = arrowBarbs([0, 0], [10, 0], 4);
  assert.ok(left[0] < 10 && right[0] < 10);
  assert.ok(Math.abs(left[1] + right[1]) < 1e-9);
});

test('the watermark names agency, task, time, place and person; without a position it says nothing of it', () => {
  const parts = { agency: '晋州应急', taskNumber: '〔2026〕12号', at: '2026-06-01 10:12', person: '林博文' };
  assert.equal(
    watermarkText({ ...parts, position: { lat: 35.5, lon: 112.8123456, accuracyM: 11.6 } }),
    '晋州应急 〔2026〕12号 | 2026-06-01 10:12 | 35.50000, 112.81235 ±12 m | 林博文',
  );
  assert.equal(
    watermarkText({ ...parts, position: null }),
    '晋州应急 〔2026〕12号 | 2026-06-01 10:12 | 林博文',
  );
});
