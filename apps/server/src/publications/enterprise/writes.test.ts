/** Writes of the centre and of the office for enterprises: allowed, forbidden, wrong state, the same request twice. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { lettersShown } from '@mingcha/core/common/typed-letters.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { addInspector } from '../../registers/inspectors/inspectors-testing.ts';
import { sealedNotice } from '../../tasks/preparation/preparation-testing.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { plantPublished } from '../objections/objection-testing.ts';
import { codeOf, creditCodeOf, noticed, strangerCode } from './enterprise-testing.ts';

const rating = { showedCertificates: true, keptToNotice: false, manner: 4, remark: '态度好' };

interface Planted {
  readonly id: string;
  readonly creditCode: string;
  readonly client: TestClient;
  readonly objectId: string;
}

/** A visit of the bureau of which its enterprise knows. */
async function known(app: TestApp): Promise<Planted> {
  const { inspectionIds, objectIds } = await plantInspections(app, { stage: 'approved' });
  const [id = ''] = inspectionIds;
  await noticed(app, id);
  const creditCode = await creditCodeOf(app, id);
  return {
    id,
    creditCode,
    client: await app.signInEnterprise(creditCode),
    objectId: objectIds[0] ?? '',
  };
}

test('R327 an enterprise rates a visit once; what it said reaches oversight without a name, and no agency', async () => {
  await withTestApp(async (app) => {
    const { id, client } = await known(app);
    const actionId = app.actionId();
    const url = `/api/enterprise/visits/${id}/rating`;
    const first = await client.post(url, { actionId, ...rating });
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.deepEqual((await client.post(url, { actionId, ...rating })).body, first.body);
    const again = await client.post(url, { actionId: app.actionId(), ...rating });
    assert.equal(codeOf(again), 'enterprise.rated_already');
    assert.equal((await client.get(`/api/enterprise/visits/${id}`)).body.isRated, true);
    const rows = await app.database.db.selectFrom('visit_ratings').selectAll().execute();
    assert.equal(rows.length, 1);
    // Nothing in the row tells who rated; the mark beside it says nothing of what was said.
    assert.deepEqual(
      Object.keys(rows[0] ?? {}).sort((a, b) => (a < b ? -1 : 1)),
      [
        'id',
        'inspection_id',
        'jurisdiction_id',
        'kept_to_notice',
        'manner',
        'rated_on',
        'remark',
        'showed_certificates',
      ],
    );
    const events = await app.database.db
      .selectFrom('ledger_events')
      .select(['account_id', 'entry'])
      .where('type', '=', 'visit.rated')
      .execute();
    assert.equal(events.length, 1);
    assert.equal(events[0]?.account_id, null);
    assert.equal(/态度好|enterpriseAccount/.test(events[0]?.entry ?? ''), false);
    assert.equal((await (await app.signIn('auditor')).get('/api/visit-ratings')).body.rows.length, 1);
    for (const name of ['anLan', 'boWen', 'sectionOfficer', 'agencyHead'] as const)
      assert.equal((await (await app.signIn(name)).get('/api/visit-ratings')).status, 403, name);
  });
});

test('a visit that the enterprise does not know of cannot be rated', async () => {
  await withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { stage: 'approved' });
    const [id = ''] = inspectionIds;
    const client = await app.signInEnterprise(await creditCodeOf(app, id));
    const reply = await client.post(`/api/enterprise/visits/${id}/rating`, {
      actionId: app.actionId(),
      ...rating,
    });
    assert.equal(codeOf(reply), 'enterprise.visit.not_found');
  });
});

