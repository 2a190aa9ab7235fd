/** Counts every request and writes one line of the log about it: number, route, status, time, account. Never its contents. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Platform } from '../platform.ts';
import { type Metrics, makeMetrics, type RequestClass } from './metrics.ts';

const all = new WeakMap<Platform, Metrics>();

/** The counters of the application on this platform; made at the first question. */
export function metricsOf(platform: Platform): Metrics {
  let found = all.get(platform);
  if (found === undefined) {
    found = makeMetrics(platform.clock.now());
    all.set(platform, found);
  }
  return found;
}

/** Counts from now on. */
export function watchRequests(app: FastifyInstance, platform: Platform): void {
  const metrics = metricsOf(platform);
  app.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request);
    const milliseconds = Math.round(reply.elapsedTime);
    const at = platform.clock.now();
    const { statusCode: status, elapsedTime } = reply;
    const of = classOf(request);
    const isSync = /^field(?:Devices)?\./.test(route);
    metrics.served({
      at,
      requestId: request.id,
      route,
      class: of,
      status,
      milliseconds: elapsedTime,
      isSync,
    });
    // Supervisors ask every few seconds and pages bring many files: what is well there needs no line.
    if ((of === 'health' || of === 'page') && status < 400) return;
    const account = request.session?.actor.accountId ?? request.machine?.actor.accountId ?? null;
    const line = {
      requestId: request.id,
      method: request.method,
      route,
      status,
      ms: milliseconds,
      ...(account === null ? {} : { account }),
    };
    if (status >= 500) platform.log.warn('request.served', line);
    else platform.log.info('request.served', line);
  });
  app.addHook('onClose', async () => metrics.stop());
}

/** The declared id or path: addresses carry parties' tokens and enterprises' codes. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.config?.spec?.id ?? request.routeOptions.url ?? 'none';
}

function classOf(request: FastifyRequest): RequestClass {
  const spec = request.routeOptions.config?.spec;
  if (spec !== undefined) return spec.rate;
  const { url } = request.routeOptions;
  return url === '/healthz' || url === '/readyz' || url === '/metrics' ? 'health' : 'page';
}
