/** Handlers of the leniency list: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/items/leniency-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import * as lists from './leniency.service.ts';

export function bindLeniencyRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listLeniencyLists, ({ actor }) => lists.listLeniencyLists(platform, actor));
  binder.bind(api.getLeniencyList, ({ actor, params }) => lists.getLeniencyList(platform, actor, params.id));
  binder.bind(api.downloadLeniencyPaper, ({ actor, params, query }) =>
    lists.leniencyPaper(platform, actor, { ...params, ...query }),
  );
  binder.bind(api.createLeniencyList, ({ actor, body }) => lists.createLeniencyList(platform, actor, body));
  binder.bind(api.saveLeniencyList, ({ actor, params, body }) =>
    lists.saveLeniencyList(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.discardLeniencyList, ({ actor, params, body }) =>
    lists.discardLeniencyList(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.stepLeniencyList, ({ actor, params, body }) =>
    lists.stepLeniencyList(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.listPublishedLeniency, ({ actor }) => lists.listPublishedLeniency(platform, actor));
  binder.bindAnyone(api.listPublicLeniencyLists, ({ query }) =>
    lists.listPublicLeniencyLists(platform, { text: query.text, after: query.after, limit: query.limit }),
  );
  binder.bindAnyone(api.getPublicLeniencyList, ({ params }) =>
    lists.getPublicLeniencyList(platform, params.id),
  );
}
