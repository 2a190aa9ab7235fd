/**
 * Builds what is published: JavaScript and declarations in `dist/`, and a package.json whose `exports` are those of its
 * `publishConfig`. npm calls it around `npm pack` and `npm publish`:
 *   node build.mjs pack      before: build, then put the published exports in place
 *   node build.mjs restore   after: put the workspace's own package.json back
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const manifest = join(here, 'package.json');
const saved = join(here, 'package.json.workspace');
const dist = join(here, 'dist');

function build() {
  rmSync(dist, { recursive: true, force: true });
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', join(here, 'tsconfig.build.json')], { stdio: 'inherit' });
  // The compiler rewrites imports in .js only; declarations must name .js files too.
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(dist, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/(from |import\()(['"])(\.{1,2}\/[^'"]+)\.ts\2/gu, '$1$2$3.js$2'));
  }
}

function pack() {
  build();
  const text = readFileSync(manifest, 'utf8');
  const { publishConfig, scripts: _scripts, ...rest } = JSON.parse(text);
  writeFileSync(saved, text);
  writeFileSync(manifest, `${JSON.stringify({ ...rest, ...publishConfig }, null, 2)}\n`);
}

function restore() {
  if (existsSync(saved)) renameSync(saved, manifest);
}

const [command] = process.argv.slice(2);
if (command === 'pack') pack();
else if (command === 'restore') restore();
else build();
