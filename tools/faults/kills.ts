/**
 * R-01: rounds of kills. In each round every path is walked at once; at a random moment the server is killed with `kill -9`, in
 * every second round with all processes of its database. It starts again, every path is walked once more from its first
 * command with the same ids, and what had been answered has to be answered in the same way.
 */
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { insertMines } from '../../apps/server/src/draws/draw-testing.ts';
import { testClock } from '../../apps/server/src/platform/testing.ts';
import type { TestApp } from '../../apps/server/src/platform/testing-app.ts';
import type { CastName } from '../../apps/server/src/platform/testing-cast.ts';
import { Cut, httpClient } from './http-client.ts';
import { type Installation, startInstallation } from './installation.ts';
import { type Entry, hitBy, type Journal, makeJournal } from './journal.ts';
import { debrisOf } from './oracle.ts';
import { type Handed, type Walk, type WritePath, writePaths } from './paths.ts';

export interface KillRun {
  readonly installation: Installation;
  readonly journal: Journal;
  /** Walks of each path that a kill fell into. */
  readonly hits: ReadonlyMap<string, Hits>;
  /** Routes that a kill fell into. */
  readonly routesHit: ReadonlySet<string>;
  readonly kills: number;
  /** What is wrong, in words. */
  readonly faults: readonly string[];
  /** Seconds from the beginning of a start to the first answer. */
  readonly starts: readonly number[];
}

export interface KillOptions {
  /** Until kills fell into this many walks of every path; a path that has them is walked no more. */
  readonly each: number;
  /** Hits of before, of another installation. */
  readonly before?: ReadonlyMap<string, Hits>;
  /** No more kills than this: an installation grows with each, and what is walked in it becomes slow. */
  readonly atMost?: number;
  /** Walks of each path at once: one kill then falls into several. */
  readonly abreast?: number;
  readonly paths?: readonly WritePath[];
  /** Seeds moments and order. */
  readonly seed?: string;
  readonly say?: (line: string) => void;
}

export interface Turning {
  readonly path: WritePath;
  readonly no: number;
  readonly walk: Walk;
  /** ISO, when it was walked first. */
  readonly at: string;
}

export interface Hits {
  /** A command was on its way or at work, unanswered; of a path that works on after its answer, that work too. */
  inFlight: number;
  /** Between two commands of the walk, or just after the last. */
  beside: number;
}

/** What a run gathers from round to round. */
interface Running {
  readonly installation: Installation;
  readonly journal: Journal;
  readonly chance: () => number;
  readonly hits: ReadonlyMap<string, Hits>;
  readonly routesHit: Set<string>;
  /** Milliseconds that a whole walk of a path took lately: kills are aimed by it. */
  readonly lengths: Map<string, number>;
  readonly faults: string[];
}

/** Kills until every path was hit often enough. The caller looks at the outcome and removes the installation. */
export async function killUntil(options: KillOptions): Promise<KillRun> {
  const installation = await startInstallation();
  try {
    return await killWalks(installation, options);
  } catch (error) {
    // A server left behind would go on for ever.
    await installation.remove();
    throw error;
  }
}

async function killWalks(installation: Installation, options: KillOptions): Promise<KillRun> {
  const { each, abreast = 1, paths = writePaths, seed = 'mingcha', say = () => undefined } = options;
  const { before = new Map<string, Hits>(), atMost = each * 3 + 10 } = options;
  await insertMines(installation.app);
  const running: Running = {
    installation,
    journal: makeJournal(),
    chance: chanceOf(seed),
    hits: new Map(paths.map(({ name }) => [name, { ...(before.get(name) ?? { inFlight: 0, beside: 0 }) }])),
    routesHit: new Set(),
    lengths: new Map(),
    faults: [],
  };
  const wanting = () => pathsWanting(running.hits, { paths, each });
  const handed: Handed = { sealed: [], contributed: [], drawn: [] };
  const starts: number[] = [];
  let kills = 0;
  while (kills < atMost && wanting().length > 0) {
    const turns = await prepare(installation, wanting(), { handed, round: kills, abreast });
    await walkAndKill(running, turns, kills % 2 === 1 ? 'everything' : 'server');
    kills += 1;
    const begun = performance.now();
    await installation.startAgain();
    starts.push((performance.now() - begun) / 1000);
    running.faults.push(...debrisOf(installation.dataFolder));
    await walkAgain(running, turns);
    say(`kill ${kills}: ${told(running)}`);
  }
  return { ...running, kills, starts };
}

/** Those that kills have not yet fallen into often enough. */
export function pathsWanting(
  hits: ReadonlyMap<string, Hits>,
  of: { readonly paths: readonly WritePath[]; readonly each: number },
): readonly WritePath[] {
  return of.paths.filter(({ name }) => (hits.get(name)?.inFlight ?? 0) < of.each);
}

const told = ({ hits }: Running): string =>
  [...hits].map(([name, { inFlight, beside }]) => `${name} ${inFlight}+${beside}`).join(', ');

async function prepare(
  { app }: Installation,
  paths: readonly WritePath[],
  of: { readonly handed: Handed; readonly round: number; readonly abreast: number },
): Promise<readonly Turning[]> {
  const turns: Turning[] = [];
  for (const path of paths) {
    for (let n = 0; n < (path.isSingle === true ? 1 : of.abreast); n += 1) {
      const no = of.round * of.abreast + n;
      const walk = await path.prepare({ inside: app, handed: of.handed, no });
      turns.push({ path, no, walk, at: app.platform.clock.now() });
    }
  }
  return turns;
}

/** Of a path that was not yet walked, milliseconds. */
const unknownLength = 600;

