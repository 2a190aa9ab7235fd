/** Handlers of pictures and of the brief: parse (done by the binder), call one service. */
import * as boundaryApi from '@mingcha/core/oversight/pictures/boundary-api.ts';
import * as briefApi from '@mingcha/core/oversight/pictures/brief-api.ts';
import * as api from '@mingcha/core/oversight/pictures/pictures-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { readBoundarySource, readShapes, removeBoundaries, saveBoundaries } from './boundary.service.ts';
import { printBrief, readBrief } from './brief.service.ts';
import { readCalendar, readFunnel, readHeat, readPictureRows } from './pictures.service.ts';

export function bindPictureRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.pictureHeat, ({ actor, query }) => readHeat(platform, actor, query));
  binder.bind(api.pictureFunnel, ({ actor, query }) => readFunnel(platform, actor, query));
  binder.bind(api.pictureCalendar, ({ actor, query }) => readCalendar(platform, actor, query));
  binder.bind(api.pictureRows, ({ actor, query: { after, ...query } }) =>
    readPictureRows(platform, actor, { ...query, after }),
  );
  binder.bind(briefApi.readBrief, ({ actor }) => readBrief(platform, actor));
  binder.bind(briefApi.printBrief, ({ actor, query }) => printBrief(platform, actor, query));
  binder.bind(boundaryApi.readBoundarySource, ({ actor }) => readBoundarySource(platform, actor));
  binder.bind(boundaryApi.readShapes, ({ actor }) => readShapes(platform, actor));
  binder.bind(boundaryApi.saveBoundaries, ({ actor, body: { actionId, ...given } }) =>
    saveBoundaries(platform, { actor, actionId }, given),
  );
  binder.bind(boundaryApi.removeBoundaries, ({ actor, body }) =>
    removeBoundaries(platform, { actor, actionId: body.actionId }),
  );
}
