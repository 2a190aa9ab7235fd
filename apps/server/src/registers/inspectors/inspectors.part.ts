/** The inspectors' directory in depth as one part of the registers: declared routes, handlers, constraints. */

import type { Result } from '@mingcha/core/common/result.ts';
import { ok } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import * as expertApi from '@mingcha/core/registers/expert-api.ts';
import * as auxiliaryApi from '@mingcha/core/registers/inspectors/auxiliary.ts';
import * as careerApi from '@mingcha/core/registers/inspectors/career-api.ts';
import * as feedApi from '@mingcha/core/registers/inspectors/personnel-feed-api.ts';
import * as recusalApi from '@mingcha/core/registers/inspectors/recusal-api.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { paperReply } from '../../platform/documents/paper-reply.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { FileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import * as experts from '../expert.service.ts';
import * as auxiliary from './auxiliary.service.ts';
import * as career from './career.service.ts';
import * as differences from './difference.service.ts';
import * as feeds from './feed.service.ts';
import * as overview from './overview.service.ts';
import * as recusals from './recusal.service.ts';
import { recusalPaper } from './recusal-paper.ts';
import * as rounds from './round.service.ts';
import * as training from './training.service.ts';

export const inspectorApis = [expertApi, auxiliaryApi, careerApi, feedApi, recusalApi];

export const inspectorConstraints = {
  uq_inspector_certificates_number: 'certificate.number_taken',
  uq_declaration_rounds_year: 'round.already_exists',
  uq_recusal_requests_number: 'recusal.already_open',
  uq_recusal_requests_open: 'recusal.already_open',
};

export function bindInspectorParts(binder: Binder, platform: Platform): void {
  bindCareer(binder, platform);
  bindTraining(binder, platform);
  bindRecusals(binder, platform);
  bindPersonnel(binder, platform);
  bindExperts(binder, platform);
}

function bindCareer(binder: Binder, platform: Platform): void {
  binder.bind(careerApi.getCareer, ({ actor, params }) => career.getCareer(platform, actor, params.id));
  binder.bind(careerApi.saveCertificate, ({ actor, params, body }) => {
    const { actionId, main, ...fields } = body;
    return career.saveCertificate(platform, actor, { actionId, id: params.id, main, fields });
  });
  binder.bind(careerApi.recordPostChange, ({ actor, params, body }) => {
    const { actionId, ...fields } = body;
    return career.recordPostChange(platform, actor, { actionId, id: params.id, fields });
  });
  binder.bind(careerApi.cancelPostChange, ({ actor, params, body }) =>
    career.cancelPostChange(platform, actor, { ...body, ...params }),
  );
  binder.bind(careerApi.savePhone, ({ actor, params, body }) =>
    career.savePhone(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(careerApi.readPhone, ({ actor, params }) => career.readPhone(platform, actor, params.id));
  binder.bind(auxiliaryApi.listAuxiliary, ({ actor, query }) => {
    const { after, limit, text, status } = query;
    return auxiliary.listAuxiliary(platform, actor, { text, status, page: { after, limit } });
  });
  binder.bind(auxiliaryApi.saveAuxiliary, ({ actor, body }) => {
    const { actionId, id, version, status, ...fields } = body;
    return auxiliary.saveAuxiliary(platform, actor, { actionId, id, version, status, fields });
  });
  binder.bind(auxiliaryApi.certifyAuxiliary, ({ actor, params, body }) =>
    auxiliary.certifyAuxiliary(platform, actor, { ...body, id: params.id }),
  );
}

function bindTraining(binder: Binder, platform: Platform): void {
  const upload = { maxUploadBytes: platform.config.limits.uploadBytes };
  binder.bind(careerApi.listTraining, ({ actor, query }) => {
    const { after, limit, ...filter } = query;
    return training.listTraining(platform, actor, { filter, page: { after, limit } });
  });
  binder.bind(careerApi.recordTraining, ({ actor, body }) => {
    const { actionId, inspectorIds, ...fields } = body;
    return training.recordTraining(platform, actor, { actionId, inspectorIds, fields });
  });
  binder.bind(careerApi.removeTraining, ({ actor, params, body }) =>
    training.removeTraining(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(
    careerApi.previewTraining,
    (call) => training.previewTraining(platform, call.actor, call.upload),
    upload,
  );
  binder.bind(
    careerApi.importTraining,
    (call) =>
      training.importTraining(platform, call.actor, { actionId: call.query.actionId, upload: call.upload }),
    upload,
  );
}

function bindRecusals(binder: Binder, platform: Platform): void {
  binder.bind(recusalApi.listRecusals, ({ actor, query }) => {
    const { after, limit, state } = query;
    return recusals.listRecusals(platform, actor, { state, page: { after, limit } });
  });
  binder.bind(recusalApi.receiveRecusal, ({ actor, body }) => {
    const { actionId, ...fields } = body;
    return recusals.receiveRecusal(platform, actor, { actionId, fields });
  });
  binder.bind(recusalApi.decideRecusalRequest, ({ actor, params, body }) => {
    const { actionId, ...decision } = body;
    return recusals.decideRecusalRequest(platform, actor, { actionId, id: params.id, decision });
  });
  binder.bind(recusalApi.recusalPaper, ({ actor, params, query }) =>
    printDecision(platform, actor, { id: params.id, format: query.format }),
  );
  binder.bind(recusalApi.currentRound, ({ actor }) => rounds.currentRound(platform, actor));
  binder.bind(recusalApi.openRound, ({ actor, body }) => rounds.openRound(platform, actor, body));
  binder.bind(recusalApi.answerRound, ({ actor, params, body }) =>
    rounds.answerRound(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(recusalApi.closeRound, ({ actor, params, body }) =>
    rounds.closeRound(platform, actor, { ...body, id: params.id }),
  );
}

async function printDecision(
  platform: Platform,
  actor: Actor,
  printing: { readonly id: string; readonly format: 'pdf' | 'docx' },
): Promise<Result<FileReply>> {
  const found = await recusals.decidedRecusal(platform, actor, printing.id);
  if (!found.ok) return found;
  const { format } = printing;
  const paper = recusalPaper(found.value);
  const reply = await paperReply(paper, format, `${paper.title} ${paper.number}`);
  await inTransaction(platform.db, (tx) =>
    record(tx, platform, {
      type: 'recusal.paper_printed',
      actor,
      subject: { kind: 'recusal', id: printing.id },
      data: { format },
    }),
  );
  return ok(reply);
}

function bindPersonnel(binder: Binder, platform: Platform): void {
  binder.bind(
    feedApi.uploadFeed,
    ({ actor, query, upload }) => feeds.uploadFeed(platform, actor, { ...query, sheet: query.sheet, upload }),
    { maxUploadBytes: platform.config.limits.uploadBytes },
  );
  binder.bind(feedApi.listFeeds, ({ actor }) => feeds.listFeeds(platform, actor));
  binder.bind(feedApi.getFeed, ({ actor, params }) => feeds.getFeed(platform, actor, params.id));
  binder.bind(feedApi.compareFeed, ({ actor, params, body }) =>
    feeds.compareFeed(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(feedApi.listDifferences, ({ actor, query }) => {
    const { after, limit, ...filter } = query;
    return differences.listDifferences(platform, actor, { filter, page: { after, limit } });
  });
  binder.bind(feedApi.decideDifferences, ({ actor, body }) =>
    differences.decideDifferences(platform, actor, body),
  );
  binder.bind(feedApi.getCoverage, ({ actor }) => overview.getCoverage(platform, actor));
  binder.bind(feedApi.getHealth, ({ actor }) => overview.getHealth(platform, actor));
  binder.bind(feedApi.getCapacity, ({ actor }) => overview.getCapacity(platform, actor));
}

function bindExperts(binder: Binder, platform: Platform): void {
  binder.bind(expertApi.listExperts, ({ actor, query }) => {
    const { after, limit, ...filter } = query;
    return experts.listExperts(platform, actor, { ...filter, page: { after, limit } });
  });
  binder.bind(expertApi.getExpert, ({ actor, params }) => experts.getExpert(platform, actor, params.id));
  binder.bind(expertApi.saveExpert, ({ actor, body }) => {
    const { actionId, id, version, ...fields } = body;
    return experts.saveExpert(platform, actor, { actionId, id, version, fields });
  });
  binder.bind(expertApi.takeExpertStep, ({ actor, params, body }) =>
    experts.takeExpertStep(platform, actor, { ...body, id: params.id }),
  );
  binder.bind(
    expertApi.uploadExpertFile,
    ({ actor, params, query, upload }) =>
      experts.uploadExpertFile(platform, actor, { actionId: query.actionId, id: params.id, upload }),
    { maxUploadBytes: platform.config.limits.uploadBytes },
  );
  binder.bind(expertApi.downloadExpertFile, ({ actor, params }) =>
    experts.downloadExpertFile(platform, actor, params),
  );
}
