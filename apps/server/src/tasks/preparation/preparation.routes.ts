/** Handlers of preparation: parse (done by the binder), call one service. */
import { ok } from '@mingcha/core/common/result.ts';
import * as approvalApi from '@mingcha/core/tasks/preparation/approval-api.ts';
import * as cancellationApi from '@mingcha/core/tasks/preparation/cancellation-api.ts';
import * as delegationApi from '@mingcha/core/tasks/preparation/delegation-api.ts';
import * as noticeApi from '@mingcha/core/tasks/preparation/notice-api.ts';
import * as scheduleApi from '@mingcha/core/tasks/preparation/schedule-api.ts';
import * as codeApi from '@mingcha/core/tasks/preparation/visit-code-api.ts';
import { servesHttps } from '../../platform/cert/served-certificate.ts';
import type { Binder } from '../../platform/http/binder.ts';
import type { Platform } from '../../platform/platform.ts';
import { applyApproval, decideApprovals, registerPaper, withdrawApproval } from './approval.service.ts';
import {
  approvalForm,
  approvalScan,
  inspectionApprovals,
  listApprovals,
} from './approval-reading.service.ts';
import { askCancellation, decideCancellation, withdrawCancellation } from './cancellation.service.ts';
import { inspectionCancellations, waitingCancellations } from './cancellation-reading.service.ts';
import {
  createDelegation,
  createSubstitute,
  endSubstitute,
  listDelegations,
  revokeDelegation,
} from './delegation.service.ts';
import { registerEntry } from './entry.service.ts';
import { deliverNotices, issueNotice, uploadReceipt, voidNotice } from './notice.service.ts';
import { inspectionNotices, noticePaper, noticeSet, receiptFile } from './notice-reading.service.ts';
import {
  answerSlot,
  inspectionSchedule,
  notePeakHours,
  proposeSlot,
  withdrawSlot,
} from './schedule.service.ts';
import {
  inspectionCode,
  listRatings,
  matchEntity,
  publicVisit,
  rateVisit,
  visitSigner,
} from './visit-code.service.ts';

export const preparationApis: readonly object[] = [
  approvalApi,
  cancellationApi,
  delegationApi,
  noticeApi,
  scheduleApi,
  codeApi,
];

export function bindPreparation(binder: Binder, platform: Platform): void {
  bindDelegations(binder, platform);
  bindApprovals(binder, platform);
  bindCancellations(binder, platform);
  bindNotices(binder, platform);
  bindSchedule(binder, platform);
  bindCodes(binder, platform);
}

function bindDelegations(binder: Binder, platform: Platform): void {
  binder.bind(delegationApi.listDelegations, ({ actor }) => listDelegations(platform, actor));
  binder.bind(delegationApi.createDelegation, ({ actor, body }) => createDelegation(platform, actor, body));
  binder.bind(delegationApi.revokeDelegation, ({ actor, params, body }) =>
    revokeDelegation(platform, actor, { ...params, ...body }),
  );
  binder.bind(delegationApi.createSubstitute, ({ actor, body }) => createSubstitute(platform, actor, body));
  binder.bind(delegationApi.endSubstitute, ({ actor, params, body }) =>
    endSubstitute(platform, actor, { ...params, ...body }),
  );
}

function bindCancellations(binder: Binder, platform: Platform): void {
  binder.bind(cancellationApi.inspectionCancellations, ({ actor, params }) =>
    inspectionCancellations(platform, actor, params.id),
  );
  binder.bind(cancellationApi.waitingCancellations, ({ actor }) => waitingCancellations(platform, actor));
  binder.bind(cancellationApi.askCancellation, ({ actor, params, body }) =>
    askCancellation(platform, actor, { ...params, ...body }),
  );
  binder.bind(cancellationApi.decideCancellation, ({ actor, params, body }) =>
    decideCancellation(platform, actor, { ...params, ...body }),
  );
  binder.bind(cancellationApi.withdrawCancellation, ({ actor, params, body }) =>
    withdrawCancellation(platform, actor, { ...params, ...body }),
  );
}

