import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presetRules } from '../../registers/rules/presets-form.ts';
import { termEnd, termOf, usualTerm } from './rectification-term.ts';

const year = { year: 2026, holidays: ['2026-06-19', '2026-06-20', '2026-06-21'], makeUpDays: ['2026-06-28'] };
const of = { calendar: { years: [{ ...year, year: 2025 }, year] }, today: '2026-06-17' };

test('R241 the time to correct is the rule book’s, in calendar days unless it says working days', () => {
  const plain = presetRules('plain');
  assert.equal(termEnd(termOf(plain, of), '2026-06-17'), '2026-07-02');
  const working = termOf(
    { deadlines: [{ clock: 'rectified', length: 8, unit: 'workingDays', basis: '' }] },
    of,
  );
  assert.deepEqual(
    working.years.map((each) => each.year),
    [2026],
    'years that are over are not carried',
  );
  // Thu 18, then the holiday, Mon 22 to Fri 26, the made-up Sunday 28, Mon 29.
  assert.equal(termEnd(working, '2026-06-17'), '2026-06-29');
  const months = { deadlines: [{ clock: 'rectified', length: 1, unit: 'months', basis: '' } as const] };
  assert.equal(termEnd(termOf(months, of), '2026-01-31'), '2026-02-28');
});

test('R241 a rule book without this length proposes the usual fifteen days', () => {
  assert.equal(termOf({ deadlines: [] }, of), usualTerm);
  assert.equal(termEnd(usualTerm, '2026-06-20'), '2026-07-05');
});
