/**
 * 送达: who took a paper, when and how. Notes it on the paper and issues the 送达回证, which goes into the dossier. A notice is
 * delivered in preparation, where it moves the visit on; a paper that waits for its seal is not delivered at all.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { deliverPaper } from '@mingcha/core/tasks/papers/paper-api.ts';
import type { PaperData, PaperInput } from '@mingcha/core/tasks/papers/paper-data.ts';
import { paperDuties } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { paperWording } from '@mingcha/core/tasks/papers/paper-wording.ts';
import type { z } from 'zod';
import { runAction } from '../../platform/action.ts';
import { businessDay } from '../../platform/business-day.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectionCase } from '../inspection.queries.ts';
import { standing } from '../team.ts';
import { lockedPaper, type StoredPaper } from './paper.queries.ts';
import { deliverable, issuePaper, markDelivered } from './paper.service.ts';
import { ownPaper } from './paper-office.service.ts';

type Delivery = Omit<z.output<typeof deliverPaper.body>, 'actionId'>;
interface Write {
  readonly actor: Actor;
  readonly actionId: string;
  readonly routeId: string;
  readonly id: string;
  readonly delivery: Delivery;
}

/**
 * Errors: `paper.not_found`, `paper.forbidden`, `paper.not_delivered_kind`, `paper.notice_elsewhere`,
 * `paper.delivered_already` {number}, `paper.delivery_future_invalid`, `paper.delivery_early_invalid`,
 * `paper.taker_missing_invalid`, those of `deliverable` and `issuePaper`.
 */
export async function deliverIssued(
  platform: Platform,
  write: Write,
): Promise<Result<{ id: string; receiptId: string }>> {
  const { actor, id, delivery } = write;
  return runAction(platform, write, async (tx) => {
    const own = await ownPaper(tx, actor, id);
    if (!own.ok) return own;
    const paper = (await lockedPaper(tx, id)) ?? own.value;
    const may = mayDeliver(platform, paper, delivery);
    if (!may.ok) return may;
    const receipt = await issueReceipt(tx, platform, { actor, paper, delivery });
    if (!receipt.ok) return receipt;
    const marked = await markDelivered(tx, { paperId: id, at: delivery.deliveredAt });
    if (!marked.ok) return marked;
    await record(tx, platform, {
      type: 'paper.delivered',
      actor,
      subject: { kind: 'paper', id },
      data: { number: paper.number, way: delivery.way, receipt: receipt.value },
    });
    return ok({ id, receiptId: receipt.value });
  });
}

function mayDeliver(platform: Platform, paper: StoredPaper, delivery: Delivery): Result<null> {
  const { kind, number, data } = paper;
  if (kind === 'notice') return fail('paper.notice_elsewhere');
  if (!paperDuties[kind].delivered) return fail('paper.not_delivered_kind');
  if (paper.delivered_at !== null) return fail('paper.delivered_already', { number });
  const { deliveredAt, taker, refusal } = delivery;
  if (deliveredAt > platform.clock.now()) return fail('paper.delivery_future_invalid', {}, 'deliveredAt');
  if (businessDay(platform, deliveredAt) < (data as { issuedOn: string }).issuedOn)
    return fail('paper.delivery_early_invalid', {}, 'deliveredAt');
  if (taker.name === '' && (refusal === null || refusal.witness === ''))
    return fail('paper.taker_missing_invalid', {}, 'taker');
  return deliverable(paper);
}

/** The id of the receipt. */
async function issueReceipt(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly paper: StoredPaper; readonly delivery: Delivery },
): Promise<Result<string>> {
  const { actor, paper, delivery } = of;
  const data = paper.data as PaperData<'rectificationOrder'>;
  const found = paper.inspection_id === null ? undefined : await inspectionCase(tx, paper.inspection_id);
  const members = found === undefined ? [] : standing(found.members);
  const { way, deliveredAt, place, taker, refusal, note } = delivery;
  const title = paperWording.parse(paper.wording).titles[paper.kind];
  const receipt: PaperInput<'deliveryReceipt'> = {
    agency: data.agency,
    issuedOn: businessDay(platform, deliveredAt),
    receiver: data.object,
    cause: found?.task.title ?? '',
    documents: [{ name: title, number: paper.number, copies: 1 }],
    way,
    place,
    deliveredAt,
    taker,
    refusal,
    note,
    people: members
      .filter((each) => each.agency_id === paper.agency_id)
      .map((each) => ({ name: each.name, certificateNumber: each.certificate_number })),
  };
  const issued = await issuePaper(tx, platform, {
    jurisdictionId: paper.jurisdiction_id,
    inspectionId: paper.inspection_id,
    taskId: paper.task_id,
    followupId: paper.followup_id,
    agencyId: paper.agency_id,
    kind: 'deliveryReceipt',
    data: receipt,
    by: actor,
  });
  return issued.ok ? ok(issued.value.paperId) : issued;
}
