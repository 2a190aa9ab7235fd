/** What a stage hands to the application: its declared routes, who binds them, its constraint names. */
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import type { Platform } from '../platform.ts';
import type { Binder } from './binder.ts';
import type { AccessSettings } from './settings.ts';

export interface Stage {
  readonly routes: readonly RouteSpec[];
  bind(binder: Binder, platform: Platform, access: AccessSettings): void;
  /** Error code by constraint name, for violations that only a race can cause (`uq_objects_uscc`). */
  readonly constraints?: Readonly<Record<string, string>>;
}

/** The route declarations among the exports of an `*-api.ts` module (`import * as api`). */
export function routesOf(module: object): readonly RouteSpec[] {
  return Object.values(module).filter(isRoute);
}

function isRoute(value: unknown): value is RouteSpec {
  return (
    typeof value === 'object' && value !== null && 'policy' in value && 'path' in value && 'method' in value
  );
}