test('a correction waits for a clerk, changes the directory when accepted, and only as it was asked for', async () => {
  await withTestApp(async (app) => {
    const { client, objectId } = await known(app);
    const url = `/api/enterprise/data/${objectId}/corrections`;
    const values = { name: null, address: '茶亭路88号', responsiblePerson: null, industry: null };
    const nothing = { ...values, address: '茶亭路1号' };
    const same = await client.post(url, { actionId: app.actionId(), values: nothing, note: '' });
    assert.equal(codeOf(same), 'correction.nothing_invalid');
    const actionId = app.actionId();
    const asked = await client.post(url, { actionId, values, note: '已搬迁' });
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
    assert.deepEqual((await client.post(url, { actionId, values, note: '已搬迁' })).body, asked.body);
    const second = await client.post(url, { actionId: app.actionId(), values, note: '' });
    assert.equal(codeOf(second), 'correction.waiting');
    const addressNow = async () =>
      (
        await app.database.db
          .selectFrom('objects')
          .select('address')
          .where('id', '=', objectId)
          .executeTakeFirstOrThrow()
      ).address;
    assert.equal(await addressNow(), '茶亭路1号');
    const decide = (client_: TestClient, body: object) =>
      client_.post(`/api/enterprise-corrections/${asked.body.id}/decision`, {
        actionId: app.actionId(),
        version: 1,
        accepted: true,
        answer: '',
        ...body,
      });
    const lan = await app.signIn('anLan');
    assert.equal((await lan.get('/api/enterprise-corrections')).body.rows.length, 1);
    assert.deepEqual(
      (await (await app.signIn('otherAgency')).get('/api/enterprise-corrections')).body.rows,
      [],
    );
    assert.equal(codeOf(await decide(await app.signIn('otherAgency'), {})), 'correction.not_found');
    assert.equal((await decide(await app.signIn('boWen'), {})).status, 403);
    assert.equal(codeOf(await decide(lan, { accepted: false })), 'correction.answer_invalid');
    const accepted = await decide(lan, {});
    assert.equal(accepted.status, 200, JSON.stringify(accepted.body));
    assert.equal(await addressNow(), '茶亭路88号');
    assert.equal(codeOf(await decide(lan, {})), 'correction.decided');
    const inbox = (await client.get('/api/enterprise/notices')).body.rows;
    assert.equal(inbox[0].kind, 'correction.accepted');
    assert.equal(
      (await client.post('/api/enterprise/notices/mark', { ids: null, read: true })).body.unread,
      0,
    );
    assert.equal(
      (await (await app.signInEnterprise(strangerCode)).get('/api/enterprise/notices')).body.rows.length,
      0,
    );
  });
});

test('a correction of what changed meanwhile is not taken over', async () => {
  await withTestApp(async (app) => {
    const { client, objectId } = await known(app);
    const values = { name: null, address: '茶亭路88号', responsiblePerson: null, industry: null };
    const asked = await client.post(`/api/enterprise/data/${objectId}/corrections`, {
      actionId: app.actionId(),
      values,
      note: '',
    });
    await inTransaction(app.platform.db, (tx) =>
      tx.updateTable('objects').set({ address: '茶亭路7号' }).where('id', '=', objectId).execute(),
    );
    const reply = await (await app.signIn('anLan')).post(
      `/api/enterprise-corrections/${asked.body.id}/decision`,
      { actionId: app.actionId(), version: 1, accepted: true, answer: '' },
    );
    assert.equal(codeOf(reply), 'correction.object_changed');
  });
});

test('R045 an enterprise asks for the recusal of an inspector of its visit, once, before it is over', async () => {
  await withTestApp(async (app) => {
    const { id, client } = await known(app);
    const inspectorId = await addInspector(await app.signIn('anLan'), '13018100001');
    await app.database.db
      .updateTable('inspection_members')
      .set({ inspector_id: inspectorId })
      .where('inspection_id', '=', id)
      .where('role', '=', 'lead')
      .execute();
    const detail = (await client.get(`/api/enterprise/visits/${id}`)).body;
    const inspector = detail.inspectors.find((one: { name: string }) => one.name === '柏文');
    assert.ok(inspector !== undefined, JSON.stringify(detail));
    const url = `/api/enterprise/visits/${id}/recusals`;
    const body = { memberId: inspector.id, grounds: '与本单位负责人是亲属' };
    const actionId = app.actionId();
    const asked = await client.post(url, { actionId, ...body });
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
    assert.deepEqual((await client.post(url, { actionId, ...body })).body, asked.body);
    const again = await client.post(url, { actionId: app.actionId(), ...body });
    assert.equal(codeOf(again), 'recusal.already_open');
    const { rows } = (await (await app.signIn('anLan')).get('/api/recusal-requests')).body;
    assert.deepEqual(
      rows.map((row: { id: string; requesterKind: string }) => [row.id, row.requesterKind]),
      [[asked.body.id, 'object']],
    );
    const decided = await (await app.signIn('agencyHead')).post(
      `/api/recusal-requests/${asked.body.id}/decision`,
      {
        actionId: app.actionId(),
        upheld: true,
        reason: '情况属实',
        minutes: '',
      },
    );
    assert.equal(decided.status, 200, JSON.stringify(decided.body));
    await app.settle();
    const kinds = (await client.get('/api/enterprise/notices')).body.rows.map(
      (row: { kind: string }) => row.kind,
    );
    assert.deepEqual(kinds, ['enterprise.recusal']);
    const after = (await client.get(`/api/enterprise/visits/${id}`)).body.inspectors;
    assert.ok(after.some((one: { request: { state: string } | null }) => one.request?.state === 'upheld'));
  });
});

