import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProgram, monthsFit } from '../reach/reach.ts';
import { admits, checkedContent, openness } from './lecture.ts';

const times = {
  startsAt: '2026-05-10T01:00:00.000Z',
  endsAt: '2026-05-10T03:00:00.000Z',
  closesAt: '2026-05-10T01:00:00Z',
};

test('R340 sign-up is open until it closes, full when the seats are taken, and instants compare however they are written', () => {
  const of = { ...times, capacity: 3, taken: 2 };
  assert.equal(openness(of, '2026-05-10T00:59:59.999Z'), 'open');
  assert.equal(openness({ ...of, taken: 3 }, '2026-05-09T00:00:00Z'), 'full');
  assert.equal(openness(of, '2026-05-10T01:00:00.000Z'), 'closed');
  assert.equal(openness(of, '2026-05-10T03:00:00Z'), 'over');
  const code = (people: number, now: string) => {
    const result = admits({ ...of, state: 'published', people }, now);
    return result.ok ? 'ok' : result.error.code;
  };
  assert.equal(code(1, '2026-05-01T00:00:00Z'), 'ok');
  assert.equal(code(2, '2026-05-01T00:00:00Z'), 'lecture.full');
  assert.equal(code(1, '2026-05-10T02:00:00Z'), 'lecture.closed');
  const content = { title: '', topic: '', audience: '', body: '', place: '二楼', link: '', capacity: 3 };
  assert.equal(checkedContent({ ...content, ...times }).ok, true);
});

test('R340 a browser that says it is a program, or says nothing, is not counted; a period is at most two years', () => {
  for (const agent of [undefined, ' ', 'curl/8.5', 'Mozilla/5.0 (compatible; Baiduspider/2.0)'])
    assert.equal(isProgram(agent), true, agent);
  assert.equal(isProgram('Mozilla/5.0 (X11; Linux x86_64)'), false);
  assert.deepEqual(
    [monthsFit('2026-01', '2026-01'), monthsFit('2024-02', '2026-01'), monthsFit('2024-01', '2026-01')],
    [true, true, false],
  );
  assert.equal(monthsFit('2026-02', '2026-01'), false);
});
