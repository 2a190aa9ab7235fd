/** Notices as one part of the application: inbox, own settings, channels, delivery log. */
import { noticeRoutes } from '@mingcha/core/common/notice-api.ts';
import { noticeChannelRoutes } from '@mingcha/core/common/notice-channel-api.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { atHome } from '../auth/session.ts';
import type { Binder } from '../http/binder.ts';
import type { Stage } from '../http/stage.ts';
import type { Platform } from '../platform.ts';
import { confirmAddress, sendAddressCode } from './address.service.ts';
import { listChannels, saveChannel, setRules, tryChannel } from './channel.service.ts';
import { countNotices, listNotices, markNotices } from './inbox.service.ts';
import { listMessages, sendAgain, showMessage } from './log.service.ts';
import { accountRecipient } from './notify.ts';
import { chooserOf, setPreferences, showPreferences } from './preference.service.ts';

export const noticesStage: Stage = {
  routes: [...Object.values(noticeRoutes), ...Object.values(noticeChannelRoutes)],
  bind(binder, platform) {
    binder.bind(noticeRoutes.list, ({ actor, query }) => listNotices(platform, own(actor), query));
    binder.bind(noticeRoutes.count, ({ actor }) => countNotices(platform, own(actor)));
    binder.bind(noticeRoutes.mark, ({ actor, body }) => markNotices(platform, own(actor), body));
    bindChannels(binder, platform);
  },
  constraints: { uq_notice_channels_kind: 'notice.channel_changed' },
};

function bindChannels(binder: Binder, platform: Platform): void {
  const routes = noticeChannelRoutes;
  binder.bind(routes.list, ({ actor }) => listChannels(platform, actor));
  binder.bind(routes.save, ({ actor, body }) => saveChannel(platform, actor, body));
  binder.bind(routes.trial, ({ actor, params, body }) =>
    tryChannel(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(routes.setRules, ({ actor, body }) => setRules(platform, actor, body));
  binder.bind(routes.messages, ({ actor, query }) => listMessages(platform, actor, query));
  binder.bind(routes.message, ({ actor, params }) => showMessage(platform, actor, params.id));
  binder.bind(routes.again, ({ actor, params, body }) =>
    sendAgain(platform, actor, { ...body, id: params.id }),
  );
  // Whoever acts for another jurisdiction still has the inbox and the choices of home.
  binder.bind(routes.preferences, ({ actor }) => showPreferences(platform, chooserOf(atHome(actor))));
  binder.bind(routes.sendCode, ({ actor, body }) =>
    sendAddressCode(platform, chooserOf(atHome(actor)), body),
  );
  binder.bind(routes.confirm, ({ actor, body }) => confirmAddress(platform, chooserOf(atHome(actor)), body));
  binder.bind(routes.setPreferences, ({ actor, body }) =>
    setPreferences(platform, chooserOf(atHome(actor)), body),
  );
}

function own(actor: Actor) {
  const { jurisdictionId, accountId } = atHome(actor);
  return { jurisdictionId, recipient: accountRecipient(accountId) };
}
