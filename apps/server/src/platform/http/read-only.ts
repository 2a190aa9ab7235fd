/** While the disk is full everything can be read and nothing is written (K-04): writes are refused at the door. */
import type { FastifyInstance } from 'fastify';
import { isFull } from '../operations/room.ts';
import type { Platform } from '../platform.ts';
import { sendRefusal } from './errors.ts';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whoever wants to read has to get in. */
const alwaysOpen: ReadonlySet<string> = new Set([
  'session.start',
  'session.end',
  'enterprise.signIn',
  'enterprise.signOut',
]);

/** Refuses writes while the disk is full. */
export function installReadOnly(app: FastifyInstance, platform: Platform): void {
  app.addHook('onRequest', async (request, reply) => {
    if (reading.has(request.method) || alwaysOpen.has(request.routeOptions.config?.spec?.id ?? '')) return;
    if (isFull(platform)) await sendRefusal(reply, { code: 'disk.full' });
  });
}
