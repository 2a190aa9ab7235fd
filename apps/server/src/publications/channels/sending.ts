/** Sending while the server runs. */
import { startLines } from '../../platform/outgoing-lines.ts';
import type { Platform } from '../../platform/platform.ts';
import { prepareSending, sendLine } from './send.ts';

/** Keeps sending; the returned function stops and waits for what is on its way. */
export function startSending(platform: Platform): () => Promise<void> {
  return startLines(platform.log, {
    name: 'channel',
    due: () => prepareSending(platform),
    keyOf: (key) => `${key.jurisdictionId} ${key.kind}`,
    work: (key, isStopped) => sendLine(platform, key, { isStopped }),
  });
}
