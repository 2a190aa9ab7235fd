/** The file of the log: nothing lost in order, set aside by size, kept by days, alive on a full disk. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { logFilesOf, openLogFile, removeOld } from './log-file.ts';

const root = mkdtempSync(join(tmpdir(), 'mingcha-log-'));
after(() => rmSync(root, { recursive: true, force: true }));

function fresh(name: string): { path: string; now: () => string } {
  mkdirSync(join(root, name));
  let second = 0;
  return {
    path: join(root, name, 'mingcha.log'),
    now: () => new Date(Date.parse('2026-11-23T00:00:00Z') + 1000 * second++).toISOString(),
  };
}

function textOf(file: string): string {
  return file.endsWith('.gz') ? gunzipSync(readFileSync(file)).toString() : readFileSync(file, 'utf8');
}

test('a grown file is set aside and packed; every line is there once, in order, for its owner only', async () => {
  const place = fresh('grown');
  const log = openLogFile({ ...place, maxBytes: 2000, keepDays: 180 });
  for (let n = 0; n < 400; n += 1) {
    log.write(JSON.stringify({ n, pad: 'x'.repeat(20) }));
    if (n % 25 === 0) await log.close();
  }
  await log.close();
  const files = await logFilesOf(place.path);
  assert.ok(files.length > 3 && files.slice(0, -1).every((file) => file.endsWith('.log.gz')));
  const lines = files.flatMap((file) => textOf(file).trim().split('\n').filter(Boolean));
  assert.deepEqual(
    lines.map((line) => (JSON.parse(line) as { n: number }).n),
    Array.from({ length: 400 }, (_, n) => n),
  );
  for (const file of files) assert.equal(statSync(file).mode & 0o077, 0);
});

test('files set aside are removed after their days, the one being written never', async () => {
  const place = fresh('old');
  const names = ['mingcha-20260101T000000000Z.log.gz', 'mingcha-20261101T000000000Z.log.gz', 'mingcha.log'];
  for (const name of names) writeFileSync(join(root, 'old', name), '');
  const old = new Date('2026-01-01T00:00:00Z');
  for (const name of [names[0] ?? '', 'mingcha.log']) utimesSync(join(root, 'old', name), old, old);
  const recent = new Date('2026-11-01T00:00:00Z');
  utimesSync(join(root, 'old', names[1] ?? ''), recent, recent);
  assert.equal(await removeOld({ ...place, keepDays: 180 }), 1);
  assert.deepEqual(
    (await logFilesOf(place.path)).map((file) => file.split('/').at(-1)),
    names.slice(1),
  );
});

test('K-04 lines that cannot be written are counted, and the count is told once there is room again', async () => {
  const place = fresh('full');
  mkdirSync(place.path);
  const log = openLogFile({ ...place, maxBytes: 1_000_000, keepDays: 180 });
  log.write('{"n":1}');
  log.write('{"n":2}');
  await log.close();
  rmSync(place.path, { recursive: true });
  chmodSync(join(root, 'full'), 0o755);
  log.write('{"n":3}');
  await log.close();
  const lines = textOf(place.path).trim().split('\n');
  assert.match(lines[0] ?? '', /"event":"log.lost","lines":2/);
  assert.equal(lines[1], '{"n":3}');
});
