/** Handlers of oversight: parse (done by the binder), call one service. */
import * as responsibilityApi from '@mingcha/core/oversight/responsibility-api.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import { listResponsibilities, responsibilityFigures } from './responsibility.service.ts';
import { printResponsibilities } from './responsibility-paper.ts';

export function bindOversightRoutes(binder: Binder, platform: Platform): void {
  binder.bind(responsibilityApi.listResponsibilities, ({ actor, query: { after, limit, ...filter } }) =>
    listResponsibilities(platform, actor, { filter, page: { after, limit } }),
  );
  binder.bind(responsibilityApi.responsibilityFigures, ({ actor, query }) =>
    responsibilityFigures(platform, actor, query),
  );
  binder.bind(responsibilityApi.printResponsibilities, ({ actor, query }) =>
    printResponsibilities(platform, actor, query),
  );
}
