/**
 * A network of our own between a phone and the server, on TCP: cuts, delays, slowness, half-open connections, lost
 * answers and strangers who answer. A browser's own offline switch does not reach its service workers, this does.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export type Weather =
  | { readonly kind: 'fine' }
  /** Nobody listens: every connection is closed at once. */
  | { readonly kind: 'cut' }
  /** Connections open, and nothing ever comes back. */
  | { readonly kind: 'halfOpen' }
  /** So many milliseconds before each piece of data. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Bytes per second each way. */
  | { readonly kind: 'narrow'; readonly bytesPerSecond: number }
  /** Requests that hold this text reach the server; their answer is lost, so many times. */
  | { readonly kind: 'loseAnswers'; readonly to: string; readonly times: number }
  /** Requests that hold this text are cut after so many bytes, so many times. */
  | { readonly kind: 'cutAfter'; readonly to: string; readonly bytes: number; readonly times: number }
  /** The answer to such a request is cut after so many bytes. */
  | { readonly kind: 'cutAnswer'; readonly to: string; readonly bytes: number; readonly times: number }
  /** This share of all pieces of data (0…1) never arrives, and its connection breaks; which ones, the seed says. */
  | { readonly kind: 'lossy'; readonly share: number; readonly seed: number }
  /** Requests that hold this text get these bytes for an answer. */
  | { readonly kind: 'stranger'; readonly to: string; readonly reply: string };

export interface Proxy {
  /** Without a slash at the end. */
  readonly base: string;
  /** From now on, also for connections that are open. */
  weather(next: Weather): void;
  /** How often the present weather has really struck: bytes were cut, kept back or answered by somebody else. */
  struck(): number;
  /** Bytes that went from the phone to the server since the weather last changed. */
  passed(): number;
  close(): Promise<void>;
}

/** Listens on a free port of this computer and passes everything to `port`. */
export async function startProxy(port: number): Promise<Proxy> {
  let weather: Weather = { kind: 'fine' };
  let struck = 0;
  let passed = 0;
  let chance = chanceOf(1);
  const open = new Set<Socket>();
  const server: Server = createServer({ pauseOnConnect: false }, (phone) => {
    if (weather.kind === 'cut') {
      struck += 1;
      phone.destroy();
      return;
    }
    const upstream = connect(port, 'localhost');
    const end = join(
      { phone, upstream },
      {
        now: () => weather,
        strike: () => ++struck,
        pass: (bytes) => {
          passed += bytes;
        },
        chance: () => chance(),
      },
    );
    for (const socket of [phone, upstream]) {
      open.add(socket);
      socket.on('error', () => end());
      socket.on('close', () => {
        open.delete(socket);
        end();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  return {
    base: `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`,
    weather(next) {
      weather = next;
      struck = 0;
      passed = 0;
      chance = chanceOf(next.kind === 'lossy' ? next.seed : 1);
      // A connection that was opened in other weather would not feel this one.
      if (next.kind !== 'halfOpen') for (const socket of open) socket.destroy();
    },
    struck: () => struck,
    passed: () => passed,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Sky {
  readonly now: () => Weather;
  /** Counts a strike. */
  readonly strike: () => number;
  /** Counts what the server gets. */
  readonly pass: (bytes: number) => void;
  /** The next throw, 0…1. */
  readonly chance: () => number;
}

/** Throws that are the same for the same seed (a linear congruence, enough for weather). */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Ends {
  readonly phone: Socket;
  readonly upstream: Socket;
}

/** One connection of the phone and its counterpart; the returned function ends both. */
function join({ phone, upstream }: Ends, sky: Sky): () => void {
  /** Bytes that may still go each way before the connection is cut. */
  const left = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY };
  const chains = new Map<Socket, Promise<void>>();
  /** The connection breaks: what still comes on it is part of the same strike. */
  let isBroken = false;
  const end = () => {
    phone.destroy();
    upstream.destroy();
  };
  const later = (to: Socket, bytes: Buffer, ms: number) => {
    const before = chains.get(to) ?? Promise.resolve();
    chains.set(
      to,
      before.then(async () => {
        await pause(ms);
        if (!to.destroyed) write(to, bytes);
      }),
    );
  };
  const write = (to: Socket, bytes: Buffer, then?: () => void) => {
    if (to === upstream) sky.pass(bytes.length);
    to.write(bytes, then);
  };
  const pass = (to: Socket, bytes: Buffer) => {
    const weather = sky.now();
    if (weather.kind === 'slow') return later(to, bytes, weather.delayMs);
    if (weather.kind !== 'narrow') return write(to, bytes);
    const piece = Math.max(1, Math.floor(weather.bytesPerSecond / 10));
    for (let from = 0; from < bytes.length; from += piece) later(to, bytes.subarray(from, from + piece), 100);
  };
  /** Sends what may still go and breaks the connection when that was not all. */
  const cut = (way: 'up' | 'down', bytes: Buffer): boolean => {
    if (isBroken) return true;
    if (bytes.length <= left[way]) {
      left[way] -= bytes.length;
      return false;
    }
    isBroken = true;
    sky.strike();
    write(way === 'up' ? upstream : phone, bytes.subarray(0, left[way]), end);
    return true;
  };
  const isLost = (): boolean => {
    const weather = sky.now();
    if (weather.kind !== 'lossy' || sky.chance() >= weather.share) return false;
    sky.strike();
    end();
    return true;
  };
  phone.on('data', (bytes) => {
    if (sky.now().kind === 'halfOpen') return void sky.strike();
    if (isLost()) return;
    const reply = meet(sky.now(), bytes, left);
    if (reply !== null) {
      sky.strike();
      phone.end(reply);
      return;
    }
    if (!cut('up', bytes)) pass(upstream, bytes);
  });
  upstream.on('data', (bytes) => {
    if (sky.now().kind === 'halfOpen' || isLost()) return;
    if (!cut('down', bytes)) pass(phone, bytes);
  });
  return end;
}

/** What the weather does to a request that holds its text; the answer of a stranger, if there is one. */
function meet(weather: Weather, bytes: Buffer, left: { up: number; down: number }): string | null {
  if (!('to' in weather) || !bytes.includes(weather.to)) return null;
  if (weather.kind === 'stranger') return weather.reply;
  const times = met.get(weather) ?? 0;
  if (times >= weather.times) return null;
  met.set(weather, times + 1);
  if (weather.kind === 'cutAfter') left.up = weather.bytes;
  if (weather.kind === 'cutAnswer') left.down = weather.bytes;
  if (weather.kind === 'loseAnswers') left.down = 0;
  return null;
}

/** How many requests a weather has met. */
const met = new WeakMap<Weather, number>();

/** A login page of a hotel, as bytes of an answer. */
export const loginPage = htmlReply('200 OK', '<html><title>Wi-Fi</title><form>please sign in</form></html>');

export function htmlReply(status: string, html: string, more = ''): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\n${more}content-length: ${html.length}\r\nconnection: close\r\n\r\n${html}`;
}
