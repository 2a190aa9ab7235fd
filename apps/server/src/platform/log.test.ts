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

test('G-02 nothing that is logged can pretend to be a line, hide, turn the writing or fill the disk', () => {
  const lines: string[] = [];
  const log = createLog({
    level: 'info',
    now: () => '2026-11-22T00:00:00.000Z',
    write: (line) => lines.push(line),
  });
  const attacks = [
    'x\n{"level":"info","event":"session.started"}',
    'x\r\n127.0.0.1 - admin',
    '\u001b[2J\u001b[31mred',
    'a\u0000b',
    'gnp.\u202egpj.exe',
    'one\u2028two\u2029three\u0085four',
    '\ufeff\u200bhidden',
    '\ud800lone',
    'y'.repeat(1_048_576),
  ];
  for (const text of attacks) {
    log.info('request.failed', { text, [text.slice(0, 60)]: 1 });
    log.error('request.failed', { error: new Error(text), deep: [{ text }] });
  }
  assert.equal(lines.length, 2 * attacks.length);
  for (const line of lines) {
    assert.ok(line.length < 40_000);
    // oxlint-disable-next-line no-control-regex -- none of them may stand in a line
    assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\ufeff]/);
    assert.equal((JSON.parse(line) as { event: string }).event, 'request.failed');
  }
  log.info('many', { list: Array.from({ length: 5000 }, (_, n) => `entry ${n} of a long list`) });
  assert.match(lines.at(-1) ?? '', /"event":"many","cut":\d+/);
});

test('G-04 identity numbers, telephones and secrets inside texts and errors are masked', () => {
  const { log, lines } = recorded('info');
  const reason = 'Key (phone)=(13812345678) of 11010119900307123X exists at postgresql://app:hush99@db/x';
  log.error('request.failed', { error: new Error(reason, { cause: new Error(reason) }), list: [reason] });
  assert.doesNotMatch(JSON.stringify(lines), /13812345678|11010119900307123X|hush99/);
});
