/**
 * `npm run bench`: every bench after the other, each in a process of its own, so that none inherits the memory of
 * another. Ends with 1 when one of them misses a bound.
 *   npm run bench                  about an hour and a half on two cores
 *   npm run bench -- --small       a quick look of some minutes, no verdicts
 *   npm run bench -- import        only those whose name contains a word
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const benches = [
  'draw-kernel',
  'browser-verify',
  'objects-search',
  'plan-analysis',
  'import',
  'draw-large',
  'field-sync',
  'portal-load',
  'portal-view',
  'sealed-values',
  'clocks',
  'backup',
  'paper-exports',
  'targets',
  'peers',
];

const given = process.argv.slice(2);
const isSmall = given.includes('--small');
const words = given.filter((word) => !word.startsWith('--'));
const chosen = benches.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));

let missed = 0;
for (const name of chosen) {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  if (!existsSync(file)) continue;
  console.log(`\n== ${name}`);
  // Two of them call their small sizes by another word.
  const options = isSmall ? ['--small', '--quick'] : [];
  const { status } = spawnSync(process.execPath, ['--no-warnings', file, ...options], { stdio: 'inherit' });
  if (status !== 0) missed += 1;
}
console.log(missed === 0 ? '\nall benches held' : `\n${missed} of ${chosen.length} benches missed a bound`);
process.exitCode = missed === 0 ? 0 : 1;
