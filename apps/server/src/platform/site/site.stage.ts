/** The installation's public facts as one part of the application. */
import { ok } from '@mingcha/core/common/result.ts';
import { siteRoutes } from '@mingcha/core/common/site-api.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Stage } from '../http/stage.ts';
import { isFull } from '../operations/room.ts';
import type { Platform } from '../platform.ts';
import { version } from '../version.ts';
import { hasDemoData, isSetupOpen, listPublicAgencies } from './site.queries.ts';

export const siteStage: Stage = {
  routes: Object.values(siteRoutes),
  bind(binder, platform) {
    binder.bindAnyone(siteRoutes.show, () =>
      inTransaction(platform.db, async (tx) =>
        ok({
          demo: await hasDemoData(tx),
          asOf: null,
          version,
          ...(isFull(platform) ? { readOnly: 'disk' as const } : {}),
          ...(platform.config.practiceUrl === null ? {} : { practiceAddress: platform.config.practiceUrl }),
          ...(platform.config.crypto.drawSuite === 'SHA256'
            ? {}
            : { drawSuite: platform.config.crypto.drawSuite }),
          needsSetUp: await isSetupOpen(tx),
          provider: providerOf(platform),
          host: null,
          operator: null,
          siteCode: null,
          icp: null,
          policeRecord: null,
          agencies: await listPublicAgencies(tx),
        }),
      ),
    );
  },
};

function providerOf({ config }: Platform): { label: string } | null {
  return config.oidc === null ? null : { label: config.oidc.label ?? '' };
}
