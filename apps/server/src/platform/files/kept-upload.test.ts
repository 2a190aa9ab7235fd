import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Platform } from '../platform.ts';
import { openFileStore } from './file-store.ts';
import { keepUpload } from './kept-upload.ts';

const codes = { missing: 'x.missing', type: 'x.type' };
const samples = {
  pdf: [[0x25, 0x50, 0x44, 0x46, 0x2d, 0x31], 'application/pdf'],
  png: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'image/png'],
  jpeg: [[0xff, 0xd8, 0xff, 0xe0], 'image/jpeg'],
} as const;

/** Keeps bytes that call themselves a PDF. */
async function kept(bytes: readonly number[], kinds?: Parameters<typeof keepUpload>[2]['kinds']) {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-kept-'));
  try {
    const path = join(folder, 'upload');
    await writeFile(path, Uint8Array.from(bytes));
    const platform = { files: await openFileStore(join(folder, 'files')) } as Platform;
    // What the request said about digest and size is not believed.
    const upload = { path, fileName: '扫描件.pdf', sha256: '0'.repeat(64), size: 1 };
    return await keepUpload(platform, upload as never, {
      ...codes,
      ...(kinds === undefined ? {} : { kinds }),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('the first bytes decide about the type of an upload, and digest and size are those of the bytes', async () => {
  for (const [bytes, type] of Object.values(samples)) {
    const result = await kept(bytes);
    assert.ok(result.ok);
    assert.equal(result.value.contentType, type);
    assert.equal(result.value.size, bytes.length);
    assert.equal(result.value.sha256, createHash('sha256').update(Uint8Array.from(bytes)).digest('hex'));
  }
});

test('a page of markup, a short file, an empty one and a document where scans are asked for are refused by the caller’s code', async () => {
  const docx = [0x50, 0x4b, 0x03, 0x04];
  const refused = [[...Buffer.from('<html>')], [0xff, 0xd8], [], docx];
  for (const bytes of refused) {
    const result = await kept(bytes);
    assert.equal(result.ok ? 'kept' : result.error.code, 'x.type');
  }
  assert.ok((await kept(docx, ['pdf', 'docx'])).ok);
  const none = await keepUpload({} as Platform, null, codes);
  assert.equal(none.ok ? 'kept' : none.error.code, 'x.missing');
});
