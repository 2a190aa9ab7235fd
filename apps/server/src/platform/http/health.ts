/** Health for people and supervisors: alive, ready (database answers), and the OpenAPI document of the routes. */
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import type { FastifyInstance } from 'fastify';
import { isAnswering } from '../db/installation.queries.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import { sendRefusal } from './errors.ts';
import { openApiDocument } from './openapi.ts';

export function installHealth(app: FastifyInstance, platform: Platform, routes: readonly RouteSpec[]): void {
  app.get('/healthz', () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await inTransaction(platform.db, isAnswering);
      return { ok: true };
    } catch (error) {
      platform.log.warn('health.not_ready', { error });
      await sendRefusal(reply, { code: 'request.not_ready' });
      return reply;
    }
  });
  let document: string | null = null;
  app.get('/api/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(routes));
    return reply.type('application/json; charset=utf-8').send(document);
  });
}
