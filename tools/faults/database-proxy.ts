/**
 * The network between a server and its database, in bad weather: answers come late, at a trickle, not at all, or the
 * connection breaks in the middle. It listens on a port of this machine and speaks to a unix socket; it understands nothing.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Weather {
  /** By which every piece of an answer comes later. */
  readonly delayMs: number;
  /** Connections stay open and carry nothing: neither side learns of it. */
  readonly isHole: boolean;
  /** Bytes of answers after which a connection breaks; null: never. */
  readonly cutAfter: number | null;
  /** Of answers and on each connection; null: as fast as it goes. */
  readonly bytesPerSecond: number | null;
  /** New connections are refused. */
  readonly isClosed: boolean;
}

export const fairWeather: Weather = {
  delayMs: 0,
  isHole: false,
  cutAfter: null,
  bytesPerSecond: null,
  isClosed: false,
};

export interface Proxy {
  readonly port: number;
  /** From now on, also on the connections that are open; what is not named is fair. */
  change(weather: Partial<Weather>): void;
  /** Breaks every open connection. */
  breakAll(): void;
  connections(): number;
  close(): Promise<void>;
}

export async function startProxy(socketPath: string): Promise<Proxy> {
  let weather = fairWeather;
  const pairs = new Set<readonly [Socket, Socket]>();
  const server: Server = createServer((near) => {
    if (weather.isClosed) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(socketPath);
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = () => {
      near.destroy();
      far.destroy();
      pairs.delete(pair);
    };
    for (const side of pair) {
      side.on('error', end);
      side.on('close', end);
    }
    void carry(near, far, () => ({ ...fairWeather, isHole: weather.isHole }));
    void carry(far, near, () => weather);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const breakAll = () => {
    for (const pair of pairs) for (const side of pair) side.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    change: (next) => {
      weather = { ...fairWeather, ...next };
    },
    breakAll,
    connections: () => pairs.size,
    close: async () => {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Piece by piece in their order. */
async function carry(from: Socket, to: Socket, weather: () => Weather): Promise<void> {
  let carried = 0;
  try {
    for await (const piece of from) {
      const bytes = piece as Buffer;
      while (weather().isHole && !to.destroyed) await sleep(50);
      const { delayMs, bytesPerSecond, cutAfter } = weather();
      if (delayMs > 0) await sleep(delayMs);
      if (bytesPerSecond !== null) await sleep((1000 * bytes.length) / bytesPerSecond);
      if (to.destroyed) return;
      if (cutAfter !== null && carried + bytes.length > cutAfter) {
        to.write(bytes.subarray(0, Math.max(0, cutAfter - carried)), () => to.destroy());
        return;
      }
      carried += bytes.length;
      if (!to.write(bytes)) await new Promise((resolve) => to.once('drain', resolve).once('close', resolve));
    }
    to.end();
  } catch {
    to.destroy();
  }
}
