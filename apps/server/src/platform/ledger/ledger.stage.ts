/** The ledger's routes as one part of the application. */
import { ledgerRoutes } from '@mingcha/core/common/ledger-api.ts';
import type { Stage } from '../http/stage.ts';
import type { CheckpointExtension } from './checkpoint.service.ts';
import { bindLedgerRoutes } from './ledger.routes.ts';

/** `extensions` come from the stages whose own logs each checkpoint contains (ruling 9). */
export function ledgerStage(extensions: readonly CheckpointExtension[]): Stage {
  return {
    routes: Object.values(ledgerRoutes),
    bind: (binder, platform) => bindLedgerRoutes(binder, platform, extensions),
  };
}
