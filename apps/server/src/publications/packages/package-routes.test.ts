/** Routes of publication packages: who may make, download and take in; the same request twice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTestApp } from '../../platform/testing-app.ts';
import { plantPublished } from '../portal/portal-testing.ts';

test('packages are made by hand by the legal section and administrators, once per request, and their file is downloaded', () =>
  withTestApp(async (app) => {
    await plantPublished(app);
    const [lan, officer, auditor] = await Promise.all([
      app.signIn('anLan'),
      app.signIn('sectionOfficer'),
      app.signIn('auditor'),
    ]);
    const body = { actionId: app.actionId(), isFull: true, atLeast: null };
    for (const other of [officer, auditor, app.anonymous])
      assert.ok([401, 403].includes((await other.post('/api/publication-packages', body)).status));
    const made = await lan.post('/api/publication-packages', body);
    assert.deepEqual(made.body, { number: 1 });
    assert.deepEqual((await lan.post('/api/publication-packages', body)).body, { number: 1 });
    const list = (await lan.get('/api/publication-packages')).body;
    assert.deepEqual(
      list.rows.map((row: { number: number; kind: string; hasFile: boolean }) => [
        row.number,
        row.kind,
        row.hasFile,
      ]),
      [[1, 'full', true]],
    );
    assert.equal(list.officeKey, Buffer.from(app.platform.signer.publicKey).toString('hex'));
    const file = await lan.get('/api/publication-packages/1/file');
    assert.equal(file.raw.subarray(0, 30).toString(), 'mingcha-publication-package-v1');
    assert.equal((await lan.get('/api/publication-packages/2/file')).status, 404);
    assert.equal((await auditor.get('/api/publication-packages/1/file')).status, 403);
  }));

test('a package of changes is not made when nothing changed; a number below the last is refused, a higher one is kept', () =>
  withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const make = (more: object) =>
      lan.post('/api/publication-packages', {
        actionId: app.actionId(),
        isFull: false,
        atLeast: null,
        ...more,
      });
    assert.deepEqual((await make({})).body, { number: 1 });
    const low = await make({ isFull: true, atLeast: 1 });
    assert.deepEqual([low.status, low.body.error.code], [422, 'package.number_low_invalid']);
    assert.deepEqual((await make({ isFull: true, atLeast: 40 })).body, { number: 40 });
    assert.deepEqual((await make({ isFull: true })).body, { number: 41 });
  }));

test('a file that is no intake is refused and says so', () =>
  withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const file = { name: 'intake.jsonl', bytes: Buffer.from('{"a":1}\nno line of ours\n') };
    const refused = await lan.upload('/api/portal-intake', file, { actionId: app.actionId() });
    assert.deepEqual([refused.status, refused.body.error.code], [422, 'package.intake_unreadable_invalid']);
    const auditor = await app.signIn('auditor');
    assert.equal(
      (await auditor.upload('/api/portal-intake', file, { actionId: app.actionId() })).status,
      403,
    );
  }));
