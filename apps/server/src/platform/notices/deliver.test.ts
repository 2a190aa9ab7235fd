import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTestApp } from '../testing-app.ts';
import { startGateway } from './testing-gateway.ts';
import { emailChannel, noticeDesk, smsChannel } from './testing-notices.ts';
import { readMail, startSmtp } from './testing-smtp.ts';

const minute = 60_000;
const hour = 60 * minute;
const email = 'bo@chating.example';

test('a notice goes out once by the way its recipient chose, and the log proves to whom, when and under which number', async () => {
  await withTestApp(async (app) => {
    const smtp = await startSmtp();
    try {
      const desk = noticeDesk(app);
      await desk.save(emailChannel(smtp.port));
      await desk.choose('boWen', { email });
      await desk.tell('boWen', 'one');
      await desk.tell('anLan', 'one');
      assert.equal(await desk.deliver(), 1);
      assert.equal(await desk.deliver(), 0);
      await desk.tell('boWen', 'one');
      assert.equal(await desk.deliver(), 0);
      assert.equal(smtp.mails.length, 1);
      assert.equal(smtp.mails[0]?.to, email);
      assert.match(readMail(smtp.mails[0]?.text ?? '').subject, /Told/);
      const administrator = await app.signIn('administrator');
      const { rows } = (await administrator.get('/api/notice-messages')).body;
      assert.equal(rows.length, 1);
      const { recipient, addressHint, state, kinds, gatewayId, attempts } = rows[0];
      assert.deepEqual(
        { recipient, addressHint, state, kinds, gatewayId, attempts },
        {
          recipient: '柏文',
          addressHint: 'b***@chating.example',
          state: 'accepted',
          kinds: ['test.told'],
          gatewayId: '2.0.0 Ok: queued as Q1',
          attempts: 1,
        },
      );
      const { log } = (await administrator.get(`/api/notice-messages/${rows[0].id}`)).body;
      assert.equal(log[0].outcome, 'accepted');
      for (const name of ['boWen', 'anLan', 'agencyHead'] as const)
        assert.equal((await (await app.signIn(name)).get('/api/notice-messages')).status, 403);
    } finally {
      await smtp.close();
    }
  });
});

test('200 notices give exactly the expected mails: urgent ones at once, prompt ones after quiet hours, the rest in one summary', async () => {
  await withTestApp(async (app) => {
    const smtp = await startSmtp();
    try {
      const desk = noticeDesk(app);
      await desk.save(emailChannel(smtp.port));
      await desk.choose('boWen', { email });
      await desk.choose('anLan', { email: 'lan@chating.example', emailMode: 'digest' });
      // 22:00 in the business zone.
      desk.platform.clock.set('2026-11-23T14:00:00.000Z');
      for (let i = 0; i < 100; i += 1) {
        const urgency = i < 3 ? 'urgent' : i < 8 ? 'prompt' : 'daily';
        await desk.tell('boWen', `n${i}`, urgency);
        await desk.tell('anLan', `n${i}`, urgency);
      }
      await desk.deliver();
      assert.deepEqual(counts(smtp.mails), { 'bo@chating.example': 3, 'lan@chating.example': 3 });
      desk.platform.clock.set('2026-11-23T23:29:00.000Z');
      assert.equal(await desk.deliver(), 0);
      desk.platform.clock.set('2026-11-23T23:30:00.000Z');
      assert.equal(await desk.deliver(), 5);
      desk.platform.clock.set('2026-11-24T00:30:00.000Z');
      assert.equal(await desk.deliver(), 2);
      assert.deepEqual(counts(smtp.mails), { 'bo@chating.example': 9, 'lan@chating.example': 4 });
      const summaries = smtp.mails.slice(-2).map((mail) => readMail(mail.text).subject);
      assert.deepEqual(summaries.sort(), ['【明察】您有 92 条消息', '【明察】您有 97 条消息']);
      desk.platform.clock.advance(24 * hour);
      assert.equal(await desk.deliver(), 0);
    } finally {
      await smtp.close();
    }
  });
});

function counts(mails: readonly { readonly to: string }[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { to } of mails) found[to] = (found[to] ?? 0) + 1;
  return found;
}

test('a summary tells only what has not been read, and is not sent when everything was', async () => {
  await withTestApp(async (app) => {
    const smtp = await startSmtp();
    try {
      const desk = noticeDesk(app);
      await desk.save(emailChannel(smtp.port));
      await desk.choose('boWen', { email });
      await desk.choose('anLan', { email: 'lan@chating.example' });
      for (const name of ['boWen', 'anLan'] as const)
        for (const key of ['a', 'b']) await desk.tell(name, key, 'daily');
      const bo = await app.signIn('boWen');
      await bo.post('/api/notices/mark', { ids: null, read: true });
      const lan = await app.signIn('anLan');
      const { rows } = (await lan.get('/api/notices')).body;
      await lan.post('/api/notices/mark', { ids: [rows[0].id], read: true });
      await desk.deliver();
      desk.platform.clock.advance(24 * hour);
      await desk.deliver();
      assert.deepEqual(
        smtp.mails.map((mail) => [mail.to, readMail(mail.text).subject]),
        [['lan@chating.example', '【明察】您有 1 条消息']],
      );
      assert.deepEqual([...(await desk.states())].sort(), ['accepted', 'dropped']);
    } finally {
      await smtp.close();
    }
  });
});

