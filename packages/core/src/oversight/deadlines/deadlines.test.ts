/** Tests of the days, states, alerts and suspensions of clocks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarOf } from '../../registers/rules/calendar.ts';
import { dueOn } from '../../registers/rules/deadline.ts';
import { presetRules } from '../../registers/rules/presets-form.ts';
import { clockDay, countedWay } from './clock-day.ts';
import {
  daysPaused,
  daysToGo,
  deadlineClocks,
  deadlineState,
  lastSoonDay,
  pauseGroundsOf,
} from './deadline-clock.ts';
import { alertsOf, usualSettings } from './escalation.ts';
import { recomputed } from './recompute.ts';

const calendar = calendarOf([]);
const { deadlines } = presetRules('plain');

test('R321 every clock of the rule book ends on the same day by the engine as by the rule book', () => {
  for (const day of ['2026-01-05', '2026-02-13', '2026-04-30', '2026-09-18'])
    for (const rule of deadlines) {
      const expected = dueOn({ deadlines }, rule.clock, { day, calendar });
      if (!expected.ok) continue;
      assert.equal(
        clockDay(calendar, day, { ...rule, paused: 0 }).day,
        expected.value,
        `${rule.clock} ${day}`,
      );
    }
});

test('R321 the day moves by the days of a suspension in the unit of the clock', () => {
  // The National Day holidays of 2026 last from 1 to 7 October; 2026-09-20 and 2026-10-10 are worked.
  const paused = daysPaused({ from: '2026-09-28', to: '2026-10-09', unit: 'workingDays' }, calendar);
  assert.equal(paused, 4);
  assert.equal(
    clockDay(calendar, '2026-09-21', { length: 5, unit: 'workingDays', paused: 0 }).day,
    '2026-09-29',
  );
  assert.equal(
    clockDay(calendar, '2026-09-21', { length: 5, unit: 'workingDays', paused }).day,
    '2026-10-10',
  );
  assert.equal(daysPaused({ from: '2026-09-28', to: '2026-10-09', unit: 'days' }, calendar), 11);
  assert.equal(clockDay(calendar, '2026-01-31', { length: 1, unit: 'months', paused: 3 }).day, '2026-03-03');
});

test('R321 the way names each break and make-up day between start and end, and counts the rest', () => {
  const way = countedWay('2026-09-18', '2026-10-12', []);
  assert.deepEqual(way.makeUpDays, ['2026-09-20', '2026-10-10']);
  assert.deepEqual(
    way.breaks.map(({ from, to }) => [from, to]),
    [
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
  );
  const breakDays = 3 + 7;
  assert.equal(way.workingDays + way.weekendDays + breakDays, way.calendarDays);
  assert.deepEqual(countedWay('2040-01-02', '2040-01-06', []).unpublishedYears, [2040]);
});

test('R321 a clock is open, near, due today, late or suspended; the near ones are those within the days of the reminder', () => {
  const today = '2026-09-18';
  const soonUntil = lastSoonDay(today, 5, calendar);
  assert.equal(daysToGo(soonUntil, today, calendar), 5);
  const state = (day: string, suspended = false) =>
    deadlineState({ dueOn: day, suspended }, { today, soonUntil });
  assert.equal(state('2026-09-17'), 'late');
  assert.equal(state(today), 'today');
  assert.equal(state(soonUntil), 'soon');
  assert.equal(state('2026-12-01'), 'open');
  assert.equal(state('2026-09-17', true), 'suspended');
  assert.equal(daysToGo('2026-09-17', '2026-09-20', calendar), -2, 'a make-up Sunday counts');
});

test('R321 alerts: before and on the day to the person where no stage does it, after it to section, head and office by the settings', () => {
  const steps = (today: string, clock: (typeof deadlineClocks)[number] = 'listDispatched') =>
    alertsOf({ clock, dueOn: '2026-09-18', today }, usualSettings, calendar).map((each) => each.mark);
  assert.deepEqual(steps('2026-09-10'), []);
  assert.deepEqual(steps('2026-09-11'), ['before 5']);
  assert.deepEqual(steps('2026-09-16'), ['before 3']);
  assert.deepEqual(steps('2026-09-17'), ['before 1']);
  assert.deepEqual(steps('2026-09-18'), ['today']);
  assert.deepEqual(steps('2026-09-19'), ['late'], 'a Saturday: no working day late yet');
  assert.deepEqual(steps('2026-09-20'), ['late', 'section'], 'a make-up Sunday is one');
  assert.deepEqual(steps('2026-09-22'), ['late', 'section', 'head']);
  assert.deepEqual(steps('2026-12-01'), ['late', 'section', 'head', 'office']);
  assert.deepEqual(steps('2026-09-17', 'resultPublished'), [], 'the publication warns by itself');
  assert.deepEqual(steps('2026-09-22', 'resultPublished'), ['section', 'head']);
  assert.deepEqual(steps('2026-12-01', 'listingTerm'), [], 'a term ends by itself');
});

test('R321 clocks of results, dispatch and the police cannot be suspended', () => {
  for (const clock of deadlineClocks) {
    const isPausable = [
      'penaltyDecided',
      'rectified',
      'reinspected',
      'objectionAnswered',
      'contactAnswered',
    ].includes(clock);
    assert.equal(pauseGroundsOf(clock).length > 0, isPausable, clock);
  }
});

test('I7 no rule book and no suspension gives the publication of a result more than twenty working days', () => {
  const group = {
    clock: 'resultPublished',
    startedOn: '2026-09-18',
    length: 5,
    unit: 'workingDays',
    paused: 0,
  } as const;
  const long = recomputed(group, {
    calendar,
    deadlines: [{ clock: 'resultPublished', length: 3, unit: 'months', basis: '' }],
  });
  const twenty = clockDay(calendar, group.startedOn, { length: 20, unit: 'workingDays', paused: 0 });
  assert.deepEqual([long.dueOn, long.capped], [twenty.day, 'byTwentyDays']);
});
