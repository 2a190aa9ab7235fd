/** Handlers of roster imports: parse (done by the binder), call one service. */
import * as api from '@mingcha/core/registers/import-api.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Binder } from '../platform/http/binder.ts';
import type { Platform } from '../platform/platform.ts';
import { resetInterrupted } from './import.queries.ts';
import {
  applyImport,
  cancelImport,
  chooseSheet,
  getImport,
  listImportRows,
  listImports,
  previewImport,
  undoImport,
  uploadImport,
} from './import.service.ts';
import { exportReport, rosterTemplate } from './register.export.ts';

export function bindImportRoutes(binder: Binder, platform: Platform): void {
  const { limits } = platform.config;
  const maxUploadBytes = Math.max(limits.csvBytes, limits.xlsxBytes, limits.xlsBytes);
  binder.bind(
    api.uploadImport,
    ({ actor, query, upload }) => uploadImport(platform, actor, { ...query, sheet: query.sheet, upload }),
    { maxUploadBytes },
  );
  binder.bind(api.listImports, ({ actor, query }) => {
    const { after, limit, kind } = query;
    return listImports(platform, actor, { kind, page: { after, limit } });
  });
  binder.bind(api.importTemplate, ({ params }) => rosterTemplate(params.kind));
  binder.bind(api.getImport, ({ actor, params }) => getImport(platform, actor, params.id));
  binder.bind(api.chooseSheet, ({ actor, params, body }) =>
    chooseSheet(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.previewImport, ({ actor, params, body }) =>
    previewImport(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.listImportRows, ({ actor, params, query }) => {
    const { after, limit, outcome } = query;
    return listImportRows(platform, actor, { id: params.id, outcome, page: { after, limit } });
  });
  binder.bind(api.applyImport, ({ actor, params, body }) =>
    applyImport(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.cancelImport, ({ actor, params, body }) =>
    cancelImport(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.undoImport, ({ actor, params, body }) =>
    undoImport(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(api.importReport, ({ actor, params, query }) =>
    exportReport(platform, actor, { id: params.id, format: query.format }),
  );
}

/** At the start and once in a while: imports that a stopped process left reading are to be previewed again. */
export async function recoverImports(platform: Platform): Promise<void> {
  await inTransaction(platform.db, (tx) => resetInterrupted(tx));
}
