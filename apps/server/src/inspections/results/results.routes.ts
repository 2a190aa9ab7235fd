/** Handlers of inspections and their results: parse (done by the binder), call one service. */
import * as inspectionApi from '@mingcha/core/inspections/results/inspection-api.ts';
import * as paperApi from '@mingcha/core/inspections/results/paper-visit-api.ts';
import * as redactionApi from '@mingcha/core/inspections/results/redaction.ts';
import * as resultApi from '@mingcha/core/inspections/results/result-api.ts';
import * as visitApi from '@mingcha/core/inspections/results/visit-view-api.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { askExtension, decideExtension } from './extension.service.ts';
import { getInspection, listInspections } from './inspection-view.service.ts';
import { recordOffSite, submitBatch } from './off-site.service.ts';
import { enterPaperVisit, paperVisitForm, uploadScan } from './paper-visit.service.ts';
import { evidenceCopyFile, redactEvidence } from './redaction.service.ts';
import { getResults, resultTodo } from './result-view.service.ts';
import { reviewResult } from './review.service.ts';
import { submitResult } from './submit.service.ts';
import { getVisit, reconcileField } from './visit-view.service.ts';

export const resultApis: readonly object[] = [inspectionApi, resultApi, visitApi, paperApi, redactionApi];

/** What a race leaves as a violated constraint. */
export const resultConstraints = {
  pk_visit_results: 'inspection.changed_meanwhile',
  pk_result_reviews: 'inspection.changed_meanwhile',
  uq_result_extensions_asked: 'result.extension_asked_already',
} as const;

export function bindResultRoutes(binder: Binder, platform: Platform): void {
  bindReads(binder, platform);
  bindVisits(binder, platform);
  bindRedaction(binder, platform);
  binder.bind(resultApi.submitResult, ({ actor, params, body }) => {
    const { actionId, agencyId, version, onBehalf, ...entered } = body;
    return submitResult(platform, actor, {
      actionId,
      inspectionId: params.id,
      agencyId,
      version,
      entered,
      onBehalf,
    });
  });
  binder.bind(resultApi.reviewResult, ({ actor, params, body }) =>
    reviewResult(platform, actor, { ...body, inspectionId: params.id }),
  );
  binder.bind(resultApi.recordOffSite, ({ actor, params, body }) =>
    recordOffSite(platform, actor, { ...body, inspectionId: params.id }),
  );
  binder.bind(resultApi.submitBatch, ({ actor, params, body }) =>
    submitBatch(platform, actor, { ...body, taskId: params.id }),
  );
  binder.bind(resultApi.askExtension, ({ actor, params, body }) =>
    askExtension(platform, actor, { ...body, inspectionId: params.id }),
  );
  binder.bind(resultApi.decideExtension, ({ actor, params, body }) =>
    decideExtension(platform, actor, { ...body, inspectionId: params.id, extensionId: params.extensionId }),
  );
}

function bindReads(binder: Binder, platform: Platform): void {
  binder.bind(inspectionApi.listInspections, ({ actor, query }) => {
    const { after, limit, ...filter } = query;
    return listInspections(platform, actor, { filter, page: { after, limit } });
  });
  binder.bind(inspectionApi.getInspection, ({ actor, params }) => getInspection(platform, actor, params.id));
  binder.bind(resultApi.getResults, ({ actor, params }) => getResults(platform, actor, params.id));
  binder.bind(resultApi.resultTodo, ({ actor }) => resultTodo(platform, actor));
}

/** A sheaf of papers scanned in colour. */
const scanMaxBytes = 40 * 1024 * 1024;

function bindVisits(binder: Binder, platform: Platform): void {
  binder.bind(visitApi.getVisit, ({ actor, params }) => getVisit(platform, actor, params.id));
  binder.bind(visitApi.reconcileField, ({ actor, params, body }) =>
    reconcileField(platform, actor, { ...body, inspectionId: params.id }),
  );
  binder.bind(paperApi.paperVisitForm, ({ actor, params }) => paperVisitForm(platform, actor, params.id));
  binder.bind(
    paperApi.uploadScan,
    ({ actor, params, query, upload }) =>
      uploadScan(platform, actor, { actionId: query.actionId, inspectionId: params.id, upload }),
    { maxUploadBytes: scanMaxBytes },
  );
  binder.bind(paperApi.enterPaperVisit, ({ actor, params, body }) =>
    enterPaperVisit(platform, actor, { ...body, inspectionId: params.id }),
  );
}

/** A picture of at most 1600 pixels. */
const copyMaxBytes = 10 * 1024 * 1024;

function bindRedaction(binder: Binder, platform: Platform): void {
  binder.bind(
    redactionApi.redactEvidence,
    ({ actor, params, body, upload }) =>
      redactEvidence(platform, actor, { ...body, evidenceId: params.id, upload }),
    { maxUploadBytes: copyMaxBytes },
  );
  binder.bind(redactionApi.evidenceCopyFile, ({ actor, params }) =>
    evidenceCopyFile(platform, actor, { evidenceId: params.id, id: params.copyId }),
  );
}
