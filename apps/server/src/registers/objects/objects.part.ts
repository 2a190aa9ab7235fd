/** The object directory in depth as one part of the registers' stage: its declarations, handlers and constraints. */
import * as incidentApi from '@mingcha/core/registers/objects/incident-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { bindIncidentRoutes } from './incident.routes.ts';

export const objectApis: readonly object[] = [incidentApi];

export function bindObjectParts(binder: Binder, platform: Platform): void {
  bindIncidentRoutes(binder, platform);
}
