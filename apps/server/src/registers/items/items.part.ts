/** Item lists and leniency lists as one part of the registers: their declared routes and who binds them. */
import * as itemCompareApi from '@mingcha/core/registers/items/item-compare-api.ts';
import * as itemImportApi from '@mingcha/core/registers/items/item-import-api.ts';
import * as itemListApi from '@mingcha/core/registers/items/item-list-api.ts';
import * as leniencyApi from '@mingcha/core/registers/items/leniency-api.ts';
import * as publicItemsApi from '@mingcha/core/registers/items/public-items-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { bindItemCompareRoutes, bindItemRoutes, bindPublicItemRoutes } from './item.routes.ts';
import { bindItemImportRoutes } from './item-import.routes.ts';
import { bindLeniencyRoutes } from './leniency.routes.ts';

export const itemApis: readonly object[] = [
  itemListApi,
  itemImportApi,
  itemCompareApi,
  publicItemsApi,
  leniencyApi,
];

export function bindItemParts(binder: Binder, platform: Platform): void {
  bindItemRoutes(binder, platform);
  bindItemImportRoutes(binder, platform);
  bindItemCompareRoutes(binder, platform);
  bindPublicItemRoutes(binder, platform);
  bindLeniencyRoutes(binder, platform);
}

/** What a race leaves as a violated constraint. */
export const itemConstraints = {
  uq_item_lists_open: 'document.draft_exists',
  uq_item_lists_version: 'document.draft_exists',
  uq_item_lists_published: 'itemList.published_meanwhile',
  uq_leniency_lists_open: 'document.draft_exists',
  uq_leniency_lists_version: 'document.draft_exists',
  uq_leniency_lists_published: 'itemList.published_meanwhile',
} as const;
