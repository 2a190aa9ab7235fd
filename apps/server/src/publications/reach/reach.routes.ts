/** Handlers of the reach of publicity. */
import * as api from '@mingcha/core/publications/reach/reach-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { reachFileOf, readReach } from './reach.service.ts';

export function bindReachRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.readReach, ({ actor, query }) => readReach(platform, actor, query));
  binder.bind(api.reachFile, ({ actor, query }) => reachFileOf(platform, actor, query));
}
