/** Handlers of the host office: parse (done by the binder), call one service. */
import { hostRoutes } from '@mingcha/core/common/host-api.ts';
import type { Binder } from '../../http/binder.ts';
import type { AccessSettings } from '../../http/settings.ts';
import type { Platform } from '../../platform.ts';
import { tokenOf } from '../session.ts';
import { personOfToken } from '../sign-in.service.ts';
import { actFor, createJurisdiction, listJurisdictions } from './host.service.ts';

export function bindHostRoutes(binder: Binder, platform: Platform, settings: AccessSettings): void {
  const access = { platform, settings };
  binder.bind(hostRoutes.jurisdictions, ({ actor }) => listJurisdictions(platform, actor));
  binder.bind(hostRoutes.createJurisdiction, ({ actor, body }) => createJurisdiction(platform, actor, body));
  binder.bind(hostRoutes.actFor, ({ actor, body, headers, sessionId }) => {
    const { cookie } = headers;
    const token = tokenOf(Array.isArray(cookie) ? cookie[0] : cookie) ?? '';
    const personNow = () => personOfToken(access, token);
    return actFor(access, actor, { ...body, sessionId, personNow });
  });
}
