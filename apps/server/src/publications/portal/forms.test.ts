/** The portal's forms without scripts: sent through the same services, refused with what was typed, closed to other sites. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, type TestReply, withTestApp } from '../../platform/testing-app.ts';
import { plantPublished } from './portal-testing.ts';

const fields = {
  paperCode: '',
  applicantKind: 'enterprise',
  name: '晋州市某化工有限公司',
  phone: '0311-84300000',
  address: '',
  grounds: '配电箱当日已经上锁，<b>照片</b>可以证明。',
};

function form(app: TestApp, url: string, values: Readonly<Record<string, string>>, headers = {}) {
  return app.anonymous.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(values).toString(),
  });
}

const textOf = (reply: TestReply): string => reply.raw.toString();

function hidden(text: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
}

async function objections(app: TestApp) {
  return app.database.owner.selectFrom('objections').selectAll().execute();
}

test('R220 an objection is sent from a page without scripts, once, and its receipt is looked up without scripts', () =>
  withTestApp(async (app) => {
    const [row] = await plantPublished(app, { problems: ['配电箱未上锁'] });
    assert.ok(row !== undefined);
    const page = await app.anonymous.get(`/p/forms/objection?record=${row.id}`);
    assert.equal(page.headers['cache-control'], 'no-store');
    assert.equal(page.headers['referrer-policy'], 'same-origin');
    assert.ok(textOf(page).includes(row.object_name));
    const values = { ...fields, record: row.id, actionId: hidden(textOf(page), 'actionId') };
    const sent = await form(app, '/p/forms/objection', values);
    assert.equal(sent.status, 200, textOf(sent));
    const again = await form(app, '/p/forms/objection', values);
    const [, number = '', code = ''] =
      /<strong class="intake-number">(\d+)<\/strong>[\s\S]*?<strong class="intake-number">([^<]+)</.exec(
        textOf(sent),
      ) ?? [];
    assert.ok(textOf(again).includes(number) && textOf(again).includes(code));
    assert.equal((await objections(app)).length, 1);
    const found = await form(app, '/p/forms/track', { number, code });
    assert.ok(textOf(found).includes(number) && textOf(found).includes('等待受理'), textOf(found));
    const wrong = await form(app, '/p/forms/track', { number, code: 'aaaaaaaaaaaa' });
    assert.equal(wrong.status, 422);
    assert.match(textOf(wrong), /查询码不正确/);
  }));

test('U-06 a refused form comes back with everything that was typed and says beside each field what is wrong', () =>
  withTestApp(async (app) => {
    const [row] = await plantPublished(app);
    assert.ok(row !== undefined);
    const reply = await form(app, '/p/forms/objection', {
      ...fields,
      name: '',
      record: row.id,
      actionId: crypto.randomUUID(),
    });
    assert.equal(reply.status, 422);
    const text = textOf(reply);
    assert.match(text, /<a href="#field-name">请填写姓名或者单位名称。<\/a>/);
    assert.match(text, /id="field-name-error">请填写姓名或者单位名称。/);
    assert.ok(text.includes('0311-84300000') && text.includes('&lt;b&gt;照片&lt;/b&gt;'), text);
    assert.ok(text.includes(row.object_name));
    const aimless = await form(app, '/p/forms/objection', {
      ...fields,
      record: '',
      actionId: crypto.randomUUID(),
    });
    assert.match(textOf(aimless), /请填写检查文书编码，或者查询并选择一条检查结果。/);
    const unknown = await form(app, '/p/forms/objection', {
      ...fields,
      record: crypto.randomUUID(),
      actionId: crypto.randomUUID(),
    });
    assert.match(textOf(unknown), /没有找到这条检查结果/);
    const odd = await form(app, '/p/forms/objection', { applicantKind: 'king', actionId: 'x' });
    assert.equal(odd.status, 422);
    assert.equal((await objections(app)).length, 0);
  }));

test('R208 feedback without scripts gets a ticket; a result is found by a part of the unit’s name', () =>
  withTestApp(async (app) => {
    const [row] = await plantPublished(app);
    assert.ok(row !== undefined);
    const found = await app.anonymous.get(
      `/p/forms/objection?q=${encodeURIComponent(row.object_name.slice(0, 4))}`,
    );
    assert.ok(textOf(found).includes(`/p/forms/objection?record=${row.id}`), textOf(found));
    const page = textOf(await app.anonymous.get('/p/forms/contact?lang=en'));
    assert.match(page, /Complaints, tips, questions and suggestions/);
    const values = {
      actionId: hidden(page, 'actionId'),
      agencyId: app.cast.anLan.agencyId,
      kind: 'enquiry',
      subject: '检查时间',
      content: '请问何时检查？',
    };
    const sent = await form(app, '/p/forms/contact', values);
    assert.equal(sent.status, 200, textOf(sent));
    assert.match(textOf(sent), /查询码只显示这一次/);
    const bad = await form(app, '/p/forms/contact', {
      ...values,
      subject: '',
      actionId: crypto.randomUUID(),
    });
    assert.equal(bad.status, 422);
    assert.ok(textOf(bad).includes('请问何时检查？'));
  }));

test('W-07 a form that another site sends, or a browser that names no site, is refused', () =>
  withTestApp(async (app) => {
    const send = (headers: Record<string, string>) =>
      app.app.inject({
        method: 'POST',
        url: '/p/forms/contact',
        headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'portal.example', ...headers },
        payload: 'subject=x',
      });
    assert.equal((await send({ origin: 'https://elsewhere.example' })).statusCode, 403);
    assert.equal((await send({ origin: 'null' })).statusCode, 403);
    assert.equal((await send({})).statusCode, 415);
    assert.equal((await send({ origin: 'http://portal.example' })).statusCode, 422);
    const many = Array.from({ length: 101 }, (_, n) => `f${n}=1`).join('&');
    const flood = await app.app.inject({
      method: 'POST',
      url: '/p/forms/contact',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: many,
    });
    assert.equal(flood.statusCode, 400);
  }));
