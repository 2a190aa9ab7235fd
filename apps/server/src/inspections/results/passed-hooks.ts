/**
 * What later stages do when a result passes its review, in the same transaction: follow-ups open, publication is
 * prepared. They register at the start under a name of their own; the same name again replaces the hook.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import type { InspectionCase, StoredTeam } from '../../tasks/inspection.queries.ts';

export interface Passed {
  readonly actor: Actor;
  /** As it stood before the review. */
  readonly found: InspectionCase;
  readonly team: StoredTeam;
  /** All teams are through: the inspection closed with this review. */
  readonly isClosed: boolean;
}
export type PassedHook = (tx: Tx, platform: Platform, passed: Passed) => Promise<void>;

const hooks = new Map<string, PassedHook>();

export function onResultPassed(name: string, hook: PassedHook): void {
  hooks.set(name, hook);
}

export async function tellPassed(tx: Tx, platform: Platform, passed: Passed): Promise<void> {
  for (const hook of hooks.values()) await hook(tx, platform, passed);
}
