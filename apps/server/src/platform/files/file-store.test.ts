/** The file store: whole or not at all, once per content, no paths from outside (R-02 in spirit, W-03). */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { type FileStore, openFileStore } from './file-store.ts';

async function withStore(work: (store: FileStore, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-files-'));
  try {
    await work(await openFileStore(folder), folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('a file stands whole under its digest, and twice the same is once', async () => {
  await withStore(async (store, folder) => {
    const bytes = new TextEncoder().encode('tea');
    const first = await store.put(bytes);
    assert.equal(first.sha256, 'a9f74d1ec36ebdeb2da3f6e5868090cd2a2d20b3dcca7b62f60304b1d3d9ef42');
    assert.deepEqual(await store.put(Readable.from([bytes])), first);
    assert.deepEqual(await readdir(join(folder, first.sha256.slice(0, 2))), [first.sha256]);
    const chunks: Buffer[] = [];
    for await (const chunk of await store.get(first.sha256)) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString(), 'tea');
    assert.equal(await store.has(first.sha256), true);
    assert.deepEqual(await readdir(join(folder, 'tmp')), []);
  });
});

test('what is too large or breaks off on the way leaves nothing', async () => {
  await withStore(async (store, folder) => {
    await assert.rejects(store.put(new Uint8Array(11), { maxBytes: 10 }), /larger than 10/);
    const broken = Readable.from(
      (function* half() {
        yield Buffer.from('half');
        throw new Error('cable pulled');
      })(),
    );
    await assert.rejects(store.put(broken), /cable pulled/);
    assert.deepEqual(await readdir(folder), ['tmp']);
    assert.deepEqual(await readdir(join(folder, 'tmp')), []);
  });
});

test('what a killed process left half written is cleared at the next start', async () => {
  await withStore(async (_store, folder) => {
    await writeFile(join(folder, 'tmp', 'left-behind'), 'half');
    await openFileStore(folder);
    assert.deepEqual(await readdir(join(folder, 'tmp')), []);
  });
});

test('only a digest names a file', async () => {
  await withStore(async (store) => {
    await assert.rejects(store.get('../../../etc/passwd'), /not a digest/);
    assert.throws(() => store.pathOf('..'), /not a digest/);
    await assert.rejects(store.get('ab'.repeat(32)), /ENOENT/);
  });
});

test('bytes that came whole are stored under the digest that was said of them, or not at all', async () => {
  await withStore(async (store, folder) => {
    const bytes = new TextEncoder().encode('tea');
    const digest = 'a9f74d1ec36ebdeb2da3f6e5868090cd2a2d20b3dcca7b62f60304b1d3d9ef42';
    assert.equal(await store.keep(bytes, digest.replace('a', 'b')), false);
    assert.deepEqual(await readdir(folder), ['tmp']);
    assert.equal(await store.keep(bytes, digest), true);
    assert.equal(await store.keep(bytes, digest), true);
    assert.deepEqual(await readdir(join(folder, digest.slice(0, 2))), [digest]);
    assert.deepEqual(await readdir(join(folder, 'tmp')), []);
  });
});
