import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isQuiet,
  leavesByChat,
  leavesByEmail,
  leavesBySms,
  minutesUntil,
  usualRules,
} from './notice-plan.ts';

const at = (hours: number, minutes = 0) => ({ rules: usualRules, now: hours * 60 + minutes });

test('quiet hours may run over midnight, and there are none when both ends are the same', () => {
  const overnight = usualRules;
  assert.deepEqual(
    [20 * 60 + 59, 21 * 60, 0, 7 * 60 + 29, 7 * 60 + 30].map((now) => isQuiet(overnight, now)),
    [false, true, true, true, false],
  );
  const noon = { ...usualRules, quietFrom: 720, quietTo: 780 };
  assert.deepEqual(
    [719, 720, 779, 780].map((now) => isQuiet(noon, now)),
    [false, true, true, false],
  );
  assert.equal(isQuiet({ ...noon, quietTo: 720 }, 720), false);
  assert.equal(minutesUntil(23 * 60, 60), 120);
});

test('an urgent notice leaves at once, in quiet hours too, even for somebody who wants one mail a day', () => {
  const now = { form: 'single', inMinutes: 0 };
  assert.deepEqual(leavesByEmail('urgent', 'digest', at(23)), now);
  assert.deepEqual(leavesBySms('urgent', 'urgent', at(23)), now);
  assert.deepEqual(leavesByChat('urgent', at(23)), now);
});

test('a prompt notice waits out the quiet hours; with a daily mail it goes into the summary', () => {
  assert.deepEqual(leavesByEmail('prompt', 'prompt', at(10)), { form: 'single', inMinutes: 0 });
  assert.deepEqual(leavesByEmail('prompt', 'prompt', at(22)), { form: 'single', inMinutes: 570 });
  assert.deepEqual(leavesByEmail('prompt', 'digest', at(10)), { form: 'digest', inMinutes: 1350 });
  assert.deepEqual(leavesBySms('prompt', 'prompt', at(22)), { form: 'single', inMinutes: 570 });
  assert.equal(leavesBySms('prompt', 'urgent', at(10)), null);
});

test('a daily notice comes with the summary at its hour and never by SMS; who chose nothing gets nothing', () => {
  assert.deepEqual(leavesByEmail('daily', 'prompt', at(8)), { form: 'digest', inMinutes: 30 });
  assert.deepEqual(leavesByChat('daily', at(8, 30)), { form: 'digest', inMinutes: 0 });
  assert.equal(leavesBySms('daily', 'prompt', at(8)), null);
  assert.equal(leavesByEmail('urgent', 'off', at(8)), null);
  assert.equal(leavesBySms('urgent', 'off', at(8)), null);
});

test('no summary leaves on a day off: it waits for the next day that is worked on, a make-up Saturday included', () => {
  const on = (off: readonly number[], hours: number) =>
    leavesByEmail('prompt', 'digest', { ...at(hours), isDayOff: (days) => off.includes(days) })?.inMinutes;
  const day = 1440;
  assert.equal(on([], 8), 30);
  assert.equal(on([1, 2], 10), 1350 + 2 * day, 'after Friday morning comes Monday');
  assert.equal(on([2], 10), 1350, 'the Saturday is worked on');
  assert.equal(on([0, 1], 8), 30 + 2 * day, 'early on a Saturday');
  assert.equal(leavesByEmail('urgent', 'digest', { ...at(8), isDayOff: () => true })?.inMinutes, 0);
  assert.equal(
    on(
      Array.from({ length: 90 }, (_, n) => n),
      8,
    ),
    30,
    'a calendar without working days stops nothing',
  );
});
