/** Handlers of the view from above: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/oversight/superior/superior-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  countBelow,
  listBelow,
  listBelowClocks,
  listBelowPapers,
  readBelowBoard,
  readBelowFigures,
} from './below.service.ts';
import { askSuperior, decideSuperior, endSuperior, listReadings, readSuperior } from './link.service.ts';

export function bindSuperiorRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.readSuperior, ({ actor }) => readSuperior(platform, actor));
  binder.bind(api.askSuperior, ({ actor, body }) => askSuperior(platform, actor, body));
  binder.bind(api.decideSuperior, ({ actor, params, body }) =>
    decideSuperior(platform, actor, { ...params, ...body }),
  );
  binder.bind(api.endSuperior, ({ actor, params, body }) =>
    endSuperior(platform, actor, { ...params, ...body }),
  );
  binder.bind(api.listSuperiorReadings, ({ actor, query: { after, limit } }) =>
    listReadings(platform, actor, { after, limit }),
  );
  binder.bind(api.listBelow, ({ actor }) => listBelow(platform, actor));
  binder.bind(api.countBelow, ({ actor, params, query }) =>
    countBelow(platform, actor, { ...params, agencyId: query.agencyId }),
  );
  binder.bind(api.listBelowClocks, ({ actor, params, query: { after, limit, ...filter } }) =>
    listBelowClocks(platform, actor, { ...params, filter, page: { after, limit } }),
  );
  binder.bind(api.readBelowBoard, ({ actor, params, query: { after, limit } }) =>
    readBelowBoard(platform, actor, { ...params, page: { after, limit } }),
  );
  binder.bind(api.listBelowPapers, ({ actor, params, query: { after, limit } }) =>
    listBelowPapers(platform, actor, { ...params, page: { after, limit } }),
  );
  binder.bind(api.readBelowFigures, ({ actor, params }) => readBelowFigures(platform, actor, params));
}
