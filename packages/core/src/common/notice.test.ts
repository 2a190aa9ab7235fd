import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { noticeKinds } from '../notice-kinds.ts';
import { briefData, briefOf, briefSentence, noticeKind, noticeLink } from './notice.ts';
import { catalogue } from './text.ts';

const words = (over: Record<string, string> = {}) => {
  const zh: Record<string, string> = {
    'a.b.title': 'T {name}',
    'a.b.body': 'B {name} {due}',
    'a.b.brief': '{count} {code} {due}',
    ...over,
  };
  return catalogue(zh, zh);
};
const data = {
  name: z.string(),
  code: z.string().optional(),
  count: z.number().optional(),
  due: z.string().optional(),
};
const declare = (text: ReturnType<typeof words>) =>
  noticeKind({ key: 'a.b', audience: 'staff', urgency: 'daily', data, text });

test('a kind without a sentence, or one whose sentence needs unknown data, does not start', () => {
  assert.ok(declare(words()));
  const lacking = words();
  const zh: Record<string, string> = { ...lacking.zh };
  delete zh['a.b.body'];
  assert.throws(() => declare(catalogue(zh, zh)), /no zh body/);
  assert.throws(() => declare(words({ 'a.b.body': '{phone}' })), /needs phone/);
});

test('the brief text of a kind may name a code, a count and a day, never a name', () => {
  assert.throws(() => declare(words({ 'a.b.brief': '{name}' })), /may not name name/);
});

test('what leaves through SMS and work chat is a code of our own, a count, a day; names, phones, identity numbers and credit codes stay behind', () => {
  const due = '2026-12-01';
  assert.deepEqual(briefOf({ name: '张三', code: 'CT-2026-0031', count: 3, due }), {
    code: 'CT-2026-0031',
    count: 3,
    due,
  });
  const personal = [
    '张三',
    '茶亭县清泉食品有限公司',
    '13800138000',
    '86-13800138000',
    '11010519491231002X',
    '91110108MA01ABCD7K',
    '91350100M000100Y43',
    '130181000012345',
    '0319-88887777123',
    'a b',
    '',
  ];
  for (const code of personal) {
    assert.deepEqual(briefOf({ code, count: 1 }), { count: 1 }, code);
    assert.equal(briefData.safeParse({ code }).success, false, code);
  }
  assert.deepEqual(briefOf({ count: '张三', due: '张三' }), {});
  assert.equal(briefData.safeParse({ count: 1, name: '张三' }).success, false);
  assert.equal(briefSentence(declare(words()), { name: '张三', code: '李四', count: 2 }, 'zh'), '2 - -');
});

test('every kind of every stage has all sentences in both languages and is known by one key', () => {
  assert.ok(noticeKinds.size >= 2);
  for (const [key, kind] of noticeKinds)
    for (const part of ['title', 'body', 'brief'])
      for (const locale of ['zh', 'en'] as const)
        assert.ok(kind.text[locale][`${key}.${part}`], `${key} ${part} ${locale}`);
});

test('a notice leads to a page of this installation, never to another site', () => {
  for (const link of ['/account-grants', '/tasks/01?tab=a&b=c', '/p/search#x'])
    assert.ok(noticeLink.safeParse(link).success, link);
  for (const link of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:x',
    '/a b',
    '',
  ])
    assert.equal(noticeLink.safeParse(link).success, false, link);
});
