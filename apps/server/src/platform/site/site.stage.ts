/** The installation's public facts as one part of the application. */
import { ok } from '@mingcha/core/common/result.ts';
import { siteRoutes } from '@mingcha/core/common/site-api.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Stage } from '../http/stage.ts';
import { listPublicAgencies } from './site.queries.ts';

const version = '0.1.0';

export const siteStage: Stage = {
  routes: Object.values(siteRoutes),
  bind(binder, platform) {
    binder.bindAnyone(siteRoutes.show, async () =>
      ok({
        demo: platform.config.demo,
        version,
        host: null,
        operator: null,
        siteCode: null,
        icp: null,
        policeRecord: null,
        agencies: await inTransaction(platform.db, listPublicAgencies),
      }),
    );
  },
};
