/**
 * The least that a balancer does: takes connections in turn for the server processes whose `/readyz` says yes, tries the next one
 * where none can be made, and knows nothing of HTTP beyond that question. Callers keep their addresses of this machine.
 */
import { request } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';

interface Backend {
  readonly port: number;
  isReady: boolean;
}

export interface Balancer {
  readonly port: number;
  readonly readyPorts: () => readonly number[];
  close(): Promise<void>;
}

const everyMs = 250;
const askMs = 4000;

export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const backends = ports.map((port): Backend => ({ port, isReady: true }));
  const open = new Set<Socket>();
  let turn = 0;
  const look = () => {
    for (const backend of backends)
      void isReady(backend.port).then((answer) => {
        backend.isReady = answer;
      });
  };
  const timer = setInterval(look, everyMs);
  const server = createServer((near) => {
    open.add(near);
    near.once('close', () => open.delete(near));
    near.on('error', () => near.destroy());
    turn += 1;
    const ready = backends.filter((one) => one.isReady);
    const order = ready.length > 0 ? ready : backends;
    passOn(near, [...order.slice(turn % order.length), ...order.slice(0, turn % order.length)]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    readyPorts: () => backends.filter((one) => one.isReady).map((one) => one.port),
    close: async () => {
      clearInterval(timer);
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function passOn(near: Socket, [first, ...others]: readonly Backend[]): void {
  if (first === undefined) {
    near.destroy();
    return;
  }
  const localAddress = near.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1';
  const far = connect({ host: '127.0.0.1', port: first.port, localAddress });
  far.once('connect', () => {
    near.pipe(far);
    far.pipe(near);
    far.once('close', () => near.destroy());
    near.once('close', () => far.destroy());
    far.on('error', () => near.destroy());
  });
  // Nothing was sent yet, so the next one may have it.
  far.once('error', () => {
    if (far.connecting || far.bytesRead + far.bytesWritten === 0) {
      first.isReady = false;
      far.destroy();
      if (!near.destroyed) passOn(near, others);
    }
  });
}

function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(
      { host: '127.0.0.1', port, path: '/readyz', timeout: askMs, agent: false },
      (reply) => {
        reply.resume();
        resolve(reply.statusCode === 200);
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
    asked.end();
  });
}
