/** Handlers of the archive. */
import * as api from '@mingcha/core/followups/archive/archive-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import * as archive from './archive.service.ts';
import * as fonds from './fonds.service.ts';
import * as transfer from './transfer.service.ts';

export function bindArchiveRoutes(binder: Binder, platform: Platform): void {
  binder.bind(api.getInspectionDossier, ({ actor, params }) =>
    archive.inspectionDossier(platform, actor, params.id),
  );
  binder.bind(api.fileDossier, ({ actor, params, body }) =>
    archive.fileDossier(platform, { actor, ...params, ...body }),
  );
  binder.bind(api.buildDossier, ({ actor, params, body }) =>
    archive.rebuildDossier(platform, actor, { ...params, ...body }),
  );
  binder.bind(api.listDossiers, ({ actor, query }) => transfer.listDossiers(platform, actor, query));
  binder.bind(api.downloadDossier, ({ actor, params, query }) =>
    archive.takeOut(platform, actor, { ...params, ...query }),
  );
  binder.bind(api.transferDossiers, ({ actor, body }) =>
    transfer.transferDossiers(platform, { actor, ...body }),
  );
  binder.bind(api.listTransfers, ({ actor, query }) => transfer.listTransfers(platform, actor, query));
  binder.bind(api.printBoxLabel, ({ actor, params, query }) =>
    transfer.boxLabel(platform, actor, { ...params, ...query }),
  );
  binder.bind(api.readFonds, ({ actor }) => fonds.readFonds(platform, actor));
  binder.bind(api.enterFonds, ({ actor, body }) => fonds.enterFonds(platform, { actor, ...body }));
  binder.bind(api.drawSample, ({ actor, body }) => transfer.drawSample(platform, { actor, ...body }));
  binder.bind(api.listSamples, ({ actor, query }) => transfer.listSamples(platform, actor, query));
  binder.bind(api.downloadSample, ({ actor, params }) => transfer.sampleFile(platform, actor, params.id));
}
