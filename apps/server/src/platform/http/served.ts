/**
 * What the server really answers, compared with what is declared (Z-01): a route that somebody adds to the framework past
 * the binder would have no policy, no schema, no rate and no event, so the application refuses to start with it.
 */
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import type { FastifyInstance } from 'fastify';

/** Served for machines and beside the declarations: each knows no person and answers nothing of the work. */
export const undeclared: readonly string[] = [
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
  'GET /api/openapi.json',
];

/** Watches which routes are added from now on; `finish` throws when they are not the declared ones. */
export function watchServed(app: FastifyInstance): { finish(declared: readonly RouteSpec[]): void } {
  const served: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') served.push(`${one} ${url}`);
  });
  return {
    finish(declared) {
      const known = new Set([...undeclared, ...declared.map(({ method, path }) => `${method} ${path}`)]);
      const faults = [
        ...served.filter((one) => !known.has(one)).map((one) => `${one} is served but not declared`),
        ...[...known]
          .filter((one) => !served.includes(one))
          .map((one) => `${one} is declared but not served`),
      ];
      if (faults.length > 0)
        throw new Error(`the server's routes are not those declared:\n${faults.join('\n')}`);
    },
  };
}
