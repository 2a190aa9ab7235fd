import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import { type CastName, type TestApp, withTestApp } from '../platform/testing-app.ts';
import { remindOfFollowups } from './followup-notices.ts';
import { makeMove, orderForm, plantFindings } from './followup-testing.ts';

const day = 86_400_000;

async function told(app: TestApp, name: CastName): Promise<readonly string[]> {
  const { rows } = (await (await app.signIn(name)).get('/api/notices?limit=200')).body;
  return rows.map((row: { kind: string }) => row.kind).toReversed();
}

test('a follow-up that is due is told three days and one day before, and when it is late to the head too; each once', () =>
  withTestApp(async (app) => {
    const { findingIds } = await plantFindings(app, ['rectify']);
    const bo = await app.signIn('boWen');
    await makeMove(app, bo, { ids: findingIds, form: orderForm });
    const expected: string[] = [];
    for (let i = 0; i <= 13; i += 1) {
      await remindOfFollowups(app.platform);
      await remindOfFollowups(app.platform);
      if (i === 7 || i === 9) expected.push('followup.due');
      if (i === 11) expected.push('followup.overdue');
      const seen = (await told(app, 'boWen')).filter((kind) => kind.startsWith('followup'));
      assert.deepEqual(seen, expected, `day ${i}`);
      app.platform.clock.advance(day);
    }
    assert.ok((await told(app, 'agencyHead')).includes('followup.overdue'));
    for (const name of ['otherAgency', 'chenXi', 'administrator'] as const)
      assert.deepEqual(await told(app, name), [], name);
  }));

test('a reported correction is told to the team, with the number of problems', () =>
  withTestApp(async (app) => {
    const { findingIds } = await plantFindings(app, ['rectify', 'rectify']);
    const bo = await app.signIn('boWen');
    const ordered = await makeMove(app, bo, { ids: findingIds, form: orderForm });
    const { paperId } = ordered.body;
    await app.database.db
      .updateTable('followups')
      .set({ state: 'reported' })
      .where('order_paper_id', '=', paperId)
      .execute();
    await inTransaction(app.platform.db, (tx) =>
      record(tx, app.platform, {
        type: 'rectification.reported',
        actor: { ...app.cast.anLan, accountId: null },
        subject: { kind: 'rectificationOrder', id: paperId },
        data: { reportId: 'r', findingIds: [...findingIds] },
      }),
    );
    await app.settle();
    await app.settle();
    const { rows } = (await bo.get('/api/notices')).body;
    const reported = rows.filter((row: { kind: string }) => row.kind === 'rectification.reported');
    assert.equal(reported.length, 1);
    assert.equal(reported[0].data.count, 2);
    assert.match(reported[0].link, /^\/followups\//);
  }));
