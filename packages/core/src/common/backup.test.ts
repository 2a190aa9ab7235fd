import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BackupClock, type BackupFacts, backupAlarmsOf, dueBackup, keptBackups } from './backup.ts';
import { addDays } from './plain-date.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-23T01:00:00Z');

test('of three years of nights stay those of the last day, 7 days, 5 weeks and 12 months', () => {
  const all = Array.from({ length: 1000 }, (_, back) => ({
    name: `n${back}`,
    takenAt: now - back * 24 * hour,
    day: addDays('2026-11-23', -back),
  }));
  const kept = keptBackups(all, now);
  const ofMonths = all.filter((one, i) => one.day.slice(0, 7) !== all[i - 1]?.day.slice(0, 7)).slice(0, 12);
  assert.ok([0, 1, 2, 3, 4, 5, 6].every((back) => kept.has(`n${back}`)));
  assert.ok(ofMonths.every((one) => kept.has(one.name)));
  // 23 November 2026 is a Monday: the last nights of the weeks before are 1, 8, 15 and 22 days back.
  assert.ok([1, 8, 15, 22].every((back) => kept.has(`n${back}`)));
  assert.ok(!kept.has('n9') && !kept.has('n29'));
  // Eight by day and week overlap, and eleven months more.
  assert.equal(kept.size, 21);
});

test('every quarter of an hour stays for a day, then only the last of the day', () => {
  const all = Array.from({ length: 192 }, (_, i) => ({
    name: `q${i}`,
    takenAt: now - i * 900_000,
    day: new Date(now - i * 900_000 + 8 * hour).toISOString().slice(0, 10),
  }));
  const kept = keptBackups(all, now);
  assert.ok(Array.from({ length: 105 }, (_, i) => `q${i}`).every((name) => kept.has(name)));
  const older = [...kept].filter((name) => Number(name.slice(1)) > 104);
  assert.deepEqual(older, ['q133'], 'the last of the day before yesterday');
});

test('a pause of half a year throws nothing away: the last that there are stay', () => {
  const all = Array.from({ length: 3 }, (_, i) => ({
    name: `n${i}`,
    takenAt: now - (180 + i) * 24 * hour,
    day: addDays('2026-11-23', -180 - i),
  }));
  assert.equal(keptBackups(all, now).size, 3);
});

const calm: BackupFacts = {
  now,
  since: now - 90 * 24 * hour,
  last: { takenAt: now - 2 * hour, hasKeys: true, damagedFiles: 0, second: 'done' },
  lastFailed: false,
  drill: { endedAt: now - 3 * 24 * hour, passed: true },
};

test('a backup is late after 26 hours, a drill after 35 days, and a failed one is said', () => {
  assert.deepEqual(backupAlarmsOf(calm), []);
  const last = calm.last ?? assert.fail();
  assert.deepEqual(backupAlarmsOf({ ...calm, last: { ...last, takenAt: now - 26 * hour } }), []);
  assert.deepEqual(backupAlarmsOf({ ...calm, last: { ...last, takenAt: now - 26 * hour - 1 } }), [
    'backup.late',
  ]);
  const drill = { endedAt: now - 35 * 24 * hour - 1, passed: true };
  assert.deepEqual(backupAlarmsOf({ ...calm, drill }), ['drill.late']);
  assert.deepEqual(backupAlarmsOf({ ...calm, drill: { endedAt: now, passed: false } }), ['drill.failed']);
  assert.deepEqual(backupAlarmsOf({ ...calm, lastFailed: true }), ['backup.failed']);
  assert.deepEqual(backupAlarmsOf({ ...calm, last: { ...last, second: 'none', hasKeys: false } }), [
    'second.none',
    'keys.missing',
  ]);
});

test('a new installation is told that there is none yet; after 26 hours it is late', () => {
  const fresh = { ...calm, last: null, drill: null, since: now - hour };
  assert.deepEqual(backupAlarmsOf(fresh), ['backup.none', 'drill.none']);
  assert.deepEqual(backupAlarmsOf({ ...fresh, since: now - 27 * hour }), [
    'backup.late',
    'backup.none',
    'drill.none',
  ]);
});

const clock: BackupClock = {
  now,
  hour: 9,
  day: '2026-11-23',
  atHour: 2,
  everyMs: 900_000,
  lastNightDay: '2026-11-23',
  lastStartedAt: now - 7 * hour,
  entries: 10,
  entriesKept: 10,
};

test('at night one is due once; a server that was off at night makes up for it', () => {
  assert.equal(dueBackup(clock), null);
  assert.equal(dueBackup({ ...clock, hour: 2, lastNightDay: '2026-11-22' }), 'night');
  assert.equal(dueBackup({ ...clock, lastNightDay: '2026-11-22' }), 'night');
  assert.equal(dueBackup({ ...clock, hour: 1, lastNightDay: '2026-11-22' }), null);
  assert.equal(dueBackup({ ...clock, atHour: null, lastNightDay: null }), null);
});

test('B-04 fifteen minutes after the last one is due whenever the ledger grew', () => {
  assert.equal(dueBackup({ ...clock, entries: 11 }), 'interval');
  assert.equal(dueBackup({ ...clock, entries: 11, lastStartedAt: now - 899_999 }), null);
  assert.equal(dueBackup({ ...clock, entries: 11, everyMs: null }), null);
  assert.equal(
    dueBackup({ ...clock, entriesKept: null, lastStartedAt: null, lastNightDay: null }),
    'interval',
  );
});
