import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PublicRecord, publicRecord } from '../public-record.ts';
import { exposureEnd, isExposed } from './exposure.ts';

const id = '019aa000-0000-7000-8000-000000000001';
const agency = { id, name: '晋州市应急管理局' };

function listing(endsOn: string | null, more: object = {}): PublicRecord {
  return publicRecord.parse({
    id,
    kind: 'listing',
    state: 'published',
    version: 1,
    publishedOn: '2026-01-05',
    endsOn,
    isObjected: false,
    updatedAt: '2026-01-05T01:00:00.000Z',
    payload: {
      kind: 'listing',
      agency,
      number: '晋应急列〔2026〕1号',
      title: '列入严重失信主体名单决定',
      object: { name: '晋州市某化工有限公司', code: null },
      ground: { code: 'accident', wording: '发生较大事故' },
      basis: '《办法》第六条',
      decidedOn: '2026-01-05',
      endsOn: '2029-01-04',
      measures: [],
    },
    ...more,
  });
}

test('R342 a listing names its unit until the last day of its term and no day longer', () => {
  assert.equal(isExposed(listing('2029-01-04'), '2029-01-04'), true);
  assert.equal(isExposed(listing('2029-01-04'), '2029-01-05'), false);
});

test('R342 of two terms the earlier one counts', () => {
  assert.equal(exposureEnd(listing('2027-06-30')), '2027-06-30');
  assert.equal(exposureEnd(listing(null)), '2029-01-04');
});

test('R342 nothing but a published penalty or listing names a unit, and nothing that was taken back', () => {
  const tombstone = {
    kind: 'tombstone',
    of: 'listing',
    agency,
    task: null,
    publishedOn: '2026-01-05',
    removedOn: '2026-02-01',
    reason: 'repaired',
  };
  assert.equal(
    isExposed(listing('2029-01-04', { state: 'withdrawn', payload: tombstone }), '2026-03-01'),
    false,
  );
  const draw = {
    kind: 'draw',
    agency,
    number: '1',
    title: '抽取',
    drawnOn: '2026-01-05',
    voided: null,
    path: 'draws/1',
  };
  assert.equal(isExposed(listing('2029-01-04', { kind: 'draw', payload: draw }), '2026-03-01'), false);
});
