import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { pauseAfter } from './backoff.ts';
import { classify, type RawReply } from './transport.ts';

const schema = z.object({ n: z.number() });
const json: RawReply = {
  status: 200,
  moved: false,
  contentType: 'application/json; charset=utf-8',
  requestId: 'r',
  text: '{"n":1}',
};
const refusal = (code: string) => JSON.stringify({ error: { code } });

test('S-05 only an answer that our server certainly gave is believed', () => {
  assert.deepEqual(classify(json, schema), { kind: 'ok', value: { n: 1 } });
  assert.equal(classify({ ...json, contentType: 'text/html', text: '<form>' }, schema).kind, 'notOurs');
  assert.equal(classify({ ...json, text: '{"ok":true}' }, schema).kind, 'notOurs');
  assert.equal(classify({ ...json, status: 0, moved: true }, schema).kind, 'notOurs');
  assert.equal(classify({ ...json, status: 404, contentType: 'text/html' }, schema).kind, 'notOurs');
});

test('S-05 gateways and overload ask for patience, a failure of the server is told apart', () => {
  for (const status of [429, 502, 503, 504])
    assert.equal(classify({ ...json, status, contentType: 'text/html' }, schema).kind, 'busy');
  assert.equal(classify({ ...json, status: 500, text: refusal('common.unexpected') }, schema).kind, 'failed');
  assert.equal(classify({ ...json, status: 500, contentType: 'text/html' }, schema).kind, 'busy');
  assert.equal(classify({ ...json, status: 0 }, schema).kind, 'unreachable');
});

test('S-05 forty answers of others are never taken for ours: not for a yes, not for a refusal', () => {
  const pages = ['<html>login</html>', '', '{"n":', 'null', '{"code":"visit.closed"}'];
  const replies = [200, 204, 302, 403, 404, 500, 502, 503].flatMap((status) =>
    pages.map((text) => ({
      ...json,
      status,
      text,
      moved: status === 302,
      contentType: text.startsWith('{') ? 'application/json' : 'text/html',
    })),
  );
  assert.equal(replies.length, 40);
  for (const reply of replies)
    assert.ok(['notOurs', 'busy'].includes(classify(reply, schema).kind), JSON.stringify(reply));
});

test('S-08 an ended session is neither a refusal of what was sent nor a bad network', () => {
  assert.equal(
    classify({ ...json, status: 401, text: refusal('auth.not_signed_in') }, schema).kind,
    'signedOut',
  );
  const refused = classify({ ...json, status: 409, text: refusal('visit.closed') }, schema);
  assert.deepEqual(refused, { kind: 'refused', error: { code: 'visit.closed' }, status: 409 });
});

test('the pause doubles up to five minutes, and the die spreads it over half of it', () => {
  assert.equal(pauseAfter(1, 1), 2000);
  assert.equal(pauseAfter(1, 0), 1000);
  assert.equal(pauseAfter(4, 1), 16_000);
  assert.equal(pauseAfter(40, 1), 300_000);
});
