/** Handlers of papers at a desk. */
import * as api from '@mingcha/core/tasks/papers/paper-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { checkedPaper } from './paper-check.service.ts';
import { deliverIssued } from './paper-delivery.service.ts';
import * as papers from './paper-office.service.ts';

export function bindPaperRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.papersOfInspection, ({ actor, params }) =>
    papers.listInspectionPapers(platform, actor, params.id),
  );
  binder.bind(api.papersOfTask, ({ actor, params }) => papers.listTaskPapers(platform, actor, params.id));
  binder.bind(api.downloadPaper, ({ actor, params, query }) =>
    papers.printPaper(platform, actor, { ...params, ...query }),
  );
  binder.bind(api.voidIssuedPaper, ({ actor, params, body }) =>
    papers.voidIssued(platform, { actor, routeId: api.voidIssuedPaper.id, ...params, ...body }),
  );
  binder.bind(
    api.uploadPaperScan,
    ({ actor, params, query, upload }) =>
      papers.storeScan(platform, { actor, routeId: api.uploadPaperScan.id, ...params, ...query, upload }),
    { maxUploadBytes: platform.config.limits.uploadBytes },
  );
  binder.bind(api.downloadPaperScan, ({ actor, params }) => papers.readScan(platform, actor, params.id));
  binder.bind(api.listSeals, ({ actor, query }) => papers.listSealed(platform, actor, query));
  binder.bind(api.sealIssuedPaper, ({ actor, params, body }) =>
    papers.sealIssued(platform, { actor, routeId: api.sealIssuedPaper.id, ...params, ...body }),
  );
  binder.bind(api.deliverPaper, ({ actor, params, body: { actionId, ...delivery } }) =>
    deliverIssued(platform, { actor, routeId: api.deliverPaper.id, actionId, delivery, ...params }),
  );
  binder.bindAnyone(api.checkPublicPaper, ({ params, query }) =>
    checkedPaper(platform, { id: params.id, digest: query.h }),
  );
  binder.bind(api.listNumbers, ({ actor, query }) => papers.listRegister(platform, actor, query));
}
