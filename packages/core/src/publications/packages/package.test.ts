/** What a portal does with a package, and how it chooses rows of a carried list. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carriedKey, carriedRoutes, chosenRows } from './carried.ts';
import { acceptanceOf, packageFileName, packageManifest, packageNumberOf } from './package.ts';

const digest = (letter: string): string => letter.repeat(64);
const manifest = (number: number, kind: 'changes' | 'full', previous: string | null) =>
  packageManifest.parse({
    kind,
    number,
    previous,
    madeAt: '2026-11-23T01:00:00.000Z',
    jurisdictions: [],
    counts: { records: 0, recalls: 0, documents: 0, removals: 0 },
    body: { sha256: digest('0'), bytes: 0, raw: 0, lines: 0 },
    intakeKey: digest('1'),
  });

test('a portal takes the next package of its own history, waits over gaps, and refuses what is older or of another history', () => {
  const place = { number: 4, head: digest('a') };
  const on = (number: number, kind: 'changes' | 'full', previous: string | null, head = digest('b')) =>
    acceptanceOf(place, { manifest: manifest(number, kind, previous), head });
  assert.equal(on(5, 'changes', digest('a')), 'take');
  assert.equal(on(5, 'changes', digest('c')), 'package.other_history');
  assert.equal(on(7, 'changes', digest('c')), 'wait');
  assert.equal(on(7, 'full', digest('c')), 'take');
  assert.equal(on(5, 'full', digest('c')), 'package.other_history');
  assert.equal(on(4, 'full', null, digest('a')), 'known');
  assert.equal(on(4, 'full', null), 'package.other_history');
  assert.equal(on(3, 'full', null), 'package.older');
  const empty = { number: 0, head: null };
  assert.equal(
    acceptanceOf(empty, { manifest: manifest(2, 'changes', digest('a')), head: digest('b') }),
    'wait',
  );
  assert.equal(
    acceptanceOf(empty, { manifest: manifest(9, 'full', digest('a')), head: digest('b') }),
    'take',
  );
});

test('names of packages carry their number and nothing else is one', () => {
  assert.equal(packageNumberOf(packageFileName(12)), 12);
  for (const name of ['mingcha-12.package', 'mingcha-00000012.package.part', '../mingcha-00000012.package'])
    assert.equal(packageNumberOf(name), null, name);
});

test('rows of a carried list are chosen by parts of texts and by equal members; an empty question chooses all', () => {
  const rows = [
    { year: 2025, agencyName: '晋州市应急管理局' },
    { year: 2026, agencyName: '晋城市人民防空办公室' },
  ];
  const filters = [
    { query: 'year', members: ['year'], how: 'equal' },
    { query: 'text', members: ['agencyName'], how: 'part' },
  ] as const;
  assert.deepEqual(chosenRows(rows, filters, { year: 2026 }), [rows[1]]);
  assert.deepEqual(chosenRows(rows, filters, { text: '晋州' }), [rows[0]]);
  assert.equal(chosenRows(rows, filters, { text: '' }).length, 2);
  assert.equal(carriedKey('a.b', { z: 1, a: 'x', none: undefined }), 'a.b a=x z=1');
});

test('only public addresses that change nothing travel', () => {
  for (const { spec } of carriedRoutes)
    assert.deepEqual([spec.policy.kind, spec.method, spec.audit], ['public', 'GET', null], spec.id);
});
