/** A real server with a folder of its own: started on a free port, stopped, killed, and started again there. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const program = join(import.meta.dirname, '..', '..', 'apps', 'server', 'src', 'main.ts');
const otherDay = join(import.meta.dirname, 'other-day.ts');
const startSeconds = 180;

export interface RunningServer {
  /** Without a slash at the end. */
  readonly base: string;
  /** Parent of the data folder, for files of the test. */
  readonly folder: string;
  /** The one-time password that the first start printed. */
  oneTimePassword(signInName: string): string;
  /** The set-up code that the last start of an empty installation printed. */
  setupCode(): string;
  /** `kill -9`, as a power cut would. */
  kill(): Promise<void>;
  /** Sends a signal after which the program is to end as failed, with exit code 1. */
  fail(signal: NodeJS.Signals): Promise<void>;
  /** Stops in order, its database too; the data folder is then at rest. */
  stop(): Promise<void>;
  /** Starts again on the same data and port; `at` is the instant that its clock then shows. */
  startAgain(at?: string): Promise<void>;
  /** Stops in order and removes everything. */
  remove(): Promise<void>;
}

interface Program {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<void>;
}

export interface First {
  readonly demo: boolean;
  /** A port that was found free; by default another one. */
  readonly port?: number;
  /** The instant that the server's clock shows when it starts; by default now. */
  readonly at?: string;
  /** Further settings, by their names in the environment. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Keeps what was compiled beside the data, so that starting again is cheap where it happens often. */
  readonly keepsCompiled?: boolean;
}

/** Loaded into the server: what was compiled is on the disk soon, although the program is going to be killed. */
const keeper = `data:text/javascript,import{flushCompileCache}from'node:module';setInterval(flushCompileCache,1500).unref()`;

const keepingCompiled = (folder: string): Readonly<Record<string, string>> => ({
  NODE_COMPILE_CACHE: join(folder, 'compiled'),
  NODE_OPTIONS: `--import=${keeper}`,
});

/** Names a folder with a first start's data at rest and its words, which journeys begin with instead of their own. */
export const demoVariable = 'JOURNEY_DEMO';

/** Where `keepDemo` shall work; named before it has begun, so that journeys that need no demo data need not wait for it. */
export const newDemoFolder = (parent: string): string => newFolder(parent);

/** A first start with the demo data, stopped again, for all journeys of a run: a start of their own takes each far longer. */
export async function keepDemo(folder: string): Promise<void> {
  try {
    const running = await start({ folder, port: await freePort(), demo: true, settings: {}, at: null });
    running.child.kill('SIGTERM');
    await running.ended;
    writeFileSync(join(folder, 'words.part'), running.said());
    renameSync(join(folder, 'words.part'), join(folder, 'words'));
  } catch (error) {
    writeFileSync(join(folder, 'failed'), String(error));
  }
}

/** Copies what was kept, once it is whole. */
async function copyDemo(kept: string, folder: string): Promise<void> {
  while (!existsSync(join(kept, 'words'))) {
    if (existsSync(join(kept, 'failed'))) {
      // A browser that was started beside it would keep the process alive until the runner gives it up.
      console.error(readFileSync(join(kept, 'failed'), 'utf8'));
      process.exit(1);
    }
    await pause(100);
  }
  execFileSync('cp', ['-a', `${kept}/.`, folder]);
}

function newFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'mingcha-journey-'));
  // The embedded database runs as another user and must be able to pass.
  chmodSync(folder, 0o755);
  return folder;
}

/** Starts with the demo data, or empty. */
export async function startServer(first: First = { demo: true }): Promise<RunningServer> {
  const folder = newFolder();
  const kept = process.env[demoVariable];
  let at = first.at ?? null;
  // What was kept began today.
  if (first.demo && kept !== undefined && at === null) await copyDemo(kept, folder);
  const port = first.port ?? (await freePort());
  const own = first.settings ?? {};
  const compiled = first.keepsCompiled === true ? keepingCompiled(folder) : {};
  const options = [compiled['NODE_OPTIONS'], own['NODE_OPTIONS']].filter((some) => some !== undefined);
  const settings = {
    ...compiled,
    ...own,
    ...(options.length > 0 ? { NODE_OPTIONS: options.join(' ') } : {}),
  };
  const place = { folder, port, demo: first.demo, settings };
  let running = await start({ ...place, at });
  const words = join(folder, 'words');
  const firstWords = existsSync(words) ? readFileSync(words, 'utf8') : running.said();
  return {
    base: `http://localhost:${port}`,
    folder,
    oneTimePassword(signInName) {
      const found = firstWords.split('\n').find((line) => line.trim().startsWith(`${signInName} `));
      const password = found?.trim().split(/\s+/)[1];
      if (password === undefined) throw new Error(`no password of ${signInName} in:\n${firstWords}`);
      return password;
    },
    setupCode() {
      const code = /[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}/.exec(running.said())?.[0];
      if (code === undefined) throw new Error(`no set-up code in:\n${running.said()}`);
      return code;
    },
    async kill() {
      running.child.kill('SIGKILL');
      await running.ended;
    },
    async fail(signal) {
      running.child.kill(signal);
      await running.ended;
      if (running.child.exitCode !== 1)
        throw new Error(`it ended with ${running.child.exitCode}:\n${running.said()}`);
    },
    async stop() {
      running.child.kill('SIGTERM');
      await running.ended;
    },
    async startAgain(then) {
      at = then ?? at;
      running = await start({ ...place, at });
    },
    async remove() {
      running.child.kill('SIGTERM');
      await running.ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly demo: boolean;
  readonly settings: Readonly<Record<string, string>>;
  readonly at: string | null;
}

async function start({ folder, port, demo, settings: more, at }: Place): Promise<Program> {
  const clockFile = join(folder, 'clock');
  if (at !== null) writeFileSync(clockFile, at);
  const settings = {
    ...(at === null ? {} : { JOURNEY_CLOCK: clockFile }),
    MINGCHA_DATA: join(folder, 'data'),
    PORT: String(port),
    MINGCHA_DEMO: demo ? '1' : '0',
    ...more,
  };
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, [...(at === null ? [] : ['--import', otherDay]), program], { env });
  let said = '';
  const listen = (bytes: Buffer) => {
    said += bytes.toString();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const started: Program = { child, said: () => said, ended };
  const until = Date.now() + startSeconds * 1000;
  while (!said.includes('Mingcha is ready')) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`the server did not start:\n${said}`);
    }
    await pause(50);
  }
  return started;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
