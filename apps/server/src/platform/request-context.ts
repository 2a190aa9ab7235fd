/**
 * What the machinery knows about the request being served: who asked from where, through which route, and which
 * ledger events its success has appended so far. It lets the ledger say where an act came from and lets the
 * binder hold every audited route to exactly one event. Business code must not read it.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface RequestContext {
  readonly requestId: string;
  readonly ip: string;
  readonly routeId: string;
  /** The ledger event that the route declares, or null. */
  readonly audit: string | null;
  /** What was asked, for telling a repeated request from another one under the same action id. */
  asked: unknown;
  /** Types of the events recorded while serving this request. */
  readonly recorded: string[];
  /** True once a write was answered from its stored first outcome, which appends nothing. */
  replayed: boolean;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` as part of the request described by `context`. */
export function inRequest<T>(context: RequestContext, work: () => Promise<T>): Promise<T> {
  return storage.run(context, work);
}

/** A part of a request that is a write of its own: one of many records that arrive together. */
export interface RequestPart {
  /** The ledger event that the part's success appends. */
  readonly audit: string;
  /** What this part alone asks for. */
  readonly asked: unknown;
}

/** The context of a part of the request being served; undefined outside of requests. For parts that are written together. */
export function partOfRequest(part: RequestPart): RequestContext | undefined {
  const whole = storage.getStore();
  return whole === undefined ? undefined : { ...whole, ...part, recorded: [], replayed: false };
}

/**
 * Runs `work` as a write of its own within the request being served, so that each part has its own event and its own
 * repetition. `replayed` tells that a stored first outcome was given. Outside of requests `work` just runs.
 */
export async function inPart<T>(
  part: RequestPart,
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly replayed: boolean }> {
  const context = partOfRequest(part);
  if (context === undefined) return { value: await work(), replayed: false };
  const value = await storage.run(context, work);
  return { value, replayed: context.replayed };
}

/** The request being served, or undefined in commands, jobs and tests of services. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}
