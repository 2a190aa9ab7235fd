/** A release is taken whole, unaltered and from its publisher, or not at all. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { SetupError } from '../setup-error.ts';
import { checkRelease, unpackRelease } from './check-release.ts';
import { installedRelease } from './installed-release.ts';
import { isSafePath, linkedPath } from './release-layout.ts';
import { signSums } from './release-sums.ts';
import { type TestRelease, testPublisher, writeTestRelease } from './testing-release.ts';

function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-release-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function made(t: TestContext, more: Partial<TestRelease> = {}) {
  const folder = scratch(t);
  const key = more.key ?? testPublisher();
  const archive = await writeTestRelease({ folder, key, ...more });
  return { folder, archive, key, publisher: createPublicKey(key) };
}

const refusal = (code: string, path?: string) => (error: unknown) => {
  assert.ok(error instanceof SetupError, String(error));
  assert.equal(error.code, code);
  if (path !== undefined) assert.equal(error.data['path'], path);
  return true;
};

test('O-09 a whole release of a trusted publisher is accepted, as an archive and unpacked, and unpacks with its modes', async (t) => {
  const { folder, archive, publisher } = await made(t);
  const checked = await checkRelease(archive, [publisher]);
  assert.equal(checked.info.version, '0.2.0');
  const place = join(folder, 'unpacked');
  assert.deepEqual(await unpackRelease(archive, place, [publisher]), checked);
  assert.deepEqual(await checkRelease(place, [publisher]), checked);
  assert.equal(statSync(join(place, 'bin/mingcha')).mode & 0o777, 0o755);
  assert.equal(statSync(join(place, 'VERSION.json')).mode & 0o777, 0o644);
  assert.equal(
    readFileSync(join(place, 'app/node_modules/@mingcha/core/package.json'), 'utf8').length > 0,
    true,
  );
  assert.equal(installedRelease(join(place, 'app'))?.info.version, '0.2.0');
  assert.equal(installedRelease(folder), null);
});

test('O-09 two releases of the same contents are the same bytes, and standard tools check them', async (t) => {
  const key = testPublisher();
  const [one, two] = [await made(t, { key }), await made(t, { key })];
  assert.deepEqual(readFileSync(one.archive), readFileSync(two.archive));
  execFileSync('tar', ['-xzf', one.archive, '-C', one.folder]);
  const top = join(one.folder, readdirSync(one.folder).find((name) => !name.endsWith('.gz')) ?? '');
  execFileSync('sha256sum', ['--quiet', '--strict', '-c', 'SHA256SUMS'], { cwd: top });
  const signed = [
    '-verify',
    '-pubin',
    '-inkey',
    'release-key.pem',
    '-rawin',
    '-in',
    'SHA256SUMS',
    '-sigfile',
    'SHA256SUMS.sig',
  ];
  assert.match(
    execFileSync('openssl', ['pkeyutl', ...signed], { cwd: top, encoding: 'utf8' }),
    /Successfully/,
  );
});

test('O-09 one altered bit anywhere in the archive is refused, and nothing of it stays', async (t) => {
  const { folder, archive, publisher } = await made(t);
  const bytes = gunzipSync(readFileSync(archive));
  let refused = 0;
  for (let at = 3; at < bytes.length; at += 997) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 1;
    const file = join(folder, 'altered.tar.gz');
    writeFileSync(file, gzipSync(altered));
    const place = join(folder, 'place');
    const failed = await unpackRelease(file, place, [publisher]).then(
      () => null,
      (error: unknown) => error,
    );
    if (failed === null) {
      // Padding between the members, owners and dates say nothing that is used.
      rmSync(place, { recursive: true });
      continue;
    }
    refused += 1;
    assert.ok(failed instanceof SetupError, `byte ${at}`);
    assert.equal(existsSync(place), false);
    assert.equal(existsSync(`${place}.unpacking`), false);
  }
  assert.ok(refused > 5, `${refused} refused`);
});

/** Alters the unpacked release in place. */
async function unpacked(t: TestContext) {
  const release = await made(t);
  const place = join(release.folder, 'place');
  await unpackRelease(release.archive, place, [release.publisher]);
  return { ...release, place, check: () => checkRelease(place, [release.publisher]) };
}

