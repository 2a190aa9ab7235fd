/** An address is used only after a code that was sent there was typed back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { sql } from 'kysely';
import { inTransaction } from '../db/transaction.ts';
import { type TestApp, withTestApp } from '../testing-app.ts';
import { deliverDue } from './deliver.ts';
import { notify } from './notify.ts';
import { startGateway } from './testing-gateway.ts';
import { emailChannel, noticeDesk, personal, smsChannel, testKinds, toldKind } from './testing-notices.ts';
import { readMail, startSmtp } from './testing-smtp.ts';

const email = 'bo@chating.example';

const save = async (app: TestApp, change: object = {}) => {
  const bo = await app.signIn('boWen');
  const { version } = (await bo.get('/api/notice-preferences')).body;
  const body = { email, phone: '', emailMode: 'prompt', smsMode: 'prompt', locale: 'zh', ...change };
  return bo.put('/api/notice-preferences', { actionId: app.actionId(), version, ...body });
};
const ask = async (app: TestApp, way: 'email' | 'sms' = 'email') =>
  (await app.signIn('boWen')).post('/api/notice-preferences/codes', { actionId: app.actionId(), way });
const type = async (app: TestApp, code: string, way: 'email' | 'sms' = 'email') =>
  (await app.signIn('boWen')).post('/api/notice-preferences/confirmations', {
    actionId: app.actionId(),
    way,
    code,
  });
const seen = async (app: TestApp) => (await (await app.signIn('boWen')).get('/api/notice-preferences')).body;
const codeIn = (text: string): string => /\d{6}/.exec(readMail(text).body)?.[0] ?? '';

test('nothing but its code is sent to an address that was not confirmed; a changed address is confirmed anew', () =>
  withTestApp(async (app) => {
    const smtp = await startSmtp();
    try {
      const desk = noticeDesk(app);
      await desk.save(emailChannel(smtp.port));
      assert.equal((await ask(app)).body.error.code, 'notice.address_missing');
      assert.equal((await save(app)).body.emailConfirmed, false);
      await desk.tell('boWen', 'one', 'urgent');
      assert.equal(await desk.deliver(), 0);
      const sent = await ask(app);
      assert.deepEqual([sent.status, sent.body.sentTo], [200, 'b***@chating.example']);
      assert.equal((await ask(app)).body.error.code, 'notice.code_soon');
      assert.equal(await desk.deliver(), 1);
      const code = codeIn(smtp.mails[0]?.text ?? '');
      assert.match(code, /^\d{6}$/);
      const wrong = await type(app, code === '000000' ? '000001' : '000000');
      assert.deepEqual(wrong.body, { isConfirmed: false, triesLeft: 4 });
      assert.equal((await seen(app)).emailConfirmed, false);
      assert.equal((await type(app, code)).body.isConfirmed, true);
      assert.equal((await type(app, code)).body.error.code, 'notice.code_over');
      assert.equal((await seen(app)).emailConfirmed, true);
      await desk.tell('boWen', 'two', 'urgent');
      assert.equal(await desk.deliver(), 1);
      assert.equal((await save(app, { emailMode: 'digest' })).body.emailConfirmed, true);
      assert.equal((await save(app, { email: 'other@chating.example' })).body.emailConfirmed, false);
      await desk.tell('boWen', 'three', 'urgent');
      assert.equal(await desk.deliver(), 0);
      const ledger = await sql<{ line: string }>`SELECT e::text AS line FROM ledger_events e`.execute(
        app.database.owner,
      );
      assert.equal(JSON.stringify(ledger.rows).includes(code), false);
    } finally {
      await smtp.close();
    }
  }));

test('a code bears five wrong tries and a quarter of an hour, and ten are sent a day at most', () =>
  withTestApp(async (app) => {
    const smtp = await startSmtp();
    try {
      const desk = noticeDesk(app);
      await desk.save(emailChannel(smtp.port));
      await save(app);
      await ask(app);
      await desk.deliver();
      const code = codeIn(smtp.mails[0]?.text ?? '');
      const other = code === '111111' ? '222222' : '111111';
      for (let left = 4; left >= 0; left -= 1) assert.equal((await type(app, other)).body.triesLeft, left);
      assert.equal((await type(app, code)).body.error.code, 'notice.code_over');
      desk.platform.clock.advance(60_000);
      await ask(app);
      await desk.deliver();
      desk.platform.clock.advance(15 * 60_000);
      assert.equal(
        (await type(app, codeIn(smtp.mails[1]?.text ?? ''))).body.error.code,
        'notice.code_over',
        'too late',
      );
      for (let sent = 3; sent <= 10; sent += 1) {
        assert.equal((await ask(app)).status, 200, `${sent}`);
        desk.platform.clock.advance(60_000);
      }
      assert.equal((await ask(app)).body.error.code, 'notice.code_many');
    } finally {
      await smtp.close();
    }
  }));

test('a code goes by SMS within quiet hours too, and one that is over when the gateway is back is not sent', () =>
  withTestApp(async (app) => {
    const gateway = await startGateway(() => ({ body: '{"code":"OK","bizId":"1"}' }));
    try {
      const desk = noticeDesk(app);
      assert.equal((await save(app, { phone: '13900139000' })).status, 200);
      assert.equal((await ask(app, 'sms')).body.error.code, 'notice.way_off');
      await desk.save(smsChannel(gateway.url));
      desk.platform.clock.set('2026-11-23T15:30:00.000Z');
      await ask(app, 'sms');
      assert.equal(await deliverDue(desk.platform, testKinds), 1);
      const code =
        /\d{6}/.exec(JSON.stringify(gateway.calls[0]?.body.params ?? gateway.calls[0]?.raw))?.[0] ?? '';
      assert.equal((await type(app, code, 'sms')).body.isConfirmed, true, gateway.calls[0]?.raw);
      desk.platform.clock.advance(60_000);
      await ask(app, 'sms');
      desk.platform.clock.advance(20 * 60_000);
      await deliverDue(desk.platform, testKinds);
      assert.equal(gateway.calls.length, 1);
      assert.deepEqual(await desk.states(), ['accepted', 'dropped']);
    } finally {
      await gateway.close();
    }
  }));

test('R324 an enterprise enters and confirms its address in its centre and is told there, whichever bureau writes; summaries wait for a working day', () =>
  withTestApp(async (app) => {
    const smtp = await startSmtp();
    try {
      const desk = noticeDesk(app);
      await desk.save(emailChannel(smtp.port));
      const code = '91130181M000000001';
      const client = await app.signInEnterprise(code);
      const at = '/api/enterprise/notice-preferences';
      const body = { email, phone: '', emailMode: 'digest', smsMode: 'off', locale: 'zh', version: 0 };
      assert.equal((await client.put(at, { actionId: app.actionId(), ...body, email: 'no' })).status, 422);
      const saved = await client.put(at, { actionId: app.actionId(), ...body });
      assert.equal(saved.status, 200, JSON.stringify(saved.body));
      const stale = await client.put(at, { actionId: app.actionId(), ...body });
      assert.equal(stale.body.error.code, 'notice.preferences_changed');
      const tell = (jurisdictionId: string, dedupeKey: string, urgency: 'prompt' | 'urgent') =>
        inTransaction(app.platform.db, (tx) =>
          notify(tx, app.platform, {
            jurisdictionId,
            to: { enterpriseKey: code },
            kind: toldKind,
            data: { ...personal, code: '2026-001', count: 2 },
            link: null,
            urgency,
            dedupeKey,
          }),
        );
      const here = app.cast.boWen.jurisdictionId;
      await tell(here, 'early', 'urgent');
      assert.equal(await desk.deliver(), 0, 'the address is not confirmed');
      const asked = await client.post(`${at}/codes`, { actionId: app.actionId(), way: 'email' });
      assert.equal(asked.status, 200, JSON.stringify(asked.body));
      assert.equal(await desk.deliver(), 1);
      const typed = { actionId: app.actionId(), way: 'email', code: codeIn(smtp.mails[0]?.text ?? '') };
      assert.equal((await client.post(`${at}/confirmations`, typed)).body.isConfirmed, true);
      await tell(here, 'now', 'urgent');
      assert.equal(await desk.deliver(), 1);
      assert.equal(smtp.mails[1]?.to, email);
      const stranger = await app.signInEnterprise('91130181MA07OTHR1X');
      assert.equal((await stranger.get(at)).body.email, '');
      await tell(here, 'later', 'prompt');
      // Nobody works for a week: the summary waits that long.
      const today = app.platform.clock.today();
      const year = Number(today.slice(0, 4));
      const off = Array.from({ length: 8 }, (_, n) => addDays(today, n));
      const calendar = { years: [{ year, holidays: off, makeUpDays: [] }] };
      await deliverDue(desk.platform, testKinds, () => Promise.resolve(calendar));
      desk.platform.clock.advance(6 * 86_400_000);
      assert.equal(await desk.deliver(), 0);
      desk.platform.clock.advance(5 * 86_400_000);
      assert.equal(await desk.deliver(), 1);
      assert.equal(smtp.mails.length, 3);
    } finally {
      await smtp.close();
    }
  }));
