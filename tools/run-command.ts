/** Runs a program and keeps what it says. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from './module-graph.ts';

export interface CommandResult {
  /** 0 is success; 127 when the program is not there. */
  readonly status: number;
  /** Standard output and error, in order of arrival. */
  readonly output: string;
}

/** Our own programs first on the path: scripts run under the Node of the project. */
export const environment: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}`,
};

export async function runCommand(
  program: string,
  args: readonly string[],
  folder = root,
): Promise<CommandResult> {
  const child = spawn(program, args, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      resolve(127);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
  return { status, output: Buffer.concat(chunks).toString('utf8') };
}
