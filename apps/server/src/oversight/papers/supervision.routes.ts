/** Handlers of papers of supervision: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/oversight/papers/supervision-api.ts';
import { aboutOf, replyFileMaxBytes } from '@mingcha/core/oversight/papers/supervision-paper.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { draftSupervision, proposeSupervision, saveDraft } from './draft.service.ts';
import { addSupervisionFile, moveSupervision } from './move.service.ts';
import {
  downloadSupervisionFile,
  listSupervision,
  printSupervision,
  showSupervision,
} from './read.service.ts';

export function bindSupervisionRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listSupervision, ({ actor, query }) =>
    listSupervision(platform, actor, {
      ...query,
      kind: query.kind,
      text: query.text,
      after: query.after,
    }),
  );
  binder.bind(api.proposeSupervision, ({ actor, query }) =>
    proposeSupervision(platform, actor, {
      kind: query.kind,
      about: aboutOf(query.about),
    }),
  );
  binder.bind(api.draftSupervision, ({ actor, body }) => draftSupervision(platform, actor, body));
  binder.bind(api.showSupervision, ({ actor, params }) => showSupervision(platform, actor, params.id));
  binder.bind(api.saveSupervision, ({ actor, params, body }) =>
    saveDraft(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.moveSupervision, ({ actor, params, body }) =>
    moveSupervision(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(
    api.addSupervisionFile,
    ({ actor, params, body, upload }) =>
      addSupervisionFile(platform, actor, { ...body, id: params.id, upload }),
    { maxUploadBytes: replyFileMaxBytes },
  );
  binder.bind(api.downloadSupervisionFile, ({ actor, params }) =>
    downloadSupervisionFile(platform, actor, params),
  );
  binder.bind(api.printSupervision, ({ actor, params, query }) =>
    printSupervision(platform, actor, { id: params.id, format: query.format }),
  );
}
