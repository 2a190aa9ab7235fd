/** Handlers of inspectors, standing teams and declarations: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/inspector-api.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import {
  createInspector,
  getInspector,
  inspectorFacets,
  listInspectors,
  ownInspector,
  setInspectorStatus,
  updateInspector,
} from './inspector.service.ts';
import {
  declareInterest,
  listDeclarations,
  listTeams,
  saveTeam,
  withdrawDeclaration,
} from './inspector-relations.service.ts';
import { exportInspectors } from './register.export.ts';

export function bindInspectorRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listInspectors, ({ actor, query }) => {
    const { after, limit, ...filter } = query;
    return listInspectors(platform, actor, { filter, page: { after, limit } });
  });
  binder.bind(api.ownInspector, ({ actor }) => ownInspector(platform, actor));
  binder.bind(api.inspectorFacets, ({ actor }) => inspectorFacets(platform, actor));
  binder.bind(api.exportInspectors, ({ actor, query }) => {
    const { format, ...filter } = query;
    return exportInspectors(platform, actor, { filter, format });
  });
  binder.bind(api.getInspector, ({ actor, params }) => getInspector(platform, actor, params.id));
  binder.bind(api.createInspector, ({ actor, body }) => {
    const { actionId, ...fields } = body;
    return createInspector(platform, actor, { actionId, fields });
  });
  binder.bind(api.updateInspector, ({ actor, params, body }) => {
    const { actionId, version, reason, ...fields } = body;
    return updateInspector(platform, actor, { actionId, id: params.id, version, reason, fields });
  });
  binder.bind(api.setInspectorStatus, ({ actor, params, body }) =>
    setInspectorStatus(platform, actor, { ...body, id: params.id }),
  );
  bindAssistance(binder, platform);
}

function bindAssistance(binder: Binder, platform: Platform): void {
  binder.bind(api.listTeams, ({ actor }) => listTeams(platform, actor));
  binder.bind(api.saveTeam, ({ actor, body }) => saveTeam(platform, actor, body));
  binder.bind(api.listDeclarations, ({ actor, query }) => {
    const { after, limit, inspectorId, objectId } = query;
    return listDeclarations(platform, actor, { inspectorId, objectId, page: { after, limit } });
  });
  binder.bind(api.declareInterest, ({ actor, body }) => declareInterest(platform, actor, body));
  binder.bind(api.withdrawDeclaration, ({ actor, params, body }) =>
    withdrawDeclaration(platform, actor, { ...body, id: params.id }),
  );
}
