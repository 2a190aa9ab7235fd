/**
 * Sends a page or feed of the portal with its tag, so that whoever holds the same gets 304. Kept for a minute by browsers
 * and caches between; a page in another language or size of text is another page (`vary: cookie`).
 */
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageReply } from './call.ts';

export async function sendPage(
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  page: PageReply,
): Promise<void> {
  const tag = `"${createHash('sha256').update(page.body).digest('base64url')}"`;
  reply.headers({ ...page.headers, etag: tag, vary: 'cookie' });
  const isKept = page.status === 200 && page.setCookie.length === 0 && page.isPrivate !== true;
  reply.header('cache-control', isKept ? 'public, max-age=60' : 'no-store');
  if (page.setCookie.length > 0) reply.header('set-cookie', [...page.setCookie]);
  if (isKept && request.headers['if-none-match'] === tag) {
    await reply.code(304).send();
    return;
  }
  await reply.code(page.status).type(page.contentType).send(page.body);
}
