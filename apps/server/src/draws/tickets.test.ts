/** The ticket strip that everybody may see, and one object's own ticket, in pools small and large. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawOf, drive, insertMines, ownTask, withDraws } from './draw-testing.ts';

const open = { disclosure: { mode: 'open' } } as const;

test('the strip shows every object of a small stratum once, drawn ones first, named only where names are open', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    for (const settings of [ownTask(app, open), ownTask(app)]) {
      const id = await driver.drawn(settings);
      const [lane] = drawOf(await app.anonymous.get(`/api/public/draws/${id}/tickets`)).lanes;
      assert.deepEqual([lane.size, lane.quota, lane.points.length, lane.slices], [37, 6, 37, null]);
      const drawn = lane.points.filter((point: { state: string }) => point.state === 'drawn');
      assert.equal(drawn.length, 6);
      assert.equal(drawn.at(-1).ticket, lane.threshold);
      const named = drawn.filter((point: { label: string | null }) => point.label !== null);
      assert.equal(named.length, settings.disclosure.mode === 'open' ? 6 : 0);
    }
  });
});

test('a stratum too large for points comes as slices that add up, and an own ticket has its true rank', async () => {
  await withDraws(async (app) => {
    await insertMines(app, 2100);
    const driver = await drive(app);
    const rate: [number, number] = [1, 100];
    const strata = [{ rule: 'draw' as const, code: '01', name: '非煤矿山', rate, round: 'ceil' as const }];
    const many = { ...open, strata, mix: 0 };
    const id = await driver.drawn(ownTask(app, many));
    const [lane] = drawOf(await app.anonymous.get(`/api/public/draws/${id}/tickets`)).lanes;
    assert.equal(lane.points, null);
    assert.equal(
      lane.slices.reduce((sum: number, count: number) => sum + count, 0),
      2100,
    );
    const view = drawOf(await driver.lan.get(`/api/draws/${id}`));
    const last = view.objects.at(-1);
    const own = drawOf(await app.anonymous.get(`/api/public/draws/${id}/ticket?code=${last.code}`));
    assert.deepEqual([own.rank, own.ticket, own.size, own.drawn], [last.rank, last.ticket, 2100, true]);
  });
});
