import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingYear } from './missing-year.ts';

const years = [{ year: 2026 }, { year: 2025 }];

test('the next year is asked for once a clock of ninety days reaches into it', () => {
  assert.equal(missingYear('2026-09-30', years), undefined);
  assert.equal(missingYear('2026-10-03', years), 2027);
  assert.equal(missingYear('2027-01-05', years), 2027);
  assert.equal(missingYear('2026-12-31', [...years, { year: 2027 }]), undefined);
});
