/**
 * Whether this process is behind with what reached it: while it turns to each request only after a second or more, everybody
 * waits before anything is read of them, and serving on makes the line longer. One long piece of work is no such rush, so it
 * takes several late turns in a row.
 */
export interface Lateness {
  /** True while turn after turn came late. */
  isLate(): boolean;
}

/** Between looks, milliseconds. */
const every = 100;
/** A turn that comes so many milliseconds after its time is late. */
const late = 700;
const inRow = 3;

/** Told of each look with the milliseconds of a clock that never runs backwards. Pure. */
export function countLateness(): Lateness & { look(at: number): void } {
  let last: number | null = null;
  let lateTurns = 0;
  return {
    look(at) {
      const isOnTime = last === null || at - last - every < late;
      lateTurns = isOnTime ? 0 : lateTurns + 1;
      last = at;
    },
    isLate: () => lateTurns >= inRow,
  };
}

/** Watches from now on; keeps no process alive. */
export function watchLateness(): Lateness & { stop(): void } {
  const lateness = countLateness();
  const timer = setInterval(() => lateness.look(performance.now()), every);
  timer.unref();
  return { isLate: () => lateness.isLate(), stop: () => clearInterval(timer) };
}
