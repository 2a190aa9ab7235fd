/** Handlers of the tie between inspectors and accounts: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/inspectors/account-tie-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectorAccount, tieAccount, untieAccount } from './account-tie.service.ts';

export function bindAccountTieRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.inspectorAccount, ({ actor, params }) => inspectorAccount(platform, actor, params.id));
  binder.bind(api.tieAccount, ({ actor, params, body }) =>
    tieAccount(platform, actor, { ...body, ...params }),
  );
  binder.bind(api.untieAccount, ({ actor, params, body }) =>
    untieAccount(platform, actor, { ...body, ...params }),
  );
}
