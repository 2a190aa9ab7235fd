/**
 * A restored installation is read only until two persons have confirmed the restoration: every write is refused at the
 * door, and `record` refuses to append behind it. The work of the background begins with the confirmation.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { inTransaction } from '../db/transaction.ts';
import { sendRefusal } from '../http/errors.ts';
import type { Platform } from '../platform.ts';
import { waitingRestoration } from './backup.queries.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);
const lookEveryMs = 3000;

export async function isHeld(platform: Pick<Platform, 'db'>): Promise<boolean> {
  return (await inTransaction(platform.db, waitingRestoration)) !== undefined;
}

/** Refuses writes while the installation is held. Once it is open it stays open as long as the server runs. */
export function installHold(app: FastifyInstance, platform: Platform): void {
  let isOpen = false;
  app.addHook('onRequest', async (request, reply) => {
    if (isOpen || reading.has(request.method)) return;
    isOpen = !(await isHeld(platform));
    if (!isOpen) await sendRefusal(reply, { code: 'ledger.held' });
  });
}

/** Begins `work` now, or when the restoration has been confirmed. The returned function ends the waiting or the work. */
export async function whenOpen(
  platform: Platform,
  work: () => Promise<() => Promise<void>>,
): Promise<() => Promise<void>> {
  if (!(await isHeld(platform))) return work();
  platform.log.warn('restoration.waiting', {});
  const over = new AbortController();
  const begun = waitThenWork();
  return async () => {
    over.abort();
    await (await begun)();
  };

  async function waitThenWork(): Promise<() => Promise<void>> {
    while (!over.signal.aborted) {
      await sleep(lookEveryMs, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
      const isWaiting = over.signal.aborted || (await isHeld(platform).catch(() => true));
      if (!isWaiting) return work();
    }
    return async () => undefined;
  }
}
