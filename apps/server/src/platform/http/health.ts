/** Health for people and supervisors: alive, ready (database answers), and the OpenAPI document of the routes. */
import type { FastifyInstance } from 'fastify';
import { isAnswering } from '../db/installation.queries.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import { sendRefusal } from './errors.ts';

export function installHealth(app: FastifyInstance, platform: Platform): void {
  app.get('/healthz', { schema: { hide: true } }, () => ({ ok: true }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    try {
      await inTransaction(platform.db, isAnswering);
      return { ok: true };
    } catch (error) {
      platform.log.warn('health.not_ready', { error });
      await sendRefusal(reply, { code: 'request.not_ready' });
      return reply;
    }
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
}
