/** Records travel to the other side over real HTTP: taken, refused and corrected, withdrawn. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { withTestApp } from '../../platform/testing-app.ts';
import { correctPublication, withdrawPublication } from '../publication.service.ts';
import { plantPublished, withChannelDesk } from './channel-testing.ts';

test('R202 a published record reaches the national channel with the fields of its blocks and keeps number and receipt', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ save, send, states, lines, side }) => {
      await save('enterpriseCredit');
      const [id = ''] = await plantPublished(app, { problems: ['配电箱未上锁'] });
      assert.deepEqual(await states(id), ['waiting 1 put']);
      assert.equal(await send(), 1);
      assert.deepEqual(await states(id), ['accepted 1 put']);
      const [line] = await lines(id);
      assert.deepEqual([line?.external_id, line?.receipt], ['W000001', '回执-W000001-1']);
      const [call] = side.calls;
      assert.equal(call?.body['operation'], 'add');
      assert.equal(JSON.stringify(call?.body).includes('配电箱'), false);
      assert.equal(await send(), 0);
      assert.equal(side.calls.length, 1);
    }),
  ));

test('R202 the national channel refuses a record, it is corrected and accepted', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ platform, save, send, states, lines, side }) => {
      await save('enterpriseCredit');
      const [first = '', second = ''] = await plantPublished(app, { count: 2 });
      side.judge = (body) =>
        body['recordId'] === first && body['version'] === 1
          ? [{ field: 'raninsTaskName', text: '抽查任务名称与计划不一致' }]
          : [];
      assert.equal(await send(), 2);
      assert.deepEqual(await states(first), ['refused 1 put']);
      assert.deepEqual(await states(second), ['accepted 1 put']);
      const [refused] = await lines(first);
      assert.deepEqual(refused?.reasons, [
        { field: 'raninsTaskName', code: 'theirs', text: '抽查任务名称与计划不一致' },
      ]);
      await inTransaction(platform.db, (tx) =>
        correctPublication(tx, platform, {
          publicationId: first,
          change: (payload) => ({ ...payload, task: { ...payload.task, name: '更正后的任务名称' } }),
          ground: '任务名称与计划一致',
          actor: app.cast.anLan,
        }),
      );
      await app.settle();
      assert.deepEqual(await states(first), ['waiting 2 put', 'superseded 1 put']);
      assert.equal(await send(), 1);
      assert.deepEqual(await states(first), ['accepted 2 put', 'superseded 1 put']);
      assert.equal(side.kept.get(first)?.version, 2);
    }),
  ));

test('R206 a withdrawal travels to the channels that had taken the record, and only there', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ platform, save, send, states, side }) => {
      await save('enterpriseCredit');
      const [sent = '', unsent = ''] = await plantPublished(app, { count: 2 });
      side.judge = (body) => (body['recordId'] === unsent ? [{ field: 'insDate', text: '日期有误' }] : []);
      await send();
      for (const publicationId of [sent, unsent])
        await inTransaction(platform.db, (tx) =>
          withdrawPublication(tx, platform, {
            publicationId,
            reason: 'wrong',
            note: '',
            actor: app.cast.agencyHead,
          }),
        );
      await app.settle();
      assert.equal(await send(), 1);
      assert.deepEqual(await states(sent), ['accepted 1 remove', 'accepted 1 put']);
      assert.deepEqual(await states(unsent), ['superseded 1 put']);
      assert.equal(side.kept.get(sent)?.isRemoved, true);
      const removal = side.calls.at(-1)?.body;
      assert.deepEqual(
        [removal?.['operation'], removal?.['externalId'], removal?.['blocks']],
        ['remove', 'W000001', {}],
      );
    }),
  ));
