/** Signed notes, checkpoints, cosignatures and log proofs in their C2SP forms. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ascii, base64, hex, unbase64, unhex } from '../src/bytes.ts';
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from '../src/ed25519.ts';
import {
  checkLine,
  checkpointBody,
  cosign,
  formatLogProof,
  parseCheckpoint,
  parseLogProof,
  parseNote,
  parseVerifierKey,
  signNote,
  verifierKey,
  witnessKey,
} from '../src/note.ts';
import { sm2PublicKey, sm2Verify } from '../src/sm2.ts';
import { testKey } from './demo.ts';
import { sm2Signature } from './vectors/evidence.ts';

const log = { name: 'example.com/log', secretKey: testKey('log') };
const witness = { name: 'witness.example', secretKey: testKey('witness') };
const body = checkpointBody({ origin: log.name, size: 12, root: testKey('root'), extensions: [] });
const logKey = parseVerifierKey(verifierKey(log.name, ed25519PublicKey(log.secretKey)));
const theirKey = parseVerifierKey(witnessKey(witness.name, ed25519PublicKey(witness.secretKey)));

test('the example verifier key of the signed-note format is read, and a changed one refused', () => {
  const published = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const key = parseVerifierKey(published);
  assert.equal(key.name, 'PeterNeumann');
  const note =
    'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace(
      '’',
      "'",
    ) +
    '\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
  const parsed = parseNote(note);
  assert.ok(parsed.lines[0] !== undefined && checkLine(parsed.body, parsed.lines[0], key).ok);
  assert.throws(() => parseVerifierKey(published.replace('c74f20a3', 'c74f20a4')), { code: 'note.key' });
});

test('a checkpoint is signed by its log and cosigned with a time by a witness', () => {
  const note = parseNote(cosign(signNote(body, log), witness, 1_700_000_000));
  assert.deepEqual(parseCheckpoint(note.body), {
    origin: log.name,
    size: 12,
    root: testKey('root'),
    extensions: [],
  });
  const [own, theirs] = note.lines;
  assert.ok(own !== undefined && theirs !== undefined);
  assert.deepEqual(checkLine(note.body, own, logKey), { ok: true, time: null });
  assert.deepEqual(checkLine(note.body, theirs, theirKey), { ok: true, time: 1_700_000_000 });
  assert.equal(checkLine(note.body, theirs, logKey).ok, false);
  assert.equal(checkLine(note.body.replace('12', '13'), theirs, theirKey).ok, false);
  const later = theirs.signature.slice();
  later[7] = (later[7] ?? 0) ^ 1;
  assert.equal(checkLine(note.body, { ...theirs, signature: later }, theirKey).ok, false);
});

test('keys of logs and of witnesses have different ids, so neither signs for the other', () => {
  const publicKey = ed25519PublicKey(log.secretKey);
  assert.notEqual(verifierKey('a', publicKey).split('+')[1], witnessKey('a', publicKey).split('+')[1]);
  assert.throws(() => verifierKey('a b', publicKey), { code: 'note.name' });
  assert.throws(() => verifierKey('a+b', publicKey), { code: 'note.name' });
});

test('anything that is not exactly a signed checkpoint is refused', () => {
  const good = signNote(body, log);
  for (const wrong of [
    good.trimEnd(),
    good.replace('— ', '- '),
    body,
    '',
    good.replace('\n\n', '\n'),
    `${good}x\n`,
  ])
    assert.throws(() => parseNote(wrong), { code: /note\.|bytes\./u }, wrong);
  for (const wrong of [
    body.replace('12', '012'),
    body.replace('12', '-1'),
    `${body}\n`,
    'a\n1\n',
    `a\n1\n${base64(new Uint8Array(31))}\n`,
  ])
    assert.throws(() => parseCheckpoint(wrong), { code: /note\.|bytes\./u }, wrong);
});

test('a log proof comes back from its text, and a changed header does not', () => {
  const proof = { index: 7, proof: [testKey('a'), testKey('b')], checkpoint: signNote(body, log) };
  const text = formatLogProof(proof);
  assert.ok(text.startsWith('c2sp.org/tlog-proof@v1\nindex 7\n'));
  assert.deepEqual(parseLogProof(text), proof);
  for (const wrong of [
    text.replace('@v1', '@v2'),
    text.replace('index 7', 'index 07'),
    text.replace('index', 'Index'),
    '',
  ])
    assert.throws(() => parseLogProof(wrong), { code: /note\.proof/u });
});

test('Ed25519 meets RFC 8032, and malformed keys or signatures are simply wrong', () => {
  const secret = unhex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
  const publicKey = ed25519PublicKey(secret);
  assert.equal(hex(publicKey), 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
  const signature = ed25519Sign(new Uint8Array(), secret);
  assert.ok(hex(signature).startsWith('e5564300c360ac729086e2cc806e828a'));
  assert.ok(ed25519Verify(new Uint8Array(), publicKey, signature));
  assert.ok(!ed25519Verify(new Uint8Array(1), publicKey, signature));
  assert.ok(!ed25519Verify(new Uint8Array(), new Uint8Array(32).fill(255), signature));
  assert.ok(!ed25519Verify(new Uint8Array(), publicKey, signature.subarray(1)));
});

test('SM2 meets the standard’s example, only under its own signer id and key', () => {
  const message = ascii('message digest');
  const { sig, key } = sm2Signature(message);
  const bytes = unbase64(sig);
  assert.equal(
    hex(bytes),
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  );
  const publicKey = unhex(key);
  const id = '1234567812345678';
  assert.ok(sm2Verify(message, { publicKey, id }, bytes));
  assert.ok(!sm2Verify(message, { publicKey, id: '' }, bytes));
  assert.ok(!sm2Verify(ascii('message digesu'), { publicKey, id }, bytes));
  assert.ok(!sm2Verify(message, { publicKey: sm2PublicKey(testKey('x')), id }, bytes));
  assert.ok(!sm2Verify(message, { publicKey: new Uint8Array(65).fill(4), id }, bytes));
  for (let bit = 0; bit < 512; bit += 31) {
    const wrong = bytes.slice();
    wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.ok(!sm2Verify(message, { publicKey, id }, wrong));
  }
  assert.ok(!sm2Verify(message, { publicKey, id }, new Uint8Array(64)));
});
