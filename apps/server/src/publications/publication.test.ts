/** A result that passed becomes a publication by itself; changes by other stages are kept as versions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../platform/db/transaction.ts';
import { withTestApp } from '../platform/testing-app.ts';
import { publishNow } from './engine.ts';
import { publishedRecord } from './public-record.queries.ts';
import { savePublication, versionsOf } from './publication.queries.ts';
import { correctPublication, setObjectionMark, withdrawPublication } from './publication.service.ts';
import { plantPassed, publicationFor } from './publication-testing.ts';

test('R200 a result that passed is prepared by itself with its due day, once, and nothing of it is public yet', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app, { problems: ['配电箱未上锁'] });
    const [id = ''] = inspectionIds;
    const row = await publicationFor(app, id);
    assert.deepEqual([row.state, row.version, row.kind], ['prepared', 1, 'result']);
    assert.ok(row.due_on !== null && row.result_on !== null && row.due_on > row.result_on);
    await app.settle();
    assert.equal((await publicationFor(app, id)).version, 1);
    assert.equal(await inTransaction(app.platform.db, (tx) => publishedRecord(tx, row.id)), undefined);
  }));

test('R206 a correction shows as one, earlier versions are kept, a withdrawal leaves a tombstone', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app, { problems: ['配电箱未上锁'] });
    const row = await publicationFor(app, inspectionIds[0] ?? '');
    const key = { jurisdictionId: row.jurisdiction_id, id: row.id };
    const { platform, cast } = app;
    await inTransaction(platform.db, async (tx) => {
      await savePublication(tx, key, { state: 'reviewed', at: platform.clock.now() });
      const now = await publicationFor(app, inspectionIds[0] ?? '');
      const made = await publishNow(tx, platform, { row: { ...now, state: 'reviewed' }, doer: cast.anLan });
      assert.ok(made.ok, JSON.stringify(made));
    });
    await inTransaction(platform.db, async (tx) => {
      const made = await correctPublication(tx, platform, {
        publicationId: row.id,
        change: (payload) => ({ ...payload, findings: [] }),
        ground: '异议成立',
        actor: cast.anLan,
      });
      assert.deepEqual(made, { ok: true, value: { version: 2 } });
      await setObjectionMark(tx, platform, { publicationId: row.id, isPending: true, actor: null });
    });
    const record = await inTransaction(platform.db, (tx) => publishedRecord(tx, row.id));
    assert.ok(record?.payload.kind === 'result');
    assert.deepEqual(record.payload.corrections, [
      { version: 2, on: platform.clock.today(), what: ['findings'], ground: '异议成立' },
    ]);
    assert.equal(record.isObjected, true);
    const versions = await inTransaction(platform.db, (tx) => versionsOf(tx, key));
    assert.deepEqual(
      versions.map((each) => [each.version, each.why]),
      [
        [1, 'prepared'],
        [2, 'corrected'],
      ],
    );
    await inTransaction(platform.db, (tx) =>
      withdrawPublication(tx, platform, {
        publicationId: row.id,
        reason: 'objection',
        note: '',
        actor: cast.agencyHead,
      }),
    );
    const gone = await inTransaction(platform.db, (tx) => publishedRecord(tx, row.id));
    assert.deepEqual([gone?.state, gone?.payload.kind], ['withdrawn', 'tombstone']);
    assert.equal(JSON.stringify(gone).includes('采石场'), false);
  }));

test('R183 hidden facts are published as a result of their own in its wording; the facts themselves stay inside', () =>
  withTestApp(async (app) => {
    const concealment = '提供虚假的培训台账';
    const { inspectionIds } = await plantPassed(app, { code: 'falseDisclosure', concealment });
    const row = await publicationFor(app, inspectionIds[0] ?? '');
    const key = { jurisdictionId: row.jurisdiction_id, id: row.id };
    await inTransaction(app.platform.db, async (tx) => {
      await savePublication(tx, key, { state: 'reviewed', at: app.platform.clock.now() });
      const made = await publishNow(tx, app.platform, {
        row: { ...row, state: 'reviewed' },
        doer: app.cast.anLan,
      });
      assert.ok(made.ok, JSON.stringify(made));
    });
    const record = await inTransaction(app.platform.db, (tx) => publishedRecord(tx, row.id));
    assert.ok(record?.payload.kind === 'result');
    assert.match(JSON.stringify(record.payload), /公示信息隐瞒真实情况、弄虚作假/);
    assert.equal(JSON.stringify(record).includes(concealment), false);
  }));
