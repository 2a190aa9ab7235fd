/** Lists, rule books and draws enter the public records with their own publication, and follow each other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { readRecord } from './public-record.queries.ts';

async function records(app: TestApp) {
  const rows = await app.database.db
    .selectFrom('public_records')
    .selectAll()
    .orderBy('updated_at')
    .orderBy('id')
    .execute();
  return rows.map(readRecord);
}

/** A list of the bureau as its own way leaves it, with the event of its publication. */
async function list(app: TestApp, of: { readonly version: number; readonly state: string }): Promise<string> {
  const { platform, cast } = app;
  const { jurisdictionId, agencyId, accountId } = cast.anLan;
  const id = platform.ids.next();
  const at = platform.clock.now();
  await inTransaction(platform.db, async (tx) => {
    await tx
      .insertInto('item_lists')
      .values({
        jurisdiction_id: jurisdictionId,
        id,
        agency_id: agencyId,
        purpose: 'own',
        title: '茶亭区应急管理局随机抽查事项清单',
        list_version: of.version,
        state: of.state as 'published',
        based_on: null,
        effective_from: null,
        effective_to: null,
        published_on: platform.clock.today(),
        created_by: accountId,
        created_at: at,
        updated_at: at,
      })
      .execute();
    await step(app, tx, id);
  });
  return id;
}

const step = (app: TestApp, tx: Parameters<typeof record>[0], id: string) =>
  record(tx, app.platform, {
    type: 'itemList.step_taken',
    actor: app.cast.anLan,
    subject: { kind: 'itemList', id },
    data: { documentStep: 'publish', documentState: 'published' },
  });

async function change(app: TestApp, id: string, state: 'superseded' | 'revoked'): Promise<void> {
  await inTransaction(app.platform.db, async (tx) => {
    await tx.updateTable('item_lists').set({ state }).where('id', '=', id).execute();
    await step(app, tx, id);
  });
}

test('R205 a published list is a public record once, its successor ends it, a revocation withdraws it', () =>
  withTestApp(async (app) => {
    const first = await list(app, { version: 1, state: 'published' });
    await app.settle();
    const [row] = await records(app);
    assert.ok(row?.payload.kind === 'document');
    assert.deepEqual([row.state, row.payload.path, row.payload.version], ['published', `items/${first}`, 1]);
    await inTransaction(app.platform.db, (tx) => step(app, tx, first));
    await app.settle();
    assert.equal((await records(app)).length, 1);

    await inTransaction(app.platform.db, (tx) =>
      tx.updateTable('item_lists').set({ state: 'superseded' }).where('id', '=', first).execute(),
    );
    const second = await list(app, { version: 2, state: 'published' });
    await app.settle();
    assert.deepEqual(
      (await records(app)).map((each) => [
        each.state,
        each.payload.kind === 'tombstone' ? each.payload.reason : '',
      ]),
      [
        ['ended', 'superseded'],
        ['published', ''],
      ],
    );
    await change(app, second, 'revoked');
    await app.settle();
    assert.deepEqual(
      (await records(app)).map((each) => each.state),
      ['ended', 'withdrawn'],
    );
  }));

test('R205 drafts never become public records', () =>
  withTestApp(async (app) => {
    await list(app, { version: 1, state: 'draft' });
    await app.settle();
    assert.deepEqual(await records(app), []);
  }));
