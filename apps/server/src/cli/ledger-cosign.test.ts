/** `mingcha ledger cosign` as a witness runs it: files in, one line out, and never two histories. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { format } from '@mingcha/core/common/text.ts';
import { consistencyPath, providerFor, rootOf } from '@mingcha/draw';
import { entryHash } from '../platform/ledger/entry.ts';
import {
  formatCheckpoint,
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  signNote,
  verifyCosignature,
} from '../platform/ledger/note.ts';
import { cliText } from './cli-text.ts';
import { ledgerCosign, makeWitnessKey } from './ledger-cosign.ts';
import { CliError, openTerminal, type Terminal } from './terminal.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const sha256 = providerFor('SHA256');
const origin = 'mingcha/ledger/130181';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signer = {
  name: origin,
  publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  sign: (message: Uint8Array) => sign(null, message, privateKey),
};
const ledgerKey = formatVerifierKey(origin, signer.publicKey);
const leaves = (count: number, salt = '') =>
  Array.from({ length: count }, (_, n) => entryHash(`${salt}${n}`));

function noteOf(tree: readonly Uint8Array[], name = origin): string {
  const root = rootOf(sha256, tree);
  return signNote(formatCheckpoint({ origin: name, size: tree.length, root, extensions: [] }), signer);
}

function proofOf(tree: readonly Uint8Array[], old: number): string {
  const path = consistencyPath(sha256, tree, old).map((part) => Buffer.from(part).toString('base64'));
  return [`old ${old}`, ...path, '', ''].join('\n');
}

let folder = '';
let number = 0;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingcha-cosign-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const at = (file: string): string => join(folder, file);

/** The commands with a terminal that remembers what was said; `main.ts` is run once, in the last test. */
async function run(command: typeof ledgerCosign, ...words: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const json = words.includes('--json');
  const text: Terminal['text'] = (key, data = {}) => format(cliText.en[key], data);
  const terminal: Terminal = {
    ...openTerminal('en', json),
    print: (line) => void (json ? null : out.push(line)),
    printJson: (value) => void (json ? out.push(JSON.stringify(value)) : null),
    note: (line) => void err.push(line),
    text,
  };
  try {
    const code = await command(words, terminal);
    return { code, out: out.join('\n'), err: err.join('\n') };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { code: error.exitCode, out: '', err: text(error.key, error.data) };
  }
}

/** A witness with a key of its own. */
async function newWitness() {
  const file = at(`witness-${(number += 1)}.key`);
  const made = await run(makeWitnessKey, '--name', 'notary.example', '--key', file);
  assert.equal(made.code, 0, made.err);
  const key = parseVerifierKey(made.out.trim().split('\n').at(-1) ?? '');
  assert.ok(key !== null, made.out);
  const cosign = (text: string, ...more: string[]) => {
    writeFileSync(at('note.txt'), text);
    return run(ledgerCosign, '--note', at('note.txt'), '--key', file, ...more);
  };
  return { file, key, cosign };
}

test('the first checkpoint is cosigned with the published key, and the line verifies', async () => {
  const { key, cosign } = await newWitness();
  const note = noteOf(leaves(5));
  const refused = await cosign(note);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /--ledger-key/);
  const signed = await cosign(note, '--ledger-key', ledgerKey, '--out', at('signed.txt'));
  assert.equal(signed.code, 0, signed.err);
  const parsed = parseNote(readFileSync(at('signed.txt'), 'utf8'));
  const line = parsed?.signatures.at(-1);
  assert.ok(parsed !== null && line !== undefined);
  const seconds = verifyCosignature(parsed.text, line, key);
  assert.ok(seconds !== null && Math.abs(seconds - Date.now() / 1000) < 60);
});

test('a later checkpoint needs the proof that it grew from the one seen last, and is then remembered', async () => {
  const { cosign } = await newWitness();
  const tree = leaves(11);
  assert.equal((await cosign(noteOf(tree.slice(0, 5)), '--ledger-key', ledgerKey)).code, 0);
  const bare = await cosign(noteOf(tree));
  assert.equal(bare.code, 1);
  assert.match(bare.err, /\?old=5/);
  assert.match((await cosign(proofOf(tree, 4) + noteOf(tree))).err, /\?old=5/);
  const grown = await cosign((proofOf(tree, 5) + noteOf(tree)).replaceAll('\n', '\r\n'), '--json');
  assert.equal(grown.code, 0, grown.err);
  assert.equal((JSON.parse(grown.out) as { size: number }).size, 11);
  assert.equal((await cosign(noteOf(tree))).code, 0, 'the same head again');
});

test('a rewritten, a forked and a shortened ledger are not signed', async () => {
  const { cosign } = await newWitness();
  const tree = leaves(6);
  assert.equal((await cosign(noteOf(tree), '--ledger-key', ledgerKey)).code, 0);
  const other = leaves(9, 'other ');
  const rewritten = await cosign(proofOf(other, 6) + noteOf(other));
  assert.equal(rewritten.code, 1);
  assert.match(rewritten.err, /changed before entry 6/);
  assert.match((await cosign(noteOf(other.slice(0, 6)))).err, /differs at size 6/);
  assert.match((await cosign(noteOf(tree.slice(0, 4)))).err, /fewer than the 6/);
});

test('a note that another key signed, another origin and a changed byte are not signed', async () => {
  const { cosign } = await newWitness();
  const note = noteOf(leaves(3));
  const given = ['--ledger-key', ledgerKey];
  assert.match((await cosign(note.replace('\n3\n', '\n4\n'), ...given)).err, /not by the verifier key/);
  assert.match(
    (await cosign(noteOf(leaves(3), 'mingcha/ledger/999999'), ...given)).err,
    /not by the verifier key/,
  );
  for (const text of ['hello\n', signNote('hello\n', signer)])
    assert.match((await cosign(text, ...given)).err, /no checkpoint/);
  assert.equal((await cosign(note, ...given)).code, 0);
  const stranger = formatVerifierKey(origin, new Uint8Array(32).fill(1));
  assert.match((await cosign(note, '--ledger-key', stranger)).err, /another verifier key/);
});

test('a key is never overwritten, and a damaged memory is not taken for an empty one', async () => {
  const { file, cosign } = await newWitness();
  assert.equal((await run(makeWitnessKey, '--name', 'notary.example', '--key', file)).code, 1);
  writeFileSync(`${file}.seen.json`, '{"mingcha');
  assert.match((await cosign(noteOf(leaves(3)), '--ledger-key', ledgerKey)).err, /not signed/);
  writeFileSync(file, 'PRIVATE+KEY+x+00000000+AAAA\n');
  assert.match((await cosign(noteOf(leaves(3)), '--ledger-key', ledgerKey)).err, /no key of a witness/);
});

test('the program knows both commands and says what is missing', () => {
  const done = spawnSync(process.execPath, ['--no-warnings', main, 'ledger', 'cosign', '--lang', 'en'], {
    encoding: 'utf8',
  });
  assert.deepEqual([done.status, done.stdout], [2, '']);
  assert.match(done.stderr, /--note is missing/);
});
