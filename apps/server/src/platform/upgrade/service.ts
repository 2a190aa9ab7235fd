/**
 * Stopping and starting the server, whoever runs it: systemd, commands that the operator gives, or nobody but a process
 * that is asked to end. It knows nothing of upgrades.
 */
import { spawn, spawnSync } from 'node:child_process';
import type { Config } from '../config.ts';
import { openDatabase } from '../db/database.ts';
import { lockHolder } from '../db/folder-lock.ts';
import { isAlive, until } from '../db/process-table.ts';
import { inTransaction } from '../db/transaction.ts';
import { instanceFolder } from '../operations/doctor/instance-name.ts';
import { servingConnections } from './upgrade.queries.ts';
import { UpgradeError } from './upgrade-error.ts';

export interface Service {
  /** Ends the server and waits until it has ended. Throws UpgradeError `upgrade.not_stopped`. */
  stop(): Promise<void>;
  /** Starts it; false when nobody here knows how. */
  start(): Promise<boolean>;
}

export interface ServiceChoice {
  /** Of systemd. */
  readonly name: string;
  readonly stopCommand: string | null;
  readonly startCommand: string | null;
  readonly config: Config;
}

const stopTimeoutMs = 60_000;

export function openService(choice: ServiceChoice): Service {
  const { stopCommand, startCommand, name } = choice;
  const isUnit = stopCommand === null && startCommand === null && hasUnit(name);
  return {
    stop: async () => {
      if (isUnit) await shell(`systemctl stop ${name}.service`);
      else if (stopCommand !== null) await shell(stopCommand);
      for (const pid of await serving(choice)) await endProcess(pid, stopCommand === null && !isUnit);
    },
    start: async () => {
      if (isUnit) await shell(`systemctl start ${name}.service`);
      else if (startCommand !== null) await shell(startCommand);
      else return false;
      return true;
    },
  };
}

function hasUnit(name: string): boolean {
  if (!/^[a-zA-Z0-9@_.-]+$/.test(name)) return false;
  return spawnSync('systemctl', ['cat', `${name}.service`], { stdio: 'ignore' }).status === 0;
}

/** Who locks the data folder; where the database is given nobody does, and its connections say who serves. */
async function serving({ config }: ServiceChoice): Promise<readonly number[]> {
  const holder = await lockHolder(config.dataFolder);
  if (config.databaseUrl === null) return holder === null ? [] : [holder];
  const own = instanceFolder(`mingcha@${config.dataFolder}`);
  const names = await connectionsOf(config.databaseUrl);
  const pids = names.filter((name) => instanceFolder(name) === own).map((name) => Number(name.split(' ')[1]));
  return [...new Set(pids)].filter((pid) => pid > 1 && isAlive(pid));
}

async function connectionsOf(url: string): Promise<readonly string[]> {
  const db = openDatabase({ url, poolSize: 2 });
  try {
    return await inTransaction(db, servingConnections);
  } finally {
    await db.destroy();
  }
}

/** A process of ours that was asked to end is waited for. */
async function endProcess(pid: number, ask: boolean): Promise<void> {
  if (ask && isAlive(pid)) process.kill(pid, 'SIGTERM');
  if (!(await until(() => !isAlive(pid), stopTimeoutMs)))
    throw new UpgradeError('upgrade.not_stopped', { pid });
}

/** Runs a line of the operator's. What it starts in the background goes on alone. */
function shell(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', line], { cwd: '/', stdio: 'ignore' });
    const fail = (reason: string) => reject(new UpgradeError('upgrade.start_failed', { reason }));
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => (code === 0 ? resolve() : fail(`${line}: ${code ?? 'signal'}`)));
  });
}
