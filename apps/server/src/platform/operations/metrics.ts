/**
 * What the running server counts about itself: requests by class with their durations and outcomes, slow ones, the delay of the
 * event loop. Held in memory, begun anew with each start; it knows no person and no address. Reading is `metrics-page.ts`.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { RateClass } from '@mingcha/core/common/api.ts';

/** Upper bounds in seconds of the buckets of durations. */
export const durationBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
export type RequestClass = RateClass | 'page' | 'health';
export const outcomes = ['ok', 'refused', 'failed'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Durations {
  /** Requests by bucket, the last one without bound. */
  readonly buckets: number[];
  sum: number;
  count: number;
}

export interface SlowRequest {
  readonly at: string;
  readonly requestId: string;
  readonly route: string;
  readonly milliseconds: number;
}

export interface ServedRequest {
  readonly at: string;
  readonly requestId: string;
  /** The id of the declared route, or the declared path. */
  readonly route: string;
  readonly class: RequestClass;
  readonly status: number;
  readonly milliseconds: number;
  /** A phone brings what was done in the field. */
  readonly isSync: boolean;
}

/** Beyond this a request is named on the page of operations. */
const slowMs = 2000;
const slowKept = 20;
/** Time over which recent errors are told. */
const recentMs = 3_600_000;

export interface Metrics {
  served(request: ServedRequest): void;
  readonly startedAt: string;
  readonly durations: ReadonlyMap<RequestClass, Durations>;
  readonly counts: ReadonlyMap<string, number>;
  /** Newest first. */
  slow(): readonly SlowRequest[];
  /** Of the last hour: all, slow, failed of our own fault, and those of phones with the refused ones. */
  recent(now: string): {
    readonly all: number;
    readonly slow: number;
    readonly failed: number;
    readonly sync: number;
    readonly syncErrors: number;
  };
  /** Of the event loop in milliseconds since the last call of `resetDelay`. */
  delay(): { readonly mean: number; readonly p99: number; readonly max: number };
  stop(): void;
}

interface Minute {
  all: number;
  slow: number;
  failed: number;
  sync: number;
  syncErrors: number;
}

export function outcomeOf(status: number): Outcome {
  return status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'ok';
}

export function makeMetrics(startedAt: string): Metrics {
  const durations = new Map<RequestClass, Durations>();
  const counts = new Map<string, number>();
  const minutes = new Map<number, Minute>();
  const slow: SlowRequest[] = [];
  const loop = monitorEventLoopDelay({ resolution: 20 });
  loop.enable();
  return {
    startedAt,
    durations,
    counts,
    slow: () => slow,
    served: (request) => {
      note(durations, request);
      const key = `${request.class} ${outcomeOf(request.status)}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      noteMinute(minutes, request);
      if (request.milliseconds < slowMs) return;
      slow.unshift({
        at: request.at,
        requestId: request.requestId,
        route: request.route,
        milliseconds: request.milliseconds,
      });
      slow.length = Math.min(slow.length, slowKept);
    },
    recent: (now) => {
      const from = Math.floor((Date.parse(now) - recentMs) / 60_000);
      const sum: Minute = { all: 0, slow: 0, failed: 0, sync: 0, syncErrors: 0 };
      for (const [minute, its] of minutes) {
        if (minute < from) continue;
        for (const name of Object.keys(sum) as (keyof Minute)[]) sum[name] += its[name];
      }
      return sum;
    },
    delay: () => ({ mean: loop.mean / 1e6 || 0, p99: loop.percentile(99) / 1e6, max: loop.max / 1e6 }),
    stop: () => loop.disable(),
  };
}

function note(durations: Map<RequestClass, Durations>, request: ServedRequest): void {
  const its = durations.get(request.class) ?? {
    buckets: Array.from({ length: durationBounds.length + 1 }, () => 0),
    sum: 0,
    count: 0,
  };
  durations.set(request.class, its);
  const seconds = request.milliseconds / 1000;
  const found = durationBounds.findIndex((bound) => seconds <= bound);
  const bucket = found === -1 ? durationBounds.length : found;
  its.buckets[bucket] = (its.buckets[bucket] ?? 0) + 1;
  its.sum += seconds;
  its.count += 1;
}

function noteMinute(minutes: Map<number, Minute>, request: ServedRequest): void {
  const minute = Math.floor(Date.parse(request.at) / 60_000);
  let its = minutes.get(minute);
  if (its === undefined) {
    its = { all: 0, slow: 0, failed: 0, sync: 0, syncErrors: 0 };
    minutes.set(minute, its);
    for (const old of minutes.keys()) if (old < minute - 2 * (recentMs / 60_000)) minutes.delete(old);
  }
  its.all += 1;
  if (request.milliseconds >= slowMs) its.slow += 1;
  if (request.status >= 500) its.failed += 1;
  if (request.isSync) its.sync += 1;
  if (request.isSync && request.status >= 400) its.syncErrors += 1;
}
