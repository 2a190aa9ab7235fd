/** Handlers of accountability events: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/oversight/accountability/accountability-api.ts';
import * as knownApi from '@mingcha/core/oversight/accountability/known-list-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { moveEvent, raiseEvent } from './event.service.ts';
import { addEventFile, downloadEventFile, proveEvent } from './evidence.service.ts';
import { getKnownList, knownListPaper, listKnownLists, traceMark } from './known-list.service.ts';
import { eventPaper } from './paper.service.ts';
import { getEvent, listEvents, raisingChoices } from './read.service.ts';

/** Largest file of evidence: 20 MB. */
const evidenceMaxBytes = 20 * 1024 * 1024;

export function bindAccountabilityRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listEvents, ({ actor, query }) =>
    listEvents(platform, actor, { ...query, after: query.after }),
  );
  binder.bind(api.raisingChoices, ({ actor, query }) => raisingChoices(platform, actor, query));
  binder.bind(api.getEvent, ({ actor, params }) => getEvent(platform, actor, params.id));
  binder.bind(api.raiseEvent, ({ actor, body }) => raiseEvent(platform, actor, body));
  binder.bind(api.moveEvent, ({ actor, params, body }) =>
    moveEvent(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.proveEvent, ({ actor, params, body }) =>
    proveEvent(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(
    api.addEventFile,
    ({ actor, params, body, upload }) => addEventFile(platform, actor, { ...body, id: params.id, upload }),
    { maxUploadBytes: evidenceMaxBytes },
  );
  binder.bind(api.downloadEventFile, ({ actor, params }) => downloadEventFile(platform, actor, params));
  binder.bind(api.eventPaper, ({ actor, params, query }) =>
    eventPaper(platform, actor, { id: params.id, format: query.format }),
  );
}

export function bindKnownListRoutes(binder: Binder, platform: Platform): void {
  binder.bind(knownApi.listKnownLists, ({ actor, query }) =>
    listKnownLists(platform, actor, { ...query, after: query.after }),
  );
  binder.bind(knownApi.traceMark, ({ actor, params }) => traceMark(platform, actor, params.mark));
  binder.bind(knownApi.getKnownList, ({ actor, params, query }) =>
    getKnownList(platform, actor, { ...params, limit: query.limit, after: query.after }),
  );
  binder.bind(knownApi.knownListPaper, ({ actor, params, query }) =>
    knownListPaper(platform, actor, { ...params, format: query.format }),
  );
}
