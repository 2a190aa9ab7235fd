/** Two hundred random draws, recomputed by the independent verifier in Python. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { verifyBundle } from '../src/verify/index.ts';
import { randomDraw } from './random-draw.ts';

const python = fileURLToPath(new URL('../verifier.py', import.meta.url));
const draws = 200;

test('two hundred random draws verify here and in the independent verifier', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-draws-'));
  try {
    const files = Array.from({ length: draws }, (_, index) => {
      const bundle = randomDraw(index);
      assert.equal(verifyBundle(bundle).ok, true, `draw ${index}`);
      const file = join(folder, `${index}.json`);
      writeFileSync(file, bundle);
      return file;
    });
    const done = spawnSync('python3', [python, ...files], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    const failed = done.stdout.split('\n').filter((line) => line.startsWith('FAIL'));
    assert.deepEqual(failed, []);
    assert.equal(done.status, 0, done.stderr);
    const counted = done.stdout.split('\n').filter((line) => /FAIL 0\b/.test(line)).length;
    assert.ok(counted >= draws, `the verifier counted ${counted} bundles`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
