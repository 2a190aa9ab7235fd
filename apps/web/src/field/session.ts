/**
 * Who is at this phone now. Light, so that the frame and the parties' page carry nothing of the store; the secret is
 * in memory only and gone with the page.
 */
import { useSyncExternalStore } from 'react';
import type { Kept } from './store/kept.ts';
import type { Engine } from './sync/engine.ts';

export interface FieldSession {
  readonly kept: Kept;
  readonly engine: Engine;
  /** The server does not accept this account any more: what is here can be read and rescued, nothing is sent. */
  readonly refused: boolean;
}

let current: FieldSession | null = null;
const listeners = new Set<() => void>();

export function setSession(session: FieldSession | null): void {
  current = session;
  for (const listener of listeners) listener();
}

export function currentSession(): FieldSession | null {
  return current;
}

/** The session of this page, null while nobody has signed in or unlocked. */
export function useSession(): FieldSession | null {
  return useSyncExternalStore(subscribe, currentSession);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
