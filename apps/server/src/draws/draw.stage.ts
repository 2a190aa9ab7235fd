/** Draws as one part of the application. */
import { ceremonyApi } from '@mingcha/core/draws/ceremony-api.ts';
import { drawOfficeApi } from '@mingcha/core/draws/draw-api.ts';
import { drawPaperApi } from '@mingcha/core/draws/draw-paper-api.ts';
import { drawResultApi } from '@mingcha/core/draws/draw-result-api.ts';
import { outsideApi } from '@mingcha/core/draws/outside/outside-draw.ts';
import { publicDrawApi } from '@mingcha/core/draws/public-draw-api.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { AccessSettings } from '../platform/http/settings.ts';
import type { Stage } from '../platform/http/stage.ts';
import type { Platform } from '../platform/platform.ts';
import { type AfterDraw, nothingFollows } from './after-draw.ts';
import { bindDrawRoutes } from './draw.routes.ts';
import { bindDrawResultRoutes } from './draw-result.routes.ts';
import { bindOutsideRoutes } from './outside/outside.routes.ts';
import { bindCeremonyRoutes, bindPublicDrawRoutes } from './public-draw.routes.ts';
import { bindRecordPaperRoutes } from './record-paper.routes.ts';

/** Draws with what later stages do when one changes after its result. */
export function drawStageWith(after: AfterDraw): Stage {
  return {
    ...drawStage,
    bind: (binder, platform, access) => bindDraws(binder, platform, { settings: access, after }),
  };
}

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
    bindDraws(binder, platform, { settings: access, after: nothingFollows });
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

function bindDraws(
  binder: Binder,
  platform: Platform,
  of: { readonly settings: AccessSettings; readonly after: AfterDraw },
): void {
  bindDrawRoutes(binder, platform, of.settings);
  bindDrawResultRoutes(binder, platform, of);
  bindRecordPaperRoutes(binder, platform);
  bindCeremonyRoutes(binder, platform);
  bindPublicDrawRoutes(binder, platform);
  bindOutsideRoutes(binder, platform);
}
