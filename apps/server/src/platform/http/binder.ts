/**
 * Binds declared routes (`*-api.ts` of core) to handlers. It authenticates, authorises, limits and parses before
 * the handler runs, whitelists the reply by the declared schema, and refuses to start when a declaration is
 * incomplete, has no handler or is bound twice (Z-01). It holds no business rule.
 */
import { createHash } from 'node:crypto';
import type { Policy, RouteSpec } from '@mingcha/core/common/api.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Platform } from '../platform.ts';
import { inRequest, type RequestContext } from '../request-context.ts';
import {
  type Answer,
  type AnyoneCall,
  type Call,
  type CookieReply,
  type EnterpriseCall,
  type FileReply,
  isLoopback,
  type PageReply,
} from './call.ts';
import { checkSpec } from './check-spec.ts';
import { sendRefusal } from './errors.ts';
import { admit, type Gate } from './gate.ts';
import { nulRefusal } from './refuse-nul.ts';
import { sendFile } from './send-file.ts';
import { sendPage } from './send-page.ts';
import { type ReceivedUpload, receiveUpload } from './uploads.ts';

export {
  type AnyoneCall,
  type Call,
  type EnterpriseCall,
  type FileReply,
  fileReply,
  type PageReply,
} from './call.ts';

export interface BindOptions {
  /** Largest uploaded file in bytes; default 20 MiB. Only for `transfer: 'upload'`. */
  readonly maxUploadBytes?: number;
  /** Largest JSON body or chunk in bytes; default 1 MiB. */
  readonly maxBodyBytes?: number;
  /** The handler refuses U+0000 itself, part by part, so that one part never spoils the others. */
  readonly takesNul?: true;
  /** What of the answer decides whether it changed since the client's `If-None-Match`; no such answer without it. */
  readonly tagged?: (value: unknown) => unknown;
}

export interface Binder {
  /** Binds a route whose policy is `signedIn`, `roles` or `machine`; a system acts for its agency without any role. */
  bind<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    spec: RouteSpec<P, Q, B, R>,
    handler: (call: Call<P, Q, B>) => Promise<Answer<R>>,
    options?: BindOptions,
  ): void;
  /** Binds a route whose policy is `public` or `token`; a token's holder is checked by the service. */
  bindAnyone<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    spec: RouteSpec<P, Q, B, R>,
    handler: (call: AnyoneCall<P, Q, B>) => Promise<Answer<R>>,
    options?: BindOptions,
  ): void;
  /** Binds a route whose policy is `enterprise`. */
  bindEnterprise<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    spec: RouteSpec<P, Q, B, R>,
    handler: (call: EnterpriseCall<P, Q, B>) => Promise<Answer<R>>,
    options?: BindOptions,
  ): void;
  /** Compares what is bound with what is declared. Throws with every difference named. */
  finish(declared: readonly RouteSpec[]): void;
}

const defaultUploadBytes = 20 * 1024 * 1024;
const defaultBodyBytes = 1024 * 1024;

type AnyHandler = (call: AnyoneCall<z.ZodType, z.ZodType, z.ZodType>) => Promise<Answer<z.ZodType>>;
interface Binding {
  readonly spec: RouteSpec;
  readonly handler: AnyHandler;
  readonly options: BindOptions;
}

/** Makes the binder of one app. Throws at bind time on an incomplete declaration. */
export function makeBinder(app: FastifyInstance, platform: Platform, gate: Gate): Binder {
  const bound = new Map<string, RouteSpec>();
  function add(spec: RouteSpec, handler: AnyHandler, options: BindOptions = {}): void {
    if (bound.has(spec.id)) throw new Error(`route ${spec.id} is bound twice`);
    bound.set(spec.id, spec);
    register({ app, platform, gate }, { spec, handler, options });
  }
  return {
    bind(spec, handler, options) {
      requireComplete(spec);
      requirePolicy(spec, ['signedIn', 'roles', 'machine']);
      add(spec as RouteSpec, handler as unknown as AnyHandler, options);
    },
    bindAnyone(spec, handler, options) {
      requireComplete(spec);
      requirePolicy(spec, ['public', 'token']);
      add(spec as RouteSpec, handler as unknown as AnyHandler, options);
    },
    bindEnterprise(spec, handler, options) {
      requireComplete(spec);
      requirePolicy(spec, ['enterprise']);
      add(spec as RouteSpec, handler as unknown as AnyHandler, options);
    },
    finish(declared) {
      compare(declared, bound);
    },
  };
}