test('a published result tells its enterprise, and nobody else’s', async () => {
  await withTestApp(async (app) => {
    const { inspectionId } = await plantPublished(app);
    await app.settle();
    const client = await app.signInEnterprise(await creditCodeOf(app, inspectionId));
    const { rows } = (await client.get('/api/enterprise/notices')).body;
    assert.deepEqual(
      rows.map((row: { kind: string; link: string }) => [row.kind, row.link]),
      [['enterprise.published', `/p/enterprise/visits/${inspectionId}`]],
    );
    const credit = (await client.get('/api/enterprise/credit')).body;
    assert.equal(credit.entries.length, 1);
    const stranger = await app.signInEnterprise(strangerCode);
    assert.deepEqual((await stranger.get('/api/enterprise/notices')).body.rows, []);
    assert.deepEqual((await stranger.get('/api/enterprise/credit')).body, { entries: [], listings: [] });
  });
});

test('the office locks an account and opens it again; another agency elsewhere cannot', async () => {
  await withTestApp(async (app) => {
    const { client, objectId } = await known(app);
    const lan = await app.signIn('anLan');
    const [person] = (await lan.get(`/api/objects/${objectId}/enterprise-access`)).body.people;
    const change = (who: TestClient, state: string, version: number) =>
      who.post(`/api/enterprise-accounts/${person.id}/state`, {
        actionId: app.actionId(),
        version,
        state,
        reason: '手机号已停机',
      });
    assert.equal(
      codeOf(await change(await app.signIn('chenXi'), 'locked', person.version)),
      'enterprise.person.not_found',
    );
    assert.equal((await change(await app.signIn('sectionOfficer'), 'locked', person.version)).status, 403);
    assert.equal((await change(lan, 'locked', person.version)).status, 200);
    assert.equal((await client.get('/api/enterprise/people')).status, 401);
    assert.equal(codeOf(await change(lan, 'active', person.version)), 'enterprise.meanwhile');
    assert.equal(codeOf(await change(lan, 'locked', person.version + 1)), 'enterprise.state_same');
    assert.equal((await change(lan, 'active', person.version + 1)).status, 200);
  });
});

