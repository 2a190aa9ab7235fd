/** Tasks as one part of the application. */
import * as caseApi from '@mingcha/core/tasks/case-api.ts';
import * as paperApi from '@mingcha/core/tasks/papers/paper-api.ts';
import * as taskApi from '@mingcha/core/tasks/task-api.ts';
import * as teamApi from '@mingcha/core/tasks/team-api.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { bindCaseRoutes } from './case.routes.ts';
import { bindPaperRoutes } from './papers/paper.routes.ts';
import {
  bindPreparation,
  preparationApis,
  preparationConstraints,
} from './preparation/preparation.routes.ts';
import { bindTaskRoutes } from './task.routes.ts';
import { bindTeamRoutes } from './team.routes.ts';

export const tasksStage: Stage = {
  routes: [taskApi, paperApi, caseApi, teamApi, ...preparationApis].flatMap(routesOf),
  bind(binder, platform) {
    bindTaskRoutes(binder, platform);
    bindCaseRoutes(binder, platform);
    bindTeamRoutes(binder, platform);
    bindPreparation(binder, platform);
    bindPaperRoutes(binder, platform);
  },
  constraints: {
    ...preparationConstraints,
    uq_inspection_tasks_draw: 'task.already_dispatched',
    uq_inspection_tasks_outside_draw: 'task.already_dispatched',
    uq_inspection_tasks_number: 'task.changed_meanwhile',
  },
};
