/**
 * A server process among others on one database: it enters itself, shows signs of life, notices when the database is away,
 * and leads the work of the background when nobody else does. Who leads is one row; a leader that falls silent for some looks
 * is followed by the next, and what a paused one still does afterwards is undone by the fence (`db/fence.ts`).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { watchClock } from '../clock-watch.ts';
import { cutConnections, type Database, openBeside, setAway } from '../db/database.ts';
import { databaseFault } from '../db/database-faults.ts';
import { behindFence } from '../db/fence.ts';
import { inOneStatement, inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import * as queries from './cluster.queries.ts';
import { type Watch, watched, watchedAll } from './watch.ts';

/** Begins the work of the leader; the returned function ends it. */
export type LeadersWork = () => Promise<() => Promise<void>>;

export interface Cluster {
  /** Leads `work` whenever this process is the leader; the first look is taken at once. The returned function gives it up. */
  lead(work: LeadersWork): Promise<() => Promise<void>>;
  isLeading(): boolean;
  /** Gives the lead up and takes none any more: the process is about to end. */
  drain(): void;
  stop(): Promise<void>;
}

export interface Times {
  /** Between two looks. */
  readonly everyMs: number;
  /** Looks without a sign of life after which a process counts as gone. */
  readonly silentLooks: number;
  /** For which an answer of the database is waited. */
  readonly answerMs: number;
}

/** A leader that was killed is followed within 10 to 12 seconds. */
const standardTimes: Times = { everyMs: 2000, silentLooks: 5, answerMs: 8000 };
const retryMs = 500;

interface State {
  readonly platform: Platform;
  readonly own: queries.NewProcess;
  readonly times: Times;
  /** A pool of its own: the requests' pool may be full. */
  readonly db: Database;
  work: LeadersWork | null;
  term: bigint | null;
  ending: Promise<void>;
  end: (() => Promise<void>) | null;
  lead: Watch | undefined;
  all: ReadonlyMap<string, Watch>;
  isDraining: boolean;
  /** Looks that failed in a row, and since when by the monotonic clock. */
  failed: number;
  awaySince: number;
}

/** Enters the process; `own` says how its connections are called and what it shares with others. */
export async function joinCluster(
  platform: Platform,
  own: queries.NewProcess,
  times: Times = standardTimes,
): Promise<Cluster> {
  const db = openBeside(platform.db, {
    poolSize: 2,
    connectTimeout: times.answerMs,
    answerTimeout: times.answerMs,
    statementTimeout: times.answerMs,
  });
  const state: State = {
    platform,
    own,
    times,
    db,
    work: null,
    term: null,
    ending: Promise.resolve(),
    end: null,
    lead: undefined,
    all: new Map(),
    isDraining: false,
    failed: 0,
    awaySince: 0,
  };
  await inTransaction(db, (tx) => queries.enterProcess(tx, own));
  const over = new AbortController();
  // Looks never overlap: the loop's and the one that `lead` asks for.
  let looking: Promise<void> = Promise.resolve();
  const lookOnce = (isFirst: boolean): Promise<void> => {
    looking = looking.then(() => look(state, isFirst));
    return looking;
  };
  const loop = keepLooking(state, over.signal, () => lookOnce(false).catch(() => undefined));
  return {
    isLeading: () => state.term !== null,
    drain: () => {
      state.isDraining = true;
    },
    lead: async (work) => {
      state.work = work;
      await lookOnce(true);
      return () => {
        state.work = null;
        return giveUp(state);
      };
    },
    stop: async () => {
      over.abort();
      await loop;
      await looking.catch(() => undefined);
      await giveUp(state);
      await inTransaction(db, (tx) => queries.removeProcess(tx, own.id)).catch(() => undefined);
      await db.destroy();
    },
  };
}

async function keepLooking(state: State, signal: AbortSignal, look: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    const pause = state.failed > 0 ? Math.min(retryMs, state.times.everyMs) : state.times.everyMs;
    await sleep(pause, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) await look();
  }
}

