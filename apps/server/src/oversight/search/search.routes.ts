/** Handler of the global search. */
import * as searchApi from '@mingcha/core/oversight/search/search-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { searchEverything } from './search.service.ts';

export function bindSearchRoutes(binder: Binder, platform: Platform): void {
  binder.bind(searchApi.searchAll, ({ actor, query }) => searchEverything(platform, actor, query.text));
}
