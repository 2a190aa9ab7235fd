/** Handlers of publication channels: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/publications/channels/channel-api.ts';
import * as fileApi from '@mingcha/core/publications/channels/channel-file-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { listChannels, listDeliveries, recordChannels, saveChannel, sendAgain } from './channel.service.ts';
import { downloadChannelFile, exportChannel, listChannelFiles } from './file.service.ts';
import { importReceipts } from './receipt.service.ts';
import { importTheirList, listDifferences, reconcileChannel, settleDifference } from './reconcile.service.ts';

export function bindChannelRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listChannels, ({ actor }) => listChannels(platform, actor));
  binder.bind(api.saveChannel, ({ actor, params, body }) =>
    saveChannel(platform, actor, { ...body, kind: params.kind }),
  );
  binder.bind(api.listDeliveries, ({ actor, params, query }) => {
    const { after, limit, state } = query;
    return listDeliveries(platform, actor, { kind: params.kind, state, after, limit });
  });
  binder.bind(api.listDeliveriesByMachine, ({ actor, params, query }) => {
    const { after, limit, state } = query;
    return listDeliveries(platform, actor, { kind: params.kind, state, after, limit });
  });
  binder.bind(api.recordChannels, ({ actor, params }) => recordChannels(platform, actor, params.id));
  binder.bind(api.sendAgain, ({ actor, params, body }) =>
    sendAgain(platform, actor, { ...body, id: params.id }),
  );
  bindChannelFiles(binder, platform);
  binder.bind(fileApi.listDifferences, ({ actor, params }) => listDifferences(platform, actor, params.kind));
  binder.bind(fileApi.reconcileChannel, ({ actor, params, body }) =>
    reconcileChannel(platform, actor, { ...body, kind: params.kind }),
  );
  binder.bind(fileApi.importTheirList, ({ actor, params, query, upload }) =>
    importTheirList(platform, actor, { kind: params.kind, actionId: query.actionId, upload }),
  );
  binder.bind(fileApi.settleDifference, ({ actor, params, body }) =>
    settleDifference(platform, actor, { ...body, id: params.id }),
  );
}

function bindChannelFiles(binder: Binder, platform: Platform): void {
  binder.bind(fileApi.listChannelFiles, ({ actor, params }) =>
    listChannelFiles(platform, actor, params.kind),
  );
  binder.bind(fileApi.exportChannel, ({ actor, params, body }) =>
    exportChannel(platform, actor, { ...body, kind: params.kind }),
  );
  binder.bind(fileApi.downloadChannelFile, ({ actor, params }) =>
    downloadChannelFile(platform, actor, params.id),
  );
  binder.bind(fileApi.importReceipts, ({ actor, params, query, upload }) =>
    importReceipts(platform, actor, { kind: params.kind, actionId: query.actionId, upload }),
  );
}
