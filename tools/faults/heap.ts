/**
 * a server with a small heap while a large register is imported, read out again and again, and photos, records and results
 * come in. It serves or refuses with a code; where it dies it is started again, as a service would, and the clients repeat what
 * was not answered.
 */
import { AssertionError } from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { insertMines } from '../../apps/server/src/draws/draw-testing.ts';
import type { TestApp } from '../../apps/server/src/platform/testing-app.ts';
import { Cut } from './http-client.ts';
import { type Installation, startInstallation } from './installation.ts';
import { type Journal, makeJournal } from './journal.ts';
import { sceneOf, type Turning, unequalAnswers } from './kills.ts';
import { type Verdict, verdictOf } from './oracle.ts';
import { type WritePath, writePaths } from './paths.ts';
import { importer, importRoster, rosterOf } from './paths-office.ts';

export interface HeapOptions {
  readonly megabytes: number;
  /** Of the register that is imported. */
  readonly rows: number;
  /** Walks of each path at once. */
  readonly abreast: number;
}

export interface HeapRun {
  readonly verdict: Verdict;
  /** Times that the server ended by itself and was started again. */
  readonly deaths: number;
  /** Exports that came whole, and refusals of any kind by code. */
  readonly exports: number;
  readonly refusals: ReadonlyMap<string, number>;
  /** Longest answer of `/healthz`, milliseconds. */
  readonly slowestHealth: number;
  /** In words. */
  readonly faults: readonly string[];
}

interface Running {
  readonly installation: Installation;
  readonly journal: Journal;
  readonly refusals: Map<string, number>;
  readonly faults: string[];
  deaths: number;
  exports: number;
  slowestHealth: number;
  reviving: Promise<void> | null;
  isOver: boolean;
}

/** Walks everything to its end, whatever the server does meanwhile. */
export async function runSmallHeap(options: HeapOptions): Promise<HeapRun> {
  const installation = await startInstallation({
    NODE_OPTIONS: `--max-old-space-size=${options.megabytes}`,
  });
  const running: Running = {
    installation,
    journal: makeJournal(),
    refusals: new Map(),
    faults: [],
    deaths: 0,
    exports: 0,
    slowestHealth: 0,
    reviving: null,
    isOver: false,
  };
  try {
    await insertMines(installation.app);
    const turns = await turnsOf(installation, options);
    const watching = watchHealth(running);
    await Promise.all(turns.map((turn) => untilThrough(running, turn)));
    running.isOver = true;
    await watching;
    const { entries } = running.journal;
    const verdict = await verdictOf(installation.app, entries);
    const failed = entries.flatMap(({ key, answers }) =>
      answers
        .filter(({ status }) => status >= 500 && status !== 503)
        .map(({ status, text }) => `${key}: ${status} ${text.slice(0, 200)}`),
    );
    return {
      ...running,
      verdict,
      faults: [...running.faults, ...failed, ...unequalAnswers(entries), ...verdict.faults],
    };
  } finally {
    running.isOver = true;
    await installation.remove();
  }
}

const walked = ['seal', 'sync record', 'photo', 'result', 'registers and matters', 'backup'];
const exportsOfEach = 4;

async function turnsOf(
  installation: Installation,
  { rows, abreast }: HeapOptions,
): Promise<readonly Turning[]> {
  const bytes = rosterOf(0, rows);
  const large: WritePath = {
    name: 'large import',
    isSingle: true,
    prepare: () => Promise.resolve((app) => importRoster(app, bytes)),
  };
  const readers: WritePath = { name: 'export', prepare: () => Promise.resolve(exportObjects) };
  const { app } = installation;
  const handed = { sealed: [], contributed: [], drawn: [] };
  const turns: Turning[] = [];
  for (const path of [large, readers, ...writePaths.filter(({ name }) => walked.includes(name))]) {
    for (let no = 0; no < (path.isSingle === true ? 1 : abreast); no += 1) {
      const walk = await path.prepare({ inside: app, handed, no });
      turns.push({ path, no, walk, at: app.platform.clock.now() });
    }
  }
  return turns;
}

/** Both formats in turn. Too many at once is a refusal that says so. */
async function exportObjects(app: TestApp): Promise<void> {
  const officer = await app.signIn(importer);
  for (let n = 0; n < exportsOfEach; n += 1) {
    const reply = await officer.get(`/api/objects/export?format=${n % 2 === 0 ? 'xlsx' : 'csv'}`);
    if (reply.status !== 200) throw new AssertionError({ message: JSON.stringify(reply.body) });
  }
}

const triesOfEach = 60;

/** From the first command with the same ids, until every one was taken. */
async function untilThrough(running: Running, turn: Turning): Promise<void> {
  const { installation, journal, refusals, faults } = running;
  let last = '';
  for (let tries = 0; tries < triesOfEach; tries += 1) {
    try {
      await turn.walk(sceneOf(installation, journal, turn));
      if (turn.path.name === 'export') running.exports += exportsOfEach;
      return;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
      if (error instanceof Cut) await revive(running);
      else {
        const code = /"code":"([^"]+)"/.exec(last)?.[1] ?? last.slice(0, 80);
        refusals.set(code, (refusals.get(code) ?? 0) + 1);
        await pause(1000);
      }
    }
  }
  faults.push(`${turn.path.name} ${turn.no} never came through: ${last}`);
}

/** Starts the server again where it is gone; one of those who miss it does. */
async function revive(running: Running): Promise<void> {
  running.reviving ??= (async () => {
    await pause(300);
    if (await isAnswering(running.installation)) return;
    running.deaths += 1;
    await running.installation.kill('server');
    await running.installation.startAgain();
  })().finally(() => {
    running.reviving = null;
  });
  await running.reviving;
}

async function isAnswering({ server }: Installation): Promise<boolean> {
  const base = server.base.replace('localhost', '127.0.0.1');
  for (let tries = 0; tries < 3; tries += 1) {
    const signal = AbortSignal.timeout(10_000);
    const reply = await fetch(`${base}/healthz`, { signal }).catch(() => null);
    if (reply?.status === 200) return true;
    await pause(200);
  }
  return false;
}

async function watchHealth(running: Running): Promise<void> {
  while (!running.isOver) {
    const begun = performance.now();
    const isThere = running.reviving === null && (await isAnswering(running.installation));
    if (isThere) running.slowestHealth = Math.max(running.slowestHealth, performance.now() - begun);
    await pause(250);
  }
}