function requireComplete(spec: RouteSpec): void {
  const faults = checkSpec(spec);
  if (faults.length > 0) throw new Error(`route ${String(spec.id)}: ${faults.join('; ')}`);
}

/** Who calls is known by how a route is bound; the other way is refused at start. */
function requirePolicy(spec: Pick<RouteSpec, 'id' | 'policy'>, kinds: readonly Policy['kind'][]): void {
  if (!kinds.includes(spec.policy.kind))
    throw new Error(
      `route ${spec.id} is ${spec.policy.kind}: use bind, bindAnyone or bindEnterprise as its policy says`,
    );
}

function compare(declared: readonly RouteSpec[], bound: ReadonlyMap<string, RouteSpec>): void {
  const faults: string[] = [];
  const ids = new Set<string>();
  for (const spec of declared) {
    if (ids.has(spec.id)) faults.push(`route ${spec.id} is declared twice`);
    ids.add(spec.id);
    faults.push(...checkSpec(spec).map((fault) => `route ${String(spec.id)}: ${fault}`));
    if (!bound.has(spec.id)) faults.push(`route ${spec.id} is declared but has no handler`);
  }
  for (const id of bound.keys())
    if (!ids.has(id)) faults.push(`route ${id} has a handler but is not declared`);
  if (faults.length > 0) throw new Error(`the routes do not match their declarations:\n${faults.join('\n')}`);
}

interface Machinery {
  readonly app: FastifyInstance;
  readonly platform: Platform;
  readonly gate: Gate;
}

function register(machinery: Machinery, binding: Binding): void {
  const { spec, options } = binding;
  const hasBody = spec.method !== 'GET' && spec.transfer !== 'upload' && spec.transfer !== 'chunk';
  machinery.app.route({
    method: spec.method,
    url: spec.path,
    bodyLimit: options.maxBodyBytes ?? defaultBodyBytes,
    config: { spec },
    schema: { params: spec.params, querystring: spec.query, ...(hasBody ? { body: spec.body } : {}) },
    onRequest: (request, reply) => admit(machinery.gate, { spec, request, reply }),
    preValidation: (request, reply) => refuseNul(request, reply, options.takesNul === true || !hasBody),
    handler: (request, reply) => serve(machinery, binding, { request, reply }),
  });
}

async function refuseNul(
  request: FastifyRequest,
  reply: FastifyReply,
  exceptBody: boolean,
): Promise<unknown> {
  const refusal = nulRefusal(request.params, request.query, exceptBody ? null : request.body);
  if (refusal === null) return undefined;
  await sendRefusal(reply, refusal);
  return reply;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function serve(machinery: Machinery, binding: Binding, exchange: Exchange): Promise<void> {
  const { spec } = binding;
  const { request } = exchange;
  const context: RequestContext = {
    requestId: request.id,
    ip: request.ip,
    routeId: spec.id,
    audit: spec.audit,
    asked: null,
    recorded: [],
    replayed: false,
  };
  let received: ReceivedUpload | null = null;
  try {
    let body: unknown = spec.transfer === 'chunk' ? {} : request.body;
    if (spec.transfer === 'upload') {
      const incoming = await receiveUpload(machinery.platform, request, {
        maxBytes: binding.options.maxUploadBytes ?? defaultUploadBytes,
        body: spec.body,
      });
      if (!incoming.ok) return await sendRefusal(exchange.reply, incoming.error);
      received = incoming.value;
      body = received.body;
    }
    const chunk = chunkOf(spec, request);
    if (chunk === 'none') return await sendRefusal(exchange.reply, { code: 'request.not_bytes' });
    const call = callOf(request, { body, upload: received?.upload ?? null, chunk });
    const { params, query } = call;
    context.asked = { params, query, body, file: received?.upload?.sha256 ?? null };
    const answer = await inRequest(context, () => binding.handler(call));
    await sendAnswer(binding, exchange, { answer, context });
  } finally {
    await received?.discard();
  }
}

function callOf(
  request: FastifyRequest,
  of: Pick<AnyoneCall<z.ZodType, z.ZodType, z.ZodType>, 'body' | 'upload' | 'chunk'>,
) {
  return {
    ...of,
    actor: request.session?.actor ?? request.machine?.actor ?? null,
    sessionId: request.session?.id ?? '',
    enterprise: request.enterprise?.actor ?? null,
    session: request.enterprise,
    params: request.params,
    query: request.query,
    requestId: request.id,
    ip: request.ip,
    secure: isSecure(request),
    headers: request.headers,
  };
}

function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https' || isLoopback(request.ip);
}

