#!/usr/bin/env node
/**
 * Starts the command line under the Node that the project brings, whatever Node the machine has; sets the checkout
 * up first where that has not happened. Plain JavaScript for Node 18 and newer. The commands stand in `src/cli/`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const node = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
const commands = join(root, 'apps', 'server', 'src', 'cli', 'main.ts');

if (!existsSync(node)) {
  const ready = spawnSync(process.execPath, [join(root, 'tools', 'setup.mjs')], { stdio: ['ignore', 2, 2] });
  if (ready.status !== 0) process.exit(ready.status ?? 1);
}

const child = spawn(node, [commands, ...process.argv.slice(2)], { stdio: 'inherit' });
// A terminal sends Ctrl+C to both; the command decides how to end, and its end is ours.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
child.once('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
});
