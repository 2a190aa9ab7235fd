/** Handlers of account administration: parse (done by the binder), call one service. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import type { Binder } from '../http/binder.ts';
import type { AccessSettings } from '../http/settings.ts';
import type { Platform } from '../platform.ts';
import {
  createAccount,
  listAccounts,
  listAgencies,
  resetPassword,
  setRoles,
  setStatus,
} from './account.service.ts';

export function bindAccountRoutes(binder: Binder, platform: Platform, settings: AccessSettings): void {
  const access = { platform, settings };
  binder.bind(accessRoutes.listAgencies, ({ actor }) => listAgencies(platform, actor));
  binder.bind(accessRoutes.listAccounts, ({ actor, query }) => listAccounts(platform, actor, query));
  binder.bind(accessRoutes.createAccount, ({ actor, body }) => createAccount(access, actor, body));
  binder.bind(accessRoutes.setRoles, ({ actor, params, body }) =>
    setRoles(access, actor, { ...body, ...params }),
  );
  binder.bind(accessRoutes.setStatus, ({ actor, params, body }) =>
    setStatus(access, actor, { ...body, ...params }),
  );
  binder.bind(accessRoutes.resetPassword, ({ actor, params, body }) =>
    resetPassword(access, actor, { ...body, ...params }),
  );
}
