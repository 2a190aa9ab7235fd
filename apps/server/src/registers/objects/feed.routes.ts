/** Handlers of feeds: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/objects/feed-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { applyFeed, cancelFeed, getReceipt, listFeedRows, listReceipts, uploadFeed } from './feed.service.ts';
import { listFeedTokens, makeFeedToken, revokeFeedToken, sendFeed } from './feed-token.service.ts';

export function bindFeedRoutes(binder: Binder, platform: Platform): void {
  const { limits } = platform.config;
  const maxUploadBytes = Math.max(limits.csvBytes, limits.xlsxBytes, limits.xlsBytes);
  binder.bind(api.listReceipts, ({ actor, query }) => {
    const { kind, ...page } = query;
    return listReceipts(platform, actor, { kind, page });
  });
  binder.bind(api.getReceipt, ({ actor, params }) => getReceipt(platform, actor, params.id));
  binder.bind(api.listFeedRows, ({ actor, params, query }) => {
    const { outcome, ...page } = query;
    return listFeedRows(platform, actor, { id: params.id, outcome, page });
  });
  binder.bind(
    api.uploadFeed,
    ({ actor, query, upload }) => uploadFeed(platform, actor, { ...query, upload }),
    { maxUploadBytes },
  );
  binder.bind(api.applyFeed, ({ actor, params, body }) =>
    applyFeed(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.cancelFeed, ({ actor, params, body }) =>
    cancelFeed(platform, actor, { ...body, id: params.id }),
  );
  binder.bindAnyone(
    api.sendFeed,
    ({ headers, upload }) => sendFeed(platform, { authorization: headers['authorization'], upload }),
    { maxUploadBytes },
  );
  binder.bind(api.listFeedTokens, ({ actor }) => listFeedTokens(platform, actor));
  binder.bind(api.makeFeedToken, ({ actor, body }) => makeFeedToken(platform, actor, body));
  binder.bind(api.revokeFeedToken, ({ actor, params, body }) =>
    revokeFeedToken(platform, actor, { ...body, id: params.id }),
  );
}