/** One look. Only the first tells its caller that the work could not begin; later ones try again. */
async function look(state: State, isFirst: boolean): Promise<void> {
  const { platform } = state;
  watchClock(platform);
  try {
    const seen = await seenNow(state);
    back(state);
    if (!seen.isKnown) await inTransaction(state.db, (tx) => queries.enterProcess(tx, state.own));
    if (state.term !== null && !seen.leads) endTerm(state, 'lead.lost');
    if (state.isDraining) await giveUp(state);
    else if (state.term === null && state.work !== null) await maybeTake(state, seen);
    if (state.term !== null) await burySilent(state);
  } catch (error) {
    if (error instanceof WorkFailed) {
      await giveUp(state);
      if (isFirst) throw error.cause;
      platform.log.error('lead.work_failed', { error: error.cause });
    } else failed(state, error);
  }
}

async function seenNow(state: State): Promise<queries.Beat> {
  const { own, term, isDraining } = state;
  const given = { id: own.id, term, state: isDraining ? 'draining' : 'serving' } as const;
  const seen = await inOneStatement(state.db, (tx) => queries.beat(tx, given));
  state.all = watchedAll(state.all, await inOneStatement(state.db, queries.allBeats));
  state.lead = watched(state.lead, `${seen.term} ${seen.beat}`);
  return seen;
}

async function maybeTake(state: State, seen: queries.Beat): Promise<void> {
  const isSilent = (state.lead?.unchanged ?? 0) >= state.times.silentLooks;
  if (seen.holder !== null && !isSilent) return;
  const { id } = state.own;
  try {
    const of = { id, term: seen.term, beat: seen.beat };
    const term = await inTransaction(state.db, (tx) => queries.takeLead(tx, of));
    if (term !== null) await beginTerm(state, { term, from: seen.holder });
  } catch (error) {
    if (databaseFault(error) !== 'collided') throw error;
    await inTransaction(state.db, queries.endIdleHolders);
  }
}

/** The work itself could not begin: its folder is missing, say. */
class WorkFailed extends Error {}

async function beginTerm(
  state: State,
  of: { readonly term: bigint; readonly from: string | null },
): Promise<void> {
  const { term, from } = of;
  const { platform, work } = state;
  if (work === null) return;
  state.term = term;
  platform.log.info('lead.taken', { term: String(term), from: from ?? '' });
  // What an earlier term of this very process began has to end first.
  await state.ending;
  try {
    state.end = await behindFence((tx) => queries.holdsTerm(tx, term), work);
  } catch (cause) {
    throw new WorkFailed('the work of the leader could not begin', { cause });
  }
}

/** Ends the work without waiting for it: what it still commits is undone by the fence. */
function endTerm(state: State, event: 'lead.lost' | 'lead.left'): void {
  const { platform, end, term } = state;
  if (term === null) return;
  state.term = null;
  state.end = null;
  platform.log.info(event, { term: String(term) });
  const ended = (end ?? (async () => undefined))();
  state.ending = ended.catch((error: unknown) => platform.log.error('lead.end_failed', { error }));
}

/** Ends the work in order, then lets the next one lead at once. */
async function giveUp(state: State): Promise<void> {
  endTerm(state, 'lead.left');
  await state.ending;
  await inTransaction(state.db, (tx) => queries.leaveLead(tx, state.own.id)).catch(() => undefined);
}

async function burySilent(state: State): Promise<void> {
  for (const [id, { mark, unchanged }] of state.all) {
    if (id === state.own.id || unchanged < state.times.silentLooks) continue;
    if (await inTransaction(state.db, (tx) => queries.buryProcess(tx, { id, beat: BigInt(mark) })))
      state.platform.log.warn('process.silent', { process: id });
  }
}

function back(state: State): void {
  setAway(state.platform.db, false);
  if (state.failed === 0) return;
  const seconds = Math.round((performance.now() - state.awaySince) / 100) / 10;
  state.platform.log.warn('database.back', { seconds, looks: state.failed });
  state.failed = 0;
}

/** From the first look without an answer requests are refused at the door; from the second those that wait are set free. */
function failed(state: State, error: unknown): void {
  const { platform } = state;
  if (state.failed === 0) state.awaySince = performance.now();
  state.failed += 1;
  // Looks before an interruption say nothing about who was silent during it.
  state.lead = undefined;
  state.all = new Map();
  if (databaseFault(error) !== 'away') {
    platform.log.error('process.look_failed', { error });
    return;
  }
  if (state.failed === 1) platform.log.error('database.away', { error });
  setAway(platform.db, true);
  cutConnections(state.db);
  if (state.failed >= 2) cutConnections(platform.db);
}
