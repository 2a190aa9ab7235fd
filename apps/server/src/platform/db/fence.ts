/**
 * A condition that every transaction of a piece of work has to meet when it commits: the work of a leader ends with its term,
 * also where the process was paused and does not know. Work begun inside `behindFence` stays behind it, its timers too.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from './database.ts';

/** Asked inside the transaction, last of all; false undoes it. */
type Fence = (tx: Tx) => Promise<boolean>;

/** The work belongs to a term that is over: another process does it. */
export class FenceClosed extends Error {
  constructor() {
    super('another process leads: this work was undone');
    this.name = 'FenceClosed';
  }
}

const fences = new AsyncLocalStorage<Fence | null>();

export function behindFence<T>(fence: Fence, work: () => T): T {
  return fences.run(fence, work);
}

/** Throws FenceClosed, which undoes the transaction. */
export async function passFence(tx: Tx): Promise<void> {
  const fence = fences.getStore() ?? null;
  if (fence === null) return;
  // The question itself is asked without the fence.
  if (!(await fences.run(null, () => fence(tx)))) throw new FenceClosed();
}
