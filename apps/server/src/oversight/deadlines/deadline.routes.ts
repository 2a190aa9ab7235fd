/** Handlers of the deadlines: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { countDeadlines, explainDeadline, listDeadlines } from './deadline.service.ts';
import { askPause, decidePause, endPause } from './pause.service.ts';
import { readSettings, saveSettings } from './settings.service.ts';

export function bindDeadlineRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.listDeadlines, ({ actor, query: { after, limit, ...filter } }) =>
    listDeadlines(platform, actor, { filter, page: { after, limit } }),
  );
  binder.bind(api.countDeadlines, ({ actor, query }) => countDeadlines(platform, actor, query));
  binder.bind(api.explainDeadline, ({ actor, params }) => explainDeadline(platform, actor, params.key));
  binder.bind(api.askPause, ({ actor, params, body }) => askPause(platform, actor, { ...params, ...body }));
  binder.bind(api.decidePause, ({ actor, params, body }) =>
    decidePause(platform, actor, { ...params, ...body }),
  );
  binder.bind(api.endPause, ({ actor, params, body }) => endPause(platform, actor, { ...params, ...body }));
  binder.bind(api.readSettings, ({ actor }) => readSettings(platform, actor));
  binder.bind(api.saveSettings, ({ actor, body }) => saveSettings(platform, actor, body));
}
