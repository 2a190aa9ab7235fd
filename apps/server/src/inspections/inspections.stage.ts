/** Inspections as one part of the application. */
import * as broughtApi from '@mingcha/core/inspections/visits/brought-api.ts';
import * as fieldApi from '@mingcha/core/inspections/visits/field-api.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { bindResultRoutes, resultApis, resultConstraints } from './results/results.routes.ts';
import { bindVisitRoutes } from './visits/visits.routes.ts';

export const inspectionsStage: Stage = {
  routes: [fieldApi, broughtApi, ...resultApis].flatMap(routesOf),
  bind(binder, platform) {
    bindVisitRoutes(binder, platform);
    bindResultRoutes(binder, platform);
  },
  constraints: { ...resultConstraints },
};
