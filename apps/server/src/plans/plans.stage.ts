/** Plans as one part of the application. */
import * as planApi from '@mingcha/core/plans/plan-api.ts';
import * as checkApi from '@mingcha/core/plans/plan-check-api.ts';
import * as paperApi from '@mingcha/core/plans/plan-paper-api.ts';
import * as publicApi from '@mingcha/core/plans/public-plan-api.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { bindPlanRoutes } from './plan.routes.ts';
import { bindPlanPaperRoutes } from './plan-paper.routes.ts';
import { bindPublicPlanRoutes } from './public-plan.routes.ts';

export const plansStage: Stage = {
  routes: [planApi, checkApi, paperApi, publicApi].flatMap(routesOf),
  bind(binder, platform) {
    bindPlanRoutes(binder, platform);
    bindPlanPaperRoutes(binder, platform);
    bindPublicPlanRoutes(binder, platform);
  },
  constraints: {
    uq_plans_version: 'plan.changed_meanwhile',
    uq_plans_open: 'plan.adjustment_exists',
    uq_plans_in_force: 'plan.changed_meanwhile',
    uq_plan_entries_key: 'plan.changed_meanwhile',
    pk_plan_steps: 'plan.changed_meanwhile',
  },
};
