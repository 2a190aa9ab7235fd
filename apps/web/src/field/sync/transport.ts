/**
 * Asking the server from a place with a bad network. Every answer is put into one of a few classes; only an answer
 * that our server certainly gave is believed. A login page of a hotel or an error page of a gateway is not (S-05).
 */
import type { AppError } from '@mingcha/core/common/result.ts';
import type { z } from 'zod';
import { addressOf } from '../../shared/api/address.ts';
import { type AnySpec, type CallInput, readRefusal } from '../../shared/api/call-api.ts';
import { elapsedMs } from '../../shared/platform/clock.ts';
import type { Bytes } from '../store/bytes.ts';

export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** Our server said no. */
  | { readonly kind: 'refused'; readonly error: AppError; readonly status: number }
  /** Our server failed at this very request. */
  | { readonly kind: 'failed'; readonly requestId: string | null }
  /** No answer, or it stopped coming. */
  | { readonly kind: 'unreachable' }
  /** A gateway answered in the server's place, or the server asks for patience. */
  | { readonly kind: 'busy' }
  /** Somebody else answered: a login page, a captive portal. */
  | { readonly kind: 'notOurs' }
  | { readonly kind: 'signedOut' };

/** An answer that did not come forward for so long is given up, milliseconds. */
export const stallMs = 30_000;
/** A network slower than this, in bytes per millisecond, is treated as none. */
const slowest = 1;

export interface RawReply {
  readonly status: number;
  /** The reply asks the browser to go elsewhere, or came from elsewhere. */
  readonly moved: boolean;
  readonly contentType: string;
  readonly requestId: string | null;
  readonly text: string;
}

/** Puts a reply into its class. Pure. */
export function classify<T>(reply: RawReply, schema: z.ZodType<T>): Answer<T> {
  if (reply.moved) return { kind: 'notOurs' };
  if (reply.status === 0) return { kind: 'unreachable' };
  const isJson = reply.contentType.startsWith('application/json');
  const body = isJson ? parseJson(reply.text) : undefined;
  if (reply.status >= 200 && reply.status < 300) {
    const parsed = body === undefined ? undefined : schema.safeParse(body);
    return parsed?.success === true ? { kind: 'ok', value: parsed.data } : { kind: 'notOurs' };
  }
  return classifyRefusal(reply, readRefusal(body));
}

const patienceAsked: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

function classifyRefusal(reply: RawReply, error: AppError | null): Answer<never> {
  if (error?.code === 'auth.not_signed_in') return { kind: 'signedOut' };
  if (patienceAsked.has(reply.status)) return { kind: 'busy' };
  if (reply.status >= 500)
    return error === null ? { kind: 'busy' } : { kind: 'failed', requestId: reply.requestId };
  return error === null ? { kind: 'notOurs' } : { kind: 'refused', error, status: reply.status };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Calls a route with JSON; gives up when the network stands still. */
export async function ask<S extends AnySpec>(
  spec: S,
  input: Pick<CallInput<S>, 'params' | 'query' | 'body'> = {},
): Promise<Answer<z.output<S['response']>>> {
  const body = spec.method === 'GET' ? undefined : JSON.stringify(input.body ?? {});
  const reply = await fetchReply(addressOf(spec, input), {
    method: spec.method,
    redirect: 'manual',
    cache: 'no-store',
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  return classify(reply, spec.response as z.ZodType<z.output<S['response']>>);
}

const noReply: RawReply = { status: 0, moved: false, contentType: '', requestId: null, text: '' };

async function fetchReply(address: string, request: RequestInit): Promise<RawReply> {
  const stop = new AbortController();
  const length = typeof request.body === 'string' ? request.body.length : 0;
  let timer = setTimeout(() => stop.abort(), stallMs + length / slowest);
  const goesOn = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(), stallMs);
  };
  try {
    const response = await fetch(address, { ...request, signal: stop.signal });
    if (response.type === 'opaqueredirect') return { ...noReply, moved: true };
    goesOn();
    const text = await readText(response, goesOn);
    return {
      status: response.status,
      moved: response.redirected,
      contentType: response.headers.get('content-type') ?? '',
      requestId: response.headers.get('x-request-id'),
      text,
    };
  } catch {
    return noReply;
  } finally {
    clearTimeout(timer);
  }
}

async function readText(response: Response, goesOn: () => void): Promise<string> {
  if (response.body === null) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    goesOn();
    text += decoder.decode(value, { stream: true });
  }
}

/** Sends bytes; `fetch` cannot tell whether they still move, so this does without it. */
export function putBytes<S extends AnySpec>(
  spec: S,
  input: Pick<CallInput<S>, 'params' | 'query'>,
  bytes: Bytes,
): Promise<Answer<z.output<S['response']>>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const address = addressOf(spec, input);
    let moved = elapsedMs();
    const watch = setInterval(() => {
      if (elapsedMs() - moved > stallMs) request.abort();
    }, 1000);
    const goesOn = () => {
      moved = elapsedMs();
    };
    const settle = (status: number) => {
      clearInterval(watch);
      const reply: RawReply = {
        status,
        moved: request.responseURL !== '' && !request.responseURL.endsWith(address),
        contentType: request.getResponseHeader('content-type') ?? '',
        requestId: request.getResponseHeader('x-request-id'),
        text: status === 0 ? '' : request.responseText,
      };
      resolve(classify(reply, spec.response as z.ZodType<z.output<S['response']>>));
    };
    request.open('PUT', address);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = goesOn;
    request.onprogress = goesOn;
    request.onload = () => settle(request.status);
    request.onerror = () => settle(0);
    request.onabort = () => settle(0);
    request.send(bytes);
  });
}
