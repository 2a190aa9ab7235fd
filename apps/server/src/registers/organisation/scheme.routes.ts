/** Handlers of the yearly scheme: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/organisation/scheme-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { createScheme, numberScheme, saveScheme, stepScheme } from './scheme.service.ts';
import { confirmScheme, listSchemes, printScheme, showScheme } from './scheme-reading.service.ts';

export function bindSchemeRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listSchemes, ({ actor }) => listSchemes(platform, actor));
  binder.bind(api.showScheme, ({ actor, params }) => showScheme(platform, actor, params.id));
  binder.bind(api.createScheme, ({ actor, body }) => createScheme(platform, actor, body));
  binder.bind(api.saveScheme, ({ actor, params, body }) => {
    const { actionId, version, ...fields } = body;
    return saveScheme(platform, actor, { actionId, version, fields, id: params.id });
  });
  binder.bind(api.numberScheme, ({ actor, params, body }) =>
    numberScheme(platform, actor, { ...body, ...params }),
  );
  binder.bind(api.stepScheme, ({ actor, params, body }) =>
    stepScheme(platform, actor, { ...body, ...params }),
  );
  binder.bind(api.confirmScheme, ({ actor, params, body }) =>
    confirmScheme(platform, actor, { ...body, ...params }),
  );
  binder.bind(api.printScheme, ({ actor, params, query }) =>
    printScheme(platform, actor, { ...params, ...query }),
  );
}
