/** Training of enterprises: two people publish, enterprises sign up by code and centre, seats hold, nothing of others is shown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, type TestReply, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { visitCode } from '../../tasks/preparation/visit-code.service.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { codeOf, creditCodeOf, noticed, strangerCode } from '../enterprise/enterprise-testing.ts';

const inHours = (app: TestApp, hours: number): string =>
  new Date(Date.parse(app.platform.clock.now()) + hours * 3_600_000).toISOString();

const content = (app: TestApp, over: object = {}) => ({
  title: '危险化学品经营企业安全培训',
  topic: '危险化学品经营企业安全检查',
  audience: '本区危险化学品经营企业负责人',
  body: '# 内容\n- 常见问题\n- 整改要求',
  startsAt: inHours(app, 48),
  endsAt: inHours(app, 50),
  closesAt: inHours(app, 40),
  place: '区政务服务中心二楼',
  link: 'https://meet.example/a1',
  capacity: 3,
  ...over,
});

async function move(app: TestApp, id: string, as: CastName, form: object): Promise<TestReply> {
  const client = await app.signIn(as);
  const { version } = (await client.get(`/api/lectures/${id}`)).body;
  const body = { actionId: app.actionId(), version, note: '', confirmed: [], ...form };
  return client.post(`/api/lectures/${id}/moves`, body);
}

async function announced(app: TestApp, over: object = {}): Promise<string> {
  const legal = await app.signIn('anLan');
  const made = await legal.post('/api/lectures', { actionId: app.actionId(), ...content(app, over) });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  assert.equal((await move(app, made.body.id, 'anLan', { move: 'submit' })).status, 200);
  const done = await move(app, made.body.id, 'agencyHead', { move: 'publish' });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  return made.body.id;
}

const page = async (app: TestApp, url: string): Promise<string> =>
  (await app.anonymous.get(url)).raw.toString();
const textOf = (reply: TestReply): string => reply.raw.toString();
const form = (app: TestApp, url: string, values: Readonly<Record<string, string>>) =>
  app.anonymous.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(values).toString(),
  });
const typed = (app: TestApp, over: Readonly<Record<string, string>>) => ({
  actionId: app.actionId(),
  code: '',
  creditCode: '',
  people: '1',
  name: '石磊',
  phone: '0311-84300000',
  ...over,
});
const receipt = (reply: TestReply): string =>
  /<strong class="intake-number">([^<]+)</.exec(textOf(reply))?.[1] ?? '';

/** The inspection code of a visit that its object was told of. */
async function knownVisit(app: TestApp): Promise<{ code: string; creditCode: string }> {
  const [id = ''] = (await plantInspections(app, { stage: 'approved' })).inspectionIds;
  await noticed(app, id);
  const made = await inTransaction(app.platform.db, async (tx) => {
    const found = await inspectionCase(tx, id);
    assert.ok(found);
    return visitCode(tx, app.platform, found);
  });
  return { code: made.code, creditCode: await creditCodeOf(app, id) };
}

