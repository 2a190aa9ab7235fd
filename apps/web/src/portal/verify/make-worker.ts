/** The portal's worker is a file of its own, because the server's policy allows no other. */
export function makePortalWorker(): Worker {
  return new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
}
