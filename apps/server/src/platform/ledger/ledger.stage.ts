/** The ledger's routes as one part of the application. */
import type { Stage } from '../http/stage.ts';

export const ledgerStage: Stage = { routes: [], bind: () => undefined };
