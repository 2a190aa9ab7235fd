/** The published package: packed, put into an empty folder and used there, without the workspace. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('..', import.meta.url));
const root = join(source, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'draw-pack-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Packs a copy, so that nothing in the workspace changes while others use it. */
function pack(): string {
  const copy = join(folder, 'workspace', 'packages', 'draw');
  mkdirSync(copy, { recursive: true });
  for (const name of readdirSync(source))
    if (!['dist', 'node_modules', 'vectors', '__pycache__'].includes(name))
      cpSync(join(source, name), join(copy, name), { recursive: true });
  cpSync(join(root, 'tsconfig.base.json'), join(folder, 'workspace', 'tsconfig.base.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'workspace', 'node_modules'));
  execFileSync('npm', ['pack', '--pack-destination', folder], { cwd: copy, stdio: 'pipe' });
  const manifest = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')) as { exports: unknown };
  assert.deepEqual(manifest.exports, { '.': './src/index.ts' }, 'the workspace manifest is put back');
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  assert.ok(name !== undefined);
  return join(folder, name);
}

/** Installs the tarball with its two dependencies taken from the workspace: no network is needed. */
function install(tarball: string): string {
  const home = join(folder, 'home');
  const target = join(home, 'node_modules', '@mingcha', 'draw');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  cpSync(join(root, 'node_modules', '@noble'), join(home, 'node_modules', '@noble'), {
    recursive: true,
    dereference: true,
  });
  writeFileSync(join(home, 'package.json'), '{"type":"module"}');
  return home;
}

test('the packed package verifies a bundle in an empty folder, and has types', () => {
  const home = install(pack());
  const files = readdirSync(join(home, 'node_modules', '@mingcha', 'draw'));
  assert.deepEqual(
    files.filter((name) => ['src', 'test', 'vectors', 'build.mjs'].includes(name)),
    [],
  );
  assert.ok(files.includes('README.md'));
  const bundle = join(source, 'vectors', 'bundle-sha256-open.json');
  writeFileSync(
    join(home, 'use.mjs'),
    `import { readFileSync } from 'node:fs';
import { verifyBundle } from '@mingcha/draw';
const bytes = readFileSync(${JSON.stringify(bundle)});
const good = verifyBundle(bytes).ok;
bytes[1000] ^= 1;
console.log(good, verifyBundle(bytes).ok);`,
  );
  assert.equal(execFileSync(process.execPath, ['use.mjs'], { cwd: home, encoding: 'utf8' }), 'true false\n');
  writeFileSync(
    join(home, 'use.ts'),
    `import { type Verdict, verifyBundle } from '@mingcha/draw';
export const verdict: Verdict = verifyBundle(new Uint8Array());
// @ts-expect-error a bundle is bytes
verifyBundle('text');`,
  );
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--types',
    '',
    'use.ts',
  ];
  execFileSync(process.execPath, [tsc, ...options], { cwd: home, stdio: 'pipe' });
});
