/** Evidence with any byte changed is refused (D-06): flips all over an open and a sealed bundle. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyBundle } from '../src/verify/index.ts';
import { finishSmall, smallPlan } from './small.ts';

/** Flips one bit per position; which one depends on the position, so that letters, digits and syntax all change. */
function survivors(
  bytes: Uint8Array,
  step: number,
): { readonly tried: number; readonly accepted: readonly number[] } {
  const accepted: number[] = [];
  let tried = 0;
  for (let at = 0; at < bytes.length; at += step) {
    const bent = bytes.slice();
    bent[at] = (bent[at] ?? 0) ^ (1 << (at % 7));
    tried += 1;
    const { ok, steps } = verifyBundle(bent);
    const named = steps.filter((one) => one.status === 'FAIL').every((one) => one.reason !== '');
    if (ok || !named) accepted.push(at);
  }
  return { tried, accepted };
}

test('an open bundle is refused with any of 2 700 bytes changed', () => {
  const { tried, accepted } = survivors(finishSmall().bytes, 4);
  assert.ok(tried > 2700);
  assert.deepEqual(accepted, []);
});

test('a sealed bundle is refused with any of 1 000 bytes changed', () => {
  const sealed = finishSmall(smallPlan({ disclosure: { mode: 'sealed', until: '2023-10-01T00:00:00Z' } }));
  const { tried, accepted } = survivors(sealed.bytes, 7);
  assert.ok(tried > 1000);
  assert.deepEqual(accepted, []);
});

test('a bundle cut off or lengthened anywhere is refused', () => {
  const { bytes } = finishSmall();
  for (let at = 0; at < bytes.length; at += 97) assert.equal(verifyBundle(bytes.subarray(0, at)).ok, false);
  for (const tail of [' ', '\n', '{}', '\0'])
    assert.equal(verifyBundle(Buffer.concat([bytes, Buffer.from(tail)])).ok, false);
});
