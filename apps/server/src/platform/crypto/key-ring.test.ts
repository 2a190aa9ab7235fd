import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { addDataKey, openKeyRing, ringEntries } from './key-ring.ts';
import { makeSealedBox } from './sealed-value.ts';

const now = '2026-11-23T00:00:00.000Z';

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-ring-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('C-05 a running server opens what another process sealed under a key that was added meanwhile', () =>
  inFolder(async (folder) => {
    const running = makeSealedBox(await openKeyRing({ folder, device: null }), 'international');
    const first = running.seal(new TextEncoder().encode('first'));
    assert.equal(await addDataKey({ folder, device: null }, now), 1);
    assert.equal(await addDataKey({ folder, device: null }, now), 2);
    const other = makeSealedBox(await openKeyRing({ folder, device: null }), 'national');
    const second = other.seal(new TextEncoder().encode('second'));
    assert.equal(new TextDecoder().decode(running.open(second)), 'second');
    assert.equal(new TextDecoder().decode(other.open(first)), 'first');
    assert.deepEqual(
      ringEntries(folder).map((one) => one.id),
      [0, 1, 2],
    );
  }));

test('C-05 key files are for their owner only, whole or absent, and a damaged one stops the start instead of being replaced', () =>
  inFolder(async (folder) => {
    await addDataKey({ folder, device: null }, now);
    assert.deepEqual((await readdir(folder)).sort(), ['data-keys.json', 'secret-box.key']);
    for (const name of await readdir(folder))
      assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600);
    await writeFile(join(folder, 'data-keys.json'), '{"version":1,"keys":[{"id":1}]}');
    await assert.rejects(openKeyRing({ folder, device: null }), { code: 'crypto.ring_damaged' });
    await assert.rejects(addDataKey({ folder, device: null }, now), { code: 'crypto.ring_damaged' });
  }));
