/** Attempts end: people hear of it, and what may have arrived is asked about before it goes again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { plantPublished, withChannelDesk } from './channel-testing.ts';

const day = 86_400_000;

async function told(app: TestApp, who: CastName, kind: string): Promise<number> {
  const { rows } = (await (await app.signIn(who)).get('/api/notices?limit=200')).body;
  return rows.filter((row: { kind: string }) => row.kind === kind).length;
}

test('R202 attempts without an answer end: the record is given up, the named person and the head hear of it, and by hand it is asked about first', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ platform, save, send, states, lines, side }) => {
      await save('enterpriseCredit');
      const [id = ''] = await plantPublished(app);
      side.mood = () => 'takesSilently';
      await send();
      side.mood = () => 'busy';
      for (let round = 0; round < 15; round += 1) {
        assert.deepEqual(await states(id), ['uncertain 1 put']);
        platform.clock.advance(day / 3);
        await send();
      }
      assert.deepEqual(await states(id), ['givenUp 1 put']);
      platform.clock.advance(day);
      assert.equal(await send(), 0, 'nobody goes on by himself');
      for (const who of ['anLan', 'agencyHead'] as const)
        assert.equal(await told(app, who, 'channel.givenUp'), 1, who);
      assert.equal(await told(app, 'administrator', 'channel.failing'), 1);
      const lan = await app.signIn('anLan');
      const listed = (await lan.get('/api/publication-channels')).body.rows;
      const counts = listed.find((row: { kind: string }) => row.kind === 'enterpriseCredit').counts;
      assert.equal(counts.givenUp, 1);
      side.mood = () => 'answers';
      const path = `/api/channel-deliveries/${(await lines(id))[0]?.id}/attempts`;
      const body = { actionId: app.actionId() };
      assert.equal((await (await app.signIn('boWen')).post(path, body)).status, 403);
      assert.equal((await (await app.signIn('otherAgency')).post(path, body)).status, 404);
      const again = await lan.post(path, body);
      assert.deepEqual([again.status, again.body.state], [200, 'uncertain'], JSON.stringify(again.body));
      assert.deepEqual((await lan.post(path, body)).body, again.body);
      await send();
      assert.deepEqual(await states(id), ['accepted 1 put']);
      const sent = side.calls.filter((call) => call.step === 'records');
      assert.equal(sent.length, 1, 'it had arrived the first time and was never sent again');
      const late = await lan.post(path, { actionId: app.actionId() });
      assert.deepEqual([late.status, late.body.error.code], [409, 'channel.wrong_state']);
    }),
  ));

test('R202 what never left and was given up goes again by hand, and a newer version replaces it', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ platform, save, send, states, lines, side }) => {
      await save('enterpriseCredit');
      const [id = ''] = await plantPublished(app);
      side.mood = () => 'busy';
      for (let round = 0; round < 16; round += 1) {
        await send();
        platform.clock.advance(day / 3);
      }
      assert.deepEqual(await states(id), ['givenUp 1 put']);
      side.mood = () => 'answers';
      const lan = await app.signIn('anLan');
      const path = `/api/channel-deliveries/${(await lines(id))[0]?.id}/attempts`;
      assert.equal((await lan.post(path, { actionId: app.actionId() })).body.state, 'waiting');
      await send();
      assert.deepEqual(await states(id), ['accepted 1 put']);
    }),
  ));

test('R202 of refusals the named person hears once a day and channel, however many records; an answer given twice counts once', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ platform, save, send, states, lines, side }) => {
      await save('enterpriseCredit');
      const [first = '', second = '', third = ''] = await plantPublished(app, { count: 3 });
      side.judge = (body) => (body['recordId'] === third ? [] : [{ field: 'insDate', text: '日期有误' }]);
      await send();
      assert.deepEqual([await states(first), await states(second)], [['refused 1 put'], ['refused 1 put']]);
      assert.equal(await told(app, 'anLan', 'channel.refused'), 1);
      assert.equal(await told(app, 'agencyHead', 'channel.refused'), 0);
      side.judge = () => [];
      const lan = await app.signIn('anLan');
      const path = `/api/channel-deliveries/${(await lines(first))[0]?.id}/attempts`;
      assert.equal((await lan.post(path, { actionId: app.actionId() })).status, 200);
      side.mood = () => 'answersTwice';
      const before = side.calls.length;
      await send();
      // Two answers on one connection are no answer that can be read: then it is asked about.
      platform.clock.advance(day);
      side.mood = () => 'answers';
      await send();
      assert.deepEqual(await states(first), ['accepted 1 put', 'superseded 1 put']);
      const steps = side.calls.slice(before).map((call) => call.step);
      assert.equal(steps.filter((step) => step === 'records').length, 1, 'sent once');
      platform.clock.advance(day);
      assert.equal(await send(), 0);
    }),
  ));
