/** Handlers of sign-in, sessions and password: parse (done by the binder), call one service, set the cookie. */

import type { Person } from '@mingcha/core/common/access-api.ts';
import { accessRoutes } from '@mingcha/core/common/access-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Binder } from '../http/binder.ts';
import type { CookieReply } from '../http/call.ts';
import type { AccessSettings } from '../http/settings.ts';
import type { Platform } from '../platform.ts';
import { atHome, clearedCookie, findSession, type Session, sessionCookie, tokenOf } from './session.ts';
import {
  changePassword,
  endSession,
  listSessions,
  personOf,
  type SignedIn,
  signIn,
} from './sign-in.service.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export function bindAuthRoutes(binder: Binder, platform: Platform, settings: AccessSettings): void {
  const access = { platform, settings };
  const sessionIn = async (headers: Headers): Promise<Session | null> => {
    const token = tokenOf(single(headers['cookie']));
    return token === null ? null : findSession(platform, settings, { token, use: 'desk' });
  };
  binder.bindAnyone(accessRoutes.signIn, async ({ body, ip, headers, secure }) => {
    if (!secure) return fail('auth.insecure_channel.forbidden');
    const device = single(headers['user-agent']) ?? '';
    return withCookie(await signIn(access, { ...body, source: ip, device }));
  });
  binder.bindAnyone(accessRoutes.whoAmI, async ({ headers }) => {
    const session = await sessionIn(headers);
    return ok({ person: session === null ? null : await personOf(access, session) });
  });
  binder.bind(accessRoutes.signOut, async ({ actor, body, sessionId }) => {
    const input = { id: sessionId, actionId: body.actionId, routeId: accessRoutes.signOut.id };
    const ended = await endSession(platform, atHome(actor), input);
    return ended.ok ? ok({ kind: 'cookie', value: {}, setCookie: clearedCookie() }) : ended;
  });
  binder.bind(accessRoutes.listSessions, ({ actor, sessionId }) =>
    listSessions(platform, atHome(actor), sessionId),
  );
  binder.bind(accessRoutes.endSession, ({ actor, params, body }) =>
    endSession(platform, atHome(actor), { ...body, id: params.id, routeId: accessRoutes.endSession.id }),
  );
  binder.bind(accessRoutes.changePassword, async ({ actor, body, ip, headers }) => {
    const device = single(headers['user-agent']) ?? '';
    return withCookie(await changePassword(access, atHome(actor), { ...body, source: ip, device }));
  });
}

function withCookie(result: Result<SignedIn>): Result<CookieReply<Person>> {
  if (!result.ok) return result;
  return ok({ kind: 'cookie', value: result.value.person, setCookie: sessionCookie(result.value.token) });
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
