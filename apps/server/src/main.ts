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
let stopping = false;

/** npm passes a signal on that the terminal has already sent to us, so a second one is expected. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  teller.tell('step.stopping');
  await running?.stop();
  teller.tell('step.stopped');
}

async function main(): Promise<void> {
  const config = parseConfig(process.env, process.argv.slice(2), root);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A signal during the start ends it once there is something to stop.
      if (running !== undefined) stop().then(() => process.exit(0), explain);
      else stopping = true;
    });
  }
  const server = await startServer(config, root, teller);
  running = server;
  if (!stopping) return;
  stopping = false;
  await stop();
  process.exit(0);
}

main().catch(explain);
