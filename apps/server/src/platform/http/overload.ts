/**
 * Who comes while more wait than can be served is told so at once (L-07). At the server's own door that costs a tenth of what
 * the framework needs for an answer, so that a flood of five times the capacity is still answered, each with its sentence.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { shortId } from '@mingcha/core/common/operations/short-id.ts';
import type { AppError } from '@mingcha/core/common/result.ts';
import type { FastifyInstance } from 'fastify';
import { poolState } from '../db/database.ts';
import { metricsOf } from '../operations/served-requests.ts';
import type { Platform } from '../platform.ts';
import type { Lateness } from './lateness.ts';
import { refusalPage } from './refusal-page.ts';
import { headersOfAll } from './security.ts';

/** Callers that wait for a connection at most: ten of a pool of ten pass in a second on a busy machine, the rest would give up. */
const longestLine = 200;

export interface Load {
  readonly platform: Platform;
  readonly lateness: Lateness;
}

/** Too many wait for the database, or for this process itself. */
export function isOverloaded({ platform, lateness }: Load): boolean {
  return lateness.isLate() || poolState(platform.db).waiting >= longestLine;
}

/** The wait is spread, so that those sent away do not come back all at once. */
export function overloaded({ random }: Platform): AppError {
  return { code: 'request.overloaded', data: { seconds: 2 + ((random.bytes(1)[0] ?? 0) % 8) } };
}

/** Balancers and supervisors must learn how things stand at any time. */
const alwaysAnswered = /^\/(?:healthz|readyz|metrics)(?:$|\?)/;

/** Puts the door before the framework. Call when the application is ready. */
export function installDoor(app: FastifyInstance, load: Load, options: { readonly secure: boolean }): void {
  const serve = app.server.listeners('request') as ((...of: Exchange) => void)[];
  app.server.removeAllListeners('request');
  let turnedAway = 0;
  const tell = setInterval(() => {
    if (turnedAway > 0) load.platform.log.warn('request.turned_away', { count: turnedAway });
    turnedAway = 0;
  }, 1000);
  tell.unref();
  app.server.once('close', () => clearInterval(tell));
  app.server.on('request', (...of: Exchange) => {
    if (!isOverloaded(load) || alwaysAnswered.test(of[0].url ?? '')) {
      for (const one of serve) one(...of);
      return;
    }
    turnedAway += 1;
    turnAway(load.platform, of, options.secure);
  });
}

type Exchange = readonly [request: IncomingMessage, reply: ServerResponse];

function turnAway(platform: Platform, [request, reply]: Exchange, secure: boolean): void {
  const requestId = platform.ids.next();
  const refusal = overloaded(platform);
  const isPage = request.headers.accept?.startsWith('text/html') === true;
  const data = { ...refusal.data, id: shortId(requestId) };
  const body = isPage
    ? refusalPage(refusal, requestId)
    : JSON.stringify({ error: { code: refusal.code, data }, requestId });
  reply.writeHead(503, {
    ...headersOfAll(requestId, secure),
    'retry-after': String(refusal.data?.['seconds']),
    'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  reply.end(request.method === 'HEAD' ? undefined : body);
  metricsOf(platform).served({
    at: platform.clock.now(),
    requestId,
    route: 'door',
    class: 'page',
    status: 503,
    milliseconds: 0,
    isSync: false,
  });
}
