/**
 * A scratch folder in which peers are installed from the registry, and their programs as processes that end with the run.
 * Nothing of it is ever part of the product.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface Login {
  readonly socketFolder: string;
  readonly user: string;
  readonly password: string;
}

/** Only what a program needs to run; no setting of this process travels on. */
const plainEnvironment: Readonly<Record<string, string>> = {
  PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
  HOME: process.env['HOME'] ?? '/tmp',
  NODE_ENV: 'production',
  // A registry behind an office's own certificate.
  ...kept('NODE_EXTRA_CA_CERTS'),
};

function kept(name: string): Readonly<Record<string, string>> {
  const value = process.env[name];
  return value === undefined ? {} : { [name]: value };
}

export interface Installation {
  readonly folder: string;
  readonly packages: readonly string[];
  /** A Node of its own from the registry, where the peer does not run on ours. */
  readonly node?: string;
  readonly patienceMs: number;
}

/** Where a peer's own Node lies, and what its packages are built against. */
export function nodeOf(folder: string): string {
  return join(folder, 'node_modules', `node-${process.platform}-${process.arch}`);
}

/**
 * Installs packages into the folder unless they stand there already. Milliseconds that it took; throws with the last lines
 * of the log.
 */
export async function install(installation: Installation): Promise<number> {
  const { folder, packages, node, patienceMs } = installation;
  const start = performance.now();
  const mark = join(folder, 'installed.json');
  const wanted = JSON.stringify({ node, packages });
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return 0;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'scratch', private: true }));
  const steps = node === undefined ? [packages] : [[`${basename(nodeOf(folder))}@${node}`], packages];
  const headers = node === undefined ? join(dirname(process.execPath), '..') : nodeOf(folder);
  for (const [n, step] of steps.entries()) {
    const built = existsSync(join(headers, 'include', 'node')) ? { npm_config_nodedir: headers } : {};
    const path = n === 0 ? {} : { PATH: `${join(headers, 'bin')}:${plainEnvironment['PATH'] ?? ''}` };
    await runToEnd({
      command: 'npm',
      args: ['install', '--no-audit', '--no-fund', '--loglevel=error', ...step],
      folder,
      environment: { ...built, ...path, NODE_ENV: 'development' },
      log: join(folder, 'install.log'),
      patienceMs,
    });
  }
  await writeFile(mark, wanted);
  return performance.now() - start;
}

export interface ProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: string;
  /** Milliseconds after which `runToEnd` stops it. */
  readonly patienceMs?: number;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program that ends with this process at the latest. */
export function program(options: ProgramOptions): ChildProcess {
  const { command, args, folder, environment, log } = options;
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...plainEnvironment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const file = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  return child;
}

/** Runs a program to its end; throws with the last lines of its log when it fails. */
export async function runToEnd(options: ProgramOptions): Promise<void> {
  const child = program(options);
  const patience = setTimeout(() => child.kill('SIGTERM'), options.patienceMs ?? 300_000);
  const [code] = await once(child, 'exit');
  clearTimeout(patience);
  if (code !== 0) throw new Error(`${options.command} ${options.args.join(' ')}: ${tail(options.log)}`);
}

/** Waits until the address answers; throws with the last lines of the log when the program ends before. */
export async function untilAnswers(
  url: string,
  started: { readonly child: ChildProcess; readonly log: string; readonly patienceMs: number },
): Promise<void> {
  const { child, log, patienceMs } = started;
  const until = performance.now() + patienceMs;
  while (performance.now() < until && child.exitCode === null && child.signalCode === null) {
    const reply = await fetch(url).catch(() => null);
    if (reply !== null && reply.status < 500) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`${url} never answered: ${tail(log)}`);
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(patience);
}

function tail(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').slice(-1500) : '';
}
