import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partsOf } from './entry-parts.ts';

test('an entry is read into its data, nested members by their path, and where it came from', () => {
  const entry = JSON.stringify({
    prev: 'aa',
    data: { reason: '调离', before: { name: '甲' }, roles: ['inspector'] },
    from: { ip: '::1', request: 'r-1', route: 'x.y' },
  });
  assert.deepEqual(partsOf(entry), {
    data: [
      { path: ['reason'], value: '调离' },
      { path: ['before', 'name'], value: '甲' },
      { path: ['roles'], value: ['inspector'] },
    ],
    prev: 'aa',
    clock: null,
    request: 'r-1',
    address: '::1',
  });
});

test('a damaged entry is shown empty instead of breaking the page', () => {
  for (const text of ['', '{', '[]', 'null', '{"data":7,"from":null}'])
    assert.deepEqual(partsOf(text).data, []);
});