test('a letter needs an object of the own directory with a credit code, and prints with its code only', async () => {
  await withTestApp(async (app) => {
    const { objectId, creditCode } = await known(app);
    const issue = (who: TestClient, body: object = {}) =>
      who.post('/api/enterprise-letters', {
        actionId: app.actionId(),
        objectId,
        inspectionId: null,
        ...body,
      });
    const lan = await app.signIn('anLan');
    assert.equal((await issue(await app.signIn('boWen'))).status, 403);
    assert.equal(codeOf(await issue(await app.signIn('chenXi'))), 'enterprise.object.not_found');
    assert.equal(
      codeOf(await issue(lan, { inspectionId: app.actionId() })),
      'enterprise.inspection.not_found',
    );
    const issued = await issue(lan);
    const print = (who: TestClient, code: string) =>
      who.post(`/api/enterprise-letters/${issued.body.id}/paper`, { code });
    assert.equal(codeOf(await print(lan, 'ABCDEFGH23KM')), 'enterprise.letter.not_found');
    assert.equal(
      codeOf(await print(await app.signIn('otherAgency'), issued.body.code)),
      'enterprise.letter.not_found',
    );
    assert.equal((await print(lan, issued.body.code)).headers['content-type'], 'application/pdf');
    const sentOn = app.platform.clock.today();
    const given = { way: 'post', sentOn, to: '门卫', number: 'EMS-1' };
    const mark = (who: TestClient, change: object = {}) =>
      who.post(`/api/enterprise-letters/${issued.body.id}/sending`, {
        actionId: app.actionId(),
        ...given,
        ...change,
      });
    assert.equal((await mark(await app.signIn('boWen'))).status, 403);
    assert.equal(codeOf(await mark(await app.signIn('otherAgency'))), 'enterprise.letter.not_found');
    assert.equal(codeOf(await mark(lan, { number: '' })), 'enterprise.letter_number_invalid');
    assert.equal(codeOf(await mark(lan, { way: 'inPerson', to: '' })), 'enterprise.letter_to_invalid');
    assert.equal(codeOf(await mark(lan, { sentOn: '2020-01-01' })), 'enterprise.letter_day_invalid');
    assert.equal((await mark(lan)).status, 200);
    assert.equal(codeOf(await mark(lan)), 'enterprise.letter_sent_already');
    const access = (await lan.get(`/api/objects/${objectId}/enterprise-access`)).body;
    assert.deepEqual(access.letters[0].sent.number, 'EMS-1');
    const administrator = await app.signIn('administrator');
    const [letter] = (await administrator.get('/api/notice-messages')).body.rows;
    assert.deepEqual(
      [letter.channel, letter.state, letter.recipient, letter.gatewayId],
      ['letter', 'posted', creditCode, 'EMS-1'],
    );
    assert.equal((await administrator.get(`/api/notice-messages/${letter.id}`)).status, 200);
    assert.deepEqual((await administrator.get('/api/notice-messages?state=refused')).body.rows, []);
    await inTransaction(app.platform.db, (tx) =>
      tx.updateTable('objects').set({ uscc: null }).where('uscc', '=', creditCode).execute(),
    );
    assert.equal(codeOf(await issue(lan)), 'enterprise.code_missing');
  });
});

async function textOfDocx(bytes: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-notice-'));
  try {
    await writeFile(join(folder, 'notice.docx'), bytes);
    const xml = execFileSync('unzip', ['-p', 'notice.docx', 'word/document.xml'], { cwd: folder }).toString();
    return xml.replaceAll(/<[^>]+>/g, '');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('the code stands on the notice that is delivered with it, and nowhere on the notice that is kept', async () => {
  await withTestApp(async (app) => {
    const [inspectionId = ''] = (await plantInspections(app, { stage: 'approved' })).inspectionIds;
    const lan = await app.signIn('anLan');
    const issue = (who: TestClient) =>
      who.post('/api/enterprise-letters', { actionId: app.actionId(), objectId: null, inspectionId });
    assert.equal(codeOf(await issue(await app.signIn('chenXi'))), 'enterprise.object.not_found');
    const early = await issue(lan);
    assert.equal(early.status, 200, JSON.stringify(early.body));
    const print = (who: TestClient, letter: typeof early, format: string) =>
      who.post(`/api/enterprise-letters/${letter.body.id}/notice`, { code: letter.body.code, format });
    assert.equal(codeOf(await print(lan, early, 'pdf')), 'notice.none_issued');
    const noticeId = await sealedNotice(app, lan, inspectionId);
    const issued = await issue(lan);
    const paper = await print(lan, issued, 'docx');
    assert.equal(paper.status, 200, paper.raw.toString('utf8', 0, 200));
    const shown = lettersShown(issued.body.code);
    assert.ok((await textOfDocx(paper.raw)).includes(shown));
    assert.equal((await print(lan, issued, 'pdf')).headers['content-type'], 'application/pdf');
    const kept = await lan.get(`/api/notices/${noticeId}/paper?format=docx`);
    assert.ok(!(await textOfDocx(kept.raw)).includes(shown));
    assert.equal(
      codeOf(await print(lan, early, 'pdf')),
      'enterprise.letter.not_found',
      'the older code ended',
    );
    for (const who of ['otherAgency', 'chenXi'] as const)
      assert.equal(codeOf(await print(await app.signIn(who), issued, 'pdf')), 'enterprise.letter.not_found');
    const creditCode = await creditCodeOf(app, inspectionId);
    const activation = { creditCode, code: issued.body.code, personName: '石磊', phone: '13800001111' };
    const opened = { ...activation, password: 'Lantern-River-29' };
    assert.equal((await app.anonymous.post('/api/enterprise/activation', opened)).status, 200);
    assert.equal(codeOf(await print(lan, issued, 'pdf')), 'enterprise.letter.not_found', 'it was used');
  });
});
