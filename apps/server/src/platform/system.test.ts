import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockOf, systemClock, systemRandom, uuidSource } from './system.ts';
import { testClock, testRandom } from './testing.ts';

test('today is the day of the business zone, whatever the zone of the machine', () => {
  const lateInGreenwich = Date.parse('2026-11-22T16:30:00Z');
  assert.equal(clockOf(() => lateInGreenwich, 'Asia/Shanghai').today(), '2026-11-23');
  assert.equal(clockOf(() => lateInGreenwich, 'America/New_York').today(), '2026-11-22');
  assert.equal(clockOf(() => Date.parse('2026-01-05T00:00:00Z'), 'UTC').today(), '2026-01-05');
});

test('now is ISO-8601 in UTC with milliseconds', () => {
  assert.match(systemClock('Asia/Shanghai').now(), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('an id is a UUIDv7 that starts with its time', () => {
  const id = uuidSource(testClock('2026-11-22T00:00:00.000Z'), testRandom()).next();
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), Date.parse('2026-11-22T00:00:00Z'));
});

test('ids of one source rise, also within one millisecond and when the clock goes back', () => {
  const clock = testClock();
  const ids = uuidSource(clock, systemRandom);
  const made = Array.from({ length: 10_000 }, () => ids.next());
  clock.advance(-5000);
  made.push(ids.next());
  assert.deepEqual(made, made.toSorted());
  assert.equal(new Set(made).size, made.length);
});
