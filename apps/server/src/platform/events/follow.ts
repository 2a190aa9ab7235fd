/**
 * What happens in one stage and concerns a later one travels through the ledger: every write appends its event in its own
 * transaction, so the ledger is the outbox. A follower reads each ledger in order and acts on every event once: its work and
 * its cursor are saved together. An event on which it fails is set aside, blocks nobody and is tried again.
 * Nothing here knows a stage; the application lists the followers.
 */
import type { Tx } from '../db/database.ts';
import { databaseFault } from '../db/database-faults.ts';
import { FenceClosed } from '../db/fence.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Json } from '../ledger/entry.ts';
import type { Platform } from '../platform.ts';
import {
  dueFailures,
  eventAt,
  eventsAtOnce,
  type Following,
  ledgersAhead,
  lockCursor,
  nextEvents,
  passCursor,
  saveCursor,
  setAside,
  takeFailure,
  workOf,
} from './follow.queries.ts';

/** An event as a follower sees it. */
export interface FollowedEvent {
  /** The jurisdiction of whoever acted; the subject's rows may lie in the initiator's. */
  readonly jurisdictionId: string;
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly accountId: string | null;
  readonly agencyId: string | null;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly data: { readonly [key: string]: Json };
}

export interface Follower {
  /** Names the cursor; never change it. */
  readonly name: string;
  readonly types: readonly string[];
  /** Runs in the transaction that moves the cursor; touches nothing but `tx`. */
  handle(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void>;
}

/** Reads every ledger to its end for each follower and tries again what is due. Returns how many events were acted upon. */
export async function catchUp(platform: Platform, followers: readonly Follower[]): Promise<number> {
  const names = followers.map(({ name }) => name);
  // Asked every second for the life of the server: where nothing happened, one statement says so.
  const work = await workOf(platform.db, { followers: names, now: platform.clock.now() });
  if (!work.isBehind && !work.hasFailures) return 0;
  let acted = 0;
  for (const follower of followers) {
    if (work.hasFailures) acted += await retryFailures(platform, follower);
    const ahead = await ledgersAhead(platform.db, follower.name);
    for (const { jurisdictionId, head, seen } of ahead)
      acted += await readLedger(platform, follower, {
        jurisdictionId,
        head: Number(head),
        seen: Number(seen ?? 0),
      });
  }
  return acted;
}

interface Stretch {
  readonly jurisdictionId: string;
  readonly seen: number;
  readonly head: number;
}

async function readLedger(platform: Platform, follower: Follower, stretch: Stretch): Promise<number> {
  const of = { jurisdictionId: stretch.jurisdictionId, follower: follower.name };
  let { seen } = stretch;
  let acted = 0;
  for (;;) {
    const events = await nextEvents(platform.db, { ...stretch, seen, types: follower.types });
    for (const event of events) {
      if (await actOnce(platform, follower, { ...of, row: event })) acted += 1;
      seen = Number(event.seq);
    }
    if (events.length < eventsAtOnce) break;
  }
  await passCursor(platform.db, { ...of, seq: stretch.head });
  return acted;
}

interface StoredEvent {
  readonly seq: bigint;
  readonly entry: string;
}

/** Acts on one event and moves the cursor past it, or sets it aside. False when another process was quicker. */
async function actOnce(
  platform: Platform,
  follower: Follower,
  { row, ...of }: Following & { readonly row: StoredEvent },
): Promise<boolean> {
  const seq = Number(row.seq);
  const moved = async (tx: Tx): Promise<boolean> => {
    if ((await lockCursor(tx, of)) >= seq) return false;
    await saveCursor(tx, { ...of, seq });
    return true;
  };
  try {
    return await inTransaction(platform.db, async (tx) => {
      if (!(await moved(tx))) return false;
      await follower.handle(tx, platform, readEvent(row));
      return true;
    });
  } catch (error) {
    // Not the event's fault: another process leads, or the database is away.
    if (error instanceof FenceClosed || databaseFault(error) === 'away') throw error;
    platform.log.error('event.set_aside', { follower: follower.name, seq, error });
    return inTransaction(platform.db, async (tx) => {
      if (!(await moved(tx))) return false;
      await setAside(tx, { ...of, seq, error: messageOf(error), nextAt: later(platform, 0) });
      return false;
    });
  }
}

async function retryFailures(platform: Platform, follower: Follower): Promise<number> {
  const due = await dueFailures(platform.db, follower.name, platform.clock.now());
  let acted = 0;
  for (const { jurisdictionId, seq: at, attempts } of due) {
    const of = { jurisdictionId, follower: follower.name, seq: Number(at) };
    try {
      const done = await inTransaction(platform.db, async (tx) => {
        if (!(await takeFailure(tx, of))) return false;
        await follower.handle(tx, platform, readEvent(await eventAt(tx, of)));
        return true;
      });
      if (done) acted += 1;
    } catch (error) {
      platform.log.error('event.failed_again', { follower: follower.name, seq: of.seq, error });
      const nextAt = later(platform, attempts);
      await inTransaction(platform.db, (tx) => setAside(tx, { ...of, error: messageOf(error), nextAt }));
    }
  }
  return acted;
}

function readEvent(row: StoredEvent): FollowedEvent {
  const entry = JSON.parse(row.entry) as {
    readonly jurisdiction: string;
    readonly at: string;
    readonly type: string;
    readonly actor: string | null;
    readonly agency: string | null;
    readonly subject: { readonly kind: string; readonly id: string };
    readonly data: { readonly [key: string]: Json };
  };
  return {
    jurisdictionId: entry.jurisdiction,
    seq: Number(row.seq),
    at: entry.at,
    type: entry.type,
    accountId: entry.actor,
    agencyId: entry.agency,
    subject: entry.subject,
    data: entry.data,
  };
}

/** One minute, then twice as long each time, at most six hours. */
function later(platform: Platform, attempts: number): string {
  const wait = Math.min(60_000 * 2 ** attempts, 6 * 3_600_000);
  return new Date(Date.parse(platform.clock.now()) + wait).toISOString();
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 1000);
}

const everyMs = 1000;

/** Keeps following; the returned function stops and waits for a round that is running. */
export function startFollowing(platform: Platform, followers: readonly Follower[]): () => Promise<void> {
  let running: Promise<unknown> | null = null;
  const round = (): void => {
    running ??= catchUp(platform, followers)
      .catch((error: unknown) => platform.log.error('events.round_failed', { error }))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(round, everyMs);
  round();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
