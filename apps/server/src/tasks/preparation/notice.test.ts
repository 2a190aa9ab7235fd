import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { withTestApp } from '../../platform/testing-app.ts';
import { inspectionCase } from '../inspection.queries.ts';
import { plantInspections } from '../task-testing.ts';
import { delivery, noticeBody, sealed, sealedNotice } from './preparation-testing.ts';

test('R141 a notice is issued only after the approval, once, under the number of its agency', () =>
  withTestApp(async (app) => {
    const [early = ''] = (await plantInspections(app, { announced: true })).inspectionIds;
    const legal = await app.signIn('anLan');
    const before = await legal.post(`/api/inspections/${early}/notices`, noticeBody(app));
    assert.equal(before.body.error.code, 'notice.not_approved');
    await inTransaction(app.platform.db, (tx) =>
      tx
        .updateTable('inspection_teams')
        .set({ stage: 'approved', approved_at: app.platform.clock.now() })
        .execute(),
    );
    const body = noticeBody(app);
    const issued = await legal.post(`/api/inspections/${early}/notices`, body);
    assert.equal(issued.status, 200, JSON.stringify(issued.body));
    assert.match(issued.body.number, /〔\d{4}〕1号$/);
    assert.deepEqual((await legal.post(`/api/inspections/${early}/notices`, body)).body, issued.body);
    const twice = await legal.post(`/api/inspections/${early}/notices`, noticeBody(app));
    assert.equal(twice.body.error.code, 'notice.exists');
    const view = (await legal.get(`/api/inspections/${early}/notices`)).body;
    const { content } = view.teams[0].notice;
    assert.deepEqual(content.visitNo, { no: 1, counts: '按本平台记录，计入本机关的入企检查' });
    assert.equal(content.people.length, 2);
    assert.deepEqual(content.materials, ['安全生产许可证']);
    assert.match(content.codeUrl, /\/visits\/[2-9A-Z]{10}\?k=[2-9A-Z]{17}$/);
    assert.ok(view.callScript.some((line: string) => line.includes('拒绝检查')));
    const stranger = await app.signIn('otherAgency');
    assert.equal((await stranger.get(`/api/inspections/${early}/notices`)).status, 404);
    assert.equal((await stranger.post(`/api/inspections/${early}/notices`, noticeBody(app))).status, 404);
    const paper = await legal.get(`/api/notices/${issued.body.id}/paper`);
    assert.equal(paper.headers['content-type'], 'application/pdf');
  }));

test('R141 a notice that waits for its seal is not delivered; delivered it moves the team with the count of visits', () =>
  withTestApp(async (app) => {
    const planted = await plantInspections(app, { announced: true, stage: 'approved' });
    const [id = ''] = planted.inspectionIds;
    const lead = await app.signIn('boWen');
    const issued = await lead.post(`/api/inspections/${id}/notices`, noticeBody(app));
    const address = `/api/inspections/${id}/deliveries`;
    const waiting = await lead.post(address, delivery(app, [issued.body.id], { channel: 'inPerson' }));
    assert.equal(waiting.body.error.code, 'paper.not_sealed');
    await sealed(app, issued.body.id);
    const call = { channel: 'telephone', outcome: 'told', reachedAt: '13800000000' };
    const silent = await lead.post(address, delivery(app, [issued.body.id], call));
    assert.equal(silent.body.error.code, 'notice.told_invalid');
    const body = delivery(app, [issued.body.id], { ...call, told: '时间、事项、人员、材料' });
    assert.deepEqual((await lead.post(address, body)).body, { delivered: 1 });
    assert.deepEqual((await lead.post(address, body)).body, { delivered: 1 });
    const found = await inTransaction(app.platform.db, (tx) => inspectionCase(tx, id));
    assert.deepEqual([found?.teams[0]?.stage, found?.teams[0]?.visit_no], ['noticed', 1]);
    const rows = (await lead.get(`/api/inspections/${id}/notices`)).body.teams[0].notice.deliveries;
    assert.deepEqual(
      rows.map((row: { channel: string; told: string; deliverer: string; recipient: string }) => [
        row.channel,
        row.told,
        row.deliverer,
        row.recipient,
      ]),
      [['telephone', '时间、事项、人员、材料', '柏文', '石磊']],
    );
    const late = await lead.post(`/api/notices/${issued.body.id}/void`, {
      actionId: app.actionId(),
      version: 2,
      reason: '写错',
    });
    assert.equal(late.body.error.code, 'notice.delivered_already');
  }));

