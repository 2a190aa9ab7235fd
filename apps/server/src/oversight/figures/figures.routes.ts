/** Handlers of the statistics: parse (done by the binder), call one service. */
import * as figuresApi from '@mingcha/core/oversight/figures/figures-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOverview, readRows, readTable } from './figures.service.ts';
import { figuresFile } from './figures-file.ts';
import { compareSaved, listSaved, saveFigures } from './snapshot.service.ts';

export function bindFigureRoutes(binder: Binder, platform: Platform): void {
  binder.bind(figuresApi.figuresOverview, ({ actor, query }) => readOverview(platform, actor, query));
  binder.bind(figuresApi.figuresTable, ({ actor, query }) => readTable(platform, actor, query));
  binder.bind(figuresApi.figuresRows, ({ actor, query: { after, limit, ...asked } }) =>
    readRows(platform, actor, { ...asked, page: { after, limit } }),
  );
  binder.bind(figuresApi.figuresFile, ({ actor, query }) => figuresFile(platform, actor, query));
  binder.bind(figuresApi.listSavedFigures, ({ actor, query }) =>
    listSaved(platform, actor, { after: query.after, limit: query.limit }),
  );
  binder.bind(figuresApi.saveFigures, ({ actor, body }) => saveFigures(platform, actor, body));
  binder.bind(figuresApi.compareSavedFigures, ({ actor, params }) =>
    compareSaved(platform, actor, params.id),
  );
}
