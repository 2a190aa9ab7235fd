/** Inspections as one part of the application. */
import { routesOf, type Stage } from '../platform/http/stage.ts';

export const inspectionsStage: Stage = {
  routes: [].flatMap(routesOf),
  bind(_binder, _platform) {},
  constraints: {},
};
