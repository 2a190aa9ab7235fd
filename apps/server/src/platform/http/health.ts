/**
 * Health for people and supervisors: alive, ready (database, schema, disk, clock), the metrics for whoever may read them, and
 * the OpenAPI document of the routes. Strangers learn whether the server is ready, and callers on this machine why not.
 */
import { timingSafeEqual } from 'node:crypto';
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readGauges } from '../operations/gauges.ts';
import { metricsPage } from '../operations/metrics-page.ts';
import { unreadyParts } from '../operations/readiness.ts';
import { metricsOf, watchRequests } from '../operations/served-requests.ts';
import type { Platform } from '../platform.ts';
import { isLoopback } from './call.ts';
import { sendRefusal } from './errors.ts';
import { openApiDocument } from './openapi.ts';

export function installHealth(app: FastifyInstance, platform: Platform, routes: readonly RouteSpec[]): void {
  watchRequests(app, platform);
  app.get('/healthz', () => ({ ok: true }));
  app.get('/readyz', async (request, reply) => {
    const parts = await unreadyParts(platform);
    if (parts.length === 0) return { ok: true };
    platform.log.warn('health.not_ready', { requestId: request.id, parts });
    const told = isLoopback(request.ip) ? { data: { parts: parts.join(' ') } } : {};
    await sendRefusal(reply, { code: 'request.not_ready', ...told });
    return reply;
  });
  app.get('/metrics', async (request, reply) => sendMetrics(platform, request, reply));
  let document: string | null = null;
  app.get('/api/openapi.json', (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(routes));
    return reply.type('application/json; charset=utf-8').send(document);
  });
}

async function sendMetrics(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (!mayMeasure(platform, request)) {
    // As any address that is not there.
    await sendRefusal(reply, { code: 'request.route.not_found' });
    return reply;
  }
  const page = metricsPage(metricsOf(platform), await readGauges(platform), platform.clock.now());
  return reply
    .header('cache-control', 'no-store')
    .type('text/plain; version=0.0.4; charset=utf-8')
    .send(page);
}

/** A gateway on this machine calls from here too: what it forwards is marked by it and is not local. */
const forwarded = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'] as const;

function mayMeasure({ config }: Platform, request: FastifyRequest): boolean {
  const isHere = isLoopback(request.ip) && forwarded.every((name) => request.headers[name] === undefined);
  if (config.metricsLocal && isHere) return true;
  if (config.metricsToken === null) return false;
  const brought = Buffer.from(/^Bearer (\S{1,600})$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
  const wanted = Buffer.from(config.metricsToken);
  return brought.length === wanted.length && timingSafeEqual(brought, wanted);
}
