/** Routes of tasks that no draw gave, and of a list as a file. */
import * as api from '@mingcha/core/tasks/case-api.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import { openCaseTask, sendTask } from './case.service.ts';
import { exportList } from './list-export.ts';
import { issueDispatchForm } from './task-papers.service.ts';

export function bindCaseRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.openCaseTask, ({ actor, body: { actionId, ...fields } }) =>
    openCaseTask(platform, { actor, actionId, routeId: api.openCaseTask.id }, fields),
  );
  binder.bind(api.sendTask, ({ actor, params, body }) =>
    sendTask(
      platform,
      { actor, actionId: body.actionId, routeId: api.sendTask.id },
      { id: params.id, version: body.version },
    ),
  );
  binder.bind(api.issueDispatchForm, ({ actor, params, body }) =>
    issueDispatchForm(
      platform,
      { actor, actionId: body.actionId, routeId: api.issueDispatchForm.id },
      params.id,
    ),
  );
  binder.bind(api.exportTask, ({ actor, params, query }) =>
    exportList(platform, actor, { id: params.id, format: query.format }),
  );
}
