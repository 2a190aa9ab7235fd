import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ledgerExceptions } from '@mingcha/core/common/ledger-api.ts';
import { eventTexts, eventWords } from '@mingcha/core/event-texts.ts';
import { declaredRoutes } from './app.ts';

test('every event that a route declares can be shown in words, and so can its kind', () => {
  const declared = declaredRoutes().flatMap((spec) => (spec.audit === null ? [] : [spec.audit]));
  assert.ok(declared.length > 50);
  const words = eventWords('zh');
  for (const type of [...declared, ...ledgerExceptions]) {
    assert.ok(type in words, `${type} has no words`);
    assert.ok(`family.${type.split('.')[0]}` in words, `${type} has no kind`);
  }
});

test('no word of an event is written twice', () => {
  const keys = eventTexts.flatMap((one) => Object.keys(one.zh));
  assert.deepEqual(
    keys.filter((key, index) => keys.indexOf(key) !== index),
    [],
  );
});
