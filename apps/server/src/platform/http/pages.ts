/**
 * Serves the built pages: office at `/`, field at `/m/`, portal at `/p/`. The files are listed once at start, so a
 * request names one of them or none: there is no path to climb. Unknown addresses get the entry's page, because
 * the pages route themselves; unknown addresses under `/api/` are refused as JSON.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import { certificateRoutes } from '@mingcha/core/common/certificate-api.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendRefusal } from './errors.ts';
import { contentPolicy, newNonce } from './security.ts';

interface Entry {
  readonly prefix: string;
  readonly folder: string;
}

const entries: readonly Entry[] = [
  { prefix: '/m/', folder: 'field' },
  { prefix: '/p/', folder: 'portal' },
  { prefix: '/', folder: 'office' },
];

/** The build writes this word where a page needs the nonce of its reply. */
const noncePlaceholder = '__CSP_NONCE__';

/** Answers unknown addresses of an application without pages. */
export function installNoPages(app: FastifyInstance): void {
  app.setNotFoundHandler(async (_request, reply) => {
    await sendRefusal(reply, { code: 'request.route.not_found' });
    return reply;
  });
}

interface Site {
  /** Address → file below the root. */
  readonly files: ReadonlyMap<string, string>;
  /** Prefix → text of index.html. */
  readonly pages: ReadonlyMap<string, string>;
}

/** Installs the pages of `root` (a `dist` folder) as the reply to whatever no route answers; `portal` has no others. */
export async function installPages(
  app: FastifyInstance,
  root: string,
  which: 'all' | 'portal' = 'all',
): Promise<void> {
  const site = await readSite(root, which);
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false, preCompressed: true });
  app.setNotFoundHandler((request, reply) => answer(site, request, reply));
}

async function readSite(root: string, which: 'all' | 'portal'): Promise<Site> {
  const files = new Map<string, string>();
  const pages = new Map<string, string>();
  for (const entry of entries.filter(({ folder }) => which === 'all' || folder === which)) {
    for (const file of await listFiles(join(root, entry.folder))) {
      files.set(`${entry.prefix}${file}`, `${entry.folder}/${file}`);
      if (file === 'index.html')
        pages.set(entry.prefix, await readFile(join(root, entry.folder, file), 'utf8'));
    }
  }
  // The pages that the server writes itself name one address for the portal's styles, whatever the build calls them.
  const styles = /href="(\/p\/assets\/[^"]+\.css)"/.exec(pages.get('/p/') ?? '')?.[1];
  const file = styles === undefined ? undefined : files.get(styles);
  if (file !== undefined) files.set('/p/portal.css', file);
  return { files, pages };
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return names
    .filter((name) => name.isFile())
    .map((name) =>
      join(name.parentPath, name.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    );
}

/** Names of built assets change with their content. */
const cachingOf = (path: string) =>
  path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

/** Address and status of where a path leads; a portal apart has no office at the root. Null for pages that stay. */
function movedTo(site: Site, path: string): [string, number] | null {
  if (path === '/' && !site.pages.has('/')) return ['/p/', 302];
  // Short, because people type it.
  if (path === '/install-certificate') return [certificateRoutes.page.path, 302];
  return path === '/m' || path === '/p' ? [`${path}/`, 301] : null;
}

async function answer(site: Site, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const path = request.url.split('?', 1)[0] ?? '/';
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    await sendRefusal(reply, { code: 'request.route.not_found' });
    return reply;
  }
  const elsewhere = movedTo(site, path);
  if (elsewhere !== null) return reply.redirect(...elsewhere);
  const file = site.files.get(path);
  if (file !== undefined && !file.endsWith('/index.html'))
    return reply.header('cache-control', cachingOf(path)).sendFile(file);
  const prefix = entries.find((entry) => path.startsWith(entry.prefix))?.prefix ?? '/';
  const page = site.pages.get(prefix);
  const looksLikeFile = /\.[A-Za-z0-9]{1,8}$/.test(path) && !path.endsWith('.html');
  if (path.startsWith('/api/') || page === undefined || looksLikeFile) {
    await sendRefusal(reply, { code: 'request.route.not_found' });
    return reply;
  }
  const nonce = newNonce();
  return reply
    .header('content-security-policy', contentPolicy(nonce))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page.replaceAll(noncePlaceholder, nonce));
}
