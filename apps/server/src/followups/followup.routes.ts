/** Handlers of the follow-up: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/followups/followup-api.ts';
import * as rectifyApi from '@mingcha/core/followups/rectify-api.ts';
import * as returnApi from '@mingcha/core/followups/return-visit.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import {
  addFollowupFile,
  downloadFollowupFile,
  followupFigures,
  followupsOfInspection,
  getFollowup,
  leniencyChecklist,
  listFollowups,
} from './followup.service.ts';
import { moveFollowups } from './move.service.ts';
import { exportPenalties } from './penalty.service.ts';
import { addProofFile, publicOrder, reportRectification } from './rectify.service.ts';
import { answerReturnVisit, drawReturnVisits, listReturnSamples } from './return-visit.service.ts';

export function bindFollowupRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listFollowups, ({ actor, query }) => {
    const { after, limit, ...filter } = query;
    return listFollowups(platform, actor, { filter, page: { after, limit } });
  });
  binder.bind(api.followupFigures, ({ actor }) => followupFigures(platform, actor));
  binder.bind(api.getFollowup, ({ actor, params }) => getFollowup(platform, actor, params.id));
  binder.bind(api.followupsOfInspection, ({ actor, params }) =>
    followupsOfInspection(platform, actor, params.id),
  );
  binder.bind(api.moveFollowups, ({ actor, body }) => moveFollowups(platform, actor, body));
  binder.bind(api.addFollowupFile, ({ actor, params, body, upload }) =>
    addFollowupFile(platform, actor, { ...body, id: params.id, upload }),
  );
  binder.bind(api.downloadFollowupFile, ({ actor, params }) => downloadFollowupFile(platform, actor, params));
  binder.bind(api.leniencyChecklistRoute, ({ actor, params, query }) =>
    leniencyChecklist(platform, actor, { id: params.id, ground: query.ground, entryKey: query.entryKey }),
  );
  binder.bind(api.exportPenalties, ({ actor, query }) => exportPenalties(platform, actor, query));
  binder.bind(returnApi.listReturnSamples, ({ actor }) => listReturnSamples(platform, actor));
  binder.bind(returnApi.drawReturnVisits, ({ actor, body }) => drawReturnVisits(platform, actor, body));
  binder.bind(returnApi.answerReturnVisit, ({ actor, params, body }) =>
    answerReturnVisit(platform, actor, { ...body, id: params.id }),
  );
  bindPublic(binder, platform);
}

function bindPublic(binder: Binder, platform: Platform): void {
  binder.bindAnyone(rectifyApi.getPublicOrder, ({ params }) => publicOrder(platform, params.code));
  binder.bindAnyone(
    rectifyApi.addProofFile,
    ({ params, body, upload }) => addProofFile(platform, { ...body, code: params.code, upload }),
    { maxUploadBytes: rectifyApi.proofMaxBytes },
  );
  binder.bindAnyone(rectifyApi.reportRectification, ({ params, body }) =>
    reportRectification(platform, { ...body, code: params.code }),
  );
}