test('O-09 an altered, a missing, an added and an exchanged file are each refused by name', async (t) => {
  const page = 'app/apps/web/dist/office/index.html';
  const altered = await unpacked(t);
  writeFileSync(join(altered.place, page), '<!doctype html>!');
  await assert.rejects(altered.check(), refusal('release.altered', page));
  const missing = await unpacked(t);
  rmSync(join(missing.place, page));
  await assert.rejects(missing.check(), refusal('release.incomplete', page));
  const added = await unpacked(t);
  writeFileSync(join(added.place, 'app/apps/server/src/extra.ts'), '');
  await assert.rejects(added.check(), refusal('release.unlisted', 'app/apps/server/src/extra.ts'));
  const linked = await unpacked(t);
  rmSync(join(linked.place, page));
  symlinkSync('../../../../../bin/mingcha', join(linked.place, page));
  await assert.rejects(linked.check(), refusal('release.incomplete', page));
  const outside = await unpacked(t);
  symlinkSync('/etc/passwd', join(outside.place, 'passwd'));
  await assert.rejects(outside.check(), refusal('release.altered', 'passwd'));
});

test('O-09 without its signature, or signed by somebody else, a release is refused; the sums cannot be written anew', async (t) => {
  const unsigned = await unpacked(t);
  rmSync(join(unsigned.place, 'SHA256SUMS.sig'));
  await assert.rejects(unsigned.check(), refusal('release.unsigned'));
  const other = await made(t);
  const mine = createPublicKey(testPublisher());
  await assert.rejects(checkRelease(other.archive, [mine]), refusal('release.wrong_key'));
  assert.equal((await checkRelease(other.archive, 'anybody')).info.name, 'mingcha');
  const rewritten = await unpacked(t);
  const sums = join(rewritten.place, 'SHA256SUMS');
  writeFileSync(
    sums,
    readFileSync(sums, 'utf8').replace(/^[0-9a-f]/, (digit) => (digit === '0' ? '1' : '0')),
  );
  await assert.rejects(rewritten.check(), refusal('release.altered', 'SHA256SUMS'));
  // Signed anew by a stranger, whose key stands inside too.
  writeFileSync(join(rewritten.place, 'SHA256SUMS.sig'), signSums(readFileSync(sums), testPublisher()));
  await assert.rejects(rewritten.check(), refusal('release.altered', 'SHA256SUMS'));
});

test('O-09 an SBOM that lacks a component or names one too many is refused, signed or not', async (t) => {
  const none = await made(t, { components: [] });
  await assert.rejects(checkRelease(none.archive, [none.publisher]), refusal('release.sbom'));
  const more = await made(t, { components: ['pkg:npm/%40mingcha/server@0.2.0', 'pkg:npm/left-pad@1.0.0'] });
  await assert.rejects(checkRelease(more.archive, [more.publisher]), refusal('release.sbom'));
  const altered = await unpacked(t);
  const sbom = join(altered.place, 'sbom.cdx.json');
  writeFileSync(sbom, readFileSync(sbom, 'utf8').replace('0.2.0', '0.2.1'));
  await assert.rejects(altered.check(), refusal('release.altered', 'sbom.cdx.json'));
});

test('O-09 what is no release, is cut off or is not there is refused in words', async (t) => {
  const { folder, archive, publisher } = await made(t);
  const cut = join(folder, 'cut.tar.gz');
  writeFileSync(cut, readFileSync(archive).subarray(0, 700));
  await assert.rejects(checkRelease(cut, [publisher]), refusal('release.not_one', cut));
  const text = join(folder, 'text.tar.gz');
  writeFileSync(text, gzipSync('no release'));
  await assert.rejects(checkRelease(text, [publisher]), refusal('release.not_one', text));
  await assert.rejects(checkRelease(join(folder, 'none'), 'anybody'), refusal('release.missing'));
  await assert.rejects(unpackRelease(archive, folder, [publisher]), refusal('release.folder_taken'));
});

test('O-09 paths that climb, start at the root or hold signs of control are no paths of a release', () => {
  for (const path of ['../x', '/etc/passwd', 'a/../b', 'a//b', './a', 'a\nb', 'a\\b', ''])
    assert.equal(isSafePath(path), false, JSON.stringify(path));
  assert.equal(isSafePath('app/中文 name.ts'), true);
  assert.equal(linkedPath('a/b', '../../c'), null);
  assert.equal(linkedPath('a/b', '/c'), null);
  assert.equal(linkedPath('a/b/c', '../d'), 'a/d');
});
