/**
 * What goes out while the server runs (notices, publication channels): a look every two seconds for lines with something
 * due, one worker per line, so that a slow one holds up nobody but itself. It knows nothing of what is sent.
 */
import type { Log } from './log.ts';

const everyMs = 2000;

export interface OutgoingLines<K> {
  /** Begins the log's words: `notice`, `channel`. */
  readonly name: 'notice' | 'channel';
  readonly due: () => Promise<readonly K[]>;
  readonly keyOf: (line: K) => string;
  /** Works a line off; ends early when told so. */
  readonly work: (line: K, isStopped: () => boolean) => Promise<unknown>;
}

/** Keeps sending; the returned function stops and waits for what is on its way. */
export function startLines<K>(log: Log, lines: OutgoingLines<K>): () => Promise<void> {
  const busy = new Map<string, Promise<unknown>>();
  const flag = { stopped: false };
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    for (const line of await lines.due()) {
      const key = lines.keyOf(line);
      if (flag.stopped || busy.has(key)) continue;
      const work = lines
        .work(line, () => flag.stopped)
        .catch((error: unknown) => log.error(`${lines.name}.sending_failed`, { channel: key, error }))
        .finally(() => busy.delete(key));
      busy.set(key, work);
    }
  };
  const round = (): void => {
    looking ??= look()
      .catch((error: unknown) => log.error(`${lines.name}.round_failed`, { error }))
      .finally(() => {
        looking = null;
      });
  };
  const timer = setInterval(round, everyMs);
  round();
  return async () => {
    flag.stopped = true;
    clearInterval(timer);
    await looking;
    await Promise.all(busy.values());
  };
}
