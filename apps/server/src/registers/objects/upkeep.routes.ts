/** Handlers of the reconciliation, duplicates, bulk changes and the directory on a day. */
import * as asOfApi from '@mingcha/core/registers/objects/as-of-api.ts';
import * as reconciliationApi from '@mingcha/core/registers/objects/reconciliation-api.ts';
import * as api from '@mingcha/core/registers/objects/upkeep-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { exportObjectsOn } from '../register.export.ts';
import { countObjectsOn, listObjectsOn } from './as-of.service.ts';
import { applyBulk, previewBulk } from './bulk.service.ts';
import { listDuplicates, mergeObjects } from './merge.service.ts';
import {
  countDifferences,
  decideDifference,
  listDecisions,
  listDifferences,
} from './reconciliation.service.ts';

export function bindUpkeepRoutes(binder: Binder, platform: Platform): void {
  binder.bind(reconciliationApi.listDifferences, ({ actor, query }) => {
    const { kind, ...page } = query;
    return listDifferences(platform, actor, { kind, page });
  });
  binder.bind(reconciliationApi.countDifferences, ({ actor }) => countDifferences(platform, actor));
  binder.bind(reconciliationApi.listDecisions, ({ actor, query }) => listDecisions(platform, actor, query));
  binder.bind(reconciliationApi.decideDifference, ({ actor, body }) =>
    decideDifference(platform, actor, body),
  );
  binder.bind(api.listDuplicates, ({ actor }) => listDuplicates(platform, actor));
  binder.bind(api.mergeObjects, ({ actor, body }) => mergeObjects(platform, actor, body));
  binder.bind(api.previewBulk, ({ actor, body }) => previewBulk(platform, actor, body));
  binder.bind(api.applyBulk, ({ actor, body }) => applyBulk(platform, actor, body));
  binder.bind(asOfApi.listObjectsOn, ({ actor, query }) => {
    const { day, ...page } = query;
    return listObjectsOn(platform, actor, { day, page });
  });
  binder.bind(asOfApi.countObjectsOn, ({ actor, query }) => countObjectsOn(platform, actor, query.day));
  binder.bind(asOfApi.exportObjectsOn, ({ actor, query }) => exportObjectsOn(platform, actor, query));
}
