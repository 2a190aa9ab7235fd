/**
 * The phone's service worker: keeps one version of the application's own files and answers from them, so that the
 * phone opens without a network. It never touches `/api/`, keeps nothing that anybody wrote, and never decides about
 * drafts: those lie in the encrypted store, which no version change touches.
 */

/** Put in by the build: the version and the files of this version, addresses under `/m/`. */
declare const __PRECACHE__: { readonly version: string; readonly files: readonly string[] };

interface Extendable extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  readonly respondWith: (reply: Promise<Response>) => void;
}
interface Heard {
  readonly install: Extendable;
  readonly activate: Extendable;
  readonly fetch: Fetching;
  readonly message: MessageEvent<unknown>;
}
/** What is used of the worker's own scope; the page's types do not know it. */
interface Scope {
  readonly addEventListener: <K extends keyof Heard>(type: K, listener: (event: Heard[K]) => void) => void;
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly location: Location;
}

const worker = globalThis as unknown as Scope;
const prefix = 'mingcha-field-';
const cacheName = prefix + __PRECACHE__.version;
const startPage = '/m/';

worker.addEventListener('install', (event) => event.waitUntil(keepFiles()));
worker.addEventListener('activate', (event) => event.waitUntil(dropOthers()));
worker.addEventListener('message', (event) => {
  if (event.data === 'takeOver') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== worker.location.origin) return;
  if (!address.pathname.startsWith('/m/')) return;
  if (request.mode === 'navigate') event.respondWith(kept(startPage, request));
  else if (__PRECACHE__.files.includes(address.pathname)) event.respondWith(kept(address.pathname, request));
});

/** All files of this version or none: half a version must not take over. */
async function keepFiles(): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const file of __PRECACHE__.files) {
    if ((await cache.match(file)) !== undefined) continue;
    const reply = await fetch(file, { cache: 'no-cache', redirect: 'error' });
    if (!reply.ok) throw new Error(`${file}: ${reply.status}`);
    await cache.put(file, reply);
  }
}

async function dropOthers(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
  await worker.clients.claim();
}

async function kept(address: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(address)) ?? fetch(request);
}
