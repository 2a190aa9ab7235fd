import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, type LogLevel } from './log.ts';

function recorded(level: LogLevel) {
  const lines: unknown[] = [];
  const log = createLog({
    level,
    now: () => '2026-11-22T00:00:00.000Z',
    write: (line) => lines.push(JSON.parse(line)),
  });
  return { log, lines };
}

test('each event is one JSON line with time, level, name and the fields of its log', () => {
  const { log, lines } = recorded('info');
  log.child({ requestId: '7F3A' }).info('request.done', { status: 200, rows: 3n });
  const at = '2026-11-22T00:00:00.000Z';
  assert.deepEqual(lines, [
    { at, level: 'info', event: 'request.done', requestId: '7F3A', status: 200, rows: '3' },
  ]);
});

test('events below the level are not written', () => {
  const { log, lines } = recorded('warn');
  log.debug('a');
  log.info('b');
  log.warn('c');
  log.error('d');
  assert.equal(lines.length, 2);
});

test('values of secret names are masked at every depth', () => {
  const { log, lines } = recorded('info');
  log.info('x', { password: 'p', deep: { sessionToken: 't', masterSeed: 's', name: 'n' } });
  assert.deepEqual(
    { ...(lines[0] as object), at: '' },
    {
      at: '',
      level: 'info',
      event: 'x',
      password: '***',
      deep: { sessionToken: '***', masterSeed: '***', name: 'n' },
    },
  );
});

test('an error is written with its message and cause, and a value that cannot be written harms nobody', () => {
  const { log, lines } = recorded('info');
  log.error('x', { error: new Error('outer', { cause: new Error('inner') }) });
  assert.match(JSON.stringify(lines[0]), /"message":"outer".*"message":"inner"/);
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  log.error('y', circle);
  assert.equal(lines.length, 1);
});
