/** Handlers of sign-in through a provider: parse, call one service, set the cookies. */
import { providerReturnPath, providerRoutes } from '@mingcha/core/common/provider-api.ts';
import { fail, ok } from '@mingcha/core/common/result.ts';
import type { Binder } from '../../http/binder.ts';
import type { AccessSettings } from '../../http/settings.ts';
import type { Platform } from '../../platform.ts';
import { cookieOf, cookieRules, sessionCookie } from '../session.ts';
import { goToProvider, returnFromProvider } from './provider.service.ts';
import { makeProvider } from './provider.ts';

/** Ties a sign-in at the provider to the browser that began it. */
const flightCookie = '__Host-mingcha-provider';
const flightSeconds = 600;

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export function bindProviderRoutes(binder: Binder, platform: Platform, settings: AccessSettings): void {
  const access = { platform, settings };
  const { oidc } = platform.config;
  const provider = oidc === null ? null : makeProvider(oidc, platform.log);
  binder.bindAnyone(providerRoutes.go, async ({ headers, secure }) => {
    if (provider === null) return fail('auth.provider_none');
    if (!secure) return fail('auth.insecure_channel.forbidden');
    const redirect = oidc?.redirect ?? returnAddress(headers);
    if (redirect === null) return fail('auth.provider_state');
    const gone = await goToProvider(platform, provider, redirect);
    if (!gone.ok) return gone;
    const setCookie = `${flightCookie}=${gone.value.token}; ${cookieRules}; Max-Age=${flightSeconds}`;
    return ok({ kind: 'cookie', value: { url: gone.value.url }, setCookie });
  });
  binder.bindAnyone(providerRoutes.back, async ({ body, headers, ip, secure }) => {
    if (provider === null) return fail('auth.provider_none');
    if (!secure) return fail('auth.insecure_channel.forbidden');
    const token = cookieOf(single(headers['cookie']), flightCookie);
    const device = single(headers['user-agent']) ?? '';
    const back = { token, answer: body.answer, source: ip, device };
    const entered = await returnFromProvider(access, provider, back);
    if (!entered.ok) return entered;
    const { person, token: session } = entered.value;
    return ok({ kind: 'cookie', value: person, setCookie: sessionCookie(session) });
  });
}

/** The page to come back to, on the address that the browser uses; the provider must know it. */
function returnAddress(headers: Headers): string | null {
  const origin = URL.parse(single(headers['origin']) ?? '')?.origin;
  return origin === undefined || origin === 'null' ? null : `${origin}${providerReturnPath}`;
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
