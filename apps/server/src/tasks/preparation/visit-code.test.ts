import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSummary } from '@mingcha/core/tasks/preparation/visit-code.ts';
import { unhex } from '@mingcha/draw';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { inspectionCase } from '../inspection.queries.ts';
import { plantInspections } from '../task-testing.ts';
import { delivery, sealedNotice } from './preparation-testing.ts';
import { visitCode } from './visit-code.service.ts';

async function codeFor(app: TestApp, id: string) {
  return inTransaction(app.platform.db, async (tx) => {
    const found = await inspectionCase(tx, id);
    assert.ok(found);
    return visitCode(tx, app.platform, found);
  });
}

const keyIn = (url: string): string => new URL(url, 'http://x').searchParams.get('k') ?? '';

test('D-13 R145 the public sees nothing of a visit before its notice is delivered or the team enters, except with the key', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'approved' })).inspectionIds;
    const { code, url } = await codeFor(app, id);
    const address = `/api/public/visits/${code}`;
    const lead = await app.signIn('boWen');
    assert.equal((await app.anonymous.get(address)).status, 404);
    const notice = await sealedNotice(app, lead, id);
    assert.equal((await app.anonymous.get(address)).status, 404);
    assert.equal((await app.anonymous.get(`${address}?k=${'2'.repeat(17)}`)).status, 404);
    const scanned = await app.anonymous.get(`${address}?k=${keyIn(url)}`);
    assert.equal(scanned.status, 200);
    const refused = await lead.post(
      `/api/inspections/${id}/deliveries`,
      delivery(app, [notice], { outcome: 'refused', witness: '王丽' }),
    );
    assert.deepEqual(refused.body, { delivered: 0 });
    assert.equal((await app.anonymous.get(address)).status, 404);
    await lead.post(`/api/inspections/${id}/deliveries`, delivery(app, [notice]));
    const shown = await app.anonymous.get(address);
    assert.equal(shown.status, 200);
    assert.equal(shown.body.mayRate, false);
    await inTransaction(app.platform.db, (tx) =>
      tx.updateTable('inspection_tasks').set({ state: 'void' }).execute(),
    );
    assert.equal((await app.anonymous.get(`${address}?k=${keyIn(url)}`)).status, 404);
  }));

test('R145 the code shows agency, people with certificates, notice and count, and of the object its name only', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'visiting' })).inspectionIds;
    const { code, url } = await codeFor(app, id);
    const { body, raw } = await app.anonymous.get(`/api/public/visits/${code}?k=${keyIn(url)}`);
    assert.deepEqual(
      [body.objectName, body.teams[0].agencyName, body.visitNo, body.counts],
      ['茶亭1号采石场', '茶亭区应急管理局', 1, '按本平台记录，计入本机关的入企检查'],
    );
    assert.deepEqual(body.teams[0].people[0], { name: '柏文', certificateNumber: 'ZF900' });
    for (const hidden of ['91130181MA0T', '茶亭路1号', '石磊', '13800000000'])
      assert.equal(raw.toString().includes(hidden), false, hidden);
    const again = await codeFor(app, id);
    assert.equal(again.code, code);
  }));

test('R145 the summary in the QR code is signed by the installation; a changed one is not believed', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { joint: true })).inspectionIds;
    const { code, summary } = await codeFor(app, id);
    const { publicKey } = (await app.anonymous.get('/api/public/visit-signer')).body;
    const opened = openSummary(summary, unhex(publicKey));
    assert.deepEqual([opened?.c, opened?.o, opened?.t.length], [code, '茶亭1号采石场', 2]);
    assert.deepEqual(opened?.t[0]?.p[0], ['柏文', 'ZF900']);
    const [body = '', signature = ''] = summary.split('.');
    const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace('ZF900', 'ZF999')).toString(
      'base64url',
    );
    assert.equal(openSummary(`${forged}.${signature}`, unhex(publicKey)), null);
    assert.equal(openSummary(summary, new Uint8Array(32)), null);
    assert.equal(openSummary('x', unhex(publicKey)), null);
  }));

