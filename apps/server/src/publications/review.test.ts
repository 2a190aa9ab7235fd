/** Review, exemption, suspension, release: who may, in which state, and what the public sees in the end. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, type TestClient, withTestApp } from '../platform/testing-app.ts';
import { publishedRecord } from './public-record.queries.ts';
import { plantPassed, publicationFor } from './publication-testing.ts';

async function prepared(app: TestApp, problems: readonly string[] = []) {
  const { inspectionIds } = await plantPassed(app, { problems });
  const [inspectionId = ''] = inspectionIds;
  return { inspectionId, id: (await publicationFor(app, inspectionId)).id };
}
const read = async (client: TestClient, id: string) => (await client.get(`/api/publications/${id}`)).body;
const post = async (client: TestClient, id: string, what: string, body: object) =>
  client.post(`/api/publications/${id}/${what}`, {
    actionId: crypto.randomUUID(),
    version: (await read(client, id)).version,
    ...body,
  });
const pass = (client: TestClient, id: string, more: object = {}) =>
  post(client, id, 'reviews', { decision: 'pass', note: '', confirmed: [], ...more });
const release = async (client: TestClient, id: string, actionId: string = crypto.randomUUID()) =>
  client.post('/api/publication-releases', {
    actionId,
    items: [{ id, version: (await read(client, id)).version }],
  });
const makeLegal = (app: TestApp, name: 'sectionOfficer' | 'witness') =>
  app.database.owner
    .updateTable('account_roles')
    .set({ role: 'legalOfficer' })
    .where('account_id', '=', app.cast[name].accountId)
    .execute();
const recordOf = (app: TestApp, id: string) =>
  inTransaction(app.platform.db, (tx) => publishedRecord(tx, id));

async function clockOf(app: TestApp, inspectionId: string): Promise<string | null> {
  const row = await app.database.db
    .selectFrom('result_clocks')
    .select('done_on')
    .where('inspection_id', '=', inspectionId)
    .where('clock', '=', 'resultPublished')
    .executeTakeFirstOrThrow();
  return row.done_on;
}

test('R200 a reviewed result is released by the legal section, is public at once, and its clock is met', () =>
  withTestApp(async (app) => {
    const { id, inspectionId } = await prepared(app, ['配电箱未上锁']);
    const lan = await app.signIn('anLan');
    const early = await release(lan, id);
    assert.deepEqual([early.status, early.body.error.code], [409, 'publication.wrong_state']);
    assert.equal((await pass(lan, id)).body.state, 'reviewed');
    const actionId = app.actionId();
    const first = await release(lan, id, actionId);
    assert.deepEqual([first.status, first.body.released.length], [200, 1], JSON.stringify(first.body));
    const record = await recordOf(app, id);
    assert.equal(record?.state, 'published');
    assert.equal(await clockOf(app, inspectionId), app.platform.clock.today());
    const again = await release(lan, id);
    assert.equal(again.body.error.code, 'publication.wrong_state');
    const events = await app.database.db
      .selectFrom('ledger_events')
      .select('type')
      .where('type', '=', 'publication.published')
      .execute();
    assert.equal(events.length, 1);
  }));

test('R200 the same release twice publishes once', () =>
  withTestApp(async (app) => {
    const { id } = await prepared(app);
    const lan = await app.signIn('anLan');
    await pass(lan, id);
    const body = { actionId: app.actionId(), items: [{ id, version: (await read(lan, id)).version }] };
    const first = await lan.post('/api/publication-releases', body);
    const second = await lan.post('/api/publication-releases', body);
    assert.deepEqual([first.status, second.status], [200, 200]);
    assert.deepEqual(second.body, first.body);
    assert.equal((await recordOf(app, id))?.version, 1);
  }));

test('R204 identity and mobile numbers and known names stop a publication; the rest has to be looked at', () =>
  withTestApp(async (app) => {
    const { id } = await prepared(app, [
      '负责人石磊（13912345678）未到场',
      '人防指挥所通道堆物，电话010-62345678',
    ]);
    const lan = await app.signIn('anLan');
    const view = await read(lan, id);
    assert.deepEqual(view.hints.map((hint: { kind: string }) => hint.kind).toSorted(), [
      'mobile',
      'personName',
      'secretWord',
      'telephone',
    ]);
    assert.equal((await pass(lan, id)).body.error.code, 'publication.hint_blocks');
    const [first, second] = view.payload.findings;
    const section = await app.signIn('sectionOfficer');
    const edit = await post(section, id, 'edits', {
      findings: [{ id: first.id, text: '主要负责人未到场' }],
      note: '去掉个人信息',
    });
    assert.equal(edit.status, 200, JSON.stringify(edit.body));
    const open = await pass(lan, id);
    assert.deepEqual([open.body.error.code, open.body.error.data.count], ['publication.hints_open', 2]);
    const keys = (await read(lan, id)).hints.map((hint: { key: string }) => hint.key);
    assert.equal((await pass(lan, id, { confirmed: keys })).status, 200);
    await release(lan, id);
    const text = JSON.stringify(await recordOf(app, id));
    for (const secret of ['石磊', '13912345678', '13800000000', '茶亭路', 'ZF900', '柏文'])
      assert.equal(text.includes(secret), false, secret);
    assert.ok(text.includes('主要负责人未到场') && text.includes(second.text));
  }));

test('R203 an exemption has ground, scope and approver; the head decides, never who asked, and the figures keep it', () =>
  withTestApp(async (app) => {
    const { id, inspectionId } = await prepared(app);
    const [lan, head, section] = await Promise.all([
      app.signIn('anLan'),
      app.signIn('agencyHead'),
      app.signIn('sectionOfficer'),
    ]);
    const body = {
      kind: 'exemption',
      ground: 'airDefence',
      fields: null,
      basis: '《人民防空法》',
      note: '指挥工程',
    };
    const asked = await post(section, id, 'requests', body);
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
    assert.equal((await post(lan, id, 'requests', body)).body.error.code, 'publication.request_waits');
    assert.equal((await pass(lan, id)).body.error.code, 'publication.request_waits');
    const decide = (client: TestClient) =>
      client.post(`/api/publication-requests/${asked.body.id}/decisions`, {
        actionId: app.actionId(),
        agrees: true,
        opinion: '同意',
      });
    assert.equal((await decide(lan)).status, 403);
    assert.equal((await decide(head)).body.state, 'exempt');
    assert.equal((await decide(head)).body.error.code, 'publication.request_decided');
    assert.equal((await release(lan, id)).body.error.code, 'publication.wrong_state');
    const figures = (await lan.get('/api/publication-figures')).body;
    assert.deepEqual([figures.exempt, figures.due, figures.all], [1, 0, 1]);
    assert.equal(await clockOf(app, inspectionId), app.platform.clock.today());
    const view = await read(lan, id);
    assert.deepEqual(
      [view.requests[0].state, view.requests[0].askedName, view.requests[0].decidedName],
      ['granted', '柯实', '首长'],
    );
  }));

test('R203 a partial exemption withholds some fields and the rest is published', () =>
  withTestApp(async (app) => {
    const { id } = await prepared(app, ['配电箱未上锁']);
    const [lan, head] = await Promise.all([app.signIn('anLan'), app.signIn('agencyHead')]);
    await pass(lan, id);
    const asked = await post(lan, id, 'requests', {
      kind: 'exemption',
      ground: 'tradeSecret',
      fields: ['findings'],
      basis: '《反不正当竞争法》第九条',
      note: '',
    });
    await head.post(`/api/publication-requests/${asked.body.id}/decisions`, {
      actionId: app.actionId(),
      agrees: true,
      opinion: '',
    });
    assert.equal((await read(lan, id)).state, 'prepared');
    await pass(lan, id);
    await release(lan, id);
    const record = await recordOf(app, id);
    assert.ok(record?.payload.kind === 'result');
    assert.deepEqual([record.payload.findings, record.payload.withheld], [[], ['findings']]);
  }));

test('R203 a suspension has a ground and a day, and ends into a new review', () =>
  withTestApp(async (app) => {
    const { id, inspectionId } = await prepared(app);
    const [lan, head] = await Promise.all([app.signIn('anLan'), app.signIn('agencyHead')]);
    const body = { kind: 'suspension', ground: 'court', basis: '行政复议受理通知书', note: '' };
    const past = await post(lan, id, 'requests', { ...body, untilDay: app.platform.clock.today() });
    assert.equal(past.body.error.field, 'untilDay');
    const asked = await post(lan, id, 'requests', {
      ...body,
      untilDay: addDays(app.platform.clock.today(), 30),
    });
    const decided = await head.post(`/api/publication-requests/${asked.body.id}/decisions`, {
      actionId: app.actionId(),
      agrees: true,
      opinion: '',
    });
    assert.equal(decided.body.state, 'suspended');
    assert.notEqual(await clockOf(app, inspectionId), null);
    const bare = await post(lan, id, 'resumptions', { note: '' });
    assert.equal(bare.body.error.field, 'note');
    assert.equal((await post(lan, id, 'resumptions', { note: '复议已终结' })).body.state, 'prepared');
    assert.equal((await read(lan, id)).requests[0].state, 'ended');
    assert.equal(await clockOf(app, inspectionId), null);
  }));

test('R200 nobody of another agency, no business section and no inspector reviews or releases', () =>
  withTestApp(async (app) => {
    const { id } = await prepared(app);
    const other = await app.signIn('otherAgency');
    assert.equal((await other.get(`/api/publications/${id}`)).status, 404);
    const body = { actionId: app.actionId(), version: 1, decision: 'pass', note: '', confirmed: [] };
    assert.equal((await other.post(`/api/publications/${id}/reviews`, body)).status, 404);
    for (const name of ['sectionOfficer', 'boWen', 'agencyHead', 'auditor'] as const) {
      const client = await app.signIn(name);
      assert.equal((await client.post(`/api/publications/${id}/reviews`, body)).status, 403, name);
      const batch = { actionId: app.actionId(), items: [{ id, version: 1 }] };
      assert.equal((await client.post('/api/publication-releases', batch)).status, 403, name);
    }
    const auditor = await app.signIn('auditor');
    assert.deepEqual((await read(auditor, id)).allowed, []);
  }));

test('R200 who inspected does not review or release although they hold the legal post', () =>
  withTestApp(async (app) => {
    const { id, inspectionId } = await prepared(app);
    await app.database.owner
      .updateTable('inspection_members')
      .set({ account_id: app.cast.anLan.accountId })
      .where('inspection_id', '=', inspectionId)
      .where('role', '=', 'member')
      .execute();
    const lan = await app.signIn('anLan');
    assert.equal((await read(lan, id)).isOwnWork, true);
    assert.equal((await pass(lan, id)).body.error.code, 'publication.own_work_forbidden');
  }));

test('R206 the office corrects in sight of everybody, two officers for each correction, and the head withdraws with a reason', () =>
  withTestApp(async (app) => {
    const { id } = await prepared(app, ['配电箱未上锁', '通道堆物']);
    const [lan, head] = await Promise.all([app.signIn('anLan'), app.signIn('agencyHead')]);
    await pass(lan, id);
    await release(lan, id);
    const [first] = (await read(lan, id)).payload.findings;
    const bare = await post(lan, id, 'corrections', {
      findings: [{ id: first.id, text: null }],
      ground: '经核查该问题不成立',
    });
    assert.deepEqual([bare.status, bare.body.error.code], [422, 'publication.removal_changes_invalid']);
    const fixed = await post(lan, id, 'corrections', {
      findings: [{ id: first.id, text: '配电箱门未锁闭' }],
      ground: '表述不准确',
    });
    assert.equal(fixed.status, 200, JSON.stringify(fixed.body));
    assert.equal((await recordOf(app, id))?.version, 1, 'one officer changes nothing');
    const personal = { findings: [{ id: first.id, text: '请联系13912345678' }], ground: '补充' };
    assert.equal(
      (await post(lan, id, 'corrections', personal)).body.error.code,
      'publication.correction_waits',
    );
    const body2 = { agrees: true, opinion: '' };
    const decide = async (who: TestClient, change: object = {}, of = fixed.body.id) =>
      who.post(`/api/publication-corrections/${of}/decisions`, {
        actionId: app.actionId(),
        ...body2,
        ...change,
      });
    assert.equal((await decide(lan)).body.error.code, 'publication.own_correction_forbidden');
    assert.equal((await decide(await app.signIn('sectionOfficer'))).status, 403);
    assert.equal(
      (await decide(await app.signIn('otherAgency'))).body.error.code,
      'publication.correction_not_found',
    );
    assert.equal((await decide(head, { agrees: false })).body.error.code, 'publication.note_missing_invalid');
    assert.ok((await read(head, id)).allowed.includes('decideCorrection'));
    const made = await decide(head);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.equal((await decide(head)).body.error.code, 'publication.correction_decided_already');
    const hint = await post(lan, id, 'corrections', personal);
    assert.equal(hint.body.error.code, 'publication.hint_blocks');
    const third = await post(lan, id, 'corrections', {
      findings: [{ id: first.id, text: '配电箱门敞开' }],
      ground: '再核',
    });
    assert.equal((await decide(head, { agrees: false, opinion: '不需要' }, third.body.id)).status, 200);
    const record = await recordOf(app, id);
    assert.ok(record?.payload.kind === 'result');
    assert.deepEqual(
      [record.payload.findings.length, record.payload.corrections.length, record.version],
      [2, 1, 2],
    );
    assert.equal(record.payload.findings[0]?.text, '配电箱门未锁闭');
    assert.equal((await read(lan, id)).versions[0].payload.findings[0].text, '配电箱未上锁');
    const body = { reason: 'wrong', note: '对象名称有误' };
    assert.equal((await post(lan, id, 'withdrawals', body)).status, 403);
    assert.equal((await post(head, id, 'withdrawals', body)).body.state, 'withdrawn');
    assert.equal((await recordOf(app, id))?.payload.kind, 'tombstone');
    assert.equal((await post(head, id, 'withdrawals', body)).body.error.code, 'publication.wrong_state');
    assert.equal((await lan.get('/api/publication-figures')).body.withdrawn, 1);
  }));

test('R200 the list runs page by page, and a cursor that somebody made up starts at the first', () =>
  withTestApp(async (app) => {
    await plantPassed(app, { count: 3 });
    const lan = await app.signIn('anLan');
    const seen: string[] = [];
    let after = '';
    do {
      const { body } = await lan.get(`/api/publications?limit=2${after === '' ? '' : `&after=${after}`}`);
      seen.push(...body.rows.map((row: { id: string }) => row.id));
      after = body.next ?? '';
    } while (after !== '');
    assert.equal(new Set(seen).size, 3);
    for (const key of [
      ['2026-13-45', 'x'],
      ['x', seen[0]],
      ['2026-02-31T00:00:00.000Z', seen[0]],
    ]) {
      const forged = Buffer.from(JSON.stringify(key)).toString('base64url');
      for (const path of ['publications', 'publication-requests', 'publication-containments'])
        assert.equal((await lan.get(`/api/${path}?after=${forged}`)).status, 200, `${path} ${key.join(' ')}`);
    }
  }));

test('R200 the legal section reviews and releases, but nobody passes the wording that they changed themselves', () =>
  withTestApp(async (app) => {
    const { id } = await prepared(app, ['配电箱未上锁', '通道堆物']);
    const [lan, section] = await Promise.all([app.signIn('anLan'), app.signIn('sectionOfficer')]);
    const [first] = (await read(lan, id)).payload.findings;
    const out = { findings: [{ id: first.id, text: null }], note: '涉及商业秘密' };
    assert.equal((await post(lan, id, 'edits', out)).status, 200);
    const own = await pass(lan, id);
    assert.deepEqual([own.status, own.body.error.code], [403, 'publication.own_wording_forbidden']);
    assert.equal((await read(lan, id)).allowed.includes('review'), false);
    // Somebody else's later edit does not launder it.
    const [left] = (await read(lan, id)).payload.findings;
    await post(section, id, 'edits', { findings: [{ id: left.id, text: '通道堆放物品' }], note: '' });
    assert.equal((await pass(lan, id)).body.error.code, 'publication.own_wording_forbidden');
    for (const name of ['sectionOfficer', 'witness'] as const) await makeLegal(app, name);
    assert.equal(
      (await pass(await app.signIn('sectionOfficer'), id)).body.error.code,
      'publication.own_wording_forbidden',
    );
    const second = await app.signIn('witness');
    assert.equal((await pass(second, id)).body.state, 'reviewed');
    assert.equal((await release(second, id)).status, 200);
  }));