/** Every walk begins so that the kill falls somewhere into it. */
async function walkAndKill(
  running: Running,
  turns: readonly Turning[],
  what: 'server' | 'everything',
): Promise<void> {
  const { installation, lengths, chance } = running;
  const lengthOf = ({ path }: Turning) => lengths.get(path.name) ?? unknownLength;
  const lead = Math.max(...turns.map(lengthOf));
  const ended = new Set<Turning>();
  const walks = turns.map(async (turn) => {
    await pause(lead - lengthOf(turn) * (0.03 + 0.94 * chance()));
    try {
      await turn.walk(sceneOf(installation, running.journal, turn));
      ended.add(turn);
    } catch (error) {
      if (!(error instanceof Cut)) running.faults.push(`${turn.path.name} ${turn.no}: ${messageOf(error)}`);
    }
  });
  await pause(lead);
  const killedAt = performance.now();
  const isEnded = new Set(ended);
  await installation.kill(what);
  await Promise.all(walks);
  for (const turn of turns) countHit(running, turn, { killedAt, isEnded: isEnded.has(turn) });
}

/** In flight is what was sent and not answered; whoever still waits for work that goes on behind its answer waits for that. */
function countHit(
  { journal, hits, routesHit }: Running,
  { path, no }: Turning,
  kill: { readonly killedAt: number; readonly isEnded: boolean },
): void {
  const states = journal.entries
    .filter((entry) => entry.key.startsWith(`${path.name}|${no}|`) && entry.sentAt <= kill.killedAt)
    .map((entry) => ({ entry, hit: hitBy(entry, kill.killedAt) }));
  for (const { entry, hit } of states) if (hit !== null) routesHit.add(entry.routeId);
  const count = hits.get(path.name);
  if (count === undefined || states.length === 0) return;
  const isAtWork = path.worksOn === true && !kill.isEnded;
  if (isAtWork || states.some(({ hit }) => hit === 'underWay')) count.inFlight += 1;
  else if (!kill.isEnded || states.some(({ hit }) => hit === 'justAnswered')) count.beside += 1;
}

/** From the first command to the last, with the same ids; each that had an answer has to get the same one. */
async function walkAgain(running: Running, turns: readonly Turning[]): Promise<void> {
  const { installation, journal, lengths, faults } = running;
  await Promise.all(
    turns.map(async (turn) => {
      const begun = performance.now();
      try {
        await turn.walk(sceneOf(installation, journal, turn));
        lengths.set(turn.path.name, performance.now() - begun);
      } catch (error) {
        faults.push(`${turn.path.name} ${turn.no}, again: ${messageOf(error)}`);
      }
    }),
  );
}

/** Walks of a path that have sessions of their own. */
const mostAbreast = 8;

/** The application as a path sees it: its sessions speak to the server, its ids follow from path and turn. */
export function sceneOf(installation: Installation, journal: Journal, turn: Turning): TestApp {
  const { app, server } = installation;
  const ids = idsOf(`${turn.path.name}|${turn.no}`);
  const counts = new Map<string, number>();
  const wire = {
    base: server.base.replace('localhost', '127.0.0.1'),
    journal,
    path: turn.path.name,
    nextKey: (routeId: string) => {
      const count = (counts.get(routeId) ?? 0) + 1;
      counts.set(routeId, count);
      return `${turn.path.name}|${turn.no}|${routeId}|${count}`;
    },
  };
  return {
    ...app,
    // What a phone notes of the time is the same when it sends the same record again.
    platform: { ...app.platform, ids: { next: ids }, clock: testClock(turn.at) },
    actionId: ids,
    anonymous: httpClient(wire, null),
    signIn: async (name: CastName) => {
      // The session is opened beside the server, in its database, which may be killed at this moment.
      const use = `${turn.path.name} ${turn.no % mostAbreast}`;
      const cookie = await installation.cookieOf(name, use).catch((error: unknown) => {
        throw new Cut(messageOf(error));
      });
      return httpClient(wire, cookie);
    },
  };
}

/** UUIDs of version 7 that follow from a name. */
function idsOf(name: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    const hex = createHash('sha256').update(`${name}|${count}`).digest('hex');
    return `019a${hex.slice(0, 4)}-${hex.slice(4, 8)}-7${hex.slice(8, 11)}-8${hex.slice(11, 14)}-${hex.slice(14, 26)}`;
  };
}

function chanceOf(seed: string): () => number {
  let count = 0;
  return () => {
    count += 1;
    return createHash('sha256').update(`${seed} ${count}`).digest().readUInt32BE(0) / 2 ** 32;
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Answers that show a thing as it stands at the moment of the answer: of them the thing itself has to be the same. */
const showsThing: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^draws\./, ['id']],
  [/^ceremony\./, ['freezeId', 'j']],
];

/** Commands whose answers differ although the command is the same. What a phone sends is answered with how far it is. */
export function unequalAnswers(entries: readonly Entry[]): readonly string[] {
  const told = ({ routeId }: Entry, text: string): string => {
    const names = showsThing.find(([routes]) => routes.test(routeId))?.[1];
    if (names === undefined) return text;
    const shown = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return names.map((name) => String(shown[name])).join(' ');
  };
  return entries
    .filter((entry) => entry.isAudited)
    .filter((entry) => new Set(entry.answers.map((one) => `${one.status} ${told(entry, one.text)}`)).size > 1)
    .map(
      (entry) =>
        `${entry.key}: ${entry.answers.map((one) => `${one.status} ${one.text.slice(0, 300)}`).join(' ≠ ')}`,
    );
}
