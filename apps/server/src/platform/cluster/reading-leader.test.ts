/** What the leading process only reads, it reads behind the fence too. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behindFence } from '../db/fence.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';
import { withTestApp } from '../testing-app.ts';
import { holdsTerm } from './cluster.queries.ts';

test('R-06 the leader verifies a ledger in a transaction that may only read', () =>
  withTestApp(async ({ platform, cast }) => {
    const verdict = await behindFence(
      (tx) => holdsTerm(tx, 1n),
      () => verifyLedger(platform.db, cast.anLan.jurisdictionId),
    );
    assert.ok(verdict.sound);
  }));
