/** Sign-in and accounts as one part of the application. */
import type { Stage } from '../http/stage.ts';

export const accessStage: Stage = { routes: [], bind: () => undefined };
