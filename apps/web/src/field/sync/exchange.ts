/** What the parts of an exchange share: what stopped it, and what the phone remembers of the last one. */
import { nowMs } from '../../shared/platform/clock.ts';
import type { Kept } from '../store/kept.ts';
import type { Watermark } from '../store/kept-state.ts';
import type { Link } from './engine.ts';
import type { Answer } from './transport.ts';

/** Why the exchange stopped. */
export interface Problem {
  readonly link: Exclude<Link, 'starting' | 'online'>;
  readonly code: string | null;
}

/** Refusals that concern the phone or the person as a whole, not what was sent. */
const endings: ReadonlySet<string> = new Set([
  'visit.device_revoked',
  'visit.device.forbidden',
  'auth.role.forbidden',
  'auth.password_change_required',
]);

/** The problem of an answer that is neither good nor a refusal of what was sent; null otherwise. */
export function problemOf(answer: Answer<unknown>): Problem | null {
  switch (answer.kind) {
    case 'ok':
      return null;
    case 'refused':
      return endings.has(answer.error.code) ? { link: 'refused', code: answer.error.code } : null;
    case 'failed':
    case 'busy':
      return { link: 'busy', code: null };
    case 'unreachable':
      return { link: 'offline', code: null };
    case 'notOurs':
      return { link: 'notOurs', code: null };
    case 'signedOut':
      return { link: 'signedOut', code: null };
  }
}

/** Kept under the name `sync`. */
export interface SyncNote {
  /** By the phone's clock. */
  readonly lastSyncAt: string | null;
  /** Server's clock minus the phone's, milliseconds. */
  readonly offsetMs: number;
  readonly told: Watermark | null;
}

export function syncNote(kept: Kept): SyncNote {
  const note = kept.now().notes['sync'] as SyncNote | undefined;
  return note ?? { lastSyncAt: null, offsetMs: 0, told: null };
}

/** The difference of the clocks, taken at the middle of the exchange. */
export function offsetOf(serverTime: string, sentAt: number): number {
  return Math.round(Date.parse(serverTime) - (sentAt + nowMs()) / 2);
}
