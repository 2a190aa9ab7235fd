import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { textRows, workbook } from '../platform/spreadsheets/testing/build-files.ts';
import { withTestApp } from '../platform/testing-app.ts';

test('another sheet of an uploaded workbook is looked at without a new upload, and its own rows are read', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const lan = await signIn('anLan');
    const bytes = workbook({
      rows: textRows([
        ['企业名称', '地址'],
        ['甲厂', '东街'],
      ]),
      sheets: [
        { name: '城区' },
        {
          name: '乡镇',
          rows: textRows([
            ['单位名称', '备注', '经营地址'],
            ['乙厂', '新', '西街'],
            ['丙厂', '', '南街'],
          ]),
        },
      ],
    });
    const up = await lan.upload(`/api/imports?actionId=${actionId()}&kind=objects`, {
      name: 'a.xlsx',
      bytes,
    });
    assert.deepEqual(up.body.table.sheets, ['城区', '乡镇'], JSON.stringify(up.body));
    const chosen = await lan.post(`/api/imports/${up.body.id}/sheet`, {
      actionId: actionId(),
      sheet: '乡镇',
    });
    assert.equal(chosen.status, 200, JSON.stringify(chosen.body));
    assert.equal(chosen.body.table.sheet, '乡镇');
    assert.equal(chosen.body.table.proposal.address, 2);
    await lan.post(`/api/imports/${up.body.id}/preview`, {
      actionId: actionId(),
      mapping: chosen.body.table.proposal,
    });
    let now = (await lan.get(`/api/imports/${up.body.id}`)).body;
    for (let i = 0; i < 200 && now.state === 'reading'; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      now = (await lan.get(`/api/imports/${up.body.id}`)).body;
    }
    assert.equal(now.counts.new, 2, JSON.stringify(now));
    const none = await lan.post(`/api/imports/${up.body.id}/sheet`, { actionId: actionId(), sheet: '没有' });
    assert.equal(none.body.error.code, 'spreadsheet.sheet_not_found');
    const kept = (await lan.get(`/api/imports/${up.body.id}`)).body;
    assert.equal(kept.state, 'previewed', 'a refused choice leaves the preview as it was');
  });
});

test('an account knows the inspector it belongs to, so that he can declare for himself only', async () => {
  await withTestApp(async ({ signIn, actionId, platform, cast }) => {
    const lan = await signIn('anLan');
    const bo = await signIn('boWen');
    assert.deepEqual((await bo.get('/api/inspectors/own')).body, { inspector: null });
    const made = await lan.post('/api/inspectors', { ...inspector('柏文', '1401'), actionId: actionId() });
    await inTransaction(platform.db, (tx) =>
      tx
        .updateTable('inspectors')
        .set({ account_id: cast.boWen.accountId })
        .where('jurisdiction_id', '=', cast.boWen.jurisdictionId)
        .where('id', '=', made.body.id)
        .execute(),
    );
    const own = await bo.get('/api/inspectors/own');
    assert.deepEqual(own.body, { inspector: { id: made.body.id, name: '柏文' } });
  });
});

test('a declaration is in force up to and including its last day and until it is withdrawn', async () => {
  await withTestApp(async ({ signIn, actionId, platform }) => {
    const lan = await signIn('anLan');
    const today = platform.clock.today();
    const person = await lan.post('/api/inspectors', { ...inspector('柏文', '1403'), actionId: actionId() });
    const object = await lan.post('/api/objects', { ...plainObject, actionId: actionId() });
    const declare = (relation: string, validTo: string | null) =>
      lan.post('/api/interest-declarations', {
        actionId: actionId(),
        inspectorId: person.body.id,
        objectId: object.body.id,
        relation,
        note: '',
        validTo,
      });
    await declare('kinship', today);
    await declare('shareholding', addDays(today, -1));
    const last = await declare('other', null);
    await lan.post(`/api/interest-declarations/${last.body.id}/withdraw`, {
      actionId: actionId(),
      reason: '登记有误',
    });
    const { rows } = (await lan.get('/api/interest-declarations')).body;
    const inForce = rows.map((row: { relation: string; inForce: boolean }) => [row.relation, row.inForce]);
    assert.deepEqual(Object.fromEntries(inForce), { kinship: true, shareholding: false, other: false });
  });
});

const plainObject = {
  kind: 'enterprise',
  name: '甲厂',
  formerNames: [],
  uscc: null,
  registrationNumber: null,
  localCode: null,
  address: '东街',
  divisionCode: '',
  industry: '',
  riskLevel: '',
  creditClass: '',
  creditClassOn: null,
  tags: [],
  responsiblePerson: '',
  registeredOn: null,
  remark: '',
  sectionId: null,
};

test('the export of expiring certificates holds those that the list shows', async () => {
  await withTestApp(async ({ signIn, actionId, platform }) => {
    const lan = await signIn('anLan');
    const soon = addDays(platform.clock.today(), 30);
    await lan.post('/api/inspectors', {
      ...inspector('将到期', '1402'),
      certificateValidTo: soon,
      actionId: actionId(),
    });
    const list = await lan.get('/api/inspectors?certificate=expiring');
    assert.equal(list.body.rows.length, 1);
    const file = await lan.get('/api/inspectors/export?certificate=expiring&format=csv');
    assert.match(file.raw.toString(), /将到期/);
  });
});

function inspector(name: string, certificateNumber: string) {
  return {
    name,
    certificateNumber,
    certificateValidTo: null,
    specialities: [],
    areas: ['*'],
    canLead: false,
    post: '',
    yearlyCap: null,
    priorLoad: 0,
    sectionId: null,
  };
}