test('K-05 mail and SMS down for a day: everything goes on, nothing is lost, the administrator sees it, then each arrives once', async () => {
  await withTestApp(async (app) => {
    const [smtp, gateway] = [await startSmtp(), await startGateway(() => ({}))];
    await Promise.all([smtp.close(), gateway.close()]);
    const desk = noticeDesk(app);
    await desk.save(emailChannel(smtp.port));
    await desk.save(smsChannel(gateway.url));
    await desk.choose('boWen', { email, phone: '13900139000' });
    for (const key of ['a', 'b', 'c']) await desk.tell('boWen', key);
    await desk.tell('boWen', 'd', 'daily');
    let tried = 0;
    for (let i = 0; i < 24 * 4; i += 1) {
      tried += await desk.deliver();
      desk.platform.clock.advance(15 * minute);
      if (i === 50) await desk.tell('boWen', 'e', 'daily');
    }
    assert.ok(tried > 20 && tried < 250, `${tried} attempts`);
    assert.equal((await (await app.signIn('boWen')).get('/api/notices/count')).body.unread, 5);
    const administrator = await app.signIn('administrator');
    const { rows } = (await administrator.get('/api/notice-channels')).body;
    for (const row of rows) {
      assert.equal(row.health.state, 'failing');
      assert.equal(row.health.problem, 'connection');
      assert.ok(row.waiting >= 3 && row.givenUp === 0);
    }
    const back = await startSmtp({}, null, smtp.port);
    const sms = await startGateway(() => ({ body: '{"code":"OK","bizId":"B1"}' }), gateway.port);
    try {
      for (let i = 0; i < 12; i += 1) {
        desk.platform.clock.advance(15 * minute);
        await desk.deliver();
      }
      assert.deepEqual([back.mails.length, sms.calls.length], [4, 3]);
      const summary = back.mails.map((mail) => readMail(mail.text).subject).find((one) => one.includes('条'));
      assert.equal(summary, '【明察】您有 2 条消息');
      const later = await app.signIn('administrator');
      const now = (await later.get('/api/notice-channels')).body.rows;
      assert.deepEqual(
        now.map((row: { health: { state: string }; waiting: number }) => [row.health.state, row.waiting]),
        [
          ['working', 0],
          ['working', 0],
        ],
      );
    } finally {
      await Promise.all([back.close(), sms.close()]);
    }
  });
});

test('K-05 one slow channel holds up nobody else, and what could not be delivered in a week is given up visibly', async () => {
  await withTestApp(async (app) => {
    const smtp = await startSmtp({ answers: { RCPT: '450 4.2.0 full' } });
    const gateway = await startGateway(() => ({ body: '{"code":"OK","bizId":"B1"}' }));
    try {
      const desk = noticeDesk(app);
      await desk.save(emailChannel(smtp.port));
      await desk.save(smsChannel(gateway.url));
      await desk.choose('boWen', { email, phone: '13900139000' });
      await desk.tell('boWen', 'a');
      for (let i = 0; i < 8 * 24; i += 1) {
        await desk.deliver();
        desk.platform.clock.advance(hour);
      }
      assert.equal(gateway.calls.length, 1);
      assert.deepEqual([...(await desk.states())].sort(), ['accepted', 'givenUp']);
      assert.ok(smtp.commands.filter((line) => line.startsWith('RCPT')).length <= 12);
    } finally {
      await Promise.all([smtp.close(), gateway.close()]);
    }
  });
});

test('a mail that may have arrived is never sent again by itself; a person may decide so, once', async () => {
  await withTestApp(async (app) => {
    const smtp = await startSmtp({ hangUpAt: '.' });
    try {
      const desk = noticeDesk(app);
      await desk.save(emailChannel(smtp.port));
      await desk.choose('boWen', { email });
      await desk.tell('boWen', 'a');
      for (let i = 0; i < 10; i += 1) {
        await desk.deliver();
        desk.platform.clock.advance(hour);
      }
      assert.equal(smtp.arrived.count, 1);
      assert.deepEqual(await desk.states(), ['uncertain']);
      const administrator = await app.signIn('administrator');
      const { id } = (await administrator.get('/api/notice-messages?state=uncertain')).body.rows[0];
      const again = { actionId: app.actionId() };
      const path = `/api/notice-messages/${id}/again`;
      assert.equal((await (await app.signIn('boWen')).post(path, again)).status, 403);
      smtp.behaviour = {};
      assert.equal((await administrator.post(path, again)).status, 200);
      assert.equal((await administrator.post(path, again)).status, 200);
      await desk.deliver();
      await desk.deliver();
      assert.equal(smtp.mails.length, 1);
      const more = await administrator.post(path, { actionId: app.actionId() });
      assert.deepEqual([more.status, more.body.error.code], [409, 'notice.not_repeatable']);
    } finally {
      await smtp.close();
    }
  });
});

test('a summary that failed while another began is told by the other: one mail, nothing lost', async () => {
  await withTestApp(async (app) => {
    const smtp = await startSmtp({ answers: { RCPT: null } });
    try {
      const desk = noticeDesk(app);
      await desk.save(emailChannel(smtp.port));
      await desk.choose('boWen', { email });
      await desk.tell('boWen', 'a', 'daily');
      await desk.deliver();
      desk.platform.clock.advance(24 * hour);
      const sending = desk.deliver();
      while (!smtp.commands.some((line) => line.startsWith('RCPT')))
        await new Promise((resolve) => setTimeout(resolve, 20));
      await desk.tell('boWen', 'b', 'daily');
      const planning = desk.deliver();
      smtp.behaviour = {};
      await Promise.all([sending, planning]);
      assert.equal(smtp.mails.length, 0);
      assert.deepEqual([...(await desk.states())].sort(), ['dropped', 'waiting']);
      desk.platform.clock.advance(24 * hour);
      await desk.deliver();
      const subjects = smtp.mails.map((mail) => readMail(mail.text).subject);
      assert.deepEqual(subjects, ['【明察】您有 2 条消息']);
    } finally {
      await smtp.close();
    }
  });
});
