/** What a listing and its end mean for draws: the tag as it stood when the snapshot was frozen. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMonths } from '@mingcha/core/common/plain-date.ts';
import type { DrawSettingsInput } from '@mingcha/core/draws/draw-task.ts';
import { listedTag } from '@mingcha/core/registers/listed-tag-form.ts';
import { drawOf, drive, insertMines, ownTask } from '../draws/draw-testing.ts';
import { withTestApp } from '../platform/testing-app.ts';
import { proof, propose, step, takeTo } from './credit-testing.ts';

test('R264 a repaired object falls into another stratum of the next draw; the snapshot frozen before does not change', () =>
  withTestApp(async (app) => {
    const { objectIds } = await insertMines(app);
    const [objectId = ''] = objectIds;
    const made = await propose(app, objectId);
    const id = made.body.id as string;
    await takeTo(app, id, 'published');
    const strata: DrawSettingsInput['strata'] = [
      { rule: 'all', code: 'L', name: '严重失信', where: { tag: [listedTag] } },
      { rule: 'draw', code: '01', name: '其他', rate: [15, 100], round: 'half' },
    ];
    const driver = await drive(app);
    const counts = async (drawId: string): Promise<readonly number[]> =>
      drawOf(await (await app.signIn('anLan')).get(`/api/draws/${drawId}`)).snapshot.strata.map(
        (each: { members: number }) => each.members,
      );
    const before = await driver.seal(ownTask(app, { strata }));
    assert.deepEqual(await counts(before), [1, 36]);
    const day = addMonths(app.platform.clock.today(), -12);
    await app.database.db
      .updateTable('credit_listings')
      .set({ published_on: day, ends_on: addMonths(day, 36) })
      .where('id', '=', id)
      .execute();
    const officer = await app.signIn('sectionOfficer');
    const { version } = (await officer.get(`/api/credit-listings/${id}`)).body;
    const asked = await officer.upload(`/api/credit-listings/${id}/repairs`, proof, {
      actionId: app.actionId(),
      version,
      on: app.platform.clock.today(),
      statement: '已停产整改并通过复查。',
    });
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
    const grant = { move: 'grantRepair', opinion: '符合修复条件。' };
    assert.equal((await step(app, id, { who: 'agencyHead', form: grant })).body.state, 'repaired');
    const next = drawOf(
      await (await app.signIn('anLan')).post('/api/draw-previews', { settings: ownTask(app, { strata }) }),
    );
    assert.deepEqual(
      next.strata.map((each: { members: number }) => each.members),
      [0, 37],
    );
    assert.deepEqual(await counts(before), [1, 36], 'what was frozen stays');
  }));
