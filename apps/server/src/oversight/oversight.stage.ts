/** Oversight as one part of the application. */
import * as responsibilityApi from '@mingcha/core/oversight/responsibility-api.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { bindOversightRoutes } from './oversight.routes.ts';

export const oversightStage: Stage = {
  routes: routesOf(responsibilityApi),
  bind(binder, platform) {
    bindOversightRoutes(binder, platform);
  },
};
