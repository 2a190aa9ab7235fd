/** Orders for the clients of `load-client.ts`, and what they found. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const client = fileURLToPath(new URL('load-client.ts', import.meta.url));

export interface Request {
  readonly kind: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'SEARCH';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A file whose bytes are the body, with their number. */
  readonly body?: { readonly file: string; readonly bytes: number };
}

export interface Load {
  readonly url: string;
  readonly folder: string;
  readonly seconds: number;
  /** One entry a connection: chains of requests that are sent in order. */
  readonly connections: readonly { readonly chains: readonly (readonly Request[])[] }[];
  readonly rate?: number;
  readonly again?: boolean;
}

export interface Found {
  /** Milliseconds by kind. */
  readonly times: Readonly<Record<string, readonly number[]>>;
  readonly failed: Readonly<Record<string, number>>;
  /** Milliseconds of whole chains; with a rate counted from when they were due. */
  readonly chains: readonly number[];
  readonly took: number;
  readonly bytes: number;
  /** Processor seconds of the clients. */
  readonly cpu: number;
}

let number = 0;

/** Connections come from 127.0.0.2 on, so that each is a desk of its own to the limits of the server. */
export async function runLoad(load: Load): Promise<Found> {
  const url = new URL(load.url);
  const requests: { head: string; kind: string; body: number | null }[] = [];
  const bodies = new Map<string, number>();
  const add = (request: Request): number => {
    const { body } = request;
    if (body !== undefined && !bodies.has(body.file)) bodies.set(body.file, bodies.size);
    requests.push({
      kind: request.kind,
      head: headOf(url.host, request),
      body: body === undefined ? null : (bodies.get(body.file) ?? null),
    });
    return requests.length - 1;
  };
  const connections = load.connections.map(({ chains }, n) => ({
    from: `127.0.0.${2 + (n % 250)}`,
    chains: chains.map((chain) => chain.map(add)),
  }));
  const orders = {
    port: Number(url.port),
    seconds: load.seconds,
    connections,
    requests,
    bodies: [...bodies.keys()],
    rate: load.rate ?? null,
    again: load.again ?? false,
  };
  number += 1;
  const file = join(load.folder, `orders-${number}.json`);
  writeFileSync(file, JSON.stringify(orders));
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', client, file], {
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(stdout) as Found;
}

function headOf(host: string, request: Request): string {
  const headers = {
    host,
    ...request.headers,
    ...(request.body === undefined ? {} : { 'content-length': String(request.body.bytes) }),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${request.method} ${request.path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** Requests of all kinds together that came back with 200. */
export function answered(found: Found): number {
  return Object.values(found.times).reduce((sum, times) => sum + times.length, 0);
}

export function refusals(found: Found): number {
  return Object.values(found.failed).reduce((sum, count) => sum + count, 0);
}
