/** Handlers of enterprises' sign-in: parse (done by the binder), call one service, set the cookie. */

import type { Enterprise } from '@mingcha/core/common/enterprise.ts';
import type { EnterprisePerson } from '@mingcha/core/common/enterprise-api.ts';
import { enterpriseRoutes as routes } from '@mingcha/core/common/enterprise-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { runAction } from '../../action.ts';
import type { Binder } from '../../http/binder.ts';
import type { CookieReply } from '../../http/call.ts';
import type { AccessSettings } from '../../http/settings.ts';
import { confirmAddress, sendAddressCode } from '../../notices/address.service.ts';
import { countNotices, listNotices, markNotices } from '../../notices/inbox.service.ts';
import { enterpriseRecipient } from '../../notices/notify.ts';
import { choosingEnterprise, setPreferences, showPreferences } from '../../notices/preference.service.ts';
import type { Platform } from '../../platform.ts';
import { actingFor, invitePerson, listPeople, removePerson } from './enterprise-people.service.ts';
import {
  clearedEnterpriseCookie,
  enterpriseCookie,
  enterpriseTokenOf,
  findEnterpriseSession,
} from './enterprise-session.ts';
import {
  activate,
  changeEnterprisePassword,
  type EnterpriseSignedIn,
  enterprisePersonOf,
  signInEnterprise,
  signOutEnterprise,
} from './enterprise-sign-in.service.ts';

/** Notices of an enterprise stand under its credit code, whichever bureau wrote them. */
const inboxOf = (enterprise: Enterprise) => ({
  jurisdictionId: null,
  recipient: enterpriseRecipient(enterprise.creditCode),
});

export function bindEnterpriseRoutes(binder: Binder, platform: Platform, settings: AccessSettings): void {
  const access = { platform, settings };
  binder.bindAnyone(routes.activate, async ({ body, ip, secure }) =>
    secure
      ? withCookie(await activate(access, { ...body, source: ip }))
      : fail('auth.insecure_channel.forbidden'),
  );
  binder.bindAnyone(routes.signIn, async ({ body, ip, secure }) =>
    secure
      ? withCookie(await signInEnterprise(access, { ...body, source: ip }))
      : fail('auth.insecure_channel.forbidden'),
  );
  binder.bindAnyone(routes.whoAmI, async ({ headers }) => {
    const header = headers['cookie'];
    const token = enterpriseTokenOf(Array.isArray(header) ? header[0] : header);
    const session = token === null ? null : await findEnterpriseSession(platform, settings, token);
    return ok({ person: session === null ? null : enterprisePersonOf(session) });
  });
  binder.bindEnterprise(routes.signOut, async ({ enterprise, session, body }) => {
    const action = {
      actor: actingFor(enterprise),
      actionId: body.actionId,
      routeId: routes.signOut.id,
    };
    const ended = await runAction(platform, action, (tx) => signOutEnterprise(tx, platform, session));
    return ended.ok ? ok({ kind: 'cookie', value: {}, setCookie: clearedEnterpriseCookie() }) : ended;
  });
  binder.bindEnterprise(routes.changePassword, async ({ session, body, ip }) =>
    withCookie(await changeEnterprisePassword(access, session, { ...body, source: ip })),
  );
  binder.bindEnterprise(routes.people, ({ enterprise }) => listPeople(platform, enterprise));
  binder.bindEnterprise(routes.invite, ({ enterprise, body }) =>
    invitePerson(platform, enterprise, body.actionId),
  );
  binder.bindEnterprise(routes.removePerson, ({ enterprise, params, body }) =>
    removePerson(platform, enterprise, { ...body, id: params.id }),
  );
  binder.bindEnterprise(routes.notices, ({ enterprise, query }) =>
    listNotices(platform, inboxOf(enterprise), query),
  );
  bindAddresses(binder, platform);
  binder.bindEnterprise(routes.countNotices, ({ enterprise }) => countNotices(platform, inboxOf(enterprise)));
  binder.bindEnterprise(routes.markNotices, ({ enterprise, body }) =>
    markNotices(platform, inboxOf(enterprise), body),
  );
}

function bindAddresses(binder: Binder, platform: Platform): void {
  binder.bindEnterprise(routes.preferences, ({ enterprise }) =>
    showPreferences(platform, choosingEnterprise(enterprise)),
  );
  binder.bindEnterprise(routes.setPreferences, ({ enterprise, body }) =>
    setPreferences(platform, choosingEnterprise(enterprise), body),
  );
  binder.bindEnterprise(routes.sendAddressCode, ({ enterprise, body }) =>
    sendAddressCode(platform, choosingEnterprise(enterprise), body),
  );
  binder.bindEnterprise(routes.confirmAddress, ({ enterprise, body }) =>
    confirmAddress(platform, choosingEnterprise(enterprise), body),
  );
}

function withCookie(result: Result<EnterpriseSignedIn>): Result<CookieReply<EnterprisePerson>> {
  if (!result.ok) return result;
  return ok({ kind: 'cookie', value: result.value.person, setCookie: enterpriseCookie(result.value.token) });
}
