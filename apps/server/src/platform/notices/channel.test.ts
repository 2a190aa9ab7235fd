import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTestApp } from '../testing-app.ts';
import { smsChannel } from './testing-notices.ts';

const email = {
  kind: 'email',
  settings: {
    host: 'smtp.chating.example',
    port: 465,
    security: 'tls',
    user: 'notice',
    from: 'notice@chating.example',
    fromName: '明察',
  },
  secret: 'Very-Secret-1',
};

test('an administrator sets a channel up; secrets go in and never come out; others may not; a stale change is refused', async () => {
  await withTestApp(async ({ signIn, actionId, database, cast }) => {
    const administrator = await signIn('administrator');
    const path = '/api/notice-channels';
    const input = { actionId: actionId(), version: 0, enabled: true, channel: email };
    for (const name of ['anLan', 'boWen', 'securityAdministrator', 'auditor'] as const)
      assert.equal((await (await signIn(name)).put(path, input)).status, 403);
    const saved = await administrator.put(path, input);
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    assert.deepEqual((await administrator.put(path, input)).body, saved.body);
    assert.equal(saved.body.hasSecret, true);
    assert.equal(saved.body.health.state, 'unused');
    const stale = await administrator.put(path, { ...input, actionId: actionId() });
    assert.deepEqual([stale.status, stale.body.error.code], [409, 'notice.channel_changed']);
    const webhook = 'https://robot.example/send?key=Robot-Key-1';
    const chat = { kind: 'chat', agencyId: cast.boWen.agencyId, settings: { style: 'wecom' }, webhook };
    const robot = await administrator.put(path, { ...input, actionId: actionId(), channel: chat });
    assert.equal(robot.status, 200);
    const listed = await (await signIn('auditor')).get(path);
    assert.equal(listed.body.rows.length, 2);
    for (const secret of ['Very-Secret-1', 'Robot-Key-1']) {
      assert.ok(!listed.raw.toString().includes(secret));
      assert.ok(!saved.raw.toString().includes(secret));
      const stored = await database.owner.selectFrom('notice_channels').selectAll().execute();
      const events = await database.owner.selectFrom('ledger_events').select('entry').execute();
      assert.ok(!JSON.stringify(stored).includes(secret));
      assert.ok(!stored.some((row) => row.secret?.includes(secret)));
      assert.ok(!events.some((row) => row.entry.includes(secret)));
    }
    const elsewhere = { ...smsChannel('https://sms.example/send') };
    const chen = await signIn('chenXi');
    assert.equal((await chen.get(path)).status, 403);
    const bad = { ...chat, agencyId: cast.chenXi.agencyId };
    const other = await administrator.put(path, { ...input, actionId: actionId(), channel: bad });
    assert.deepEqual([other.status, other.body.error.code], [404, 'access.agency.not_found']);
    assert.equal(
      (await administrator.put(path, { ...input, actionId: actionId(), channel: elsewhere })).status,
      200,
    );
  });
});

test('a saved password is not sent to another server: who moves the channel types it again', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const administrator = await signIn('administrator');
    const put = (version: number, channel: object) =>
      administrator.put('/api/notice-channels', { actionId: actionId(), version, enabled: true, channel });
    await put(0, email);
    const moved = { ...email, secret: '', settings: { ...email.settings, host: 'smtp.evil.example' } };
    const refused = await put(1, moved);
    assert.deepEqual([refused.status, refused.body.error.code], [422, 'notice.secret_again_invalid']);
    const kept = await put(1, { ...email, secret: '', settings: { ...email.settings, fromName: '区局' } });
    assert.deepEqual([kept.status, kept.body.hasSecret], [200, true]);
    assert.equal((await put(2, { ...moved, secret: 'other' })).status, 200);
  });
});

test('unencrypted channels are for gateways that the operator lists', async () => {
  await withTestApp(async ({ signIn, actionId, cast }) => {
    const administrator = await signIn('administrator');
    const put = (channel: object) =>
      administrator.put('/api/notice-channels', { actionId: actionId(), version: 0, enabled: true, channel });
    const open = { ...email, settings: { ...email.settings, security: 'none' } };
    const { agencyId } = cast.boWen;
    const robot = { kind: 'chat', agencyId, settings: { style: 'wecom' }, webhook: 'http://robot.example/x' };
    for (const channel of [open, smsChannel('http://sms.example/send'), robot]) {
      const refused = await put(channel);
      assert.deepEqual([refused.status, refused.body.error.code], [422, 'notice.plain_invalid']);
    }
    for (const host of ['smtp.example/x', 'user@smtp.example', 'a b', ''])
      assert.equal((await put({ ...email, settings: { ...email.settings, host } })).status, 422, host);
  });
});

