/** Handlers of publication channels: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/publications/channels/channel-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { listChannels, listDeliveries, recordChannels, saveChannel, sendAgain } from './channel.service.ts';

export function bindChannelRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listChannels, ({ actor }) => listChannels(platform, actor));
  binder.bind(api.saveChannel, ({ actor, params, body }) =>
    saveChannel(platform, actor, { ...body, kind: params.kind }),
  );
  binder.bind(api.listDeliveries, ({ actor, params, query }) => {
    const { after, limit, state } = query;
    return listDeliveries(platform, actor, { kind: params.kind, state, after, limit });
  });
  binder.bind(api.recordChannels, ({ actor, params }) => recordChannels(platform, actor, params.id));
  binder.bind(api.sendAgain, ({ actor, params, body }) =>
    sendAgain(platform, actor, { ...body, id: params.id }),
  );
}
