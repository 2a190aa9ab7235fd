/** The object directory in depth as one part of the registers' stage: its declarations, handlers and constraints. */
import * as asOfApi from '@mingcha/core/registers/objects/as-of-api.ts';
import * as directoryApi from '@mingcha/core/registers/objects/directory-api.ts';
import * as feedApi from '@mingcha/core/registers/objects/feed-api.ts';
import * as fileApi from '@mingcha/core/registers/objects/file-api.ts';
import * as incidentApi from '@mingcha/core/registers/objects/incident-api.ts';
import * as reconciliationApi from '@mingcha/core/registers/objects/reconciliation-api.ts';
import * as upkeepApi from '@mingcha/core/registers/objects/upkeep-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { bindFeedRoutes } from './feed.routes.ts';
import { bindDirectoryRoutes, bindFileRoutes } from './file.routes.ts';
import { bindIncidentRoutes } from './incident.routes.ts';
import { bindUpkeepRoutes } from './upkeep.routes.ts';

export const objectApis: readonly object[] = [
  incidentApi,
  fileApi,
  directoryApi,
  feedApi,
  reconciliationApi,
  upkeepApi,
  asOfApi,
];

export function bindObjectParts(binder: Binder, platform: Platform): void {
  bindIncidentRoutes(binder, platform);
  bindFileRoutes(binder, platform);
  bindDirectoryRoutes(binder, platform);
  bindFeedRoutes(binder, platform);
  bindUpkeepRoutes(binder, platform);
}

/** Sentences for violations that only a race can cause. */
export const objectConstraints: Readonly<Record<string, string>> = {
  uq_object_licences_number: 'objectLicence.taken_meanwhile',
  uq_reconciliation_decisions: 'reconciliation.decided_meanwhile',
  uq_themed_directories_name: 'themedDirectory.taken_meanwhile',
};
