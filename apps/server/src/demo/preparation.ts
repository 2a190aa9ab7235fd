/**
 * Preparation as both bureaus have it: visits that wait for the head, one approved whose notice waits for its seal, one
 * announced by telephone with its time agreed; a written delegation and a substitute during a trip.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { listMine } from '../tasks/claim.service.ts';
import { sealPaper } from '../tasks/papers/paper.service.ts';
import { applyApproval, decideApprovals } from '../tasks/preparation/approval.service.ts';
import { approvalOf } from '../tasks/preparation/approval-reading.service.ts';
import { createDelegation, createSubstitute } from '../tasks/preparation/delegation.service.ts';
import { deliverNotices, issueNotice } from '../tasks/preparation/notice.service.ts';
import { noticeOf } from '../tasks/preparation/notice-reading.service.ts';
import { notePeakHours, proposeSlot } from '../tasks/preparation/schedule.service.ts';
import { must } from './must.ts';
import type { Organisation } from './organisation.ts';

interface Bureau {
  readonly head: Actor;
  readonly legal: Actor;
  readonly section: Actor;
  readonly inspector: Actor;
}

export async function loadPreparation(platform: Platform, { actors }: Organisation): Promise<void> {
  for (const bureau of [
    {
      head: actors['jz.head'],
      legal: actors['jz.legal'],
      section: actors['jz.safety'],
      inspector: actors['jz.inspector'],
    },
    {
      head: actors['jc.head'],
      legal: actors['jc.legal'],
      section: actors['jc.works'],
      inspector: actors['jc.inspector'],
    },
  ]) {
    await layDown(platform, bureau);
    await prepare(platform, bureau);
  }
}

/** 委托和代岗 */
async function layDown(platform: Platform, { head, legal, section }: Bureau): Promise<void> {
  const today = platform.clock.today();
  must(
    await createDelegation(platform, head, {
      actionId: platform.ids.next(),
      fromAccount: head.accountId,
      toAccount: legal.accountId,
      scope: 'approval',
      fromDay: today,
      toDay: addDays(today, 60),
      document: '检查审批授权委托书（演示）',
      documentNumber: '〔演示〕1号',
      documentDay: today,
    }),
  );
  must(
    await createSubstitute(platform, legal, {
      actionId: platform.ids.next(),
      account: legal.accountId,
      substitute: section.accountId,
      reason: 'businessTrip',
      fromDay: addDays(today, 20),
      toDay: addDays(today, 24),
      document: '',
    }),
  );
}

/** The inspector's claimed visits: the first goes to its delivery, the second waits for its seal, the rest for the head. */
async function prepare(platform: Platform, bureau: Bureau): Promise<void> {
  const { inspector, section } = bureau;
  const open = must(await listMine(platform, inspector)).rows.filter(
    (row) => row.memberState === 'claimed' && row.stage === 'claimed',
  );
  const ids = open.map((row) => row.id).slice(0, 6);
  if (ids.length === 0) return;
  const note = '按计划开展，检查组已核对回避情况。';
  must(await applyApproval(platform, section, { actionId: platform.ids.next(), inspectionIds: ids, note }));
  const ready = ids.length > 2 ? ids.slice(0, 2) : ids.slice(0, 1);
  for (const id of ready) {
    await approve(platform, { bureau, id });
    must(
      await issueNotice(platform, inspector, {
        actionId: platform.ids.next(),
        id,
        materials: ['营业执照、安全生产许可证', '安全生产责任制和操作规程', '近一年隐患排查治理台账'],
        place: '',
        contactName: inspector.personName,
        contactPhone: '',
      }),
    );
  }
  const [first] = ready;
  const row = open.find((one) => one.id === first);
  if (first !== undefined && row?.announced === true) await announce(platform, { bureau, id: first });
}

async function approve(
  platform: Platform,
  of: { readonly bureau: Bureau; readonly id: string },
): Promise<void> {
  const { head } = of.bureau;
  const row = await inTransaction(platform.db, (tx) =>
    approvalOf(tx, { jurisdictionId: head.jurisdictionId, inspectionId: of.id, agencyId: head.agencyId }),
  );
  if (row === null) return;
  const decision = { decision: 'approve', opinion: '同意检查。' } as const;
  const approvals = [{ id: row.id, version: row.row_version }];
  must(await decideApprovals(platform, head, { actionId: platform.ids.next(), ...decision, approvals }));
}

/** Sealed, a time agreed, and told on the telephone. */
async function announce(
  platform: Platform,
  of: { readonly bureau: Bureau; readonly id: string },
): Promise<void> {
  const { bureau, id } = of;
  const { inspector, legal } = bureau;
  const key = { jurisdictionId: legal.jurisdictionId, inspectionId: id, agencyId: legal.agencyId };
  const notice = await inTransaction(platform.db, (tx) => noticeOf(tx, key));
  if (notice === null) return;
  await inTransaction(platform.db, async (tx) =>
    must(
      await sealPaper(tx, {
        paperId: notice.paperId ?? '',
        sealedOn: platform.clock.today(),
        registerNo: '用印〔演示〕12号',
        by: legal,
      }),
    ),
  );
  must(
    await notePeakHours(platform, inspector, {
      actionId: platform.ids.next(),
      id,
      hours: '每日 7 时至 9 时为装卸高峰',
    }),
  );
  must(
    await proposeSlot(platform, inspector, {
      actionId: platform.ids.next(),
      id,
      startsAt: `${addDays(platform.clock.today(), 9)}T02:00:00.000Z`,
      byObject: false,
      note: '避开装卸高峰',
    }),
  );
  must(
    await deliverNotices(platform, inspector, {
      actionId: platform.ids.next(),
      id,
      noticeIds: [notice.id],
      delivery: {
        channel: 'telephone',
        outcome: 'told',
        deliveredAt: platform.clock.now(),
        recipient: '企业安全负责人',
        recipientPost: '安全总监',
        reachedAt: '0311-0000000',
        deliverer: '',
        told: '已告知检查时间、事项、人员和证号、需准备的材料、权利和监督电话，对方复述无误。',
        witness: '',
        note: '',
      },
    }),
  );
}
