/** Registers the service worker and tells whether the phone opens without a network; asks a waiting version to take over. */
import { useSyncExternalStore } from 'react';
import { currentSession } from '../session.ts';

export type OfflineReady = 'ready' | 'installing' | 'no_worker' | 'certificate';

interface WorkerState {
  readonly offline: OfflineReady;
  /** A newer version is kept and waits. */
  readonly waiting: ServiceWorker | null;
  /** The waiting version takes over; the page starts anew in a moment. */
  readonly isTakingOver: boolean;
}

let state: WorkerState = { offline: 'installing', waiting: null, isTakingOver: false };
/** Somebody has begun to type, which a page that starts anew would throw away. */
let isTyped = false;
/** Milliseconds: a version that has not taken over by then will not. */
const takeOverMs = 5000;
const listeners = new Set<() => void>();
let started = false;

function show(next: Partial<WorkerState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

export function useWorker(): WorkerState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

/** A version that was found takes over at once only while nobody uses the phone; somebody at work is asked. */
export function installWorker(): void {
  isTyped = false;
  document.addEventListener('input', () => (isTyped = true), { once: true });
  const container = (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  if (container === undefined) return show({ offline: 'no_worker' });
  if (started) {
    if (isUnused()) takeOver();
    return;
  }
  started = true;
  void register(container);
}

const isUnused = () => !isTyped && currentSession() === null;

async function register(container: ServiceWorkerContainer): Promise<void> {
  try {
    const registration = await container.register('/m/sw.js', { scope: '/m/', updateViaCache: 'none' });
    const look = () => {
      if (registration.active !== null) show({ offline: 'ready' });
      // Without a controller the waiting one is the first and takes over by itself.
      if (registration.waiting !== null && container.controller !== null) {
        show({ waiting: registration.waiting });
        if (isUnused()) takeOver();
      }
    };
    registration.addEventListener('updatefound', () =>
      registration.installing?.addEventListener('statechange', look),
    );
    registration.installing?.addEventListener('statechange', look);
    look();
  } catch (failure) {
    // Browsers refuse a worker from an address whose certificate they do not trust.
    const isSecurity = failure instanceof DOMException && failure.name === 'SecurityError';
    show({ offline: isSecurity ? 'certificate' : 'installing' });
    started = false;
  }
}

/** The waiting version takes over and the page starts anew; drafts are in the store. */
export function takeOver(): void {
  const { waiting } = state;
  if (waiting === null) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), {
    once: true,
  });
  show({ isTakingOver: true });
  setTimeout(() => show({ isTakingOver: false }), takeOverMs);
  waiting.postMessage('takeOver');
}
