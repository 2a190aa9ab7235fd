/** Oversight as one part of the application. */
import * as fairnessApi from '@mingcha/core/oversight/fairness/fairness-api.ts';
import * as responsibilityApi from '@mingcha/core/oversight/responsibility-api.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { bindFairnessRoutes } from './fairness/fairness.routes.ts';
import { bindOversightRoutes } from './oversight.routes.ts';

export const oversightStage: Stage = {
  routes: [fairnessApi, responsibilityApi].flatMap(routesOf),
  bind(binder, platform) {
    bindOversightRoutes(binder, platform);
    bindFairnessRoutes(binder, platform);
  },
};
