/** Delivery while the server runs: a look every two seconds; a slow channel holds up nobody but itself. */
import type { Platform } from '../platform.ts';
import type { NoticeKinds } from './compose.ts';
import { prepareDelivery, sendChannel } from './deliver.ts';

const everyMs = 2000;

/** Keeps delivering; the returned function stops and waits for the messages that are on their way. */
export function startDelivery(platform: Platform, kinds: NoticeKinds): () => Promise<void> {
  const sending = new Map<string, Promise<unknown>>();
  const flag = { stopped: false };
  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    for (const channel of await prepareDelivery(platform)) {
      if (flag.stopped || sending.has(channel.id)) continue;
      const work = sendChannel(platform, { kinds, channel, isStopped: () => flag.stopped })
        .catch((error: unknown) =>
          platform.log.error('notice.sending_failed', { channel: channel.id, error }),
        )
        .finally(() => sending.delete(channel.id));
      sending.set(channel.id, work);
    }
  };
  const round = (): void => {
    looking ??= look()
      .catch((error: unknown) => platform.log.error('notice.round_failed', { error }))
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
    await Promise.all(sending.values());
  };
}
