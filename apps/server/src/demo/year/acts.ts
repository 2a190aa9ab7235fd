/** What every part of the simulated year needs: its platform, and the head of a write. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Platform } from '../../platform/platform.ts';
import type { TestClock } from '../../platform/testing.ts';
import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';

export type YearPlatform = Platform & { readonly clock: TestClock };

export interface Year {
  readonly platform: YearPlatform;
  readonly agenda: Agenda;
  readonly chance: Chance;
}

export function writerOf(platform: Platform) {
  return (actor: Actor, routeId: string) => ({ actor, actionId: platform.ids.next(), routeId });
}
