import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskPersonal, personalIn, visible } from './personal-data.ts';
import { isTypedId, shortId, typedId } from './short-id.ts';

test('G-04 identity numbers, telephones, addresses and secrets are masked wherever they stand', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Key (id)=(11010119900307123X) exists', 'Key (id)=([identity]) exists'],
    ['tel 13812345678, +86 138-1234-5678', 'tel [phone], [phone]'],
    ['0311-85551234', '[phone]'],
    ['to lan.an@example.gov.cn now', 'to [mail] now'],
    ['postgresql://app:s3cr3t@db/x', 'postgresql://app:[secret]@db/x'],
    ['authorization: Bearer abcdef123456', 'authorization: Bearer [secret]'],
    ['{"password":"Lantern"}', '{"password":"[secret]"}'],
    ['MINGCHA_OIDC_CLIENT_SECRET=hush', 'MINGCHA_OIDC_CLIENT_SECRET=[secret]'],
    ['-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----', '[key]'],
  ];
  for (const [text, masked] of cases) assert.equal(maskPersonal(text), masked);
  for (const [text, masked] of cases) {
    assert.notDeepEqual(personalIn(text), [], text);
    assert.deepEqual(personalIn(masked), [], masked);
  }
});

test('ids, digests, days, credit codes and figures stay', () => {
  const kept = [
    '0193f2a0-7f3a-7000-8000-138123456789',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '2026-11-23T03:14:15.926Z',
    '91130181MA07XXXX5K',
    'size 138123456789012, took 13.8 ms',
  ];
  for (const text of kept) assert.equal(maskPersonal(text), text);
});

test('G-02 line feeds, colours, NUL and turned writing become visible; lone halves of characters do no harm', () => {
  assert.equal(
    visible('a\nb\r\u0000\u001b[31m\u202egnp\u2028\ufeff'),
    String.raw`a\u000ab\u000d\u0000\u001b[31m\u202egnp\u2028\ufeff`,
  );
  assert.equal(visible('\ud800x'), '\ufffdx');
  assert.equal(visible('中文 ok'), '中文 ok');
});

test('the number read out on the telephone finds its request', () => {
  const id = '0193f2a0-7f3a-7000-8000-9c1e7f3a19c2';
  assert.equal(shortId(id), '7F3A-19C2');
  assert.equal(shortId('r-1'), 'r-1');
  for (const typed of ['7F3A-19C2', '7f3a19c2', ' ７Ｆ３Ａ 19c2 ', id])
    assert.ok(isTypedId(id, typedId(typed) ?? '-'));
  assert.equal(typedId('; rm'), null);
  assert.ok(!isTypedId(id, '7f3a'));
});
