/** Checkpoints as they are read: the public list, the note as a file with the proof for a witness, the office's lists. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, hash } from 'node:crypto';
import { test } from 'node:test';
import { isConsistent, providerFor } from '@mingcha/draw';
import { inTransaction } from '../db/transaction.ts';
import { type TestApp, withTestApp } from '../testing-app.ts';
import { record } from './ledger.ts';
import { parseCheckpoint, parseNote } from './note.ts';

async function pour(testApp: TestApp, count: number): Promise<void> {
  const { platform, cast } = testApp;
  for (let n = 0; n < count; n += 1) {
    const event = { type: 'tea.poured', actor: cast.anLan, subject: { kind: 'cup', id: `${n}` }, data: {} };
    await inTransaction(platform.db, (tx) => record(tx, platform, event));
  }
}

async function sign(testApp: TestApp): Promise<{ size: number; note: string; root: string }> {
  const lan = await testApp.signIn('anLan');
  return (await lan.post('/api/ledger/checkpoints', { actionId: testApp.actionId() })).body;
}

test('everybody reads the latest checkpoint of each jurisdiction that has one', async () => {
  await withTestApp(async (testApp) => {
    assert.deepEqual((await testApp.anonymous.get('/api/public/ledger/checkpoints')).body, { rows: [] });
    await sign(testApp);
    const latest = await sign(testApp);
    const { rows } = (await testApp.anonymous.get('/api/public/ledger/checkpoints')).body;
    assert.deepEqual(rows, [latest]);
  });
});

test('the note is served as text, byte for byte, the latest or one of a size', async () => {
  await withTestApp(async (testApp) => {
    const [first, second] = [await sign(testApp), await sign(testApp)];
    const url = `/api/public/ledger/${testApp.cast.anLan.jurisdictionId}/note`;
    const latest = await testApp.anonymous.get(url);
    assert.equal(latest.raw.toString('utf8'), second.note);
    assert.match(String(latest.headers['content-disposition']), /^attachment; filename="checkpoint-2\.txt"/);
    const older = await testApp.anonymous.get(`${url}?size=${first.size}`);
    assert.equal(older.raw.toString('utf8'), first.note);
    const absent = await testApp.anonymous.get(`${url}?size=77`);
    assert.deepEqual([absent.status, absent.body.error.code], [404, 'ledger.checkpoint.not_found']);
  });
});

test('a witness gets the proof that the ledger only grew since the size it saw', async () => {
  await withTestApp(async (testApp) => {
    await pour(testApp, 4);
    const old = await sign(testApp);
    await pour(testApp, 6);
    await sign(testApp);
    const url = `/api/public/ledger/${testApp.cast.anLan.jurisdictionId}/note`;
    const text = (await testApp.anonymous.get(`${url}?old=${old.size}`)).raw.toString('utf8');
    const end = text.indexOf('\n\n');
    const [head, ...proof] = text.slice(0, end).split('\n');
    const now = parseCheckpoint(parseNote(text.slice(end + 2))?.text ?? '');
    assert.equal(head, 'old 5');
    assert.ok(now !== null && now.size === 12);
    const heads = { old: { size: old.size, root: new Uint8Array(Buffer.from(old.root, 'hex')) }, now };
    const path = proof.map((line) => new Uint8Array(Buffer.from(line, 'base64')));
    assert.equal(isConsistent(providerFor('SHA256'), heads, path), true);
    const beyond = await testApp.anonymous.get(`${url}?old=4`);
    assert.deepEqual(beyond.body.error, { code: 'ledger.old_size.invalid', field: 'old' });
  });
});

test('checkpoints page by key, latest first, and stay inside their jurisdiction', async () => {
  await withTestApp(async (testApp) => {
    for (let n = 0; n < 5; n += 1) await sign(testApp);
    const auditor = await testApp.signIn('auditor');
    const first = (await auditor.get('/api/ledger/checkpoints?limit=3')).body;
    const second = (await auditor.get(`/api/ledger/checkpoints?limit=3&after=${first.next}`)).body;
    const sizes = [...first.rows, ...second.rows].map((row: { size: number }) => row.size);
    assert.deepEqual(sizes, [5, 4, 3, 2, 1]);
    assert.equal(second.next, null);
    const outsider = await testApp.signIn('chenXi');
    assert.deepEqual((await outsider.get('/api/ledger/checkpoints')).body.rows, []);
    assert.equal((await auditor.get('/api/ledger/checkpoints?after=-1')).status, 422);
    const inspector = await testApp.signIn('boWen');
    assert.equal((await inspector.get('/api/ledger/checkpoints')).status, 403);
  });
});

test('the auditor searches a family of events, and the exceptions alone', async () => {
  await withTestApp(async (testApp) => {
    await pour(testApp, 2);
    const [auditor, administrator] = [await testApp.signIn('auditor'), await testApp.signIn('administrator')];
    const status = { actionId: testApp.actionId(), status: 'disabled', reason: '调离' };
    await administrator.put(`/api/accounts/${testApp.cast.boWen.accountId}/status`, status);
    const typesOf = async (query: string) =>
      (await auditor.get(`/api/ledger/events?${query}`)).body.rows.map((row: { type: string }) => row.type);
    assert.deepEqual(await typesOf('type=tea.'), ['tea.poured', 'tea.poured']);
    assert.deepEqual(await typesOf('exceptions=only'), ['account.status_set']);
    const [named] = (await auditor.get('/api/ledger/events?type=account.status_set')).body.rows;
    assert.equal(named.subject.name, '柏文');
    assert.deepEqual(await typesOf('exceptions=only&type=tea.'), []);
    assert.equal((await auditor.get('/api/ledger/events?exceptions=none')).status, 400);
  });
});

test('a witness is listed once it is entrusted, with nothing cosigned yet', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    assert.deepEqual((await administrator.get('/api/ledger/witnesses')).body.rows, []);
    const raw = generateKeyPairSync('ed25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(12);
    const typed = Buffer.concat([Buffer.of(4), raw]);
    const id = hash('sha256', Buffer.concat([Buffer.from('notary.example\n'), typed]), 'hex').slice(0, 8);
    const verifierKey = `notary.example+${id}+${typed.toString('base64')}`;
    await administrator.post('/api/ledger/witnesses', { actionId: testApp.actionId(), verifierKey });
    const { rows } = (await administrator.get('/api/ledger/witnesses')).body;
    const addedAt = testApp.platform.clock.now();
    assert.deepEqual(rows, [{ name: 'notary.example', verifierKey, addedAt, lastSize: null }]);
  });
});