interface Outcome {
  readonly answer: Answer<z.ZodType>;
  readonly context: RequestContext;
}

async function sendAnswer(binding: Binding, exchange: Exchange, outcome: Outcome): Promise<void> {
  const { spec, options } = binding;
  const { reply } = exchange;
  const { answer, context } = outcome;
  if (!answer.ok) return sendRefusal(reply, answer.error);
  if (!isRefusingPage(answer.value)) requireOneEvent(context);
  if (isKind<FileReply>(answer.value, 'file')) {
    if (spec.transfer !== 'file')
      throw new Error(`route ${spec.id} answered a file but declares ${spec.transfer}`);
    return sendFile(reply, answer.value);
  }
  if (isKind<PageReply>(answer.value, 'page')) return sendPage(exchange, answer.value);
  if (spec.transfer === 'page') throw new Error(`route ${spec.id} is a page and did not answer one`);
  let value: unknown = answer.value;
  if (isKind<CookieReply<unknown>>(answer.value, 'cookie')) {
    value = answer.value.value;
    reply.header('set-cookie', answer.value.setCookie);
  }
  if (options.tagged !== undefined && isKnown(exchange, options.tagged(value))) {
    await reply.code(304).send();
    return;
  }
  await reply
    .code(200)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(spec.response.parse(value)));
}

/** Sets the tag of what is to be sent; true when the client holds the same. */
function isKnown({ request, reply }: Exchange, tagged: unknown): boolean {
  const tag = `"${createHash('sha256').update(JSON.stringify(tagged)).digest('base64url')}"`;
  reply.header('etag', tag);
  return request.headers['if-none-match'] === tag;
}

/** The bytes of a chunk as they came; null on other routes, `none` when the request carries something else. */
function chunkOf(spec: RouteSpec, request: FastifyRequest): Uint8Array | null | 'none' {
  if (spec.transfer !== 'chunk') return null;
  return request.body instanceof Uint8Array ? request.body : 'none';
}

/** An audited route that succeeded without exactly one event is a bug and must not answer (G-01, G-03). */
function requireOneEvent(context: RequestContext): void {
  if (context.audit === null || context.replayed) return;
  const count = context.recorded.filter((type) => type === context.audit).length;
  if (count !== 1)
    throw new Error(`route ${context.routeId} recorded ${context.audit} ${count} times, not once`);
}

/** A form that was sent with something wrong comes back as a page: nothing happened, so nothing is recorded. */
function isRefusingPage(value: unknown): boolean {
  return isKind<PageReply>(value, 'page') && value.status !== 200;
}

function isKind<T extends { readonly kind: string }>(value: unknown, kind: T['kind']): value is T {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind && isReply(value)
  );
}

/** A business object may have a member `kind` too; only replies made for the binder have these members as well. */
function isReply(value: object): boolean {
  return 'disposition' in value || 'setCookie' in value;
}
