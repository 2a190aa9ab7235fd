/** Policy documents: shared, flagged before and after they lapse, with a file that is what it says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { citationOf } from '@mingcha/core/registers/library/policy-document.ts';
import { withTestApp } from '../../platform/testing-app.ts';

const paper = {
  title: '国务院办公厅关于严格规范涉企行政检查的意见',
  number: '国办发〔2024〕54号',
  issuer: '国务院办公厅',
  issuedOn: '2024-12-26',
  validUntil: null,
  link: '',
  note: '',
};

test('a document is flagged from ninety days before its end and after it', async () => {
  await withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    const today = app.platform.clock.today();
    const make = async (title: string, validUntil: string | null) =>
      legal.post('/api/policy-documents', {
        ...paper,
        title,
        issuedOn: '2020-01-01',
        validUntil,
        actionId: app.actionId(),
      });
    await make('甲', null);
    await make('乙', addDays(today, 90));
    await make('丙', addDays(today, 91));
    await make('丁', addDays(today, -1));
    await make('戊', today);
    const states = (await legal.get('/api/policy-documents')).body.rows.map(
      (row: { title: string; state: string }) => [row.title, row.state],
    );
    assert.deepEqual(Object.fromEntries(states), {
      甲: 'valid',
      乙: 'lapsesSoon',
      丙: 'valid',
      丁: 'lapsed',
      戊: 'lapsesSoon',
    });
    for (const [state, count] of [
      ['valid', 2],
      ['lapsesSoon', 2],
      ['lapsed', 1],
    ] as const) {
      const { rows } = (await legal.get(`/api/policy-documents?state=${state}`)).body;
      assert.equal(rows.length, count, state);
    }
  });
});

test('a document is entered once, changed by version, withdrawn once, and cited with its number', async () => {
  await withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    const body = { ...paper, actionId: app.actionId() };
    const made = await legal.post('/api/policy-documents', body);
    assert.deepEqual((await legal.post('/api/policy-documents', body)).body, made.body);
    const again = await legal.post('/api/policy-documents', { ...paper, actionId: app.actionId() });
    assert.deepEqual([again.status, again.body.error.code], [409, 'policyDocument.already_exists']);
    const { id } = made.body;
    const put = (fields: object) =>
      legal.put(`/api/policy-documents/${id}`, { ...paper, version: 1, actionId: app.actionId(), ...fields });
    assert.equal((await put({ validUntil: '2020-01-01' })).body.error.field, 'validUntil');
    assert.equal((await put({ link: 'javascript:alert(1)' })).body.error.field, 'link');
    assert.equal((await put({ note: '转发' })).body.version, 2);
    assert.equal((await put({ note: '转发' })).body.error.code, 'policyDocument.changed_meanwhile');
    const end = (version: number) =>
      legal.post(`/api/policy-documents/${id}/end`, {
        version,
        endedOn: '2025-01-01',
        reason: '废止',
        actionId: app.actionId(),
      });
    assert.equal((await end(2)).status, 200);
    assert.equal((await end(3)).body.error.code, 'policyDocument.already_ended');
    assert.equal(citationOf(paper), '《国务院办公厅关于严格规范涉企行政检查的意见》（国办发〔2024〕54号）');
  });
});

test('a file is accepted by its content, and comes back as it was', async () => {
  await withTestApp(async (app) => {
    const legal = await app.signIn('anLan');
    const { id } = (await legal.post('/api/policy-documents', { ...paper, actionId: app.actionId() })).body;
    const send = (name: string, text: string) =>
      legal.upload(`/api/policy-documents/${id}/file?actionId=${app.actionId()}`, {
        name,
        bytes: new TextEncoder().encode(text),
      });
    const page = await send('意见.pdf', '<script>alert(1)</script>');
    assert.equal(page.body.error.code, 'library.file_type_invalid');
    assert.equal((await legal.get(`/api/policy-documents/${id}/file`)).status, 404);
    assert.equal((await send('意见.pdf', '%PDF-1.7 text')).status, 200);
    const file = await legal.get(`/api/policy-documents/${id}/file`);
    assert.equal(file.raw.toString(), '%PDF-1.7 text');
    const stranger = await app.signIn('chenXi');
    assert.equal((await stranger.get(`/api/policy-documents/${id}/file`)).status, 404);
  });
});

test('only legal officers write policy documents', async () => {
  await withTestApp(async (app) => {
    for (const name of ['sectionOfficer', 'agencyHead', 'auditor'] as const) {
      const person = await app.signIn(name);
      const reply = await person.post('/api/policy-documents', { ...paper, actionId: app.actionId() });
      assert.equal(reply.status, 403);
      assert.equal((await person.get('/api/policy-documents')).status, 200);
    }
  });
});
