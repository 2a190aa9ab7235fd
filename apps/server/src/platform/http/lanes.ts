/**
 * New connections of one process, taken up through several lanes. The runtime takes up one connection of a listening socket
 * in a turn of its loop, so that in a rush, when turns are long, people wait half a minute in the kernel and are then reset
 * instead of being told to come later (L-07). Several sockets on the same port are each served in every turn.
 */

import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Connections that may wait in one lane. */
const waiting = 4096;
const lanes = 32;

export interface Listened {
  readonly port: number;
  /** Takes up nothing more; resolves when the connections of the other lanes have ended. Close the application meanwhile. */
  close(): Promise<void>;
}

/** Listens through several lanes where the system can share a port, else as ever. Throws what `listen` throws. */
export async function listenInLanes(
  app: FastifyInstance,
  at: { readonly host: string; readonly port: number; readonly secure: boolean },
): Promise<Listened> {
  const { host, port } = at;
  const isShared = await app.listen({ host, port, backlog: waiting, reusePort: true } as SharedPort).then(
    () => true,
    async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTSUP' && error.code !== 'EINVAL') throw error;
      await app.listen({ host, port, backlog: waiting });
      return false;
    },
  );
  const { address, port: found } = app.server.address() as AddressInfo;
  const servers = await Promise.all(
    Array.from({ length: isShared ? lanes - 1 : 0 }, () => lane(app, { ...at, host: address, port: found })),
  );
  return {
    port: found,
    close: async () => {
      await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
    },
  };
}

/** The framework hands on whatever it is given. */
type SharedPort = { readonly host: string; readonly port: number; readonly backlog: number };

/** What comes in here is served by the application as if it had come in at its own door. */
async function lane(
  app: FastifyInstance,
  { host, port, secure }: { readonly host: string; readonly port: number; readonly secure: boolean },
): Promise<Server> {
  const server = createServer({ allowHalfOpen: !secure, noDelay: true }, (socket) =>
    app.server.emit('connection', socket),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: waiting, reusePort: true }, resolve);
  });
  return server;
}
