/** Inspections as one part of the application. */

import * as blankPackApi from '@mingcha/core/inspections/blank-pack-api.ts';
import * as broughtApi from '@mingcha/core/inspections/visits/brought-api.ts';
import * as fieldApi from '@mingcha/core/inspections/visits/field-api.ts';
import { routesOf, type Stage } from '../platform/http/stage.ts';
import { bindBlankPack } from './blank-pack.ts';
import { bindResultRoutes, resultApis, resultConstraints } from './results/results.routes.ts';
import { bindVisitRoutes } from './visits/visits.routes.ts';

export const inspectionsStage: Stage = {
  routes: [blankPackApi, fieldApi, broughtApi, ...resultApis].flatMap(routesOf),
  bind(binder, platform) {
    bindBlankPack(binder, platform);
    bindVisitRoutes(binder, platform);
    bindResultRoutes(binder, platform);
  },
  constraints: { ...resultConstraints },
};
