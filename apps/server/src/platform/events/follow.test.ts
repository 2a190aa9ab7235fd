/** Followers of the ledgers: in order, once, together with their work; a failure blocks nobody and is tried again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import { type TestApp, withTestApp } from '../testing-app.ts';
import { catchUp, type FollowedEvent, type Follower } from './follow.ts';

async function pour({ platform, cast }: TestApp, cup: string, type = 'tea.poured'): Promise<void> {
  const event = { type, actor: cast.anLan, subject: { kind: 'cup', id: cup }, data: { sugar: 2 } };
  await inTransaction(platform.db, (tx) => record(tx, platform, event));
}

function collecting(seen: string[]): Follower {
  return {
    name: 'kitchen',
    types: ['tea.poured'],
    handle: async (_tx, _platform, event) => {
      seen.push(event.subject.id);
      await Promise.resolve();
    },
  };
}

test('a follower sees each event of its types once and in order, with who did it and its data', async () => {
  await withTestApp(async (test) => {
    const events: FollowedEvent[] = [];
    const follower: Follower = {
      name: 'kitchen',
      types: ['tea.poured'],
      handle: async (_tx, _platform, event) => {
        await Promise.resolve(events.push(event));
      },
    };
    await pour(test, 'first');
    await pour(test, 'spoon', 'spoon.washed');
    await pour(test, 'second');
    assert.equal(await catchUp(test.platform, [follower]), 2);
    assert.equal(await catchUp(test.platform, [follower]), 0);
    assert.deepEqual(
      events.map((event) => event.subject.id),
      ['first', 'second'],
    );
    const first = events[0];
    assert.ok(first);
    assert.equal(first.jurisdictionId, test.cast.anLan.jurisdictionId);
    assert.equal(first.accountId, test.cast.anLan.accountId);
    assert.deepEqual(first.data, { sugar: 2 });
    await pour(test, 'third');
    assert.equal(await catchUp(test.platform, [follower]), 1);
  });
});

test('two processes that follow at once act on each event once between them', async () => {
  await withTestApp(async (test) => {
    for (let cup = 0; cup < 12; cup += 1) await pour(test, `cup ${cup}`);
    const seen: string[] = [];
    const follower = collecting(seen);
    const acted = await Promise.all([
      catchUp(test.platform, [follower]),
      catchUp(test.platform, [follower]),
      catchUp(test.platform, [follower]),
    ]);
    assert.equal(
      acted.reduce((sum, each) => sum + each, 0),
      12,
    );
    assert.equal(new Set(seen).size, 12);
    assert.equal(seen.length, 12);
  });
});

test('what a follower wrote before it failed is undone; others go on; the event is tried again later and then done', async () => {
  await withTestApp(async (test) => {
    const { platform, database, logged } = test;
    const jurisdiction_id = test.cast.anLan.jurisdictionId;
    let isEmpty = true;
    const seen: string[] = [];
    const follower: Follower = {
      name: 'kitchen',
      types: ['tea.poured'],
      handle: async (tx, _platform, event) => {
        await tx
          .insertInto('event_cursors')
          .values({ jurisdiction_id, follower: `trace of ${event.subject.id}`, seq: 1 })
          .execute();
        if (isEmpty && event.subject.id === 'bad') throw new Error('no milk');
        seen.push(event.subject.id);
      },
    };
    const traces = async () =>
      (
        await database.owner
          .selectFrom('event_cursors')
          .select('follower')
          .where('follower', 'like', 'trace%')
          .orderBy('follower')
          .execute()
      ).map((each) => each.follower);
    await pour(test, 'bad');
    await pour(test, 'good');
    assert.equal(await catchUp(platform, [follower]), 1);
    assert.deepEqual(seen, ['good']);
    assert.deepEqual(await traces(), ['trace of good']);
    assert.ok(logged.some((line) => line['event'] === 'event.set_aside'));
    assert.equal(await catchUp(platform, [follower]), 0, 'not before its time');
    platform.clock.advance(61_000);
    assert.equal(await catchUp(platform, [follower]), 0);
    platform.clock.advance(61_000);
    assert.equal(await catchUp(platform, [follower]), 0, 'each wait is longer than the one before');
    isEmpty = false;
    platform.clock.advance(121_000);
    assert.equal(await catchUp(platform, [follower]), 1);
    assert.deepEqual(await traces(), ['trace of bad', 'trace of good']);
    assert.deepEqual(await database.owner.selectFrom('event_failures').selectAll().execute(), []);
  });
});
