import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dayNumber } from '../../common/plain-date.ts';
import { addWorkingDays } from '../../common/working-days.ts';
import { calendarOf } from '../../registers/rules/calendar.ts';
import type { RuleBook } from '../../registers/rules/rule-book.ts';
import { checkedExtension, daysLeft, resultDues } from './result-clocks.ts';

const calendar = calendarOf([]);
type Deadlines = RuleBook['deadlines'];
const rules = (deadlines: Deadlines) => ({ deadlines, ruleVersion: 3 });
const clock = (
  name: 'resultEntered' | 'resultPublished',
  length: number,
  unit: Deadlines[number]['unit'],
) => ({
  clock: name,
  length,
  unit,
  basis: '示例',
});

test('R185 day 0 is not counted and holidays are left out', () => {
  // 2026-02-13 is a Friday before the Spring Festival.
  const { entry, publication } = resultDues(
    '2026-01-05',
    rules([clock('resultEntered', 10, 'workingDays')]),
    calendar,
  );
  assert.deepEqual([entry.dueOn, publication.dueOn], ['2026-01-19', '2026-02-02']);
  assert.deepEqual([entry.basis.length, entry.basis.source, entry.basis.ruleVersion], [10, '示例', 3]);
});

test('R185 the stricter publication wins: a rule book may shorten the twenty days, never lengthen them', () => {
  const due = (length: number) =>
    resultDues('2026-01-05', rules([clock('resultPublished', length, 'workingDays')]), calendar).publication;
  assert.deepEqual([due(7).dueOn, due(7).basis.capped], ['2026-01-14', 'none']);
  assert.deepEqual([due(60).dueOn, due(60).basis.capped], ['2026-02-02', 'byTwentyDays']);
});

test('R185 entry is never due after publication: twenty days to enter meet ten to publish', () => {
  const book = rules([
    clock('resultEntered', 20, 'workingDays'),
    clock('resultPublished', 10, 'workingDays'),
  ]);
  const { entry, publication } = resultDues('2026-01-05', book, calendar);
  assert.equal(entry.dueOn, publication.dueOn);
  assert.equal(entry.basis.capped, 'byPublication');
});

/** A small generator with a seed, so that a failure can be repeated. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state;
  };
}

test('I7 whatever the rule book says, publication is never due later than twenty working days after the result, entry never later than publication', () => {
  const next = sequence(20_260_105);
  const units = ['workingDays', 'days', 'months'] as const;
  for (let round = 0; round < 2000; round += 1) {
    const started = addDays('2026-01-01', next() % 300);
    const book = rules([
      clock('resultEntered', 1 + (next() % 40), units[next() % 3] ?? 'days'),
      clock('resultPublished', 1 + (next() % 40), units[next() % 3] ?? 'days'),
    ]);
    const { entry, publication } = resultDues(started, book, calendar);
    const most = addWorkingDays(calendar, started, 20);
    assert.ok(most.ok, started);
    assert.ok(publication.dueOn <= most.value, `${started} ${JSON.stringify(book)}`);
    assert.ok(
      entry.dueOn <= publication.dueOn && entry.dueOn > started,
      `${started} ${JSON.stringify(book)}`,
    );
    const asked = addDays(publication.dueOn, (next() % 9) - 4);
    const extended = checkedExtension(asked, { entryDue: entry.dueOn, publicationDue: publication.dueOn });
    assert.equal(extended.ok, asked > entry.dueOn && asked <= publication.dueOn);
  }
});

test('K-01 a year without a calendar is counted Monday to Friday and said to be provisional', () => {
  const { entry } = resultDues('2199-01-01', rules([clock('resultEntered', 5, 'workingDays')]), calendar);
  assert.equal(entry.basis.provisional, true);
  assert.equal(dayNumber(entry.dueOn) - dayNumber('2199-01-01'), 7);
});

test('K-03 the due day itself is in time, the next day is overdue', () => {
  assert.deepEqual([daysLeft('2026-03-10', '2026-03-10'), daysLeft('2026-03-10', '2026-03-11')], [0, -1]);
});
