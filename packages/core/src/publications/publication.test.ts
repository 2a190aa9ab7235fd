/** Due days, warnings, counts and moves of publications as pure rules. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '../common/plain-date.ts';
import { addWorkingDays } from '../common/working-days.ts';
import { calendarOf } from '../registers/rules/calendar.ts';
import type { RuleBook } from '../registers/rules/rule-book.ts';
import {
  nextPublicationState,
  type OwedResult,
  overdueCounts,
  publicationDue,
  publicationMoves,
  publicationStates,
  warningStage,
  workingDaysLeft,
} from './publication.ts';

const calendar = calendarOf([]);

test('I7 a publication is never due later than twenty working days after the result, whatever the rule book says', () => {
  const units = ['workingDays', 'days', 'months'] as const;
  let checked = 0;
  for (let day = '2026-01-01'; day < '2026-10-31'; day = addDays(day, 3))
    for (const unit of units)
      for (const length of [1, 10, 20, 45, 300]) {
        const deadlines: RuleBook['deadlines'] = [{ clock: 'resultPublished', length, unit, basis: '' }];
        const due = publicationDue(day, { deadlines, ruleVersion: 1 }, calendar).dueOn;
        const most = addWorkingDays(calendar, day, 20);
        assert.ok(most.ok && due <= most.value && due > day, `${day} ${length} ${unit}: ${due}`);
        checked += 1;
      }
  assert.ok(checked > 1000);
});

test('R200 a make-up Saturday counts as a working day, a holiday does not', () => {
  const years = [
    { year: 2026, holidays: ['2026-02-16', '2026-02-17', '2026-02-18'], makeUpDays: ['2026-02-14'] },
  ];
  // Friday the 13th, Saturday the 14th is worked, the 16th to 18th are free.
  assert.equal(workingDaysLeft('2026-02-14', '2026-02-13', { years }), 1);
  assert.equal(workingDaysLeft('2026-02-19', '2026-02-13', { years }), 2);
  const due = publicationDue('2026-02-13', { deadlines: [], ruleVersion: 0 }, { years });
  assert.equal(due.dueOn, '2026-03-17');
});

test('R200 the warnings stand five, three and one working days before, on the day and after', () => {
  const years = [{ year: 2026, holidays: [], makeUpDays: [] }];
  // Friday the 20th of March.
  const days = [
    '2026-03-12',
    '2026-03-13',
    '2026-03-16',
    '2026-03-17',
    '2026-03-18',
    '2026-03-19',
    '2026-03-20',
    '2026-03-21',
  ];
  assert.deepEqual(
    days.map((day) => warningStage('2026-03-20', day, { years })),
    [null, 'five', 'five', 'three', 'three', 'one', 'today', 'overdue'],
  );
});

const owed = (change: Partial<OwedResult> = {}): OwedResult => ({
  agencyId: 'a',
  agencyName: '应急局',
  taskId: 't',
  taskNumber: '1',
  taskName: '专项检查',
  dueOn: '2026-03-20',
  state: 'prepared',
  isEmbargoed: false,
  ...change,
});

test('P-04 overdue results are counted per agency and task; exempted, suspended and embargoed ones never', () => {
  const rows = [
    owed(),
    owed({ dueOn: '2026-03-18', state: null }),
    owed({ taskId: 'u', state: 'reviewed' }),
    owed({ state: 'exempt' }),
    owed({ state: 'suspended' }),
    owed({ state: 'contained' }),
    owed({ isEmbargoed: true }),
    owed({ dueOn: '2026-03-21' }),
  ];
  assert.deepEqual(
    overdueCounts(rows, '2026-03-21').map(({ taskId, overdue, earliestDue }) => [
      taskId,
      overdue,
      earliestDue,
    ]),
    [
      ['t', 2, '2026-03-18'],
      ['u', 1, '2026-03-20'],
    ],
  );
  assert.deepEqual(overdueCounts(rows, '2026-03-18'), []);
});

test('I9 no move makes a publication vanish: each ends in a state that the figures know', () => {
  let possible = 0;
  for (const state of publicationStates)
    for (const move of publicationMoves) {
      const next = nextPublicationState(state, move);
      if (!next.ok) assert.equal(next.error.code, 'publication.wrong_state');
      else {
        assert.ok(publicationStates.includes(next.value));
        possible += 1;
      }
    }
  assert.ok(possible > 25);
  // Only what passed the review becomes public, and only what is public can be withdrawn or end.
  const releases = publicationStates.filter((state) => nextPublicationState(state, 'release').ok);
  assert.deepEqual(releases, ['reviewed']);
  assert.deepEqual(
    publicationStates.filter((state) => nextPublicationState(state, 'withdraw').ok),
    ['published'],
  );
});
