/**
 * A server that is about to end: it says so to balancers (`/readyz`), answers what still comes, and asks every caller to use a
 * new connection next time, which then goes to another process.
 */
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.ts';

const draining = new WeakSet<Platform>();

export function beginDraining(platform: Platform): void {
  draining.add(platform);
}

export function isDraining(platform: Platform): boolean {
  return draining.has(platform);
}

export function installDraining(app: FastifyInstance, platform: Platform): void {
  app.addHook('onSend', async (_request, reply) => {
    if (draining.has(platform)) reply.header('connection', 'close');
  });
}