test('R340 a training is announced by one, published by another, read on the portal without scripts and gone when cancelled', () =>
  withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    const wrong = await legal.post('/api/lectures', {
      actionId: app.actionId(),
      ...content(app, { place: '', link: '' }),
    });
    assert.equal(wrong.body.error.code, 'lecture.where_invalid');
    const late = { actionId: app.actionId(), ...content(app, { closesAt: inHours(app, 49) }) };
    assert.equal((await legal.post('/api/lectures', late)).body.error.field, 'closesAt');
    const input = { actionId: app.actionId(), ...content(app, { body: '联系人手机13812345678' }) };
    const made = await legal.post('/api/lectures', input);
    assert.equal((await legal.post('/api/lectures', input)).body.id, made.body.id);
    const { id } = made.body;
    assert.match(await page(app, '/p/training'), /近期没有培训/);
    await move(app, id, 'anLan', { move: 'submit' });
    assert.equal(codeOf(await move(app, id, 'anLan', { move: 'publish' })), 'lecture.own_work_forbidden');
    assert.equal(codeOf(await move(app, id, 'agencyHead', { move: 'publish' })), 'lecture.hint_invalid');
    assert.equal((await app.anonymous.get(`/p/training/${id}`)).status, 404);
    assert.equal((await move(app, id, 'agencyHead', { move: 'return', note: '删去手机号' })).status, 200);
    const { version } = (await legal.get(`/api/lectures/${id}`)).body;
    const saved = await legal.put(`/api/lectures/${id}`, {
      actionId: app.actionId(),
      version,
      ...content(app),
    });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    await move(app, id, 'anLan', { move: 'submit' });
    assert.equal((await move(app, id, 'agencyHead', { move: 'publish' })).status, 200);
    assert.match(await page(app, '/p/training'), /危险化学品经营企业安全培训/);
    const shown = await page(app, `/p/training/${id}`);
    assert.match(shown, /<form class="form" action="\/p\/training\//);
    assert.equal(shown.includes('meet.example'), false);
    // Another agency, another jurisdiction and another role: not even that it exists.
    for (const name of ['otherAgency', 'chenXi'] as const) {
      const client = await app.signIn(name);
      assert.equal((await client.get(`/api/lectures/${id}`)).status, 404);
      assert.equal((await client.get(`/api/lectures/${id}/signups`)).status, 404);
      assert.equal((await client.get(`/api/lectures/${id}/sheet?format=pdf`)).status, 404);
      assert.equal((await client.get('/api/lectures')).body.rows.length, 0);
    }
    assert.equal((await (await app.signIn('boWen')).get('/api/lectures')).status, 403);
    assert.equal((await (await app.signIn('auditor')).get(`/api/lectures/${id}/signups`)).status, 403);
    assert.equal((await move(app, id, 'agencyHead', { move: 'withdraw' })).body.error.field, 'note');
    await move(app, id, 'agencyHead', { move: 'withdraw', note: '场地调整' });
    assert.equal((await app.anonymous.get(`/p/training/${id}`)).status, 404);
  }));

test('R340 an enterprise signs up by the code on its notice, looks and withdraws by its own code, and learns nothing of others', () =>
  withTestApp(async (app) => {
    const id = await announced(app);
    const visit = await knownVisit(app);
    const guess = await form(app, `/p/training/${id}`, typed(app, { code: '2222222222' }));
    assert.equal(guess.status, 422);
    assert.match(textOf(guess), /编码不正确/);
    assert.ok(textOf(guess).includes('0311-84300000'));
    const many = await form(app, `/p/training/${id}`, typed(app, { code: visit.code, people: '4' }));
    assert.match(textOf(many), /剩余名额3人/);
    const values = typed(app, { code: visit.code.toLowerCase(), people: '2' });
    const done = await form(app, `/p/training/${id}`, values);
    assert.equal(done.status, 200, textOf(done));
    const code = receipt(done);
    assert.match(code, /^[2-9a-z]{12}$/);
    assert.equal(receipt(await form(app, `/p/training/${id}`, values)), code);
    const twice = await form(app, `/p/training/${id}`, typed(app, { code: visit.code }));
    assert.match(textOf(twice), /已经报名/);
    const rows = await app.database.db.selectFrom('lecture_signups').selectAll().execute();
    assert.equal(rows.length, 1);
    assert.equal(JSON.stringify(rows).includes('石磊'), false);
    const looked = textOf(await form(app, '/p/forms/signup', { code }));
    assert.ok(looked.includes('茶亭1号采石场') && looked.includes('meet.example'));
    assert.equal(looked.includes('石磊'), false);
    // The same enterprise in its centre; a stranger sees the training and nothing of the sign-up.
    const centre = await app.signInEnterprise(visit.creditCode);
    assert.equal((await centre.get('/api/enterprise/lectures')).body.rows[0].signup.people, 2);
    const stranger = await app.signInEnterprise(strangerCode);
    const [seen] = (await stranger.get('/api/enterprise/lectures')).body.rows;
    assert.deepEqual([seen.signup, seen.link, 'taken' in seen], [null, '', false]);
    const off = await stranger.post(`/api/enterprise/lectures/${id}/withdrawal`, {
      actionId: app.actionId(),
    });
    assert.equal(codeOf(off), 'lecture.signup_not_found');
    assert.equal((await form(app, '/p/forms/signup-withdrawal', { actionId: 'x', code })).status, 422);
    const gone = await form(app, '/p/forms/signup-withdrawal', { actionId: app.actionId(), code });
    assert.match(textOf(gone), /已取消报名/);
    assert.equal((await form(app, '/p/forms/signup', { code })).status, 422);
    assert.equal((await centre.get('/api/enterprise/lectures')).body.rows[0].signup, null);
    const events = await app.database.owner.selectFrom('ledger_events').select('entry').execute();
    const said = events.map((row) => row.entry).filter((entry) => entry.includes('lecture.signed'));
    assert.equal(said.length, 2);
    assert.equal(said.join('').includes(visit.creditCode), false);
  }));

