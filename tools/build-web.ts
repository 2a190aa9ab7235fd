/** Builds the web pages when one of their sources changed since the last build; else it takes a moment and no more. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const output = join(root, 'apps', 'web', 'dist');
const mark = join(output, '.built-from');
const sources = [
  'package-lock.json',
  'apps/web/*.{ts,json,html}',
  'apps/web/{src,public,pages}/**/*',
  'packages/{core,draw}/package.json',
  'packages/{core,draw}/src/**/*',
];

/** One checksum over names and bytes of all sources. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }));
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  for (const path of paths.sort()) hash.update(`${path}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

const wanted = fingerprint();
if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
  process.stderr.write('正在生成网页… Building the web pages…\n');
  const built = spawnSync(process.execPath, ['build.ts'], {
    cwd: join(root, 'apps', 'web'),
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0) process.exit(1);
  writeFileSync(mark, wanted);
}
