import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeEdits } from './merge-edit.ts';

test('what only the other person changed is taken over, what was typed here is kept', () => {
  const base = { name: '甲', address: '东街', remark: '' };
  const merged = mergeEdits(base, { ...base, remark: '新' }, { ...base, address: '西街' });
  assert.deepEqual(merged, {
    values: { name: '甲', address: '西街', remark: '新' },
    taken: ['address'],
    both: [],
  });
});

test('a field that both changed keeps what was typed here and is named, unless both wrote the same', () => {
  const base = { name: '甲', address: '东街' };
  const merged = mergeEdits(base, { name: '乙', address: '南街' }, { name: '乙', address: '西街' });
  assert.deepEqual(merged.values, { name: '乙', address: '南街' });
  assert.deepEqual(merged.both, ['address']);
  assert.deepEqual(merged.taken, []);
});