test('a trial goes to the address given and into the log; a channel that is off cannot be tried', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const administrator = await signIn('administrator');
    const input = { actionId: actionId(), version: 0, enabled: true, channel: email };
    const { id } = (await administrator.put('/api/notice-channels', input)).body;
    const path = `/api/notice-channels/${id}/trial`;
    const trial = { actionId: actionId(), address: 'me@chating.example' };
    assert.equal((await (await signIn('auditor')).post(path, trial)).status, 403);
    const first = await administrator.post(path, trial);
    assert.equal(first.status, 200);
    assert.deepEqual((await administrator.post(path, trial)).body, first.body);
    const { rows } = (await administrator.get('/api/notice-messages')).body;
    assert.deepEqual([rows.length, rows[0].form, rows[0].state], [1, 'trial', 'waiting']);
    const wrong = await administrator.post(path, { actionId: actionId(), address: 'a@b\r\nc' });
    assert.equal(wrong.status, 400);
    await administrator.put('/api/notice-channels', {
      ...input,
      actionId: actionId(),
      version: 1,
      enabled: false,
    });
    const off = await administrator.post(path, { ...trial, actionId: actionId() });
    assert.deepEqual([off.status, off.body.error.code], [409, 'notice.channel_off']);
    const unknown = `/api/notice-channels/${actionId()}/trial`;
    assert.equal((await administrator.post(unknown, { ...trial, actionId: actionId() })).status, 404);
  });
});

test('each person chooses for themselves; the address is sealed and does not stand in the ledger', async () => {
  await withTestApp(async ({ signIn, actionId, database, anonymous }) => {
    const bo = await signIn('boWen');
    const path = '/api/notice-preferences';
    const shown = (await bo.get(path)).body;
    assert.deepEqual([shown.email, shown.emailMode, shown.version], ['', 'digest', 0]);
    const chosen = {
      email: 'bo@chating.example',
      phone: '13900139000',
      emailMode: 'prompt',
      smsMode: 'urgent',
      locale: 'en',
    };
    const input = { ...chosen, actionId: actionId(), version: 0 };
    assert.equal((await bo.put(path, input)).status, 200);
    assert.equal((await bo.put(path, input)).body.version, 1);
    const stale = await bo.put(path, { ...input, actionId: actionId() });
    assert.deepEqual([stale.status, stale.body.error.code], [409, 'notice.preferences_changed']);
    assert.equal((await (await signIn('anLan')).get(path)).body.email, '');
    assert.equal((await anonymous.get(path)).status, 401);
    const stored = await database.owner.selectFrom('notice_preferences').selectAll().execute();
    const events = await database.owner.selectFrom('ledger_events').select('entry').execute();
    for (const personal of [chosen.email, chosen.phone]) {
      assert.ok(
        !stored.some(
          (row) => row.email?.includes(personal) === true || row.phone?.includes(personal) === true,
        ),
      );
      assert.ok(!events.some((row) => row.entry.includes(personal)));
    }
    for (const wrong of [{ email: 'a@b\nc' }, { phone: '12345' }, { email: '王@例.cn' }])
      assert.equal(
        (await bo.put(path, { ...input, ...wrong, version: 1, actionId: actionId() })).status,
        422,
      );
  });
});

test('quiet hours are set by the administrator, one version after the other', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const administrator = await signIn('administrator');
    const path = '/api/notice-rules';
    const input = { actionId: actionId(), version: 0, quietFrom: 1200, quietTo: 420, digestAt: 540 };
    assert.equal((await (await signIn('agencyHead')).put(path, input)).status, 403);
    assert.equal((await administrator.put(path, input)).body.version, 1);
    assert.equal((await administrator.put(path, input)).body.version, 1);
    assert.equal((await administrator.put(path, { ...input, actionId: actionId() })).status, 409);
    assert.equal(
      (await administrator.put(path, { ...input, actionId: actionId(), version: 1, digestAt: 1440 })).status,
      400,
    );
    const shown = (await (await signIn('boWen')).get('/api/notice-preferences')).body.rules;
    assert.deepEqual(shown, { quietFrom: 1200, quietTo: 420, digestAt: 540 });
  });
});
