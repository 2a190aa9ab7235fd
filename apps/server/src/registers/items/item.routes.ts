/** Handlers of item lists and items: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/items/item-list-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { createItem, endItem, getItem, listItems, listPublished, updateItem } from './item.service.ts';
import {
  createItemList,
  discardItemList,
  getItemList,
  listItemLists,
  renameItemList,
  stepItemList,
} from './item-list.service.ts';

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
