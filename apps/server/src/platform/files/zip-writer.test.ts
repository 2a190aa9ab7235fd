/** Archives that other programs open, small ones and those beyond the 16-bit directory. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { zipPieces } from './zip-writer.ts';

function* many(count: number) {
  for (let n = 0; n < count; n += 1) yield { path: `d/${n}.txt`, content: Buffer.from(`number ${n}`) };
}

test('R369 an archive of more files than 16 bits count is opened by unzip, to the last file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-zip-'));
  const path = join(folder, 'many.zip');
  try {
    for (const count of [3, 65_535, 66_000]) {
      await pipeline(Readable.from(zipPieces(many(count))), createWriteStream(path));
      const last = `d/${count - 1}.txt`;
      assert.equal(execFileSync('unzip', ['-p', path, last]).toString(), `number ${count - 1}`);
      const listed = execFileSync('unzip', ['-Z', '-t', path]).toString();
      assert.match(listed, new RegExp(`^${count} files`));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
