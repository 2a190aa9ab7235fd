/** Objections from the portal: proof by a paper's code, the mark, quotas, and what a receipt opens. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intakeQuotas } from '@mingcha/core/publications/objections/objection.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { move, paperFields, plantPublished } from './objection-testing.ts';

function file(app: TestApp, over: object) {
  return app.anonymous.post('/api/public/objections', {
    ...paperFields,
    actionId: app.actionId(),
    publicationId: null,
    paperCode: '',
    ...over,
  });
}

const isMarked = async (app: TestApp, id: string) =>
  (await inTransaction(app.platform.db, (tx) => publishedRecord(tx, id)))?.isObjected;

test('R224 an objection of somebody who shows no code marks the public record only once it is taken up', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const { id: publicationId } = publication;
    const sent = await file(app, { publicationId });
    assert.deepEqual([sent.status, sent.body.isVerified], [200, false], JSON.stringify(sent.body));
    assert.equal(await isMarked(app, publicationId), false);
    const [row] = (await (await app.signIn('anLan')).get('/api/objections')).body.rows;
    await move(app, row.id, 'sectionOfficer', { move: 'accept', note: '' });
    assert.equal(await isMarked(app, publicationId), true);
  }));

test('R224 a rejection takes the mark away and its reason is shown to whoever has the receipt', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const sent = await file(app, { publicationId: publication.id });
    const [row] = (await (await app.signIn('anLan')).get('/api/objections')).body.rows;
    await move(app, row.id, 'sectionOfficer', { move: 'reject', note: '与该项检查无关。' });
    assert.equal(await isMarked(app, publication.id), false);
    const { number, code } = sent.body;
    const seen = (await app.anonymous.get(`/api/public/objections/${number}/${code}`)).body;
    assert.deepEqual([seen.state, seen.rejection], ['rejected', '与该项检查无关。']);
  }));

test('W-12 a code that belongs to no paper of the record is refused, and results that are not public cannot be probed', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const forged = await file(app, { publicationId: publication.id, paperCode: '0123456789abcdef' });
    assert.deepEqual([forged.status, forged.body.error.code], [422, 'objection.code_unknown_invalid']);
    const unknown = await file(app, { publicationId: crypto.randomUUID() });
    assert.deepEqual([unknown.status, unknown.body.error.code], [404, 'objection.target_not_found']);
    const neither = await file(app, {});
    assert.equal(neither.body.error.code, 'objection.target_not_found');
  }));

test('W-12 a flood from one source stores no more than the quota and the office’s list stays short', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const codes: string[] = [];
    for (let n = 0; n < intakeQuotas.perSourceDay + 20; n += 1) {
      const sent = await file(app, { publicationId: publication.id });
      codes.push(sent.status === 200 ? 'ok' : sent.body.error.code);
    }
    assert.equal(codes.filter((each) => each === 'ok').length, intakeQuotas.perSourceDay);
    assert.equal(codes.at(-1), 'objection.quota_source');
    const { rows } = (await (await app.signIn('anLan')).get('/api/objections')).body;
    assert.equal(rows.length, intakeQuotas.perSourceDay);
  }));

test('W-12 many sources together leave no more unverified objections open on a record than its quota', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const codes: string[] = [];
    for (let n = 0; n < intakeQuotas.openPerRecord + 3; n += 1) {
      const sent = await app.anonymous.inject({
        method: 'POST',
        url: '/api/public/objections',
        remoteAddress: `10.1.0.${n + 1}`,
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({
          ...paperFields,
          actionId: app.actionId(),
          publicationId: publication.id,
          paperCode: '',
        }),
      });
      codes.push(sent.status === 200 ? 'ok' : sent.body.error.code);
    }
    assert.equal(codes.filter((each) => each === 'ok').length, intakeQuotas.openPerRecord);
    assert.equal(codes.at(-1), 'objection.quota_record');
  }));

test('R223 a person’s name stands in no list and no event, and evidence is added with the receipt alone', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const who = { applicantKind: 'person', name: '丁一' };
    const { number, code } = (await file(app, { publicationId: publication.id, ...who })).body;
    const list = await (await app.signIn('anLan')).get('/api/objections');
    assert.equal(JSON.stringify(list.body).includes('丁一'), false);
    const pdf = { name: '照片.pdf', bytes: new TextEncoder().encode('%PDF-1.7 evidence') };
    const added = await app.anonymous.upload(`/api/public/objections/${number}/${code}/files`, pdf, {
      actionId: app.actionId(),
    });
    assert.equal(added.status, 200, JSON.stringify(added.body));
    const wrong = await app.anonymous.upload(`/api/public/objections/${number}/aaaabbbbcccc/files`, pdf, {
      actionId: app.actionId(),
    });
    assert.deepEqual([wrong.status, wrong.body.error.code], [404, 'objection.receipt.not_found']);
    const events = await app.database.owner.selectFrom('ledger_events').select('entry').execute();
    assert.equal(JSON.stringify(events).includes('丁一'), false);
  }));
