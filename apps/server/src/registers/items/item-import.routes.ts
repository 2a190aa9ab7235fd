/** Handlers of list imports: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/items/item-import-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  cancelItemImport,
  chooseItemHeader,
  getItemImport,
  listItemImportRows,
  previewItemImport,
  uploadItemList,
} from './item-import.service.ts';
import { applyItemImport } from './item-import-apply.service.ts';

/** An item list is a small file; the largest found has half a megabyte. */
const maxUploadBytes = 20 * 1024 * 1024;

export function bindItemImportRoutes(binder: Binder, platform: Platform): void {
  binder.bind(
    api.uploadItemList,
    ({ actor, params, query, upload }) =>
      uploadItemList(platform, actor, { actionId: query.actionId, listId: params.id, upload }),
    { maxUploadBytes },
  );
  binder.bind(api.getItemImport, ({ actor, params }) => getItemImport(platform, actor, params.id));
  binder.bind(api.chooseItemHeader, ({ actor, params, body }) =>
    chooseItemHeader(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.previewItemImport, ({ actor, params, body }) => {
    const { actionId, ...choices } = body;
    return previewItemImport(platform, actor, { actionId, id: params.id, choices });
  });
  binder.bind(api.listItemImportRows, ({ actor, params, query }) =>
    listItemImportRows(platform, actor, {
      id: params.id,
      outcome: query.outcome,
      after: query.after,
      limit: query.limit,
    }),
  );
  binder.bind(api.applyItemImport, ({ actor, params, body }) =>
    applyItemImport(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.cancelItemImport, ({ actor, params, body }) =>
    cancelItemImport(platform, actor, { ...body, id: params.id }),
  );
}
