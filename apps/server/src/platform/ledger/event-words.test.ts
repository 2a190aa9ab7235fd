import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ledgerExceptions } from '@mingcha/core/common/ledger-api.ts';
import { ledgerEventText, ledgerWordText } from '@mingcha/core/common/ledger-event-text.ts';
import { declaredRoutes } from '../../app.ts';

test('every event that a route declares can be shown in words, and so can its kind', () => {
  const declared = declaredRoutes().flatMap((spec) => (spec.audit === null ? [] : [spec.audit]));
  assert.ok(declared.length > 50);
  for (const type of [...declared, ...ledgerExceptions]) {
    assert.ok(type in ledgerEventText.zh, `${type} has no words`);
    assert.ok(`family.${type.split('.')[0]}` in ledgerWordText.zh, `${type} has no kind`);
  }
});
