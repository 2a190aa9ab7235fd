/** Publications as one part of the application. */
import type { Stage } from '../platform/http/stage.ts';

export const publicationsStage: Stage = {
  routes: [],
  bind() {},
};
