/** The server's program: reads settings, starts, tells how it goes, stops in order on Ctrl+C or SIGTERM. */
import cluster from 'node:cluster';
import { join } from 'node:path';
import { parseConfig } from './platform/config.ts';
import { SetupError } from './platform/setup-error.ts';
import { startupMessage, startupSentence } from './platform/startup-message.ts';
import { startServer } from './start.ts';
import type { Teller } from './start-platform.ts';
import { ownSlot, startWorkers, tellReady, withoutSlot } from './workers.ts';

const root = join(import.meta.dirname, '..', '..', '..');

const teller: Teller = {
  tell: (key, data = {}) => {
    console.log(`${startupSentence(key, data, 'zh')} ${startupSentence(key, data, 'en')}`);
  },
  line: (text) => console.log(text),
};
/** A worker's steps are those of all. */
const quiet: Teller = { tell: () => undefined, line: () => undefined };

function explain(error: unknown): void {
  if (error instanceof SetupError) {
    console.error(`${startupMessage(error, 'zh')}\n${startupMessage(error, 'en')}`);
  } else {
    console.error(error);
  }
  process.exitCode = 1;
}

interface Running {
  stop(): Promise<void>;
  replaceAll?(): Promise<void>;
}

let running: Running | undefined;
let stopped: Promise<void> | undefined;

const slot = ownSlot(process.argv.slice(2));
const speaker = slot === null ? teller : quiet;

async function stopOnce(server: Running): Promise<void> {
  speaker.tell('step.stopping');
  await server.stop();
  speaker.tell('step.stopped');
  process.exit(0);
}

/** What does not end in its time is ended: a supervisor waits no longer either. What was acknowledged is saved. */
function endLate(milliseconds: number): void {
  setTimeout(() => process.exit(1), milliseconds).unref();
}

/** npm passes a signal on that the terminal has already sent to us, so a second one is expected. */
function stop(): void {
  if (running !== undefined) stopped ??= stopOnce(running).catch(explain);
}

const longestEndMs = 45_000;

/** What nobody caught leaves the program in a state that nobody knows: it ends in order, as failed, and a service starts it again. */
function endFailed(error: unknown): void {
  explain(error);
  endLate(10_000);
  stopped ??= Promise.resolve(running?.stop()).catch(explain);
  void stopped.then(() => process.exit(1));
}

async function main(): Promise<void> {
  const config = parseConfig(process.env, withoutSlot(process.argv.slice(2)), root);
  process.on('uncaughtException', endFailed);
  let asked = false;
  const ask = (): void => {
    if (!asked && (cluster.isWorker || config.cluster.workers === 1))
      endLate(config.cluster.drainMs + longestEndMs);
    asked = true;
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  // Whoever started a worker is gone: nobody would start it again.
  if (slot !== null) process.on('disconnect', ask);
  if (slot === null && config.cluster.workers > 1) {
    process.on('SIGUSR2', () => {
      running?.replaceAll?.().catch(explain);
    });
    running = await startWorkers(config, { root, teller });
  } else {
    const mode = slot === null ? 'sole' : { worker: slot };
    running = await startServer(config, root, { teller: speaker, mode });
    if (slot !== null) tellReady();
  }
  // A signal during the start is obeyed as soon as there is something to stop.
  if (asked) stop();
}

main().catch(explain);
