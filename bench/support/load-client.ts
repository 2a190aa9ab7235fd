/**
 * Clients in a process of their own that cost little beside the server: requests are ready bytes, sent one after the other
 * on kept connections, and of an answer only status and length are read. Each connection may come from a loopback address
 * of its own, as people come from many desks.
 * Started by `load.ts` with the name of a file of orders; prints one line of JSON.
 */
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

interface Orders {
  readonly port: number;
  readonly seconds: number;
  /** Each chain is a list of requests by number, sent in order; a connection takes the next chain. */
  readonly connections: readonly { readonly from: string; readonly chains: readonly (readonly number[])[] }[];
  readonly requests: readonly {
    readonly head: string;
    readonly kind: string;
    readonly body: number | null;
  }[];
  /** Files whose bytes are bodies. */
  readonly bodies: readonly string[];
  /** Chains a second over all connections; null: as fast as answers come. */
  readonly rate: number | null;
  /** Whether chains begin again from the first when all were sent. */
  readonly again: boolean;
}

const orders = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Orders;
const bodies = orders.bodies.map((file) => readFileSync(file));
const ready = orders.requests.map(({ head }) => Buffer.from(head));
const times: Record<string, number[]> = {};
const failed: Record<string, number> = {};
const chainTimes: number[] = [];
let bytes = 0;

/** Sends one request and resolves with the status when the whole answer is here. */
function ask(socket: Socket, request: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let status = 0;
    let missing = -1;
    let begun: Buffer | null = null;
    const done = (): void => {
      socket.off('data', take);
      socket.off('error', reject);
      socket.off('close', gone);
      resolve(status);
    };
    const gone = (): void => reject(new Error('closed'));
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (missing >= 0) missing -= chunk.length;
      else {
        begun = begun === null ? chunk : Buffer.concat([begun, chunk]);
        const end = begun.indexOf('\r\n\r\n');
        if (end < 0) return;
        const head = begun.toString('latin1', 0, end);
        status = Number(head.slice(9, 12));
        const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
        if (Number.isNaN(length)) reject(new Error(`no length: ${head}`));
        missing = length - (begun.length - end - 4);
      }
      if (missing <= 0) done();
    };
    socket.on('data', take);
    socket.once('error', reject);
    socket.once('close', gone);
    const body = orders.requests[request]?.body ?? null;
    socket.cork();
    socket.write(ready[request] ?? '');
    if (body !== null) socket.write(bodies[body] ?? '');
    socket.uncork();
  });
}

function open(from: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: orders.port, host: '127.0.0.1', localAddress: from, noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

const start = performance.now();
const until = start + orders.seconds * 1000;
let taken = 0;

/** When the next chain is due; null: at once. */
function due(): number | null {
  taken += 1;
  return orders.rate === null ? null : start + ((taken - 1) * 1000) / orders.rate;
}

async function work(connection: Orders['connections'][number]): Promise<void> {
  let socket = await open(connection.from);
  for (let n = 0; performance.now() < until; n += 1) {
    if (n >= connection.chains.length && !orders.again) break;
    const at = due();
    if (at !== null && at >= until) break;
    const wait = at === null ? 0 : at - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    const begun = at ?? performance.now();
    for (const request of connection.chains[n % connection.chains.length] ?? []) {
      const kind = orders.requests[request]?.kind ?? '';
      const sent = performance.now();
      try {
        const status = await ask(socket, request);
        if (status === 200) (times[kind] ??= []).push(performance.now() - sent);
        else failed[`${kind} ${status}`] = (failed[`${kind} ${status}`] ?? 0) + 1;
      } catch (error) {
        const why = `${kind} ${error instanceof Error ? error.message : ''}`;
        failed[why] = (failed[why] ?? 0) + 1;
        socket.destroy();
        socket = await open(connection.from);
      }
    }
    chainTimes.push(performance.now() - begun);
  }
  socket.destroy();
}

await Promise.all(orders.connections.map(work));
const took = performance.now() - start;
const { user, system } = process.cpuUsage();
const cpu = (user + system) / 1e6;
process.stdout.write(`${JSON.stringify({ times, failed, chains: chainTimes, took, bytes, cpu })}\n`);
