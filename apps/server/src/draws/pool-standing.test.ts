/** Who enters the sealed pool: leave, suspension and departure by day; experts and uncertified staff never. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../platform/db/transaction.ts';
import { drawOf, drive, insertMines, ownTask, withDraws } from './draw-testing.ts';
import { inspectorsOfAgency } from './pool.queries.ts';

test('R041 R045 on leave, suspended or gone by the end of the window: nobody of them enters the pool', async () => {
  await withDraws(async (app) => {
    const { platform, cast } = app;
    const { inspectorIds } = await insertMines(app);
    const { jurisdictionId, accountId } = cast.anLan;
    const today = platform.clock.today();
    const change = (at: number, kind: string, fromDay: string, toDay: string | null) => ({
      jurisdiction_id: jurisdictionId,
      id: platform.ids.next(),
      inspector_id: inspectorIds[at] ?? '',
      kind,
      from_day: fromDay,
      to_day: toDay,
      reason: '测试',
      recorded_by: accountId,
      recorded_at: platform.clock.now(),
      cancelled_on: null,
    });
    await inTransaction(platform.db, async (tx) => {
      await tx
        .insertInto('inspector_post_changes')
        .values([change(2, 'leave', today, today), change(3, 'retirement', '2026-10-01', null)])
        .execute();
      await tx
        .updateTable('inspectors')
        .set({ certificate_status: 'suspended' })
        .where('id', '=', inspectorIds[4] ?? '')
        .execute();
    });
    const driver = await drive(app);
    const id = await driver.create(ownTask(app));
    const preview = drawOf(await driver.lan.get(`/api/draws/${id}/preview`));
    const [bureau] = preview.inspectors as { count: number; left: { reason: string; count: number }[] }[];
    const left = Object.fromEntries((bureau?.left ?? []).map((one) => [one.reason, one.count]));
    assert.equal(left['inactive'], 2, 'one on leave, one who retires within the window');
    assert.equal(left['certificate'], 1, 'one whose certificate is suspended');
    assert.equal(bureau?.count, 7);
  });
});

test('R044 experts and staff without a certificate are in no pool and cannot be named for one', async () => {
  await withDraws(async (app) => {
    const { platform, cast } = app;
    await insertMines(app);
    const { jurisdictionId, agencyId } = cast.anLan;
    const ids = { expert: platform.ids.next(), auxiliary: platform.ids.next() };
    const at = platform.clock.now();
    const own = { jurisdiction_id: jurisdictionId, agency_id: agencyId, created_at: at, updated_at: at };
    await inTransaction(platform.db, async (tx) => {
      await tx
        .insertInto('experts')
        .values({
          ...own,
          id: ids.expert,
          name: '钱教授',
          status: 'admitted',
          entered_by: null,
          reviewed_by: null,
          admitted_on: null,
          term_to: null,
        })
        .execute();
      await tx
        .insertInto('auxiliary_staff')
        .values({ ...own, id: ids.auxiliary, name: '辅一', section_id: null, inspector_id: null })
        .execute();
    });
    const days = { today: platform.clock.today(), from: '2026-04-01', to: '2026-11-30' };
    const pool = await inTransaction(platform.db, (tx) => inspectorsOfAgency(tx, cast.anLan, days));
    assert.equal(pool.length, 10);
    assert.ok(pool.every((person) => person.id !== ids.expert && person.id !== ids.auxiliary));
    const driver = await drive(app);
    for (const id of Object.values(ids)) {
      const settings = { ...ownTask(app), inspectorIds: [id] };
      const refused = await driver.lan.post('/api/draws', { settings, actionId: app.actionId() });
      assert.equal(refused.body.error.code, 'draw.inspector_unknown');
    }
  });
});
