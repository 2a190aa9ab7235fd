/**
 * Several processes of this program behind one port: the first prepares the installation, keeps an embedded database running,
 * hands connections out in turn, starts again what ended, and replaces its workers one by one when asked. It serves nothing.
 */
import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './platform/config.ts';
import { prepareForWorkers } from './start.ts';
import type { Teller } from './start-platform.ts';

/** The argument of a worker: which of them it is. */
const workerArgument = '--worker-slot=';

/** The slot of this process, or null of one that is no worker. */
export function ownSlot(args: readonly string[]): number | null {
  const found = cluster.isWorker ? args.find((text) => text.startsWith(workerArgument)) : undefined;
  return found === undefined ? null : Number(found.slice(workerArgument.length));
}

/** Arguments without ours. */
export function withoutSlot(args: readonly string[]): readonly string[] {
  return args.filter((text) => !text.startsWith(workerArgument));
}

/** A worker says that it listens. */
export function tellReady(): void {
  process.send?.('ready');
}

export interface RunningWorkers {
  /** Starts a new process for each, then ends the old one, one after the other. */
  replaceAll(): Promise<void>;
  stop(): Promise<void>;
}

interface Crew {
  readonly config: Config;
  readonly teller: Teller;
  readonly slots: Map<number, Worker>;
  isStopping: boolean;
  changing: Promise<void>;
}

/** Beyond the time of draining: requests under way, then the work of the leader. */
const endMs = 50_000;
const startMs = 60_000;

/** Throws SetupError of the preparation, or an error when a worker does not start. */
export async function startWorkers(
  config: Config,
  { root, teller }: { readonly root: string; readonly teller: Teller },
): Promise<RunningWorkers> {
  const end = await prepareForWorkers(config, { root, teller });
  const crew: Crew = { config, teller, slots: new Map(), isStopping: false, changing: Promise.resolve() };
  const stop = async () => {
    crew.isStopping = true;
    await crew.changing.catch(() => undefined);
    await Promise.all([...crew.slots.values()].map((worker) => endWorker(crew, worker)));
    await end();
  };
  try {
    for (let slot = 1; slot <= config.cluster.workers; slot += 1) await fill(crew, slot);
  } catch (error) {
    await stop();
    throw error;
  }
  teller.tell('workers.ready', { count: crew.slots.size, pid: process.pid });
  return {
    stop,
    replaceAll: () => {
      crew.changing = crew.changing.then(() => replaceAll(crew));
      return crew.changing;
    },
  };
}

async function replaceAll(crew: Crew): Promise<void> {
  for (const [slot, old] of new Map(crew.slots)) {
    if (crew.isStopping) return;
    await fill(crew, slot);
    await endWorker(crew, old);
  }
  crew.teller.tell('workers.replaced');
}

/** Starts a worker and waits until it listens; it is then the one of its slot. */
async function fill(crew: Crew, slot: number): Promise<void> {
  const own = withoutSlot(process.argv.slice(2));
  cluster.setupPrimary({ args: [...own, `${workerArgument}${slot}`] });
  const worker = cluster.fork();
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => worker.process.kill('SIGKILL'), startMs);
    worker.on('message', (said: unknown) => {
      if (said === 'ready') resolve();
    });
    worker.once('exit', () => reject(new Error('a worker ended before it listened')));
    worker.once('exit', () => clearTimeout(late));
    worker.once('message', () => clearTimeout(late));
  });
  crew.slots.set(slot, worker);
  worker.once(
    'exit',
    (code, signal) => void startAgain(crew, { slot, worker, reason: signal ?? String(code) }),
  );
}

interface Ended {
  readonly slot: number;
  readonly worker: Worker;
  readonly reason: string;
}

/** One that ended by itself is started again, with a growing pause; one that was replaced is not in its slot any more. */
async function startAgain(crew: Crew, { slot, worker, reason }: Ended): Promise<void> {
  for (let pause = 200; crew.slots.get(slot) === worker; pause = Math.min(pause * 2, 10_000)) {
    // A Ctrl+C reaches workers and this process at the same moment.
    await sleep(pause);
    if (crew.isStopping || crew.slots.get(slot) !== worker) return;
    crew.teller.tell('workers.ended', { slot, reason });
    try {
      await fill(crew, slot);
    } catch {
      crew.teller.tell('workers.failed');
    }
  }
}

/** Asks it to end and waits; one that does not end in its time is ended. */
async function endWorker(crew: Crew, worker: Worker): Promise<void> {
  if (worker.isDead()) return;
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.process.kill('SIGTERM');
  const late = setTimeout(() => worker.process.kill('SIGKILL'), crew.config.cluster.drainMs + endMs);
  await ended;
  clearTimeout(late);
}
