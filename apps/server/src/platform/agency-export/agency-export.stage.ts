/** Exports of whole agencies as one part of the application. */
import { agencyExportRoutes as routes } from '@mingcha/core/common/agency-export-api.ts';
import type { Stage } from '../http/stage.ts';
import { decideExport, downloadExport, listExports, requestExport } from './agency-export.service.ts';

export const agencyExportStage: Stage = {
  routes: Object.values(routes),
  bind(binder, platform) {
    binder.bind(routes.list, ({ actor }) => listExports(platform, actor));
    binder.bind(routes.create, ({ actor, body }) => requestExport(platform, actor, body));
    binder.bind(routes.confirm, ({ actor, params, body }) =>
      decideExport(platform, actor, { ...body, id: params.id, refusedFor: null }),
    );
    binder.bind(routes.refuse, ({ actor, params, body }) =>
      decideExport(platform, actor, { actionId: body.actionId, id: params.id, refusedFor: body.reason }),
    );
    binder.bind(routes.download, ({ actor, params }) => downloadExport(platform, actor, params.id));
  },
  constraints: { uq_agency_exports_open: 'agencyExport.open_already' },
};