test('R142 an unannounced visit has no contact in advance: its notice is handed over at the door or left with a witness', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'approved' })).inspectionIds;
    const lead = await app.signIn('boWen');
    const notice = await sealedNotice(app, lead, id);
    const address = `/api/inspections/${id}/deliveries`;
    const view = (await lead.get(`/api/inspections/${id}/notices`)).body;
    assert.deepEqual([view.phone, view.callScript], ['', []]);
    for (const over of [
      { channel: 'telephone', outcome: 'told', told: '明天来' },
      { channel: 'inPerson', outcome: 'received' },
      { channel: 'post', outcome: 'sent' },
    ]) {
      const refused = await lead.post(address, delivery(app, [notice], over));
      assert.equal(refused.body.error.code, 'notice.unannounced_invalid');
    }
    const refusing = await lead.post(address, delivery(app, [notice], { outcome: 'refused' }));
    assert.equal(refusing.body.error.code, 'notice.witness_invalid');
    const attempt = await lead.post(
      address,
      delivery(app, [notice], { outcome: 'refused', witness: '社区干部 王丽' }),
    );
    assert.deepEqual(attempt.body, { delivered: 0 });
    const left = await lead.post(
      address,
      delivery(app, [notice], { channel: 'left', outcome: 'left', witness: '社区干部 王丽' }),
    );
    assert.deepEqual(left.body, { delivered: 1 });
    const future = await lead.post(
      address,
      delivery(app, [notice], { deliveredAt: '2099-01-01T00:00:00.000Z' }),
    );
    assert.equal(future.body.error.code, 'notice.future_invalid');
  }));

test('R142 what was handed over at the door may be written down when the visit is over', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'approved' })).inspectionIds;
    const lead = await app.signIn('boWen');
    const notice = await sealedNotice(app, lead, id);
    await inTransaction(app.platform.db, (tx) =>
      tx
        .updateTable('inspection_teams')
        .set({ stage: 'recorded', entered_at: app.platform.clock.now() })
        .execute(),
    );
    const done = await lead.post(`/api/inspections/${id}/deliveries`, delivery(app, [notice]));
    assert.deepEqual(done.body, { delivered: 1 });
    const team = (await inTransaction(app.platform.db, (tx) => inspectionCase(tx, id)))?.teams[0];
    assert.deepEqual([team?.stage, team?.noticed_at === null], ['recorded', false]);
  }));

test('R141 in a joint visit each agency numbers its own notice, and the set is handed over once', () =>
  withTestApp(async (app) => {
    const planted = await plantInspections(app, { joint: true, announced: true, stage: 'approved' });
    const [id = ''] = planted.inspectionIds;
    const lead = await app.signIn('boWen');
    const partner = await app.signIn('otherInspector');
    const own = await sealedNotice(app, lead, id);
    const theirs = await sealedNotice(app, partner, id);
    const set = await lead.post(
      `/api/inspections/${id}/deliveries`,
      delivery(app, [own, theirs], { channel: 'inPerson' }),
    );
    assert.deepEqual(set.body, { delivered: 2 });
    const found = await inTransaction(app.platform.db, (tx) => inspectionCase(tx, id));
    assert.deepEqual(
      found?.teams.map((team) => team.stage),
      ['noticed', 'noticed'],
    );
    const teams = (await partner.get(`/api/inspections/${id}/notices`)).body.teams;
    assert.equal(new Set(teams.map((one: { notice: { number: string } }) => one.notice.number)).size, 2);
    assert.deepEqual(teams[0].notice.content.jointAgencies, ['茶亭区消防救援大队']);
  }));

test('R141 the signed receipt is kept with its scan; a wrong notice is voided with its number before it is delivered', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { announced: true, stage: 'approved' })).inspectionIds;
    const lead = await app.signIn('boWen');
    const none = await lead.upload(receiptAddress(app, id), { name: 'a.pdf', bytes: pdf });
    assert.equal(none.body.error.code, 'notice.none_issued');
    const first = await lead.post(`/api/inspections/${id}/notices`, noticeBody(app));
    const address = `/api/notices/${first.body.id}/void`;
    const version = (await lead.get(`/api/inspections/${id}/notices`)).body.teams[0].notice.version;
    const stale = await lead.post(address, { actionId: app.actionId(), version: 9, reason: '写错' });
    assert.equal(stale.body.error.code, 'notice.changed_meanwhile');
    const voided = await lead.post(address, { actionId: app.actionId(), version, reason: '写错' });
    assert.equal(voided.status, 200);
    const notice = await sealedNotice(app, lead, id);
    const done = await lead.upload(receiptAddress(app, id), { name: 'a.pdf', bytes: pdf });
    assert.deepEqual(done.body, { delivered: 1 });
    const row = (await lead.get(`/api/inspections/${id}/notices`)).body.teams[0].notice;
    assert.deepEqual([row.id, row.deliveries.length, row.deliveries[0].hasReceipt], [notice, 1, true]);
    assert.match(row.number, /〕2号$/);
    const file = await lead.get(`/api/inspections/${id}/deliveries/${row.deliveries[0].id}/receipt`);
    assert.deepEqual([...file.raw], [...pdf]);
  }));

const pdf = new TextEncoder().encode('%PDF-1.7 receipt');

function receiptAddress(app: Parameters<typeof delivery>[0], id: string): string {
  const at = encodeURIComponent(app.platform.clock.now());
  const recipient = encodeURIComponent('石磊');
  return `/api/inspections/${id}/receipts?actionId=${app.actionId()}&recipient=${recipient}&deliveredAt=${at}&channel=inPerson`;
}
