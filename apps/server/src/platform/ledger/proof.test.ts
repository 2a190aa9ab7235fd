/** What outsiders take and bring: proofs of entries, growth between two checkpoints, the day's checkpoint, copies that were kept. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkGrowth, checkInclusion, holds, rungsOf } from '@mingcha/core/common/ledger-proof.ts';
import { inTransaction } from '../db/transaction.ts';
import { type TestApp, withTestApp } from '../testing-app.ts';
import { checkpointNow } from './checkpoint.service.ts';
import { record } from './ledger.ts';
import { formatCheckpoint, signNote } from './note.ts';

const origin = 'mingcha/ledger/130181';

async function write(app: TestApp, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1)
    await inTransaction(app.platform.db, (tx) =>
      record(tx, app.platform, {
        type: 'tea.poured',
        actor: app.cast.anLan,
        subject: { kind: 'cup', id: String(i) },
        data: {},
      }),
    );
}

async function noteOf(app: TestApp, query = ''): Promise<string> {
  const { jurisdictionId } = app.cast.anLan;
  return (await app.anonymous.get(`/api/public/ledger/${jurisdictionId}/note${query}`)).raw.toString();
}

test('R326 any entry of the ledger has a proof that holds without the platform, and only auditors ask for it', () =>
  withTestApp(async (app) => {
    const { jurisdictionId } = app.cast.anLan;
    const auditor = await app.signIn('auditor');
    const empty = await auditor.get('/api/ledger/events/1/proof');
    assert.deepEqual([empty.status, empty.body.error.code], [404, 'ledger.entry.not_found']);
    await write(app, 13);
    const early = await auditor.get('/api/ledger/events/3/proof');
    assert.equal(early.body.error.code, 'ledger.checkpoint.not_found');
    await checkpointNow(app.platform, jurisdictionId, []);
    for (const seq of [1, 6, 13]) {
      const { body } = await auditor.get(`/api/ledger/events/${seq}/proof`);
      assert.ok(holds(checkInclusion(body)), String(seq));
      assert.equal(rungsOf(body).at(-1)?.above ?? '', rootIn(body.note), 'the picture ends at the root');
      assert.equal(checkInclusion({ ...body, entry: body.entry.replace('tea', 'tee') }).leaf, false);
      assert.equal(checkInclusion({ ...body, seq: seq + 1 }).path, false);
      assert.equal(checkInclusion({ ...body, note: body.note.replace('13', '12') }).signature, false);
    }
    const later = await auditor.get('/api/ledger/events/14/proof');
    assert.equal(later.body.error.code, 'ledger.not_checkpointed', 'the proofs themselves are entries');
    const none = await auditor.get('/api/ledger/events/900/proof');
    assert.equal(none.status, 404);
    assert.equal((await (await app.signIn('anLan')).get('/api/ledger/events/3/proof')).status, 403);
    const one = await auditor.get('/api/ledger/events?seq=6');
    assert.deepEqual(
      one.body.rows.map((row: { seq: number }) => row.seq),
      [6],
    );
  }));

const rootIn = (note: string): string => Buffer.from(note.split('\n')[2] ?? '', 'base64').toString('hex');

test('R326 a later checkpoint is shown to add to an earlier one only, and a forged one is not', () =>
  withTestApp(async (app) => {
    const { jurisdictionId } = app.cast.anLan;
    await write(app, 5);
    await checkpointNow(app.platform, jurisdictionId, []);
    const oldNote = await noteOf(app);
    await write(app, 6);
    await checkpointNow(app.platform, jurisdictionId, []);
    const { verifierKey } = (await app.anonymous.get(`/api/public/ledger/${jurisdictionId}/checkpoint`)).body;
    const file = await noteOf(app, '?old=5');
    assert.equal(checkGrowth({ oldNote, file, verifierKey }), 'grew');
    assert.equal(
      checkGrowth({ oldNote: oldNote.replace('\n5\n', '\n4\n'), file, verifierKey }),
      'unreadable',
    );
    const [first = '', ...rest] = file.split('\n');
    assert.equal(checkGrowth({ oldNote, file: [first, ...rest.slice(1)].join('\n'), verifierKey }), 'broken');
    assert.equal(checkGrowth({ oldNote, file: oldNote, verifierKey }), 'unreadable');
  }));

test('R326 the last checkpoint of each day is public, and a kept copy that does not fit is an exception', () =>
  withTestApp(async (app) => {
    const { jurisdictionId } = app.cast.anLan;
    const { clock, signer } = app.platform;
    await write(app, 4);
    await checkpointNow(app.platform, jurisdictionId, []);
    const kept = await noteOf(app);
    await write(app, 1);
    await checkpointNow(app.platform, jurisdictionId, []);
    clock.advance(86_400_000);
    await write(app, 2);
    await checkpointNow(app.platform, jurisdictionId, []);
    const days = (await app.anonymous.get(`/api/public/ledger/${jurisdictionId}/days`)).body;
    assert.deepEqual(
      days.rows.map((row: { size: number }) => row.size),
      [7, 5],
    );
    const auditor = await app.signIn('auditor');
    const bring = (text: string) =>
      auditor.post('/api/ledger/comparisons', { actionId: app.actionId(), keptBy: '区公证处', text });
    assert.equal((await bring(kept)).body.outcome, 'same');
    const forge = (size: number, name = origin) =>
      signNote(formatCheckpoint({ origin: name, size, root: new Uint8Array(32), extensions: [] }), {
        name,
        publicKey: signer.publicKey,
        sign: (message) => signer.sign(message),
      });
    const realOrigin = kept.split('\n')[0] ?? '';
    assert.equal(
      (await bring(forge(4, realOrigin))).body.outcome,
      'differs',
      'two heads of one size: a split view',
    );
    const beyond = (await bring(forge(400, realOrigin))).body;
    assert.deepEqual([beyond.outcome, beyond.rootOwn], ['beyond', null]);
    const other = signNote('a note of something else\n', {
      name: realOrigin,
      publicKey: signer.publicKey,
      sign: (message) => signer.sign(message),
    });
    for (const text of ['a note', other, forge(0, realOrigin)])
      assert.equal((await bring(text)).body.error.code, 'ledger.kept_note.invalid', text);
    assert.equal((await bring(forge(4, 'elsewhere/1'))).body.error.code, 'ledger.kept_origin.invalid');
    const unsigned = `${kept.slice(0, kept.lastIndexOf('\n\n') + 1)}\n\u2014 x AAAAAAAA\n`;
    assert.equal((await bring(unsigned)).body.error.code, 'ledger.kept_signature.invalid');
    const rows = (await auditor.get('/api/ledger/comparisons')).body.rows;
    assert.deepEqual(
      rows.map((row: { outcome: string }) => row.outcome),
      ['beyond', 'differs', 'same'],
    );
    const asked = await auditor.get(
      '/api/audit/exceptions?from=2026-01-01&to=2026-12-31&kind=otherCheckpoint',
    );
    assert.equal(asked.body.rows.length, 2);
    assert.equal((await (await app.signIn('anLan')).get('/api/ledger/comparisons')).status, 403);
    assert.deepEqual(
      await (await app.signIn('chenXi')).get('/api/ledger/comparisons').then((reply) => reply.status),
      403,
    );
  }));
