/** Tasks as one part of the application. */
import * as taskApi from '@mingcha/core/tasks/task-api.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { bindTaskRoutes } from './task.routes.ts';

export const tasksStage: Stage = {
  routes: [taskApi].flatMap(routesOf),
  bind(binder, platform) {
    bindTaskRoutes(binder, platform);
  },
  constraints: {
    uq_inspection_tasks_draw: 'task.already_dispatched',
    uq_inspection_tasks_outside_draw: 'task.already_dispatched',
    uq_inspection_tasks_number: 'task.changed_meanwhile',
  },
};
