/**
 * Public pages read from a standby while it is fresh. Fresh is measured, not believed: the position of the primary's log at
 * a known moment, and whether the standby has replayed that far. A standby that is too far behind, silent or gone is left
 * alone, and whatever it does not find is asked of the primary, so that a record just published is never shown as absent.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/database.ts';
import type { Log } from '../log.ts';
import { hasReplayed, primaryPosition } from './replica.queries.ts';

export interface Replica {
  /** Where a reading of this moment goes. */
  choose(): Database;
  /** Runs `work`; within it every reading goes to the primary. */
  onPrimary<T>(work: () => Promise<T>): Promise<T>;
  /** Whether readings go to the standby now. */
  isFresh(): boolean;
  /** Takes a measurement now. */
  measure(): Promise<void>;
  /** A reading from the standby failed: no more until it was measured again. */
  distrust(): void;
  stop(): Promise<void>;
}

export interface ReplicaOptions {
  readonly url: string;
  readonly primary: Database;
  /** Seconds. */
  readonly lag: number;
  readonly poolSize: number;
  readonly log: Log;
}

const measureEvery = 500;
const answerWithin = 5_000;

interface Sample {
  /** Monotonic milliseconds at which the primary said so. */
  readonly at: number;
  readonly position: string;
}

/** Connects at the first measurement; until then everything is read from the primary. */
export function openReplica(options: ReplicaOptions): Replica {
  const { primary, log } = options;
  const standby = openDatabase({
    url: options.url,
    poolSize: Math.max(2, options.poolSize),
    statementTimeout: answerWithin,
    applicationName: 'mingcha replica',
    log,
  });
  const elsewhere = new AsyncLocalStorage<true>();
  let samples: readonly Sample[] = [];
  let freshAt = Number.NEGATIVE_INFINITY;
  const isFresh = () => performance.now() - freshAt <= options.lag * 1000;
  const measureOnce = async (): Promise<void> => {
    const at = performance.now();
    const position = await primaryPosition(primary).catch(() => null);
    if (position !== null) samples = [...samples, { at, position }].slice(-200);
    // Newest first: the first that was replayed says how fresh the standby is.
    for (const sample of samples.toReversed()) {
      if (!(await hasReplayed(standby, sample.position))) continue;
      // While nobody can write, nothing newer can have been acknowledged.
      freshAt = position === null && sample === samples.at(-1) ? at : sample.at;
      samples = samples.filter((one) => one.at >= sample.at);
      return;
    }
  };
  let running: Promise<void> | null = null;
  const measure = (): Promise<void> => {
    running ??= measureOnce()
      .catch((error: unknown) => {
        freshAt = Number.NEGATIVE_INFINITY;
        log.debug('replica.away', { error });
      })
      .finally(() => {
        running = null;
      });
    return running;
  };
  const timer = setInterval(() => void measure(), measureEvery);
  timer.unref();
  return {
    choose: () => (elsewhere.getStore() === undefined && isFresh() ? standby : primary),
    onPrimary: (work) => elsewhere.run(true, work),
    isFresh,
    measure,
    distrust: () => {
      freshAt = Number.NEGATIVE_INFINITY;
    },
    stop: async () => {
      clearInterval(timer);
      await running;
      await standby.destroy();
    },
  };
}
