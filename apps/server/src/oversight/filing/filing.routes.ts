/** Handlers of the filing of a task's scheme: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/oversight/filing/filing-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { downloadFiling, fileScheme, readFiling, withdrawFiling } from './filing.service.ts';

export function bindFilingRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.readFiling, ({ actor, params }) => readFiling(platform, actor, params.id));
  binder.bind(api.fileScheme, ({ actor, params, body, upload }) =>
    fileScheme(platform, actor, { ...params, ...body, upload }),
  );
  binder.bind(api.withdrawFiling, ({ actor, params, body }) =>
    withdrawFiling(platform, actor, { ...params, ...body }),
  );
  binder.bind(api.downloadFiling, ({ actor, params }) => downloadFiling(platform, actor, params));
}
