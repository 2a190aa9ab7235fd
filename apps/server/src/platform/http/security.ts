/**
 * What every reply and every state-changing request has to do with: security headers (W-06), refusal of requests
 * that another site made the browser send (W-07), and the content type of writes. Nothing here knows a route's
 * meaning.
 */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendRefusal } from './errors.ts';

/**
 * The policy of pages: own files only, WebAssembly allowed (ruling 16), no inline script. `nonce` admits the style
 * elements that the office's component library makes in the page.
 */
export function contentPolicy(nonce: string | null): string {
  const style = nonce === null ? "'self'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src ${style}`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

const fixedHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=()',
};

/** Installs headers and the cross-site refusal. `secure` says that this server speaks HTTPS itself. */
export function installSecurity(app: FastifyInstance, options: { readonly secure: boolean }): void {
  app.addHook('onRequest', async (request, reply) => {
    secureHeaders(request, reply, options.secure);
    if (isCrossSite(request)) {
      await sendRefusal(reply, { code: 'request.cross_site.forbidden' });
      return reply;
    }
    if (!hasExpectedType(request)) {
      await sendRefusal(reply, { code: 'request.not_json' });
      return reply;
    }
    return undefined;
  });
}

const plainPolicy = contentPolicy(null);

/** Sets the headers that every reply has. */
export function secureHeaders(request: FastifyRequest, reply: FastifyReply, secure: boolean): void {
  // A balancer that the operator named says for itself that the browser reached it over TLS.
  reply.headers(headersOfAll(request.id, secure || request.protocol === 'https'));
}

/** The headers that every reply has. */
export function headersOfAll(requestId: string, secure: boolean): Readonly<Record<string, string>> {
  return {
    ...fixedHeaders,
    'content-security-policy': plainPolicy,
    'x-request-id': requestId,
    // Whatever is not declared cacheable further on is private.
    'cache-control': 'no-store',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Browsers say where a request comes from; tools without either header carry no ambient cookie of a victim. */
function isCrossSite(request: FastifyRequest): boolean {
  if (safeMethods.has(request.method)) return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  const host = URL.parse(origin)?.host;
  return host === undefined || host !== request.headers.host;
}

const json = /^application\/json(?:;\s*charset=utf-8)?$/i;
const multipart = /^multipart\/form-data;/i;
const bytes = /^application\/octet-stream$/i;
const form = /^application\/x-www-form-urlencoded(?:;\s*charset=utf-8)?$/i;

/**
 * Writes are JSON, multipart uploads or chunks of bytes; forms and plain text, which other sites can send unasked, are
 * refused. Only the portal's own form pages take a form, and only from a browser that says that it comes from this site.
 */
function hasExpectedType(request: FastifyRequest): boolean {
  if (safeMethods.has(request.method)) return true;
  const type = request.headers['content-type'];
  if (type === undefined) return !hasBody(request);
  if (json.test(type)) return true;
  const transfer = request.routeOptions.config.spec?.transfer;
  if (transfer === 'chunk') return bytes.test(type);
  if (transfer === 'page' && form.test(type)) return saysItsSite(request);
  return multipart.test(type) && transfer === 'upload';
}

/** After `isCrossSite` refused every other site, saying a site at all means saying this one. */
function saysItsSite({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-site'] === 'same-origin' || headers.origin !== undefined;
}

function hasBody(request: FastifyRequest): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}
