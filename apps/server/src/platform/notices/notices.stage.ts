/** Notices as one part of the application: inbox, own settings, channels. */
import { noticeRoutes } from '@mingcha/core/common/notice-api.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { atHome } from '../auth/session.ts';
import type { Stage } from '../http/stage.ts';
import { countNotices, listNotices, markNotices } from './inbox.service.ts';
import { accountRecipient } from './notify.ts';

export const noticesStage: Stage = {
  routes: Object.values(noticeRoutes),
  bind(binder, platform) {
    binder.bind(noticeRoutes.list, ({ actor, query }) => listNotices(platform, own(actor), query));
    binder.bind(noticeRoutes.count, ({ actor }) => countNotices(platform, own(actor)));
    binder.bind(noticeRoutes.mark, ({ actor, body }) => markNotices(platform, own(actor), body));
  },
};

/** Whoever acts for another jurisdiction still has the inbox of home. */
function own(actor: Actor) {
  const { jurisdictionId, accountId } = atHome(actor);
  return { jurisdictionId, recipient: accountRecipient(accountId) };
}
