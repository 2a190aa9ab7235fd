import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayOpen, type OfficePage, trailOf } from '../office/shell/page-list.ts';
import { newActionId } from './api/action-id.ts';
import { addressOf } from './api/address.ts';
import { refusalOf } from './forms/upload-limits.ts';
import { matchPath } from './match-path.ts';
import { matching } from './ui/palette-match.ts';

test('an action id is a version 4 UUID and never the same twice', () => {
  const ids = new Set(Array.from({ length: 500 }, newActionId));
  assert.equal(ids.size, 500);
  for (const id of ids)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('an address holds encoded parameters and only the members of the query that say something', () => {
  const spec = { path: '/api/objects/:id/notes' };
  assert.equal(
    addressOf(spec, {
      params: { id: 'a/b 1' },
      query: { text: '石料 厂', after: undefined, kind: '', limit: 20, tag: ['a', 'b'] },
    }),
    '/api/objects/a%2Fb%201/notes?text=%E7%9F%B3%E6%96%99+%E5%8E%82&limit=20&tag=a&tag=b',
  );
});

test('a path fits a pattern part by part and gives decoded parameters', () => {
  assert.deepEqual(matchPath('/draws/:id', '/draws/2026-007'), { id: '2026-007' });
  assert.deepEqual(matchPath('/draws/:id', '/draws/%E6%8A%BD/'), { id: '抽' });
  assert.equal(matchPath('/draws/:id', '/draws'), null);
  assert.equal(matchPath('/draws/:id', '/lists/1'), null);
  assert.equal(matchPath('/draws/:id', '/draws/%E6%8'), null);
  assert.deepEqual(matchPath('/', '/'), {});
});

test('a file is refused before it travels when its ending or its size is not accepted', () => {
  const limits = { accept: ['.csv', '.xlsx'], maxBytes: 1024 };
  assert.equal(refusalOf({ name: '名录.CSV', size: 1024 }, limits), null);
  assert.equal(refusalOf({ name: '名录.doc', size: 1 }, limits)?.key, 'uploadWrongType');
  assert.deepEqual(refusalOf({ name: '名录.csv', size: 2048 }, limits)?.data, {
    name: '名录.csv',
    size: '2 KB',
    max: '1 KB',
  });
});

test('quick find wants every typed word, in either language', () => {
  const entries = [
    { key: '/objects', title: '检查对象', group: '名录库', keywords: 'Objects' },
    { key: '/draws', title: '抽查任务', group: '随机抽查', keywords: 'Draws' },
  ];
  const keys = (typed: string) => matching(entries, typed).map((entry) => entry.key);
  assert.deepEqual(keys('对象'), ['/objects']);
  assert.deepEqual(keys('draws 任务'), ['/draws']);
  assert.deepEqual(keys('draws 对象'), []);
  assert.equal(keys('').length, 2);
});

function page(id: string, parent?: string): OfficePage {
  return {
    id,
    path: `/${id}`,
    title: { catalogue: { zh: { t: id }, en: { t: id } }, key: 't' },
    group: 'draws',
    menu: true,
    roles: ['auditor'],
    ...(parent === undefined ? {} : { parent }),
    load: () => Promise.reject(new Error('not loaded in tests')),
  };
}

test('the trail runs from the menu down to the page, and a circle ends', () => {
  const pages = [page('a'), page('b', 'a'), page('c', 'b'), page('x', 'y'), page('y', 'x')];
  const ids = (id: string) =>
    trailOf(pages, pages.find((each) => each.id === id) ?? page('?')).map((each) => each.id);
  assert.deepEqual(ids('c'), ['a', 'b', 'c']);
  assert.deepEqual(ids('x'), ['y', 'x']);
});

test('a page opens for the roles it names and for nobody else', () => {
  assert.equal(mayOpen(page('a'), ['auditor']), true);
  assert.equal(mayOpen(page('a'), ['inspector']), false);
  assert.equal(mayOpen({ roles: 'all' }, []), true);
});