function bindApprovals(binder: Binder, platform: Platform): void {
  binder.bind(approvalApi.listApprovals, ({ actor, query }) =>
    listApprovals(platform, actor, { ...query, after: query.after, state: query.state }),
  );
  binder.bind(approvalApi.inspectionApprovals, ({ actor, params }) =>
    inspectionApprovals(platform, actor, params.id),
  );
  binder.bind(approvalApi.applyApproval, ({ actor, body }) => applyApproval(platform, actor, body));
  binder.bind(approvalApi.decideApproval, ({ actor, body }) => decideApprovals(platform, actor, body));
  binder.bind(approvalApi.withdrawApproval, ({ actor, params, body }) =>
    withdrawApproval(platform, actor, { ...params, ...body }),
  );
  binder.bind(approvalApi.registerApproval, ({ actor, params, query, upload }) =>
    registerPaper(platform, actor, { ...params, ...query, upload }),
  );
  binder.bind(approvalApi.approvalScan, ({ actor, params }) => approvalScan(platform, actor, params.id));
  binder.bind(approvalApi.approvalPaper, ({ actor, params, query }) =>
    approvalForm(platform, actor, { ...params, ...query }),
  );
}

function bindNotices(binder: Binder, platform: Platform): void {
  binder.bind(noticeApi.inspectionNotices, ({ actor, params }) =>
    inspectionNotices(platform, actor, params.id),
  );
  binder.bind(noticeApi.issueNotice, ({ actor, params, body, headers }) =>
    issueNotice(platform, actor, { ...params, ...body, site: siteOf(platform, headers['host']) }),
  );
  binder.bind(noticeApi.voidNotice, ({ actor, params, body }) =>
    voidNotice(platform, actor, { ...params, ...body }),
  );
  binder.bind(noticeApi.deliverNotices, ({ actor, params, body }) => {
    const { actionId, noticeIds, ...delivery } = body;
    return deliverNotices(platform, actor, { actionId, noticeIds, delivery, id: params.id });
  });
  binder.bind(noticeApi.uploadReceipt, ({ actor, params, query, upload }) => {
    const { actionId, ...said } = query;
    const outcome = said.channel === 'left' ? ('left' as const) : ('received' as const);
    const delivery = { ...said, outcome, reachedAt: '', deliverer: '', told: '', note: '' };
    return uploadReceipt(platform, actor, { actionId, id: params.id, delivery, upload });
  });
  binder.bind(noticeApi.receiptFile, ({ actor, params }) => receiptFile(platform, actor, params));
  binder.bind(noticeApi.noticeSet, ({ actor, params }) => noticeSet(platform, actor, params.id));
  binder.bind(noticeApi.noticePaper, ({ actor, params, query }) =>
    noticePaper(platform, actor, { ...params, ...query }),
  );
}

/** Where this server was reached: what stands in a QR code while no public address is configured. */
function siteOf(platform: Platform, host: unknown): string {
  const known = typeof host === 'string' && /^[A-Za-z0-9.:[\]-]{1,253}$/.test(host) ? host : 'localhost';
  return `${servesHttps(platform.config) ? 'https' : 'http'}://${known}`;
}

function bindSchedule(binder: Binder, platform: Platform): void {
  binder.bind(scheduleApi.inspectionSchedule, ({ actor, params }) =>
    inspectionSchedule(platform, actor, params.id),
  );
  binder.bind(scheduleApi.proposeSlot, ({ actor, params, body }) =>
    proposeSlot(platform, actor, { ...params, ...body }),
  );
  binder.bind(scheduleApi.answerSlot, ({ actor, params, body }) =>
    answerSlot(platform, actor, { ...params, ...body }),
  );
  binder.bind(scheduleApi.withdrawSlot, ({ actor, params, body }) =>
    withdrawSlot(platform, actor, { ...params, ...body }),
  );
  binder.bind(scheduleApi.notePeakHours, ({ actor, params, body }) =>
    notePeakHours(platform, actor, { ...params, ...body }),
  );
  binder.bind(scheduleApi.registerEntry, ({ actor, params, body }) =>
    registerEntry(platform, actor, { ...params, ...body }),
  );
}

function bindCodes(binder: Binder, platform: Platform): void {
  binder.bindAnyone(codeApi.getPublicVisit, ({ params, query }) =>
    publicVisit(platform, { code: params.code, key: query.k }),
  );
  binder.bindAnyone(codeApi.getVisitSigner, () => Promise.resolve(ok(visitSigner(platform))));
  binder.bindAnyone(codeApi.rateVisit, ({ params, body }) => rateVisit(platform, { ...params, ...body }));
  binder.bind(codeApi.listRatings, ({ actor, query }) =>
    listRatings(platform, actor, { after: query.after, limit: query.limit }),
  );
  binder.bind(codeApi.inspectionCode, ({ actor, params }) => inspectionCode(platform, actor, params.id));
  binder.bind(codeApi.matchEntity, ({ actor, params, body }) =>
    matchEntity(platform, actor, { ...params, ...body }),
  );
}

/** What a race leaves as a violated constraint. */
export const preparationConstraints = {
  uq_inspection_approvals_open: 'approval.exists',
  uq_inspection_notices_team: 'notice.exists',
} as const;
