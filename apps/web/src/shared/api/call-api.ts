/**
 * The typed client: calls a route by its declaration in core and answers with a Result. It repeats what is
 * safe to repeat (reads, and writes that carry an action id) when the network fails, asks the session gate
 * when the session has ended, and keeps the request id for messages about unexpected errors.
 * It must not know any stage.
 */
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import { shortId } from '@mingcha/core/common/operations/short-id.ts';
import type { AppError, Result } from '@mingcha/core/common/result.ts';
import { config, type z } from 'zod';
import { addressOf } from './address.ts';
import { type RawAnswer, sendUpload } from './upload.ts';

// The pages' security policy forbids making code from text, so schemas must not try.
config({ jitless: true });

/** A refusal as the page gets it. `status` 0 means that no answer came. */
export interface ApiError extends AppError {
  readonly status: number;
  readonly requestId: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: the widest declaration there is
export type AnySpec = RouteSpec<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

export interface CallInput<S extends AnySpec> {
  readonly params?: z.input<S['params']>;
  readonly query?: z.input<S['query']>;
  readonly body?: z.input<S['body']>;
  /** File of an upload route; the body's members travel as fields before it. */
  readonly file?: File;
  /** Percent sent, 0…100; uploads only. */
  readonly onProgress?: (percent: number) => void;
  readonly signal?: AbortSignal;
}

export type CallResult<S extends AnySpec> = Result<z.output<S['response']>, ApiError>;

/** Asks the person to sign in again over the open page; true when that succeeded and the call may be repeated. */
export type SessionGate = () => Promise<boolean>;

let sessionGate: SessionGate | null = null;

/** The office sets its gate once at start; portal and phone pages have none. */
export function setSessionGate(gate: SessionGate | null): void {
  sessionGate = gate;
}

/** Told to the window when a write was refused because the server's disk is full. */
export const readOnlyEvent = 'mingcha-read-only';

/** The one code that means: nobody is signed in any more. */
const signedOutCode = 'auth.not_signed_in';

const pauses = [500, 1500];
const worthRepeating = new Set([0, 502, 503, 504]);

/**
 * Calls a route.
 * @param spec declaration of the route
 * @param input params, query, body, and for uploads the file
 * @returns the parsed answer or the refusal; `network.unreachable` when no answer came. Never throws, except
 * when `signal` was aborted.
 */
export async function callApi<S extends AnySpec>(spec: S, input: CallInput<S> = {}): Promise<CallResult<S>> {
  const first = await attempt(spec, input);
  if (!first.ok && first.error.code === 'disk.full') globalThis.dispatchEvent(new Event(readOnlyEvent));
  if (first.ok || first.error.code !== signedOutCode || sessionGate === null || spec.policy.kind === 'public')
    return first;
  return (await sessionGate()) ? attempt(spec, input) : first;
}

async function attempt<S extends AnySpec>(spec: S, input: CallInput<S>): Promise<CallResult<S>> {
  const repeatable = spec.method === 'GET' || hasActionId(input.body);
  for (const pause of repeatable && input.file === undefined ? pauses : []) {
    const result = await once(spec, input);
    if (result.ok || !worthRepeating.has(result.error.status)) return result;
    await new Promise((resolve) => setTimeout(resolve, pause));
    input.signal?.throwIfAborted();
  }
  return once(spec, input);
}

function hasActionId(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'actionId' in body;
}

async function once<S extends AnySpec>(spec: S, input: CallInput<S>): Promise<CallResult<S>> {
  const address = addressOf(spec, input);
  if (input.file !== undefined) {
    const sent = await sendUpload({
      address,
      fields: (input.body ?? {}) as Readonly<Record<string, unknown>>,
      file: input.file,
      onProgress: input.onProgress ?? (() => {}),
      ...(input.signal === undefined ? {} : { signal: input.signal }),
    });
    return readAnswer(spec, sent);
  }
  try {
    const response = await fetch(address, {
      method: spec.method,
      headers: {
        accept: 'application/json',
        ...(spec.method === 'GET' ? {} : { 'content-type': 'application/json' }),
      },
      ...(spec.method === 'GET' ? {} : { body: JSON.stringify(input.body ?? {}) }),
      ...(input.signal === undefined ? {} : { signal: input.signal }),
    });
    const text = await response.text();
    return readAnswer(spec, {
      status: response.status,
      text,
      requestId: response.headers.get('x-request-id'),
    });
  } catch (failure) {
    if (input.signal?.aborted === true) throw failure;
    return readAnswer(spec, { status: 0, text: '', requestId: null });
  }
}

function readAnswer<S extends AnySpec>(spec: S, answer: RawAnswer): CallResult<S> {
  if (answer.status === 0) return refuse(answer, { code: 'network.unreachable' });
  const body = parseJson(answer.text);
  if (answer.status >= 200 && answer.status < 300) {
    const parsed = spec.response.safeParse(body);
    if (parsed.success) return { ok: true, value: parsed.data as z.output<S['response']> };
    return refuse(answer, unexpected(answer.requestId));
  }
  return refuse(answer, readRefusal(body) ?? unexpected(answer.requestId));
}

function unexpected(requestId: string | null): AppError {
  return { code: 'common.unexpected', data: { id: requestId === null ? '–' : shortId(requestId) } };
}

function refuse(answer: RawAnswer, error: AppError): { readonly ok: false; readonly error: ApiError } {
  return { ok: false, error: { ...error, status: answer.status, requestId: answer.requestId } };
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return null;
  }
}

/** The refusal in an answer of the form `{ error: { code, data?, field? } }`, or null when there is none. */
export function readRefusal(body: unknown): AppError | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null;
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string')
    return null;
  const data =
    'data' in error && typeof error.data === 'object' && error.data !== null ? error.data : undefined;
  const field = 'field' in error && typeof error.field === 'string' ? error.field : undefined;
  return {
    code: error.code,
    ...(data === undefined ? {} : { data: data as Readonly<Record<string, string | number>> }),
    ...(field === undefined ? {} : { field }),
  };
}
