/** Handlers of hand-overs: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/oversight/handover/handover-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { answerHandover, getHandover, listHandovers, offerHandover, openThings } from './handover.service.ts';
import { handoverPaper } from './paper.ts';

export function bindHandoverRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.openThings, ({ actor, query }) => openThings(platform, actor, query));
  binder.bind(api.listHandovers, ({ actor, query }) =>
    listHandovers(platform, actor, { limit: query.limit, after: query.after }),
  );
  binder.bind(api.getHandover, ({ actor, params }) => getHandover(platform, actor, params.id));
  binder.bind(api.offerHandover, ({ actor, body }) => offerHandover(platform, actor, body));
  binder.bind(api.answerHandover, ({ actor, params, body }) =>
    answerHandover(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.handoverPaper, ({ actor, params, query }) =>
    handoverPaper(platform, actor, { id: params.id, format: query.format }),
  );
}