test('R340 seats and the last hour hold when enterprises come at once; who came is recorded and printed', () =>
  withTestApp(async (app) => {
    const id = await announced(app);
    const codes = ['91130181MA07AAAA1X', '91130181MA07BBBB2X', '91130181MA07CCCC3X', '91130181MA07DDDD4X'];
    const clients = await Promise.all(codes.map((code) => app.signInEnterprise(code)));
    const join = (client: (typeof clients)[number], actionId = app.actionId()) =>
      client.post(`/api/enterprise/lectures/${id}/signup`, {
        actionId,
        people: 1,
        name: '王五',
        phone: '84300000',
      });
    const replies = await Promise.all(clients.map((client) => join(client)));
    assert.deepEqual(
      replies.map((reply) => reply.status).toSorted((a, b) => a - b),
      [200, 200, 200, 409],
    );
    assert.equal(codeOf(replies.find((reply) => reply.status === 409) as TestReply), 'lecture.full');
    assert.match(await page(app, `/p/training/${id}`), /名额已满/);
    const inside = clients[replies.findIndex((reply) => reply.status === 200)];
    const outside = clients[replies.findIndex((reply) => reply.status === 409)];
    assert.ok(inside && outside);
    await inside.post(`/api/enterprise/lectures/${id}/withdrawal`, { actionId: app.actionId() });
    assert.equal((await join(outside)).status, 200);
    const legal = await app.signIn('anLan');
    const list = (await legal.get(`/api/lectures/${id}/signups?limit=2`)).body;
    const rest = (await legal.get(`/api/lectures/${id}/signups?limit=2&after=${list.next}`)).body;
    assert.deepEqual([list.rows.length, rest.rows.length], [2, 1]);
    assert.equal(list.rows[0].contactName, '王五');
    const marks = list.rows.map((row: { id: string }) => ({ id: row.id, attended: 1 }));
    const attend = () => legal.post(`/api/lectures/${id}/attendance`, { actionId: app.actionId(), marks });
    assert.equal(codeOf(await attend()), 'lecture.not_begun');
    app.platform.clock.set(inHours(app, 41));
    const first = codes[replies.findIndex((reply) => reply.status === 200)] ?? '';
    assert.equal(codeOf(await join(await app.signInEnterprise(first))), 'lecture.closed');
    app.platform.clock.set(inHours(app, 8));
    const again = await app.signIn('anLan');
    const done = await again.post(`/api/lectures/${id}/attendance`, { actionId: app.actionId(), marks });
    assert.deepEqual(done.body, { recorded: 2 });
    const centre = await app.signInEnterprise(
      codes[replies.findIndex((reply) => reply.status === 409)] ?? '',
    );
    const began = await centre.post(`/api/enterprise/lectures/${id}/withdrawal`, {
      actionId: app.actionId(),
    });
    assert.equal(codeOf(began), 'lecture.begun');
    const inspector = await app.signIn('agencyHead');
    assert.equal(
      (await inspector.post(`/api/lectures/${id}/attendance`, { actionId: app.actionId(), marks })).status,
      403,
    );
    for (const format of ['pdf', 'docx']) {
      const sheet = await again.get(`/api/lectures/${id}/sheet?format=${format}`);
      assert.equal(sheet.status, 200);
      assert.ok(sheet.raw.length > 2000);
    }
  }));
