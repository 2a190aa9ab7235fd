/** Draws as one part of the application. */
import { ceremonyApi } from '@mingcha/core/draws/ceremony-api.ts';
import { drawOfficeApi } from '@mingcha/core/draws/draw-api.ts';
import { drawPaperApi } from '@mingcha/core/draws/draw-paper-api.ts';
import { drawResultApi } from '@mingcha/core/draws/draw-result-api.ts';
import { outsideApi } from '@mingcha/core/draws/outside/outside-draw.ts';
import { publicDrawApi } from '@mingcha/core/draws/public-draw-api.ts';
import type { Stage } from '../platform/http/stage.ts';
import { bindDrawRoutes } from './draw.routes.ts';
import { bindDrawResultRoutes } from './draw-result.routes.ts';
import { bindOutsideRoutes } from './outside/outside.routes.ts';
import { bindCeremonyRoutes, bindPublicDrawRoutes } from './public-draw.routes.ts';
import { bindRecordPaperRoutes } from './record-paper.routes.ts';

export const drawStage: Stage = {
  routes: [
    ...drawOfficeApi,
    ...drawResultApi,
    ...drawPaperApi,
    ...ceremonyApi,
    ...publicDrawApi,
    ...outsideApi,
  ],
  bind(binder, platform, access) {
    bindDrawRoutes(binder, platform, access);
    bindDrawResultRoutes(binder, platform, access);
    bindRecordPaperRoutes(binder, platform);
    bindCeremonyRoutes(binder, platform);
    bindPublicDrawRoutes(binder, platform);
    bindOutsideRoutes(binder, platform);
  },
  constraints: {
    pk_draw_seals: 'draw.already_sealed',
    pk_draw_results: 'draw.already_drawn',
    pk_draw_actions: 'draw.changed_meanwhile',
    uq_draws_previous: 'draw.redraw_exists',
    fk_draw_carried_object: 'draw.carried_object_missing',
    uq_draws_number: 'draw.changed_meanwhile',
    pk_draw_designations: 'draw.designation_changed_meanwhile',
  },
};
