/** Credit files: filled from what is public, changed and emptied with it, given to others with a record. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { setObjectionMark, withdrawPublication } from '../publications/publication.service.ts';
import { plantPublished } from './credit-testing.ts';

const file = async (app: TestApp, objectId: string) =>
  (await (await app.signIn('anLan')).get(`/api/objects/${objectId}/credit`)).body;

test('R260 a published result stands in the credit file with its mark, and goes with its record', () =>
  withTestApp(async (app) => {
    const { publicationId, objectId } = await plantPublished(app, ['配电箱未上锁']);
    const [entry, ...more] = (await file(app, objectId)).entries;
    assert.equal(more.length, 0);
    assert.deepEqual(
      [entry.kind, entry.isProblem, entry.publicationId, entry.isObjected, entry.removal],
      ['result', true, publicationId, false, null],
    );
    const change = (work: Parameters<typeof inTransaction<unknown>>[1]) =>
      inTransaction(app.platform.db, work);
    await change((tx) => setObjectionMark(tx, app.platform, { publicationId, isPending: true, actor: null }));
    await app.settle();
    assert.equal((await file(app, objectId)).entries[0].isObjected, true);
    await change((tx) =>
      withdrawPublication(tx, app.platform, { publicationId, reason: 'objection', note: '', actor: null }),
    );
    await app.settle();
    const gone = (await file(app, objectId)).entries[0];
    assert.deepEqual([gone.removal, gone.title, gone.wording], ['objection', '', '']);
  }));

test('R260 a credit file is read by the object’s own agency only; the search finds it by name and code', () =>
  withTestApp(async (app) => {
    const { objectId } = await plantPublished(app);
    const lan = await app.signIn('anLan');
    const found = await lan.get('/api/credit-files?of=withEntries');
    assert.deepEqual(
      found.body.rows.map((row: { objectId: string; entries: number; problems: number }) => [
        row.objectId,
        row.entries,
        row.problems,
      ]),
      [[objectId, 1, 0]],
    );
    const { code } = await file(app, objectId);
    assert.equal((await lan.get(`/api/credit-files?text=${code}`)).body.rows.length, 1);
    assert.equal((await lan.get('/api/credit-files?text=无此单位')).body.rows.length, 0);
    for (const who of ['otherAgency', 'chenXi'] as const)
      assert.equal((await (await app.signIn(who)).get(`/api/objects/${objectId}/credit`)).status, 404, who);
    assert.equal((await (await app.signIn('witness')).get(`/api/objects/${objectId}/credit`)).status, 403);
  }));

test('R260 another department asks by code with a purpose, gets what is public, and the query is kept and in the ledger', () =>
  withTestApp(async (app) => {
    const { publicationId, objectId } = await plantPublished(app, ['配电箱未上锁']);
    const { code } = await file(app, objectId);
    const chen = await app.signIn('chenXi');
    const body = { codes: [code, '91130181NOSUCH0000'], purpose: '招标资格审查', format: null };
    const actionId = app.actionId();
    const given = await chen.post('/api/credit-shares', { actionId, ...body });
    assert.equal(given.status, 200, JSON.stringify(given.body));
    assert.deepEqual(given.body.missing, ['91130181NOSUCH0000']);
    assert.equal(given.body.files[0].entries[0].publicationId, publicationId);
    assert.deepEqual((await chen.post('/api/credit-shares', { actionId, ...body })).body, given.body);
    const kept = (await chen.get('/api/credit-shares')).body.rows;
    assert.deepEqual([kept.length, kept[0].purpose, kept[0].codes, kept[0].found], [1, '招标资格审查', 2, 1]);
    assert.equal((await (await app.signIn('anLan')).get('/api/credit-shares')).body.rows.length, 0);
    const refused = await (await app.signIn('boWen')).post('/api/credit-shares', {
      actionId: app.actionId(),
      ...body,
    });
    assert.equal(refused.status, 403);
    const nameless = await chen.post('/api/credit-shares', {
      actionId: app.actionId(),
      ...body,
      purpose: '',
    });
    assert.equal(nameless.status, 400);
  }));

for (const format of ['xlsx', 'csv', 'json'] as const)
  test(`R260 a batch file as ${format} has the checksum that was said, whenever it is taken`, () =>
    withTestApp(async (app) => {
      const { publicationId, objectId } = await plantPublished(app);
      const { code } = await file(app, objectId);
      const other = await app.signIn('otherAgency');
      const asked = await other.post('/api/credit-shares', {
        actionId: app.actionId(),
        codes: [code],
        purpose: '评优评先审查',
        format,
      });
      assert.equal(asked.status, 200, JSON.stringify(asked.body));
      const take = async () =>
        createHash('sha256')
          .update(
            (await (await app.signIn('otherAgency')).get(`/api/credit-shares/${asked.body.id}/file`)).raw,
          )
          .digest('hex');
      assert.equal(await take(), asked.body.sha256);
      await inTransaction(app.platform.db, (tx) =>
        withdrawPublication(tx, app.platform, { publicationId, reason: 'wrong', note: '', actor: null }),
      );
      await app.settle();
      app.platform.clock.advance(3_600_000);
      assert.equal(await take(), asked.body.sha256);
      assert.equal(
        (await (await app.signIn('chenXi')).get(`/api/credit-shares/${asked.body.id}/file`)).status,
        404,
      );
    }));
