/** Checkpoints: what is signed and what is not, and who cosigns it (T-02). */
import assert from 'node:assert/strict';
import { generateKeyPairSync, hash, sign } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../db/transaction.ts';
import { type TestApp, withTestApp } from '../testing-app.ts';
import { checkpointNow } from './checkpoint.service.ts';
import { record } from './ledger.ts';

async function pour({ platform, cast }: TestApp, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const subject = { kind: 'cup', id: `${n}` };
    const event = { type: 'tea.poured', actor: cast.anLan, subject, data: { n } };
    await inTransaction(platform.db, (tx) => record(tx, platform, event));
  }
}

const home = (testApp: TestApp): string => testApp.cast.anLan.jurisdictionId;

test('a damaged ledger is not signed', async () => {
  await withTestApp(async (testApp) => {
    await pour(testApp, 5);
    await sql`UPDATE ledger_events SET entry = replace(entry, '"n":2', '"n":7') WHERE seq = 3`.execute(
      testApp.database.owner,
    );
    const lan = await testApp.signIn('anLan');
    const refused = await lan.post('/api/ledger/checkpoints', { actionId: testApp.actionId() });
    assert.deepEqual(refused.body.error, { code: 'ledger.unsound', data: { seq: 3 } });
    assert.equal((await testApp.anonymous.get(`/api/public/ledger/${home(testApp)}/checkpoint`)).status, 404);
  });
});

test('a ledger whose end is gone, or whose head is not that of its entries, is not signed', async () => {
  await withTestApp(async (testApp) => {
    await pour(testApp, 6);
    const { owner } = testApp.database;
    const signNow = async () => {
      const signed = await checkpointNow(testApp.platform, home(testApp), []);
      return signed.ok ? signed.value : signed.error;
    };
    await sql`CREATE TABLE gone AS SELECT * FROM ledger_events WHERE seq > 4`.execute(owner);
    await sql`DELETE FROM ledger_events WHERE seq > 4`.execute(owner);
    assert.deepEqual(await signNow(), { code: 'ledger.unsound', data: { seq: 5 } });
    await sql`INSERT INTO ledger_events SELECT * FROM gone`.execute(owner);
    await sql`UPDATE ledger_heads SET frontier = set_byte(frontier, 0, 255 - get_byte(frontier, 0))`.execute(
      owner,
    );
    assert.deepEqual(await signNow(), { code: 'ledger.unsound', data: { seq: 6 } });
    await sql`UPDATE ledger_heads SET frontier = set_byte(frontier, 0, 255 - get_byte(frontier, 0))`.execute(
      owner,
    );
    assert.equal(await signNow(), 6);
  });
});

/** A witness with an own Ed25519 key, written from the C2SP text and not from our code. */
function makeWitness(name: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(12);
  const typed = Buffer.concat([Buffer.of(4), raw]);
  const bytes = new TextEncoder().encode(`${name}\n`);
  const keyHash = hash('sha256', Buffer.concat([bytes, typed]), 'buffer').subarray(0, 4);
  const cosign = (note: string, seconds: number): string => {
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(BigInt(seconds));
    const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`), privateKey);
    const blob = Buffer.concat([keyHash, stamp, signature]);
    return `\u2014 ${name} ${blob.toString('base64')}\n`;
  };
  return { cosign, key: `${name}+${keyHash.toString('hex')}+${typed.toString('base64')}` };
}

test('a registered witness cosigns by text; strangers, other checkpoints and repetitions are refused', async () => {
  await withTestApp(async (testApp) => {
    const { actionId } = testApp;
    const [administrator, witness] = [await testApp.signIn('administrator'), await testApp.signIn('witness')];
    const [notary, stranger] = [makeWitness('notary.example'), makeWitness('stranger.example')];
    const malformed = await administrator.post('/api/ledger/witnesses', {
      actionId: actionId(),
      verifierKey: 'x+00000000+AA',
    });
    assert.equal(malformed.body.error.code, 'ledger.witness_key.invalid');
    const added = { actionId: actionId(), verifierKey: notary.key };
    assert.equal((await administrator.post('/api/ledger/witnesses', added)).status, 200);
    const twice = await administrator.post('/api/ledger/witnesses', { ...added, actionId: actionId() });
    assert.equal(twice.body.error.code, 'ledger.witness_exists');
    const checkpoint = (await witness.post('/api/ledger/checkpoints', { actionId: actionId() })).body;
    const send = (text: string, size: number = checkpoint.size) =>
      witness.post('/api/ledger/cosignatures', { actionId: actionId(), size, text });
    const foreign = await send(stranger.cosign(checkpoint.note, 1_800_000_000));
    assert.equal(foreign.body.error.code, 'ledger.cosignature.invalid');
    const line = notary.cosign(checkpoint.note, 1_800_000_000);
    assert.equal((await send(line, 999)).body.error.code, 'ledger.checkpoint.not_found');
    const other = notary.cosign(checkpoint.note.replace('ledger', 'Ledger'), 1_800_000_000);
    assert.equal((await send(other)).body.error.code, 'ledger.cosignature.invalid');
    const accepted = await send(`${checkpoint.note}${line}`);
    assert.deepEqual(accepted.body.cosignatures, [
      { witness: 'notary.example', signedAt: '2027-01-15T08:00:00.000Z' },
    ]);
    assert.ok(accepted.body.note.endsWith(line));
    assert.equal((await send(line)).body.error.code, 'ledger.cosignature_exists');
  });
});
