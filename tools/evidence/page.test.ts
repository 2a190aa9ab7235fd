/** The page of evidence says what the records say: sums, misses, gaps. It never turns a gap into a nought. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidencePage } from './page.ts';
import type { KeptRecord } from './record.ts';

const record = (more: Partial<KeptRecord>): KeptRecord => ({
  name: 'kill',
  section: 'faults',
  title: 'Kill at random moments',
  command: 'node tools/faults/kill.ts',
  on: '2026-11-23',
  machine: '2 cores, 24 GB, Node 24',
  ...more,
});

const lineWith = (page: string, words: string): string =>
  page.split('\n').find((line) => line.includes(words)) ?? '';

test('a nought that no record counts is called not measured', () => {
  const page = evidencePage([]);
  assert.match(lineWith(page, '重复办理'), /not measured/);
  assert.match(page, /重复办理\): no record counts it/);
  assert.match(page, /Security \(安全\): no record is kept/);
});

test('noughts are summed over the records that count them, and each of those is named', () => {
  const page = evidencePage([
    record({ zeros: { duplicates: 0 } }),
    record({ name: 'full-disk', title: 'Full disk', zeros: { duplicates: 0, acknowledgedMissing: 0 } }),
  ]);
  assert.match(lineWith(page, '重复办理'), /\| 0 \| \[Kill at random moments\].*\[Full disk\]/);
  assert.match(page, /Nothing in the kept records\./);
});

test('a failure, a miss and a number above nought stand together before everything else', () => {
  const page = evidencePage([
    record({
      counts: { done: 300, failed: 2, longestSeconds: 12.34 },
      zeros: { duplicates: 1 },
      figures: [
        {
          what: 'start after a crash',
          measured: '9 s',
          bound: '≤ 5 s',
          held: false,
          ratio: '3 × an empty start',
        },
        { what: 'memory', measured: '310 MB' },
      ],
      notTested: ['power cut of the disk: no such device here'],
    }),
  ]);
  const missed = page.slice(page.indexOf('## What failed'), page.indexOf('## The draw'));
  assert.match(missed, /重复办理\): 1\n/);
  assert.match(missed, /: 2 failed\n/);
  assert.match(missed, /start after a crash: 9 s, bound ≤ 5 s/);
  assert.match(page, /300 \| \*\*2\*\* \| 12\.3 s/);
  assert.match(lineWith(page, '| memory'), /310 MB \| +\| +\| +\|/);
  assert.match(page, /power cut of the disk: no such device here/);
  assert.match(page, /0 of 1 bounds held/);
});

test('a mark that would break a table is written so that it does not', () => {
  const page = evidencePage([
    record({ command: 'a | b', figures: [{ what: 'x | y', measured: 'two\nlines' }] }),
  ]);
  assert.match(page, /`a \\\| b`/);
  assert.match(page, /x \\\| y \| two lines/);
});
