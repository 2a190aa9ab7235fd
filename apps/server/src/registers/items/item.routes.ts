/** Handlers of item lists and items: parse (done by the binder), call one service. */

import * as compareApi from '@mingcha/core/registers/items/item-compare-api.ts';
import * as api from '@mingcha/core/registers/items/item-list-api.ts';
import * as publicApi from '@mingcha/core/registers/items/public-items-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { createItem, endItem, getItem, listItems, listPublished, updateItem } from './item.service.ts';
import {
  diffItemLists,
  getAlignment,
  listAlignmentSources,
  recordAlignment,
} from './item-compare.service.ts';
import { exportItemList } from './item-export.ts';
import {
  createItemList,
  discardItemList,
  getItemList,
  listItemLists,
  renameItemList,
  stepItemList,
} from './item-list.service.ts';

import * as open from './public-items.service.ts';

export function bindItemRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listItemLists, ({ actor, query }) => listItemLists(platform, actor, query.purpose));
  binder.bind(api.getItemList, ({ actor, params }) => getItemList(platform, actor, params.id));
  binder.bind(api.createItemList, ({ actor, body }) => createItemList(platform, actor, body));
  binder.bind(api.renameItemList, ({ actor, params, body }) =>
    renameItemList(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.discardItemList, ({ actor, params, body }) =>
    discardItemList(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.stepItemList, ({ actor, params, body }) =>
    stepItemList(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.listItems, ({ actor, params, query }) => {
    const { after, limit, ...filter } = query;
    return listItems(platform, actor, { listId: params.id, filter, after, limit });
  });
  binder.bind(api.listPublishedItems, ({ actor }) => listPublished(platform, actor));
  binder.bind(api.getItem, ({ actor, params }) => getItem(platform, actor, params.id));
  binder.bind(api.createItem, ({ actor, params, body }) => {
    const { actionId, ...fields } = body;
    return createItem(platform, actor, { actionId, listId: params.id, fields });
  });
  binder.bind(api.updateItem, ({ actor, params, body }) => {
    const { actionId, version, ...fields } = body;
    return updateItem(platform, actor, { actionId, id: params.id, version, fields });
  });
  binder.bind(api.endItem, ({ actor, params, body }) => endItem(platform, actor, { ...body, id: params.id }));
}

export function bindItemCompareRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.exportItemList, ({ actor, params, query }) =>
    exportItemList(platform, actor, { ...query, id: params.id }),
  );
  binder.bind(compareApi.diffItemLists, ({ actor, params, query }) =>
    diffItemLists(platform, actor, { id: params.id, with: query.with }),
  );
  binder.bind(compareApi.listAlignmentSources, ({ actor }) => listAlignmentSources(platform, actor));
  binder.bind(compareApi.getAlignment, ({ actor, query }) => getAlignment(platform, actor, query.sourceId));
  binder.bind(compareApi.recordAlignment, ({ actor, body }) => recordAlignment(platform, actor, body));
}

export function bindPublicItemRoutes(binder: Binder, platform: Platform): void {
  binder.bindAnyone(publicApi.listPublicItemLists, ({ query }) =>
    open.listPublicItemLists(platform, { text: query.text, after: query.after, limit: query.limit }),
  );
  binder.bindAnyone(publicApi.getPublicItemList, ({ params }) => open.getPublicItemList(platform, params.id));
  binder.bindAnyone(publicApi.listPublicItems, ({ params, query }) => {
    const { after, limit, ...filter } = query;
    return open.listPublicItems(platform, { listId: params.id, filter, after, limit });
  });
  binder.bindAnyone(publicApi.exportPublicItemList, ({ params, query }) =>
    open.exportPublicItemList(platform, { id: params.id, format: query.format }),
  );
}