test('R145 a rating needs the key, keeps no name, and is read by oversight alone', () =>
  withTestApp(async (app) => {
    const [id = '', later = ''] = (await plantInspections(app, { count: 2, stage: 'visiting' }))
      .inspectionIds;
    await inTransaction(app.platform.db, (tx) =>
      tx
        .updateTable('inspection_teams')
        .set({ stage: 'approved', entered_at: null, noticed_at: null })
        .where('inspection_id', '=', later)
        .execute(),
    );
    const { code, url } = await codeFor(app, id);
    const rating = (key: string, over: object = {}) => ({
      actionId: app.actionId(),
      key,
      showedCertificates: false,
      keptToNotice: true,
      manner: 4,
      remark: '检查人员没有出示证件',
      ...over,
    });
    const address = `/api/public/visits/${code}/ratings`;
    assert.equal((await app.anonymous.post(address, rating('2'.repeat(17)))).status, 404);
    const body = rating(keyIn(url));
    const first = (await app.anonymous.post(address, body)).body;
    assert.match(first.code, /^[2-9A-Z]{12}$/);
    assert.deepEqual((await app.anonymous.post(address, body)).body, first);
    for (let n = 1; n < 5; n += 1) await app.anonymous.post(address, rating(keyIn(url)));
    const full = await app.anonymous.post(address, rating(keyIn(url)));
    assert.equal(full.body.error.code, 'visit.rated_enough');
    const unbegun = await codeFor(app, later);
    const early = await app.anonymous.post(
      `/api/public/visits/${unbegun.code}/ratings`,
      rating(keyIn(unbegun.url)),
    );
    assert.equal(early.body.error.code, 'visit.not_begun');
    const auditor = await app.signIn('auditor');
    const read = (await auditor.get('/api/visit-ratings')).body;
    assert.deepEqual(
      [read.rows.length, read.rows[0].remark, read.figures.withoutCertificates, read.figures.mannerTenths],
      [5, '检查人员没有出示证件', 5, 40],
    );
    const pageOf = async (after: string) =>
      (await auditor.get(`/api/visit-ratings?limit=2${after === '' ? '' : `&after=${after}`}`)).body;
    const second = await pageOf((await pageOf('')).next);
    assert.equal(second.rows.length, 2);
    assert.equal((await pageOf(second.next)).rows.length, 1);
    const damaged = Buffer.from(JSON.stringify(['x', 'y'])).toString('base64url');
    assert.equal((await pageOf(damaged)).rows.length, 2);
    for (const name of ['anLan', 'boWen', 'sectionOfficer', 'agencyHead'] as const)
      assert.equal((await (await app.signIn(name)).get('/api/visit-ratings')).status, 403);
  }));

test('R146 the code of a licence is held against the object of the visit', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app)).inspectionIds;
    const lead = await app.signIn('boWen');
    await inTransaction(app.platform.db, async (tx) => {
      const found = await inspectionCase(tx, id);
      const object = { ...(found?.inspection.object as object), uscc: '91350100M000100Y43' };
      await tx
        .updateTable('inspections')
        .set({ object: JSON.stringify(object) })
        .where('id', '=', id)
        .execute();
    });
    const match = async (text: string) =>
      (await lead.post(`/api/inspections/${id}/entity-match`, { text })).body;
    assert.deepEqual(await match('91350100m000100y43'), {
      outcome: 'same',
      uscc: '91350100M000100Y43',
      name: '',
    });
    assert.equal((await match('https://x.gov.cn/l?code=91350100M000100Y43&t=1')).outcome, 'same');
    assert.deepEqual(await match('名称:某某公司;统一社会信用代码:911101085923662400'), {
      outcome: 'other',
      uscc: '911101085923662400',
      name: '某某公司',
    });
    assert.equal((await match('91350100M000100Y44')).outcome, 'unreadable');
    const stranger = await app.signIn('otherInspector');
    assert.equal((await stranger.post(`/api/inspections/${id}/entity-match`, { text: 'x' })).status, 404);
  }));
