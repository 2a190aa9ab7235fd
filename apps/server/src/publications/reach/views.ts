/**
 * Counts openings of published pages. Addresses are remembered as digests under a salt of the process and the day, in memory
 * alone, only to bound repeats; the database holds a number per page and day. What was not written when a process dies is lost.
 */
import { createHash } from 'node:crypto';
import { isProgram, mostViewsPerSource } from '@mingcha/core/publications/reach/reach.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { addViews } from './reach.queries.ts';

/** Sources and pages that a process remembers on a day; beyond them nothing is counted. */
const mostRemembered = 200_000;

interface Day {
  day: string;
  salt: Uint8Array;
  seen: Map<string, number>;
  waiting: Map<string, number>;
}
const days = new WeakMap<Platform, Day>();

function dayOf(platform: Platform): Day {
  const day = platform.clock.today();
  const known = days.get(platform);
  if (known?.day === day) return known;
  const fresh: Day = {
    day,
    salt: platform.random.bytes(16),
    seen: new Map(),
    // What yesterday left over is written with the day of its key.
    waiting: known?.waiting ?? new Map<string, number>(),
  };
  days.set(platform, fresh);
  return fresh;
}

/** Somebody opens a page. */
export interface PageView {
  readonly subjectId: string;
  readonly ip: string;
  readonly userAgent: unknown;
}

/** Notes that somebody opened a page; never fails and never waits. */
export function noteView(platform: Platform, of: PageView): void {
  if (isProgram(typeof of.userAgent === 'string' ? of.userAgent : undefined)) return;
  const today = dayOf(platform);
  const source = createHash('sha256').update(today.salt).update(`${of.ip} ${of.subjectId}`).digest('base64');
  const times = today.seen.get(source) ?? 0;
  if (times >= mostViewsPerSource || (times === 0 && today.seen.size >= mostRemembered)) return;
  today.seen.set(source, times + 1);
  const key = `${today.day} ${of.subjectId}`;
  today.waiting.set(key, (today.waiting.get(key) ?? 0) + 1);
}

/** Writes what waits; what cannot be written waits on. */
export async function keepViews(platform: Platform): Promise<void> {
  const { waiting } = dayOf(platform);
  const taken = [...waiting];
  if (taken.length === 0) return;
  waiting.clear();
  const views = taken.map(([key, count]) => ({ day: key.slice(0, 10), subjectId: key.slice(11), count }));
  try {
    await inTransaction(platform.db, (tx) => addViews(tx, views));
  } catch (error) {
    for (const [key, count] of taken) waiting.set(key, (waiting.get(key) ?? 0) + count);
    throw error;
  }
}

const everyMs = 10 * 60_000;

/** Every process writes what it counted, in between and when it ends; the returned function ends it. */
export function startKeepingViews(platform: Platform): () => Promise<void> {
  const write = (): Promise<void> =>
    keepViews(platform).catch((error: unknown) => platform.log.error('views.not_written', { error }));
  const timer = setInterval(() => void write(), everyMs);
  return async () => {
    clearInterval(timer);
    await write();
  };
}
