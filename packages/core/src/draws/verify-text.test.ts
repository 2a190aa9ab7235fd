import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { STEPS, verifyBundle } from '@mingcha/draw';
import { verifyCodeText } from './verify-code-text.ts';
import { verifyText } from './verify-text.ts';
import { accountOf, figuresOf, firstFailure, wordsOfCode } from './verify-view.ts';

const draw = new URL('../../../draw/', import.meta.url);
const statuses = ['PASS', 'FAIL', 'NOT DISCLOSED', 'NOT CHECKED'];

function sourcesBelow(folder: string): readonly string[] {
  const base = new URL(folder, draw);
  return readdirSync(base, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, base), 'utf8'));
}

/** Codes as the verifier writes them: `family.reason` in quotes. `frame.bin` is a file. */
function codesOfVerifier(): ReadonlySet<string> {
  const found = sourcesBelow('src/verify/').flatMap((source) => [
    ...source.matchAll(/'([a-z]+\.[a-zA-Z0-9_]+)'/g),
  ]);
  return new Set(found.map((match) => match[1] ?? '').filter((code) => code !== 'frame.bin'));
}

test('every step has its name and how it is computed, every outcome its word', () => {
  const keys = new Set(Object.keys(verifyText.zh));
  for (const id of STEPS) {
    assert.ok(keys.has(`step.${id}`), `name of ${id}`);
    assert.ok(keys.has(`how.${id}`), `explanation of ${id}`);
  }
  for (const status of statuses) assert.ok(keys.has(`status.${status}`), status);
});

test('every code that the verifier gives has words of its own', () => {
  const codes = codesOfVerifier();
  assert.ok(codes.size > 120, `${codes.size} codes found`);
  const lacking = [...codes].filter((code) => !Object.hasOwn(verifyCodeText.zh, code));
  assert.deepEqual(lacking, []);
});

test('every family of codes of the library has words, so that no failure is mute', () => {
  const thrown = sourcesBelow('src/').flatMap((source) => [
    ...source.matchAll(/new DrawError\(\s*['`]([a-z0-9]+)\./g),
  ]);
  const families = new Set(thrown.map((match) => match[1] ?? ''));
  // what only callers who make a draw can meet, never a verifier
  for (const family of ['bundle', 'flow', 'receipt']) families.delete(family);
  assert.ok(families.size > 10);
  assert.deepEqual(
    [...families].filter((family) => !Object.hasOwn(verifyCodeText.zh, family)),
    [],
  );
});

test('no words stand for a code that the verifier cannot give', () => {
  const codes = codesOfVerifier();
  const idle = Object.keys(verifyCodeText.zh).filter((key) => key.includes('.') && !codes.has(key));
  assert.deepEqual(idle, []);
});

test('a code speaks for itself, else through its family, else as unreadable', () => {
  assert.equal(wordsOfCode('zh', 'frame.root'), verifyCodeText.zh['frame.root']);
  assert.equal(wordsOfCode('en', 'json.depth'), verifyCodeText.en.json);
  assert.equal(wordsOfCode('zh', 'constructor'), verifyCodeText.zh.unreadable);
});

test('figures and account of an open bundle come from the bundle alone', () => {
  const bytes = readFileSync(new URL('vectors/bundle-sha256-open.json', draw));
  const { bundle, steps } = verifyBundle(bytes);
  assert.ok(bundle !== null);
  assert.equal(firstFailure(steps), null);
  const figures = figuresOf(bundle, bytes.length);
  assert.equal(figures.frame?.[0]?.value, bundle.certificate.body.params.frame.count);
  assert.equal(figures.seed?.[0]?.value, bundle.certificate.body.seed.value);
  const account = accountOf(bundle);
  assert.equal(account.opened, true);
  assert.equal(account.rows.length, bundle.selected.length);
  assert.ok(account.rows.every((row) => row.name !== null && row.team.length > 0));
});

test('the account of a sealed bundle names nobody', () => {
  const { bundle } = verifyBundle(readFileSync(new URL('vectors/bundle-sha256-sealed.json', draw)));
  assert.ok(bundle !== null);
  const account = accountOf(bundle);
  assert.equal(account.opened, false);
  assert.ok(account.rows.every((row) => row.name === null && row.code === null && row.team.length === 0));
});

test('a changed byte names the first step that does not hold', () => {
  const text = readFileSync(new URL('vectors/bundle-sha256-open.json', draw), 'utf8');
  const changed = text.replace(/"bits":(\d+)/, '"bits":64');
  const { steps } = verifyBundle(new Uint8Array(Buffer.from(changed)));
  assert.equal(firstFailure(steps)?.id, 'entropy');
});
