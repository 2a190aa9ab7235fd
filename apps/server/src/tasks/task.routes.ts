/** Routes of tasks. Each handler translates: request in, service, view out. */
import * as api from '@mingcha/core/tasks/task-api.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import { claimInspections, listMine } from './claim.service.ts';
import { dispatchTask } from './dispatch.service.ts';
import { listPending, previewDispatch } from './pending.service.ts';
import { listInspections, listTasks, listViews, readTask } from './task-view.ts';

export function bindTaskRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listPendingDispatches, ({ actor }) => listPending(platform, actor));
  binder.bind(api.previewDispatch, ({ actor, params }) => previewDispatch(platform, actor, params));
  binder.bind(api.dispatchTaskRoute, ({ actor, body: { actionId, ...fields } }) =>
    dispatchTask(platform, { actor, actionId, routeId: api.dispatchTaskRoute.id }, fields),
  );
  binder.bind(api.listTasks, ({ actor, query: { after, limit, ...filter } }) =>
    listTasks(platform, actor, { filter, after, limit }),
  );
  binder.bind(api.getTask, ({ actor, params }) => readTask(platform, actor, params.id));
  binder.bind(api.listTaskInspections, ({ actor, params, query }) =>
    listInspections(platform, actor, { ...query, id: params.id }),
  );
  binder.bind(api.listTaskViews, ({ actor, params, query }) =>
    listViews(platform, actor, { ...query, id: params.id }),
  );
  binder.bind(api.listMyInspections, ({ actor }) => listMine(platform, actor));
  binder.bind(api.claimMine, ({ actor, body }) =>
    claimInspections(
      platform,
      { actor, actionId: body.actionId, routeId: api.claimMine.id },
      body.inspectionIds,
    ),
  );
}
