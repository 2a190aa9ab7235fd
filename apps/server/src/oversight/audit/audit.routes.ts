/** Handlers of the auditor's room: parse (done by the binder), call one service. */
import * as auditApi from '@mingcha/core/oversight/audit/audit-api.ts';
import * as sampleApi from '@mingcha/core/oversight/audit/sample-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { examineDraw, printDrawProof } from './draw-proof.service.ts';
import { drawEvidence, exceptionEvidence } from './evidence.service.ts';
import { auditAgencies, compareExceptions, listExceptions } from './exceptions.service.ts';
import {
  auditSampleFile,
  commitSample,
  listAuditSamples,
  sampledDossier,
  seedSample,
} from './sample.service.ts';

export function bindAuditRoutes(binder: Binder, platform: Platform): void {
  binder.bind(auditApi.listExceptions, ({ actor, query }) => listExceptions(platform, actor, query));
  binder.bind(auditApi.compareExceptions, ({ actor, query }) => compareExceptions(platform, actor, query));
  binder.bind(auditApi.auditAgencies, ({ actor }) => auditAgencies(platform, actor));
  binder.bind(auditApi.exportExceptions, ({ actor, query }) => exceptionEvidence(platform, actor, query));
  binder.bind(auditApi.readDrawProof, ({ actor, params }) => examineDraw(platform, actor, params.id));
  binder.bind(auditApi.exportDrawEvidence, ({ actor, params }) => drawEvidence(platform, actor, params.id));
  binder.bind(auditApi.printDrawProof, ({ actor, params, query }) =>
    printDrawProof(platform, actor, { ...params, ...query }),
  );
  binder.bind(sampleApi.commitSample, ({ actor, body }) => commitSample(platform, actor, body));
  binder.bind(sampleApi.seedSample, ({ actor, params, body }) =>
    seedSample(platform, actor, { ...params, ...body }),
  );
  binder.bind(sampleApi.listAuditSamples, ({ actor, query }) => listAuditSamples(platform, actor, query));
  binder.bind(sampleApi.downloadAuditSample, ({ actor, params }) =>
    auditSampleFile(platform, actor, params.id),
  );
  binder.bind(sampleApi.downloadSampledDossier, ({ actor, params, query }) =>
    sampledDossier(platform, actor, { ...params, ...query }),
  );
}
