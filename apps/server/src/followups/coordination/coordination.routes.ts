/** Handlers of coordination tickets: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/followups/coordination/coordination-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { giveOpinion, moveCoordination, raiseCoordination } from './coordination.service.ts';
import {
  contradictionsOf,
  getCoordination,
  listCandidates,
  listCoordinations,
} from './coordination-reading.service.ts';
import { ownCoordinations, raiseAsEnterprise } from './own-coordination.service.ts';

export function bindCoordinationRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.contradictionsOf, ({ actor, params }) => contradictionsOf(platform, actor, params.id));
  binder.bind(api.listCandidates, ({ actor, query }) => listCandidates(platform, actor, query));
  binder.bind(api.listCoordinations, ({ actor, query }) => listCoordinations(platform, actor, query));
  binder.bind(api.getCoordination, ({ actor, params }) => getCoordination(platform, actor, params.id));
  binder.bind(api.raiseCoordination, ({ actor, body }) => raiseCoordination(platform, actor, body));
  binder.bind(api.giveOpinion, ({ actor, params, body }) =>
    giveOpinion(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.moveCoordination, ({ actor, params, body }) =>
    moveCoordination(platform, actor, { ...body, id: params.id }),
  );
  binder.bindEnterprise(api.ownCoordinations, ({ enterprise }) => ownCoordinations(platform, enterprise));
  binder.bindEnterprise(api.raiseAsEnterprise, ({ enterprise, body }) =>
    raiseAsEnterprise(platform, enterprise, body),
  );
}
