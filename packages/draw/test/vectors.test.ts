/** The committed vector files: what is generated now is what is committed, and bundles in them verify or are refused. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { encodeUtf8 } from '../src/bytes.ts';
import { verifySignature } from '../src/certificate.ts';
import type { CertificateBody, Signature } from '../src/types.ts';
import { verifyBundle } from '../src/verify/index.ts';
import { makeVectors } from './make-vectors.ts';
import { failures, type Loose } from './small.ts';

const folder = new URL('../vectors/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

test('generating the vector files again gives the committed bytes', () => {
  const made = makeVectors();
  assert.deepEqual(readdirSync(folder).sort(), [...made.keys()].sort());
  for (const [name, text] of made)
    assert.ok(read(name) === text, `${name} differs; run node test/make-vectors.ts`);
});

test('every committed bundle verifies, sealed ones with the hidden steps said so', () => {
  for (const name of readdirSync(folder).filter((file) => file.startsWith('bundle-'))) {
    const { ok, steps } = verifyBundle(encodeUtf8(read(name)));
    assert.ok(ok, name);
    const hidden = steps.filter((step) => step.status === 'NOT DISCLOSED').map((step) => step.id);
    const expected = ['inspectors', 'conflicts', 'assignment', 'openings', 'register'];
    assert.deepEqual(hidden, name.includes('sealed') ? expected : [], name);
  }
});

test('every committed forgery is refused, and the step it concerns is named', () => {
  const { cases } = JSON.parse(read('9-forgeries.json')) as Loose;
  assert.ok(cases.length >= 30);
  for (const { name, step, bundle } of cases) {
    const failed = failures(encodeUtf8(bundle as string));
    assert.ok(failed.includes(step as string), `${name}: ${failed.join()} instead of ${step}`);
  }
});

test('certificates signed with Ed25519 and SM2 verify, changed ones do not', () => {
  const { body, cases } = JSON.parse(read('7-certificates.json')) as {
    body: CertificateBody;
    cases: { name: string; signature: Signature; valid: boolean }[];
  };
  for (const { name, signature, valid } of cases) assert.equal(verifySignature(body, signature), valid, name);
});
