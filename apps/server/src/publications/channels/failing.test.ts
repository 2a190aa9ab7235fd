/** What the other side does wrong loses nothing, repeats nothing and holds nobody up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { withTestApp } from '../../platform/testing-app.ts';
import { plantPublished, withChannelDesk } from './channel-testing.ts';
import { takeDelivery } from './delivery.queries.ts';

const hour = 3_600_000;

test('R202 K-05 a record that was taken without an answer is asked about by its key and never sent twice', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ platform, save, send, states, lines, side }) => {
      await save('enterpriseCredit');
      const [id = '', other = ''] = await plantPublished(app, { count: 2 });
      side.mood = (step, body) =>
        step === 'records' && body['recordId'] === id ? 'takesSilently' : 'answers';
      await send();
      assert.deepEqual([await states(id), await states(other)], [['uncertain 1 put'], ['accepted 1 put']]);
      side.mood = () => 'answers';
      platform.clock.advance(hour);
      assert.equal(await send(), 1);
      assert.deepEqual(await states(id), ['accepted 1 put']);
      const steps = side.calls.filter((call) => call.body['recordId'] === id || call.step === 'queries');
      assert.deepEqual(
        steps.map((call) => call.step),
        ['records', 'queries'],
      );
      assert.ok(((await lines(id))[0]?.external_id ?? '') !== '');
    }),
  ));

test('R202 K-05 what never arrived is found out by its key and goes again under the same one', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ platform, save, send, states, side }) => {
      await save('enterpriseCredit');
      const [id = ''] = await plantPublished(app);
      side.mood = () => 'isSilent';
      await send();
      assert.deepEqual(await states(id), ['uncertain 1 put']);
      side.mood = () => 'answers';
      platform.clock.advance(hour);
      await send();
      assert.deepEqual(await states(id), ['accepted 1 put']);
      const keys = side.calls.map((call) => `${call.step} ${String(call.body['key'])}`);
      const [key = ''] = keys[0]?.split(' ').slice(1) ?? [];
      assert.deepEqual(keys, [`records ${key}`, `queries ${key}`, `records ${key}`]);
    }),
  ));

test('R202 K-05 a web page, a busy system or a wrong key leaves records waiting and the channel rests longer each time', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ platform, save, send, states, side }) => {
      await save('enterpriseCredit');
      const ids = await plantPublished(app, { count: 3 });
      side.mood = () => 'page';
      assert.equal(await send(), 1);
      assert.equal(await send(), 0);
      platform.clock.advance(60_001);
      assert.equal(await send(), 1);
      platform.clock.advance(60_001);
      assert.equal(await send(), 0, 'it rests two minutes now');
      const administrator = await app.signIn('administrator');
      const { rows } = (await administrator.get('/api/publication-channels')).body;
      const channel = rows.find((row: { kind: string }) => row.kind === 'enterpriseCredit');
      assert.deepEqual([channel.health.state, channel.health.problem], ['failing', 'notJson']);
      side.mood = () => 'answers';
      platform.clock.advance(hour);
      await send();
      for (const id of ids) assert.deepEqual(await states(id), ['accepted 1 put']);
      assert.equal(side.kept.size, 3);
    }),
  ));

test('R202 a process that ended while it sent leaves a record that is asked about first', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ platform, save, send, states, side }) => {
      await save('enterpriseCredit');
      const [id = ''] = await plantPublished(app);
      const key = { jurisdictionId: app.cast.anLan.jurisdictionId, kind: 'enterpriseCredit' } as const;
      await inTransaction(platform.db, (tx) => takeDelivery(tx, key, platform.clock.now()));
      assert.deepEqual(await states(id), ['sending 1 put']);
      assert.equal(await send(), 0);
      platform.clock.advance(6 * 60_000);
      await send();
      assert.deepEqual(await states(id), ['accepted 1 put']);
      assert.deepEqual(
        side.calls.map((call) => call.step),
        ['queries', 'records'],
      );
    }),
  ));

test('R201 an object without a credit code goes only to channels that take it; the others say why and nothing failed', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ save, send, states, lines, side }) => {
      for (const kind of ['enterpriseCredit', 'creditPlatform', 'governmentSite'] as const) await save(kind);
      const [id = ''] = await plantPublished(app, { code: null });
      await send();
      for (const kind of ['enterpriseCredit', 'creditPlatform'] as const)
        assert.deepEqual(await states(id, kind), ['notApplicable 1 put']);
      assert.deepEqual(await states(id, 'governmentSite'), ['accepted 1 put']);
      assert.equal((await lines(id)).find((each) => each.kind === 'creditPlatform')?.problem, 'noCode');
      assert.equal(side.calls.length, 1);
      const lan = await app.signIn('anLan');
      const stands = (await lan.get(`/api/publications/${id}/channels`)).body;
      assert.equal(stands.portal, 'public');
      assert.equal((await (await app.signIn('chenXi')).get(`/api/publications/${id}/channels`)).status, 404);
    }),
  ));

test('R201 a record that was public before a channel was switched on is put in line', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ save, send, states, side }) => {
      const ids = await plantPublished(app, { count: 2 });
      await save('enterpriseCredit');
      assert.equal(await send(), 2);
      for (const id of ids) assert.deepEqual(await states(id), ['accepted 1 put']);
      assert.equal(side.kept.size, 2);
    }),
  ));

test('W-10 a channel calls no closed address, follows no redirect and takes no address without https', () =>
  withTestApp(async (app) => {
    const administrator = await app.signIn('administrator');
    const put = (address: string) =>
      administrator.put('/api/publication-channels/enterpriseCredit', {
        actionId: app.actionId(),
        version: 0,
        mode: 'automatic',
        settings: { address },
        secret: 'k',
      });
    for (const address of ['http://127.0.0.1:9/x', 'http://[::1]/x', 'http://169.254.169.254/latest'])
      assert.deepEqual(
        [(await put(address)).status, (await put(address)).body.error.code],
        [422, 'channel.plain_invalid'],
      );
    for (const address of [
      'file:///etc/passwd',
      'https://u:p@h.example/',
      'gopher://h.example',
      'https://h.example/?a=1',
    ])
      assert.equal((await put(address)).status, 422, address);
    const saved = await put('https://127.0.0.1:9/exchange');
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    const [id = ''] = await plantPublished(app);
    const { sendDue } = await import('./send.ts');
    await sendDue(app.platform, { timeoutMs: 300 });
    const stands = (await (await app.signIn('anLan')).get(`/api/publications/${id}/channels`)).body;
    const row = stands.rows.find((each: { kind: string }) => each.kind === 'enterpriseCredit');
    assert.deepEqual([row.now.state, row.now.problem], ['waiting', 'closed']);
  }));
