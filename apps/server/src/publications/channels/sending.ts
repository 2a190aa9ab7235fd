/** Sending while the server runs: a look every two seconds; a slow channel holds up nobody but itself. */
import type { Platform } from '../../platform/platform.ts';
import { prepareSending, sendLine } from './send.ts';

const everyMs = 2000;

/** Keeps sending; the returned function stops and waits for what is on its way. */
export function startSending(platform: Platform): () => Promise<void> {
  const busy = new Map<string, Promise<unknown>>();
  const flag = { stopped: false };
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    for (const key of await prepareSending(platform)) {
      const name = `${key.jurisdictionId} ${key.kind}`;
      if (flag.stopped || busy.has(name)) continue;
      const work = sendLine(platform, key, { isStopped: () => flag.stopped })
        .catch((error: unknown) => platform.log.error('channel.sending_failed', { channel: key.kind, error }))
        .finally(() => busy.delete(name));
      busy.set(name, work);
    }
  };
  const round = (): void => {
    looking ??= look()
      .catch((error: unknown) => platform.log.error('channel.round_failed', { error }))
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
