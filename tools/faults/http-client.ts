/**
 * A client of the tests that speaks to a real server over a socket. It writes every write into the journal before it is
 * sent; a connection that breaks because the server died is `Cut`, which a path of writes lets pass through.
 */
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { declaredRoutes } from '../../apps/server/src/app.ts';
import { multipart, type TestClient, type TestReply } from '../../apps/server/src/platform/testing-app.ts';
import type { Entry, Journal } from './journal.ts';

/** The server died, or refused connections because it had died. */
export class Cut extends Error {}

export interface Wire {
  readonly base: string;
  readonly journal: Journal;
  /** Of the path that sends. */
  readonly path: string;
  /** The next entry's key. */
  readonly nextKey: (routeId: string) => string;
}

interface Sending {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Buffer | null;
}

/** Tells the server's requests from those of fixtures, which are injected as from 127.0.0.1. */
const ownAddress = '127.0.0.2';
const agent = new Agent({ keepAlive: false });

export function httpClient(wire: Wire, cookie: string | null): TestClient {
  const send = async (sending: Sending): Promise<TestReply> => {
    const entry = sending.method === 'GET' ? null : noted(wire, sending);
    const reply = await patiently(wire.base, {
      ...sending,
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(cookie === null ? {} : { cookie }),
        ...sending.headers,
      },
    });
    entry?.answers.push({
      at: performance.now(),
      status: reply.status,
      text: reply.raw.toString('utf8'),
    });
    return reply;
  };
  const json = (method: string) => (url: string, body: unknown) =>
    send({
      method,
      url,
      headers: { 'content-type': 'application/json' },
      payload: Buffer.from(JSON.stringify(body)),
    });
  return {
    get: (url) => send({ method: 'GET', url, headers: {}, payload: null }),
    post: json('POST'),
    put: json('PUT'),
    delete: json('DELETE'),
    upload: (url, file, fields) => send({ method: 'POST', url, ...multipart(file, fields) }),
    inject: (options) =>
      send({
        method: options.method ?? 'GET',
        url: typeof options.url === 'string' ? options.url : '',
        headers: Object.fromEntries(
          Object.entries(options.headers ?? {}).map(([name, value]) => [name, String(value)]),
        ),
        payload: options.payload === undefined ? null : Buffer.from(options.payload as Uint8Array),
      }),
  };
}

const patterns = declaredRoutes()
  .filter((spec) => spec.method !== 'GET')
  .map((spec) => ({ spec, pattern: new RegExp(`^${spec.path.replaceAll(/:[A-Za-z]+/g, '[^/]+')}$`) }))
  // An address without parameters is meant before one with.
  .sort((a, b) => a.spec.path.split(':').length - b.spec.path.split(':').length);

function noted(wire: Wire, { method, url }: Sending): Entry {
  const path = url.split('?')[0] ?? '';
  const found = patterns.find((one) => one.spec.method === method && one.pattern.test(path));
  if (found === undefined) throw new Error(`no route is declared for ${method} ${path}`);
  const { id, audit } = found.spec;
  return wire.journal.sent({
    key: wire.nextKey(id),
    path: wire.path,
    routeId: id,
    isAudited: audit !== null,
  });
}

/** Too many at a time are sent again when the server says: that refusal promises nothing. */
async function patiently(base: string, sending: Sending): Promise<TestReply> {
  for (;;) {
    const reply = await exchange(base, sending);
    if (reply.status !== 429) return reply;
    await pause(Number(reply.headers['retry-after'] ?? 1) * 1000);
  }
}

function exchange(base: string, { method, url, headers, payload }: Sending): Promise<TestReply> {
  return new Promise((resolve, reject) => {
    const lost = (error: unknown) => reject(new Cut(String(error)));
    const sent = request(`${base}${url}`, { method, headers, agent, localAddress: ownAddress }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.on('error', lost);
      reply.on('end', () => {
        const raw = Buffer.concat(chunks);
        const isJson = String(reply.headers['content-type'] ?? '').startsWith('application/json');
        resolve({
          status: reply.statusCode ?? 0,
          body: isJson && raw.length > 0 ? JSON.parse(raw.toString('utf8')) : null,
          headers: reply.headers,
          raw,
        });
      });
    });
    sent.on('error', lost);
    sent.end(payload ?? undefined);
  });
}
