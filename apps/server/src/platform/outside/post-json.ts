/**
 * One JSON post to a gateway of the administrator's settings: the address is checked at each call, redirects are not
 * followed, time and size are bounded, no proxy, no cookies. It tells whether a failed request may have arrived, because
 * what may have arrived must not simply be sent again.
 */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Config } from '../config.ts';
import { type GatewayAddress, gatewayAddress, type Resolver } from './gateway-address.ts';

export interface Post {
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** For the whole call. */
  readonly timeoutMs: number;
}

export type Posted =
  | { readonly kind: 'reply'; readonly status: number; readonly json: unknown; readonly isJson: boolean }
  /** `sent`: the request may have arrived. `problem` is a word of the catalogue `notice.problem.*`. */
  | { readonly kind: 'failed'; readonly sent: boolean; readonly problem: string; readonly detail: string };

const maxReplyBytes = 64 * 1024;

/** Never throws for what the other side does. */
export async function postJson(
  config: Pick<Config, 'gateways'>,
  post: Post,
  resolver?: Resolver,
): Promise<Posted> {
  const url = URL.parse(post.url);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '')
    return failed('address', '');
  const isTls = url.protocol === 'https:';
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
  const found = await gatewayAddress(config, { host: url.hostname, port }, resolver);
  if (!found.ok) return failed(found.error.code === 'gateway.unknown_host' ? 'host' : 'closed', url.hostname);
  if (!isTls && !found.value.listed) return failed('plain', url.hostname);
  return exchange(url, post, found.value);
}

function failed(problem: string, detail: string, sent = false): Posted {
  return { kind: 'failed', sent, problem, detail };
}

function exchange(url: URL, post: Post, to: GatewayAddress): Promise<Posted> {
  return new Promise((resolve) => {
    let sent = false;
    const payload = Buffer.from(post.body, 'utf8');
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      agent: false,
      lookup: pinned(to),
      headers: {
        ...post.headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': payload.length,
        accept: 'application/json',
      },
    });
    const end = (outcome: Posted): void => {
      clearTimeout(timer);
      request.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => end(failed('timeout', '', sent)), post.timeoutMs);
    const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect';
    request.on('socket', (socket) =>
      socket.once(ready, () => {
        sent = true;
      }),
    );
    request.on('error', (error: NodeJS.ErrnoException) =>
      end(failed('connection', error.code ?? error.message.slice(0, 200), sent)),
    );
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > maxReplyBytes) return end(failed('tooLong', '', true));
        parts.push(part);
      });
      response.on('error', () => end(failed('connection', 'reply', true)));
      response.on('end', () =>
        end(readReply(response.statusCode ?? 0, Buffer.concat(parts).toString('utf8'))),
      );
    });
    request.end(payload);
  });
}

function readReply(status: number, text: string): Posted {
  try {
    return { kind: 'reply', status, json: JSON.parse(text) as unknown, isJson: true };
  } catch {
    return { kind: 'reply', status, json: null, isJson: false };
  }
}

/** Calls the address that was checked, whatever the name resolves to by now. */
function pinned(to: GatewayAddress): LookupFunction {
  return (_host, options, done) => {
    if (options.all === true) done(null, [{ address: to.address, family: to.family }]);
    else done(null, to.address, to.family);
  };
}
