/** Handlers of objections: parse (done by the binder), call one service. */
import { evidenceMaxBytes } from '@mingcha/core/publications/objections/objection.ts';
import * as api from '@mingcha/core/publications/objections/objection-api.ts';
import * as publicApi from '@mingcha/core/publications/objections/public-objection-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { applyObjection } from './apply.service.ts';
import { enterObjection, fileObjection } from './intake.service.ts';
import { moveObjection } from './move.service.ts';
import { objectionPaper } from './paper.service.ts';
import { addPublicEvidence, lookUpObjection, objectionTargets } from './public.service.ts';
import {
  addObjectionFile,
  downloadObjectionFile,
  getObjection,
  listEnterableResults,
  listObjections,
} from './read.service.ts';

export function bindObjectionRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listObjections, ({ actor, query }) =>
    listObjections(platform, actor, {
      ...query,
      objectId: query.objectId,
      text: query.text,
      after: query.after,
    }),
  );
  binder.bind(api.getObjection, ({ actor, params }) => getObjection(platform, actor, params.id));
  binder.bind(api.enterableResults, ({ actor, query }) => listEnterableResults(platform, actor, query.text));
  binder.bind(api.enterObjection, ({ actor, body }) => enterObjection(platform, actor, body));
  binder.bind(api.moveObjection, ({ actor, params, body }) =>
    moveObjection(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.applyObjection, ({ actor, params, body }) =>
    applyObjection(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(
    api.addObjectionFile,
    ({ actor, params, body, upload }) =>
      addObjectionFile(platform, actor, { ...body, id: params.id, upload }),
    { maxUploadBytes: evidenceMaxBytes },
  );
  binder.bind(api.downloadObjectionFile, ({ actor, params }) =>
    downloadObjectionFile(platform, actor, params),
  );
  binder.bind(api.objectionPaper, ({ actor, params, query }) =>
    objectionPaper(platform, actor, { id: params.id, format: query.format }),
  );
  bindPublic(binder, platform);
}

function bindPublic(binder: Binder, platform: Platform): void {
  binder.bindAnyone(publicApi.objectionTargets, ({ query }) =>
    objectionTargets(platform, { text: query.text, id: query.id }),
  );
  binder.bindAnyone(publicApi.fileObjection, ({ body, ip }) => fileObjection(platform, { ...body, ip }));
  binder.bindAnyone(publicApi.lookUpObjection, ({ params }) => lookUpObjection(platform, params));
  binder.bindAnyone(
    publicApi.addPublicEvidence,
    ({ params, body, upload }) => addPublicEvidence(platform, { ...params, ...body, upload }),
    { maxUploadBytes: evidenceMaxBytes },
  );
}
