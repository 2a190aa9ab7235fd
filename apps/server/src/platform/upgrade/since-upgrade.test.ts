import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../db/transaction.ts';
import { checkpointNow } from '../ledger/checkpoint.service.ts';
import { record } from '../ledger/ledger.ts';
import { withTestApp } from '../testing-app.ts';
import { sinceUpgrade } from './upgrade.queries.ts';

test('a checkpoint over the upgrade in any one ledger is seen, and the upgrade itself is no entry of anybody', () =>
  withTestApp(async ({ platform, cast }) => {
    for (const actor of [cast.anLan, cast.chenXi]) {
      const event = { type: 'upgrade.done', actor, subject: { kind: 'upgrade', id: 'one' }, data: {} };
      await inTransaction(platform.db, (tx) => record(tx, platform, event));
      platform.clock.advance(5);
    }
    const before = await inTransaction(platform.db, sinceUpgrade);
    assert.deepEqual([before.isSigned, before.types], [false, []]);
    await checkpointNow(platform, cast.anLan.jurisdictionId, []);
    assert.equal((await inTransaction(platform.db, sinceUpgrade)).isSigned, true);
  }));
