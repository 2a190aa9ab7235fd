/** Handlers of account administration: parse (done by the binder), call one service. */
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { grantRoutes } from '@mingcha/core/common/grant-api.ts';
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
import { decideGrant, endSessionsOf, listGrants, refusedSignIns, unlockAccount } from './grant.service.ts';
import { setPasswordPolicy, showPasswordPolicy } from './password-policy.service.ts';

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
  bindGrantRoutes(binder, platform, settings);
}

function bindGrantRoutes(binder: Binder, platform: Platform, settings: AccessSettings): void {
  const access = { platform, settings };
  binder.bind(grantRoutes.listGrants, ({ actor, query }) => listGrants(platform, actor, query));
  binder.bind(grantRoutes.decideGrant, ({ actor, params, body }) =>
    decideGrant(access, actor, { ...body, ...params }),
  );
  binder.bind(grantRoutes.unlock, ({ actor, params, body }) =>
    unlockAccount(platform, actor, { ...body, ...params }),
  );
  binder.bind(grantRoutes.endSessionsOf, ({ actor, params, body }) =>
    endSessionsOf(platform, actor, { ...body, ...params }),
  );
  binder.bind(grantRoutes.passwordPolicy, ({ actor }) => showPasswordPolicy(access, actor));
  binder.bind(grantRoutes.setPasswordPolicy, ({ actor, body }) => setPasswordPolicy(access, actor, body));
  binder.bind(grantRoutes.refusedSignIns, ({ actor, query }) => refusedSignIns(platform, actor, query));
}
