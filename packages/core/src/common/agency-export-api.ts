/** Routes of the export of a whole agency: asked by one administrator, confirmed by the second, downloaded by the first. */
import { z } from 'zod';
import { agencyExportProblems, agencyExportStates } from './agency-export.ts';
import { only, route } from './api.ts';
import { actionId, instant, nothing, requiredLine, sha256Hex, uuid } from './schemas.ts';

const count = z.number().int();

const agencyExport = z.object({
  id: uuid,
  agencyName: z.string(),
  reason: z.string(),
  state: z.enum(agencyExportStates),
  askedName: z.string(),
  askedAt: instant,
  decidedName: z.string(),
  decidedAt: instant.nullable(),
  decisionReason: z.string(),
  /** Of what is being made, 0 to 100. */
  percent: count,
  problem: z.enum(agencyExportProblems).nullable(),
  endedAt: instant.nullable(),
  tables: count,
  rows: count,
  files: count,
  missingFiles: count,
  bytes: count,
  sha256: sha256Hex.nullable(),
  expiresAt: instant.nullable(),
  /** Whether this person may confirm or refuse it. */
  mayDecide: z.boolean(),
  /** Whether this person may download it now. */
  mayDownload: z.boolean(),
});
export type AgencyExport = z.output<typeof agencyExport>;

const byId = z.object({ id: uuid });

export const agencyExportRoutes = {
  list: route({
    id: 'agencyExports.list',
    method: 'GET',
    path: '/api/agency-exports',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: z.object({
      rows: z.array(agencyExport),
      /** Agencies that this person may ask for: the own one, and those without an administrator of their own. */
      agencies: z.array(z.object({ id: uuid, name: z.string() })),
    }),
    policy: only('administrator', 'securityAdministrator', 'auditAdministrator', 'auditor'),
    audit: null,
    rate: 'read',
  }),
  create: route({
    id: 'agencyExports.create',
    method: 'POST',
    path: '/api/agency-exports',
    params: nothing,
    query: nothing,
    body: z.object({ actionId, agencyId: uuid, reason: requiredLine(200) }).strict(),
    transfer: 'json',
    response: byId,
    policy: only('administrator'),
    audit: 'agencyExport.requested',
    rate: 'write',
  }),
  confirm: route({
    id: 'agencyExports.confirm',
    method: 'POST',
    path: '/api/agency-exports/:id/confirmation',
    params: byId,
    query: nothing,
    body: z.object({ actionId }).strict(),
    transfer: 'json',
    response: byId,
    policy: only('securityAdministrator'),
    audit: 'agencyExport.confirmed',
    rate: 'write',
  }),
  refuse: route({
    id: 'agencyExports.refuse',
    method: 'POST',
    path: '/api/agency-exports/:id/refusal',
    params: byId,
    query: nothing,
    body: z.object({ actionId, reason: requiredLine(200) }).strict(),
    transfer: 'json',
    response: byId,
    policy: only('securityAdministrator'),
    audit: 'agencyExport.refused',
    rate: 'write',
  }),
  /** By whom it was asked for, as often as wanted while it is kept. */
  download: route({
    id: 'agencyExports.download',
    method: 'GET',
    path: '/api/agency-exports/:id/archive',
    params: byId,
    query: nothing,
    body: nothing,
    transfer: 'file',
    response: z.unknown(),
    policy: only('administrator'),
    audit: 'agencyExport.downloaded',
    rate: 'heavy',
  }),
} as const;
