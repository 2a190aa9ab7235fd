/** The server's program: reads settings, starts, tells how it goes, stops in order on Ctrl+C or SIGTERM. */
import { join } from 'node:path';
import { parseConfig } from './platform/config.ts';
import { SetupError } from './platform/setup-error.ts';
import { startupMessage, startupSentence } from './platform/startup-message.ts';
import { type RunningServer, startServer, type Teller } from './start.ts';

const root = join(import.meta.dirname, '..', '..', '..');

const teller: Teller = {
  tell: (key, data = {}) => {
    console.log(`${startupSentence(key, data, 'zh')} ${startupSentence(key, data, 'en')}`);
  },
  line: (text) => console.log(text),
};

function explain(error: unknown): void {
  if (error instanceof SetupError) {
    console.error(`${startupMessage(error, 'zh')}\n${startupMessage(error, 'en')}`);
  } else {
    console.error(error);
  }
  process.exitCode = 1;
}

let running: RunningServer | undefined;
let stopped: Promise<void> | undefined;

async function stopOnce(server: RunningServer): Promise<void> {
  teller.tell('step.stopping');
  await server.stop();
  teller.tell('step.stopped');
  process.exit(0);
}

/** npm passes a signal on that the terminal has already sent to us, so a second one is expected. */
function stop(): void {
  if (running !== undefined) stopped ??= stopOnce(running).catch(explain);
}

async function main(): Promise<void> {
  const config = parseConfig(process.env, process.argv.slice(2), root);
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      asked = true;
      stop();
    });
  }
  running = await startServer(config, root, teller);
  // A signal during the start is obeyed as soon as there is something to stop.
  if (asked) stop();
}

main().catch(explain);
