/** Routes of designations and of draws made elsewhere. Each handler translates: request in, service, view out. */
import * as api from '@mingcha/core/draws/outside/outside-draw.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { readDesignation, setDesignation } from './designation.service.ts';
import * as outside from './outside.service.ts';

export function bindOutsideRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.getDesignation, ({ actor }) => readDesignation(platform, actor));
  binder.bind(api.setDesignation, ({ actor, body: { actionId, ...change } }) =>
    setDesignation(platform, { actor, actionId, routeId: api.setDesignation.id }, change),
  );
  binder.bind(api.listOutsideDraws, ({ actor, query }) => outside.listOutside(platform, actor, query));
  binder.bind(api.getOutsideDraw, ({ actor, params }) => outside.readOutside(platform, actor, params.id));
  binder.bind(api.previewOutsideDraw, ({ upload }) => outside.readOutsideFile(upload));
  binder.bind(api.importOutsideDraw, ({ actor, upload, body: { actionId, ...fields } }) =>
    outside.importOutside(
      platform,
      { actor, actionId, routeId: api.importOutsideDraw.id },
      { fields, upload },
    ),
  );
  binder.bind(api.releaseOutsideDraw, ({ actor, params, body }) =>
    outside.openOutside(platform, {
      actor,
      actionId: body.actionId,
      routeId: api.releaseOutsideDraw.id,
      id: params.id,
    }),
  );
  binder.bind(api.exportOutsideDraw, ({ actor, params }) =>
    outside.exportOutside(platform, actor, params.id),
  );
  binder.bindAnyone(api.listPublicOutside, ({ query }) => outside.listPublic(platform, query));
}
