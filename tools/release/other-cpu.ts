/**
 * The packages of another CPU type, installed by npm into a scratch folder: only what runs, no scripts. npm is known to leave out
 * packages in silence, so whoever plans a release refuses what is missing.
 */
import { copyFileSync, globSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Cpu } from '../../apps/server/src/platform/release/release-layout.ts';
import { runCommand } from '../run-command.ts';

/** The folder below which `node_modules` lies. Asks the registry, or npm's cache. */
export async function installedFor(root: string, cpu: Cpu): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), `mingcha-${cpu}-`));
  const files = globSync(['package.json', 'package-lock.json', '.npmrc', '{apps,packages}/*/package.json'], {
    cwd: root,
  });
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(folder, file));
  }
  const machine = [`--cpu=${cpu}`, '--os=linux', '--libc=glibc'];
  const args = [
    'ci',
    '--omit=dev',
    '--include=optional',
    ...machine,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
  ];
  const { status, output } = await runCommand('npm', args, folder);
  if (status !== 0) throw new Error(`npm ci for ${cpu} failed:\n${output}`);
  return folder;
}
