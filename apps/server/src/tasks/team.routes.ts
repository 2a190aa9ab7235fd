/** Routes of teams: stepping out, substitutes, silent partners, trip sheet. */
import * as api from '@mingcha/core/tasks/team-api.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import { drawSubstitute, noteAbsence, recuseMyself } from './departure.service.ts';
import { printTripSheet } from './task-papers.service.ts';
import { changeTripSheet, leavePartnerOut, readTripSheet, setTeamItems } from './team.service.ts';

export function bindTeamRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.recuseMyself, ({ actor, params, body: { actionId, ...departure } }) =>
    recuseMyself(
      platform,
      { actor, actionId, routeId: api.recuseMyself.id },
      { ...departure, inspectionId: params.id },
    ),
  );
  binder.bind(api.noteAbsence, ({ actor, params, body: { actionId, ...departure } }) =>
    noteAbsence(
      platform,
      { actor, actionId, routeId: api.noteAbsence.id },
      { ...departure, inspectionId: params.id, memberId: params.memberId },
    ),
  );
  binder.bind(api.drawSubstitute, ({ actor, params, body }) =>
    drawSubstitute(
      platform,
      { actor, actionId: body.actionId, routeId: api.drawSubstitute.id },
      { inspectionId: params.id, memberId: params.memberId },
    ),
  );
  binder.bind(api.withdrawTeam, ({ actor, params, body }) =>
    leavePartnerOut(
      platform,
      { actor, actionId: body.actionId, routeId: api.withdrawTeam.id },
      { taskId: params.id, agencyId: params.agencyId, reason: body.reason },
    ),
  );
  binder.bind(api.setTeamItems, ({ actor, params, body }) =>
    setTeamItems(
      platform,
      { actor, actionId: body.actionId, routeId: api.setTeamItems.id },
      { taskId: params.id, itemKeys: body.itemKeys },
    ),
  );
  binder.bind(api.getTripSheet, ({ actor, params }) => readTripSheet(platform, actor, params.id));
  binder.bind(api.printTripSheet, ({ actor, params, query }) =>
    printTripSheet(platform, actor, { id: params.id, format: query.format }),
  );
  binder.bind(api.saveTripSheet, ({ actor, params, body: { actionId, ...change } }) =>
    changeTripSheet(
      platform,
      { actor, actionId, routeId: api.saveTripSheet.id },
      { ...change, id: params.id },
    ),
  );
}
