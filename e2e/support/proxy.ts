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
  /** Requests that hold this text get these bytes for an answer. */
  | { readonly kind: 'stranger'; readonly to: string; readonly reply: string };

export interface Proxy {
  /** Without a slash at the end. */
  readonly base: string;
  /** From now on, also for connections that are open. */
  weather(next: Weather): void;
  /** How often the present weather has struck. */
  struck(): number;
  close(): Promise<void>;
}

/** Listens on a free port of this computer and passes everything to `port`. */
export async function startProxy(port: number): Promise<Proxy> {
  let weather: Weather = { kind: 'fine' };
  let struck = 0;
  const open = new Set<Socket>();
  const server: Server = createServer({ pauseOnConnect: false }, (phone) => {
    if (weather.kind === 'cut') {
      struck += 1;
      phone.destroy();
      return;
    }
    const upstream = connect(port, 'localhost');
    const end = join({ phone, upstream }, { now: () => weather, strike: () => ++struck });
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
      // A connection that was opened in other weather would not feel this one.
      if (next.kind !== 'halfOpen') for (const socket of open) socket.destroy();
    },
    struck: () => struck,
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
}

interface Ends {
  readonly phone: Socket;
  readonly upstream: Socket;
}

/** One connection of the phone and its counterpart; the returned function ends both. */
function join({ phone, upstream }: Ends, sky: Sky): () => void {
  let loses = false;
  let left = Number.POSITIVE_INFINITY;
  const chains = new Map<Socket, Promise<void>>();
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
        if (!to.destroyed) to.write(bytes);
      }),
    );
  };
  const pass = (to: Socket, bytes: Buffer) => {
    const weather = sky.now();
    if (weather.kind === 'slow') return later(to, bytes, weather.delayMs);
    if (weather.kind !== 'narrow') return void to.write(bytes);
    const piece = Math.max(1, Math.floor(weather.bytesPerSecond / 10));
    for (let from = 0; from < bytes.length; from += piece) later(to, bytes.subarray(from, from + piece), 100);
  };
  /** True when the request goes no further. */
  const meets = (bytes: Buffer): boolean => {
    const weather = sky.now();
    if (!('to' in weather) || !bytes.includes(weather.to)) return false;
    if ('times' in weather && sky.strike() > weather.times) return false;
    if (weather.kind === 'loseAnswers') loses = true;
    if (weather.kind === 'cutAfter') left = weather.bytes;
    if (weather.kind !== 'stranger') return false;
    sky.strike();
    phone.end(weather.reply);
    return true;
  };
  phone.on('data', (bytes) => {
    if (sky.now().kind === 'halfOpen') return void sky.strike();
    if (meets(bytes)) return;
    if (bytes.length > left) {
      upstream.write(bytes.subarray(0, left), end);
      left = 0;
      return;
    }
    left -= bytes.length;
    pass(upstream, bytes);
  });
  upstream.on('data', (bytes) => {
    if (loses) return end();
    if (sky.now().kind !== 'halfOpen') pass(phone, bytes);
  });
  return end;
}

/** A login page of a hotel, as bytes of an answer. */
export const loginPage = htmlReply('200 OK', '<html><title>Wi-Fi</title><form>please sign in</form></html>');

export function htmlReply(status: string, html: string, more = ''): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\n${more}content-length: ${html.length}\r\nconnection: close\r\n\r\n${html}`;
}
