/** Delivery by file with receipts, and the comparison with the other side. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTestApp } from '../../platform/testing-app.ts';
import { plantPublished, withChannelDesk } from './channel-testing.ts';

const path = '/api/publication-channels/creditPlatform';

test('R202 without an interface records go in a numbered file and a receipt file confirms or refuses each', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ save, states, lines, send }) => {
      await save('creditPlatform', { mode: 'manual' });
      const [first = '', second = ''] = await plantPublished(app, { count: 2 });
      await send();
      assert.deepEqual(await states(first, 'creditPlatform'), ['manual 1 put']);
      const lan = await app.signIn('anLan');
      const input = { actionId: app.actionId() };
      assert.equal((await (await app.signIn('boWen')).post(`${path}/files`, input)).status, 403);
      const made = await lan.post(`${path}/files`, input);
      assert.deepEqual(
        [made.status, made.body.number, made.body.rows],
        [200, 1, 2],
        JSON.stringify(made.body),
      );
      assert.deepEqual((await lan.post(`${path}/files`, input)).body, made.body);
      const none = await lan.post(`${path}/files`, { actionId: app.actionId() });
      assert.deepEqual([none.status, none.body.error.code], [409, 'channel.nothing_to_export']);
      const file = await lan.get(`/api/channel-files/${made.body.id}`);
      assert.equal(file.raw.subarray(0, 2).toString(), 'PK');
      assert.equal(
        (await (await app.signIn('otherAgency')).get(`/api/channel-files/${made.body.id}`)).status,
        404,
      );
      const receipts = [
        '记录编号,记录版本,结果,外部编号,原因',
        `${first},1,接收,X-77,`,
        `${second},1,退回,,检查事项与权责清单不一致`,
        `${crypto.randomUUID()},1,接收,X-78,`,
        `${second},1,也许,,`,
      ].join('\r\n');
      const send2 = (actionId: string) =>
        lan.upload(`${path}/receipts?actionId=${actionId}`, {
          name: 'receipts.csv',
          bytes: Buffer.from(receipts),
        });
      const taken = await send2(app.actionId());
      assert.equal(taken.status, 200, JSON.stringify(taken.body));
      assert.deepEqual([taken.body.accepted, taken.body.refused, taken.body.known], [1, 1, 0]);
      assert.deepEqual(
        taken.body.wrong.map((each: { line: number; code: string }) => [each.line, each.code]),
        [
          [4, 'channel.receipt.unknown_record'],
          [5, 'channel.receipt.unknown_result'],
        ],
      );
      assert.equal((await lines(first))[0]?.external_id, 'X-77');
      assert.deepEqual(await states(second, 'creditPlatform'), ['refused 1 put']);
      const twice = await send2(app.actionId());
      assert.deepEqual([twice.body.accepted, twice.body.refused, twice.body.known], [0, 0, 2]);
      assert.deepEqual(await states(first, 'creditPlatform'), ['accepted 1 put']);
      const listed = await lan.get(`${path}/deliveries`);
      assert.equal(listed.body.rows[0].state, 'refused', 'refused ones come first');
    }),
  ));

test('R202 a comparison names every difference and its step mends it', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ platform, save, send, side, states }) => {
      await save('enterpriseCredit');
      const [lost = '', old = '', fine = ''] = await plantPublished(app, { count: 3 });
      await send();
      side.kept.delete(lost);
      const kept = side.kept.get(old);
      assert.ok(kept !== undefined);
      kept.version = 0;
      side.kept.set('stranger', {
        recordId: 'stranger',
        externalId: 'Z1',
        version: 1,
        isRemoved: false,
        title: '外来记录',
      });
      const { reconcileChannel, settleDifference, listDifferences } = await import('./reconcile.service.ts');
      const { anLan, otherAgency } = app.cast;
      const compare = () =>
        reconcileChannel(platform, anLan, { actionId: app.actionId(), kind: 'enterpriseCredit' });
      assert.deepEqual(await compare(), { ok: true, value: { theirs: 3, found: 3, gone: 0 } });
      assert.deepEqual(await compare(), { ok: true, value: { theirs: 3, found: 0, gone: 0 } });
      const shown = await listDifferences(platform, anLan, 'enterpriseCredit');
      assert.ok(shown.ok);
      const of = (name: string) => shown.value.rows.find((row) => row.difference === name);
      assert.deepEqual(
        [of('missingThere')?.recordKey, of('otherVersion')?.recordKey, of('unknownHere')?.recordKey],
        [lost, old, 'stranger'],
      );
      const settle = (id: string, actor = anLan) =>
        settleDifference(platform, actor, { actionId: app.actionId(), id, step: 'sendAgain' });
      const refused = await settle(of('missingThere')?.id ?? '', otherAgency);
      assert.ok(!refused.ok && refused.error.code === 'channel.difference.not_found');
      for (const name of ['missingThere', 'otherVersion']) assert.ok((await settle(of(name)?.id ?? '')).ok);
      const again = await settle(of('missingThere')?.id ?? '');
      assert.ok(!again.ok && again.error.code === 'channel.step_refused');
      assert.equal(await send(), 2);
      assert.deepEqual([side.kept.get(lost)?.version, side.kept.get(old)?.version], [1, 1]);
      assert.deepEqual(await states(fine), ['accepted 1 put']);
      side.kept.delete('stranger');
      assert.deepEqual(await compare(), { ok: true, value: { theirs: 3, found: 0, gone: 1 } });
    }),
  ));

test('R202 without an interface the list of the other side comes as a file: each difference is named, its step goes by file', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ save, states, send }) => {
      await save('creditPlatform', { mode: 'manual' });
      const [first = '', second = '', third = ''] = await plantPublished(app, { count: 3 });
      await send();
      const lan = await app.signIn('anLan');
      await lan.post(`${path}/files`, { actionId: app.actionId() });
      const receipts = ['记录编号,记录版本,结果,外部编号', `${first},1,接收,X-1`, `${second},1,接收,X-2`];
      const upload = (what: string, lines: readonly string[], actionId = app.actionId()) =>
        lan.upload(`${path}/${what}?actionId=${actionId}`, {
          name: 'list.csv',
          bytes: Buffer.from(lines.join('\r\n')),
        });
      assert.equal((await upload('receipts', receipts)).body.accepted, 2);
      const list = [
        '记录编号,记录版本,外部编号,状态,名称',
        `${second},1,X-2,在公示,乙`,
        `${third},1,X-3,在公示,丙`,
        `${second},1,X-2,在公示,乙`,
        'stranger,1,Z-9,在公示,外来',
        'wrong,eins,,在公示,',
        'odd,1,,也许,',
      ];
      const actionId = app.actionId();
      const taken = await upload('lists', list, actionId);
      assert.deepEqual(
        [taken.status, taken.body.theirs, taken.body.found],
        [200, 3, 3],
        JSON.stringify(taken.body),
      );
      assert.deepEqual(
        taken.body.wrong.map((each: { line: number; code: string }) => [each.line, each.code]),
        [
          [4, 'channel.list.repeated'],
          [6, 'channel.list.unknown_record'],
          [7, 'channel.list.unknown_state'],
        ],
      );
      assert.deepEqual((await upload('lists', list, actionId)).body, taken.body, 'the same request twice');
      const { rows } = (await lan.get(`${path}/differences`)).body;
      const of = (name: string) => rows.find((row: { difference: string }) => row.difference === name);
      assert.deepEqual(
        [of('missingThere').recordKey, of('notReceipted').recordKey, of('unknownHere').recordKey],
        [first, third, 'stranger'],
      );
      const settle = (id: string, step: string) =>
        lan.post(`/api/channel-differences/${id}/steps`, { actionId: app.actionId(), step });
      assert.equal((await settle(of('notReceipted').id, 'takeReceipt')).status, 200);
      assert.deepEqual(await states(third, 'creditPlatform'), ['accepted 1 put']);
      assert.equal((await settle(of('missingThere').id, 'sendAgain')).status, 200);
      assert.deepEqual(await states(first, 'creditPlatform'), ['manual 1 put', 'accepted 1 put']);
      assert.equal((await upload('lists', ['编号', '1'])).body.error.code, 'channel.list_columns_invalid');
      const bo = await app.signIn('boWen');
      const forbidden = await bo.upload(`${path}/lists?actionId=${app.actionId()}`, {
        name: 'list.csv',
        bytes: Buffer.from(list.join('\r\n')),
      });
      assert.equal(forbidden.status, 403);
      await save('creditPlatform', { mode: 'off', version: 1 });
      assert.equal((await upload('lists', list)).body.error.code, 'channel.off');
    }),
  ));

test('a channel is set up by an administrator; the key goes in and never comes out, and does not move to another host', () =>
  withTestApp(async (app) => {
    const administrator = await app.signIn('administrator');
    const body = (version: number, more: object = {}) => ({
      actionId: app.actionId(),
      version,
      mode: 'automatic',
      settings: { address: 'https://exchange.example/api', batchHour: 2 },
      secret: 'Very-Secret-9',
      ...more,
    });
    assert.equal((await (await app.signIn('anLan')).put(path, body(0))).status, 403);
    const input = body(0);
    const saved = await administrator.put(path, input);
    assert.deepEqual([saved.status, saved.body.version, saved.body.hasSecret], [200, 1, true]);
    assert.deepEqual((await administrator.put(path, input)).body, saved.body);
    const stale = await administrator.put(path, body(0));
    assert.deepEqual([stale.status, stale.body.error.code], [409, 'channel.changed']);
    const moved = body(1, { settings: { address: 'https://evil.example/api' }, secret: '' });
    assert.equal((await administrator.put(path, moved)).body.error.code, 'channel.secret_again_invalid');
    const events = await app.database.owner.selectFrom('ledger_events').select('entry').execute();
    assert.ok(!events.some((row) => row.entry.includes('Very-Secret-9')));
    assert.ok(!saved.raw.toString().includes('Very-Secret-9'));
  }));
