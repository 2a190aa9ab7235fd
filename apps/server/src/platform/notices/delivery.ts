/** Delivery of notices while the server runs. */
import { startLines } from '../outgoing-lines.ts';
import type { Platform } from '../platform.ts';
import type { NoticeKinds } from './compose.ts';
import { prepareDelivery, sendChannel } from './deliver.ts';
import type { CalendarOf } from './plan.ts';

/** Keeps delivering; the returned function stops and waits for the messages that are on their way. */
export function startDelivery(
  platform: Platform,
  kinds: NoticeKinds,
  calendarOf?: CalendarOf,
): () => Promise<void> {
  return startLines(platform.log, {
    name: 'notice',
    due: () => prepareDelivery(platform, calendarOf),
    keyOf: (channel) => channel.id,
    work: (channel, isStopped) => sendChannel(platform, { kinds, channel, isStopped }),
  });
}
