import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { hex, providerFor, STEPS } from '@mingcha/draw';
import { sortFiles } from './read-files.ts';
import { verifyFiles } from './verify-files.ts';
import type { Announced, VerifyReport } from './verify-messages.ts';

const vectors = new URL('../../../../../packages/draw/vectors/', import.meta.url);
const vector = (name: string) => new Uint8Array(readFileSync(new URL(name, vectors)));
const open = vector('bundle-sha256-open.json');

function report(bundle: Uint8Array, announced: Announced | null = null): VerifyReport {
  return verifyFiles(
    { files: { bundle, frame: null }, announced },
    () => undefined,
    () => 0,
  );
}

function announcedOf(bundle: Uint8Array): Announced {
  const plain = report(bundle);
  const key = plain.figures.signatures?.[0]?.value;
  return {
    freezeId: plain.draw?.freezeId ?? '',
    sha256: hex(providerFor('SHA256').hash(bundle)),
    key: String(key),
  };
}

test('a good bundle passes with every step reported, in both hash suites, sealed and open', () => {
  for (const name of ['bundle-sha256-open', 'bundle-sha256-sealed', 'bundle-sm3-open', 'bundle-infeasible']) {
    const { ok, steps, draw } = report(vector(`${name}.json`));
    assert.equal(ok, true, name);
    assert.deepEqual(
      steps.map((step) => step.id),
      [...STEPS],
    );
    assert.equal(draw?.infeasible, name === 'bundle-infeasible');
  }
});

test('the announced bundle with the announced key is identified; any other file is not the page’s', () => {
  const announced = announcedOf(open);
  const good = report(open, announced);
  assert.equal(good.ok, true);
  assert.equal(good.steps.find((step) => step.id === 'signatures')?.status, 'PASS');
  const other = report(vector('bundle-sm3-open.json'), announced);
  assert.equal(other.ok, false);
  assert.equal(other.mismatch, true);
  const stranger = report(open, { ...announced, key: 'ab'.repeat(32) });
  assert.equal(stranger.steps.find((step) => step.id === 'signatures')?.code, 'signatures.untrusted');
});

test('a changed byte anywhere is refused, and what cannot be read is refused without a crash', () => {
  for (let at = 40; at < open.length; at += Math.floor(open.length / 9)) {
    const changed = open.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    const { ok, steps } = report(changed);
    assert.equal(ok, false, `byte ${at}`);
    assert.ok(steps.some((step) => step.status === 'FAIL'));
  }
  const nothing = report(new Uint8Array(0));
  assert.equal(nothing.ok, false);
  assert.equal(nothing.draw, null);
});

test('progress names the steps in their order', () => {
  const seen: string[] = [];
  verifyFiles(
    { files: { bundle: open, frame: null }, announced: null },
    (step) => seen.at(-1) === step || seen.push(step),
    () => 0,
  );
  assert.deepEqual(seen, [...STEPS]);
});

test('among chosen files the bundle and the pool file are told apart by name', () => {
  const files = (...names: string[]) => names.map((name) => ({ name }));
  assert.deepEqual(sortFiles(files('frame.bin', 'draw.bundle.json')), {
    bundle: { name: 'draw.bundle.json' },
    frame: { name: 'frame.bin' },
  });
  assert.deepEqual(sortFiles(files('bundle')), { bundle: { name: 'bundle' }, frame: null });
  assert.equal(sortFiles(files('frame.bin')), null);
  assert.equal(sortFiles([]), null);
});
