/** Routes of samples of dossiers by an auditor's or evaluator's own seed. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import {
  actionId,
  instant,
  nothing,
  pageOf,
  pageQuery,
  plainDate,
  requiredLine,
  sha256Hex,
  uuid,
} from '../../common/schemas.ts';

const samplers = only('auditor', 'evaluator');
const byId = z.object({ id: uuid });
const act = z.object({ actionId });
const reading = {
  method: 'GET',
  body: nothing,
  transfer: 'json',
  rate: 'read',
  policy: samplers,
  audit: null,
} as const;
const writing = {
  method: 'POST',
  query: nothing,
  transfer: 'json',
  rate: 'write',
  policy: samplers,
} as const;

export const auditSampleView = z.object({
  id: uuid,
  purpose: z.string(),
  from: plainDate,
  to: plainDate,
  wanted: z.number().int(),
  poolSize: z.number().int(),
  poolSha256: sha256Hex,
  committedName: z.string(),
  committedAt: instant,
  seed: z.string().nullable(),
  drawnAt: instant.nullable(),
  /** Names of objects and ids of dossiers are null for an evaluator. */
  drawn: z
    .array(
      z.object({
        archiveNumber: z.string(),
        sha256: z.string(),
        objectName: z.string().nullable(),
        dossierId: uuid.nullable(),
      }),
    )
    .nullable(),
});
export type AuditSampleView = z.output<typeof auditSampleView>;

/** Fixes the pool: dossiers that were filed in the period and built. An evaluator's period and agencies are the evaluation's. */
export const commitSample = route({
  ...writing,
  id: 'auditSamples.commit',
  path: '/api/audit/samples',
  params: nothing,
  body: act.extend({
    purpose: requiredLine(200),
    agencyIds: z.array(uuid).max(100).default([]),
    from: plainDate,
    to: plainDate,
    wanted: z.number().int().min(1).max(500),
  }),
  response: auditSampleView,
  audit: 'audit.sample_committed',
});
export const seedSample = route({
  ...writing,
  id: 'auditSamples.seed',
  path: '/api/audit/samples/:id/seed',
  params: byId,
  body: act.extend({ seed: requiredLine(200) }),
  response: auditSampleView,
  audit: 'audit.sample_drawn',
});
export const listAuditSamples = route({
  ...reading,
  id: 'auditSamples.list',
  path: '/api/audit/samples',
  params: nothing,
  query: pageQuery,
  response: pageOf(auditSampleView),
});
/** The file that repeats it (`core/oversight/audit/sample.ts`). */
export const downloadAuditSample = route({
  ...reading,
  id: 'auditSamples.file',
  path: '/api/audit/samples/:id/file',
  params: byId,
  query: nothing,
  transfer: 'file',
  response: z.unknown(),
});
/** The package of a drawn dossier, for an auditor. */
export const downloadSampledDossier = route({
  ...reading,
  id: 'auditSamples.dossier',
  path: '/api/audit/samples/:id/dossiers/:dossierId',
  params: byId.extend({ dossierId: uuid }),
  query: z.object({ form: z.enum(['pdf', 'package']) }),
  transfer: 'file',
  response: z.unknown(),
  policy: only('auditor'),
  audit: 'audit.dossier_taken',
});
