/** Handlers of complaints and violations: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/objects/incident-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { addIncident, listIncidents, strikeIncident, verifyIncident } from './incident.service.ts';

export function bindIncidentRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listIncidents, ({ actor, params }) => listIncidents(platform, actor, params.id));
  binder.bind(api.addIncident, ({ actor, params, body }) => {
    const { actionId, ...fields } = body;
    return addIncident(platform, actor, { actionId, objectId: params.id, fields });
  });
  binder.bind(api.verifyIncident, ({ actor, params, body }) =>
    verifyIncident(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.strikeIncident, ({ actor, params, body }) =>
    strikeIncident(platform, actor, { ...body, id: params.id }),
  );
}
