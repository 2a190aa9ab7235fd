/** Handlers of the customary ledgers: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/oversight/ledgers/ledger-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { exportLedger, previewLedger } from './ledger.service.ts';

export function bindCustomaryLedgerRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.previewLedger, ({ actor, query }) => previewLedger(platform, actor, query));
  binder.bind(api.exportLedger, ({ actor, query }) => exportLedger(platform, actor, query));
}
