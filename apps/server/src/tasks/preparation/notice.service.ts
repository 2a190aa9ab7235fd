/**
 * Use cases of the notice: issued under the agency's own number, taken back, delivered as one set. A notice that waits for
 * its seal cannot be delivered; an unannounced visit has no contact in advance.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { nextStage, type TeamStage } from '@mingcha/core/tasks/inspection.ts';
import { noticeData } from '@mingcha/core/tasks/papers/dispatch-data.ts';
import type { PaperInput } from '@mingcha/core/tasks/papers/paper-data.ts';
import {
  type DeliveryFields,
  doorChannels,
  isDelivered,
  outcomesOf,
} from '@mingcha/core/tasks/preparation/notice-api.ts';
import { runAction } from '../../platform/action.ts';
import { sealPersonal } from '../../platform/crypto/personal-text.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { keepFile } from '../../registers/library/kept-file.ts';
import { type InspectionCase, inspectionCase, type StoredTeam, saveTeamMove } from '../inspection.queries.ts';
import { deliverable, issuePaper, markDelivered, paperOf, voidPaper } from '../papers/paper.service.ts';
import { moveFacts, ownTeam, seesInspection } from '../team.ts';
import {
  insertDelivery,
  insertNotice,
  noticeById,
  noticesOf,
  type StoredNotice,
  saveNotice,
} from './notice.queries.ts';
import { caseToPrepare, isOpen, mayPrepare, type OwnCase } from './own-case.ts';
import { countsText, teamFacts } from './paper-facts.ts';
import { visitCode } from './visit-code.service.ts';
import { visitRisk } from './visit-count.ts';

export interface NoticeInput {
  readonly actionId: string;
  readonly id: string;
  readonly materials: readonly string[];
  readonly place: string;
  readonly contactName: string;
  readonly contactPhone: string;
  /** `https://host` as the caller reached us, for the QR code where no public address is configured. */
  readonly site?: string;
}

/** Issues the own team's notice. Errors: those of `caseToPrepare`, `notice.exists`, `team.wrong_stage`, those of `issuePaper`. */
export async function issueNotice(
  platform: Platform,
  actor: Actor,
  input: NoticeInput,
): Promise<Result<{ id: string; number: string }>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'notices.issue' }, async (tx) => {
    const own = await caseToPrepare(tx, actor, input.id);
    if (!own.ok) return own;
    const { found, team } = own.value;
    const key = { jurisdictionId: team.jurisdiction_id, inspectionId: team.inspection_id };
    if ((await noticesOf(tx, key)).some((row) => row.agency_id === team.agency_id))
      return fail('notice.exists');
    const may = nextStage('notice', moveFacts(found, team));
    if (!may.ok) return team.approved_at === null ? fail('notice.not_approved') : may;
    const data = await contentOf(tx, platform, { own: own.value, input });
    const issued = await issuePaper(tx, platform, {
      ...key,
      taskId: found.task.id,
      agencyId: team.agency_id,
      kind: 'notice',
      data,
      by: actor,
    });
    if (!issued.ok) return issued;
    const id = platform.ids.next();
    const number = issued.value.number ?? '';
    await insertNotice(tx, {
      jurisdiction_id: key.jurisdictionId,
      id,
      inspection_id: key.inspectionId,
      agency_id: team.agency_id,
      paper_id: issued.value.paperId,
      number,
      content: JSON.stringify(noticeData.parse(data)),
      issued_by: actor.accountId,
      issued_name: actor.personName,
      issued_at: platform.clock.now(),
      delivered_at: null,
      void_at: null,
    });
    await record(tx, platform, {
      type: 'notice.issued',
      actor,
      subject: { kind: 'inspection', id: key.inspectionId },
      data: { number, paper: issued.value.paperId },
    });
    return ok({ id, number });
  });
}

async function contentOf(
  tx: Tx,
  platform: Platform,
  of: { readonly own: OwnCase; readonly input: NoticeInput },
): Promise<PaperInput<'notice'>> {
  const { own, input } = of;
  const { found, team } = own;
  const { task, inspection } = found;
  const facts = await teamFacts(tx, own);
  const today = platform.clock.today();
  const day = inspection.scheduled_for?.slice(0, 10) ?? today;
  const risk = await visitRisk(tx, { found, team, day });
  const code = await visitCode(tx, platform, found);
  return {
    agency: facts.agency,
    issuedOn: today,
    object: facts.object,
    items: facts.items,
    bases: facts.bases,
    method: task.method as PaperInput<'notice'>['method'],
    announced: task.announced,
    visitAt: inspection.scheduled_for,
    window: { from: task.window_from, to: task.window_to },
    place: input.place === '' ? (facts.object.address ?? '') : input.place,
    people: facts.people,
    assistants: facts.assistants,
    jointAgencies: facts.jointAgencies,
    materials: [...input.materials],
    visitNo: { no: risk.done + 1, counts: countsText(risk.scope, risk.isExempt) },
    contact: { name: input.contactName, phone: input.contactPhone || (facts.agency.phone ?? '') },
    supervisionPhone: facts.complaintPhone,
    codeUrl: code.url.startsWith('/') ? `${input.site ?? ''}${code.url}` : code.url,
  };
}

/** Errors: `notice.not_found`, `preparation.forbidden`, `notice.changed_meanwhile`, `notice.delivered_already`, those of `voidPaper`. */
export async function voidNotice(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly reason: string;
  },
): Promise<Result<{ id: string }>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'notices.void' }, async (tx) => {
    const seen = await noticeById(tx, input.id);
    if (seen?.agency_id !== actor.agencyId) return fail('notice.not_found');
    const own = await caseToPrepare(tx, actor, seen.inspection_id);
    if (!own.ok) return own;
    const row = await noticeById(tx, input.id);
    if (row === undefined || row.void_at !== null) return fail('notice.not_found');
    if (row.row_version !== input.version) return fail('notice.changed_meanwhile');
    if (row.delivered_at !== null) return fail('notice.delivered_already');
    const voided =
      row.paper_id === null
        ? ok(null)
        : await voidPaper(tx, platform, { paperId: row.paper_id, reason: input.reason, by: actor });
    if (!voided.ok) return voided;
    await saveNotice(tx, row, { voidAt: platform.clock.now(), voidReason: input.reason });
    await record(tx, platform, {
      type: 'notice.voided',
      actor,
      subject: { kind: 'inspection', id: row.inspection_id },
      data: { number: row.number, reason: input.reason },
    });
    return ok({ id: row.id });
  });
}

export interface DeliveryInput {
  readonly actionId: string;
  readonly id: string;
  readonly noticeIds: readonly string[];
  readonly delivery: DeliveryFields;
}

/** Records how the set was delivered. Any of the teams hands over the notices of all. Errors: those of `refusalOf`, of `notice.*`. */
export async function deliverNotices(
  platform: Platform,
  actor: Actor,
  input: DeliveryInput,
): Promise<Result<{ delivered: number }>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'notices.deliver' }, (tx) =>
    deliverSet(tx, platform, { actor, ...input, receiptId: null }),
  );
}

/** Records a delivery together with the scan of its signed receipt, for every notice of the set that is not delivered or has no receipt. */
export async function uploadReceipt(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly delivery: DeliveryFields;
    readonly upload: Upload | null;
  },
): Promise<Result<{ delivered: number }>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'notices.receipt' }, async (tx) => {
    const found = await inspectionCase(tx, input.id);
    const refused = found === undefined ? fail('preparation.not_found') : delivererRefusal(found, actor);
    if (found === undefined || refused !== null) return refused ?? fail('preparation.not_found');
    const key = { jurisdictionId: found.inspection.jurisdiction_id, inspectionId: input.id };
    const noticeIds = (await noticesOf(tx, key)).map((row) => row.id);
    if (noticeIds.length === 0) return fail('notice.none_issued');
    const kept = await keepFile(tx, platform, { actor, upload: input.upload });
    if (!kept.ok) return kept;
    return deliverSet(tx, platform, { actor, ...input, noticeIds, receiptId: kept.value.id });
  });
}

interface SetDelivery {
  readonly actor: Actor;
  readonly id: string;
  readonly noticeIds: readonly string[];
  readonly delivery: DeliveryFields;
  readonly receiptId: string | null;
}

async function deliverSet(
  tx: Tx,
  platform: Platform,
  of: SetDelivery,
): Promise<Result<{ delivered: number }>> {
  const { actor, delivery } = of;
  const found = await inspectionCase(tx, of.id, 'lock');
  if (found === undefined) return fail('preparation.not_found');
  const refused = delivererRefusal(found, actor) ?? refusalOf(found, delivery, platform.clock.now());
  if (refused !== null) return refused;
  const key = { jurisdictionId: found.inspection.jurisdiction_id, inspectionId: of.id };
  const wanted = new Set(of.noticeIds);
  const notices = (await noticesOf(tx, key)).filter((row) => wanted.has(row.id));
  if (notices.length !== wanted.size) return fail('notice.not_found');
  let delivered = 0;
  for (const notice of notices) {
    const done = await deliverOne(tx, platform, { ...of, found, notice });
    if (!done.ok) return done;
    delivered += done.value;
  }
  await record(tx, platform, {
    type: 'notice.delivered',
    actor,
    subject: { kind: 'inspection', id: of.id },
    data: {
      channel: delivery.channel,
      deliveryOutcome: delivery.outcome,
      numbers: notices.map((row) => row.number),
      at: delivery.deliveredAt,
    },
  });
  return ok({ delivered });
}

/** Why this person may not record a delivery here; null when they may. */
function delivererRefusal(found: InspectionCase, actor: Actor): ReturnType<typeof fail> | null {
  if (ownTeam(found, actor) === undefined || !seesInspection(found, actor))
    return fail('preparation.not_found');
  if (!mayPrepare(found, actor)) return fail('preparation.forbidden');
  return isOpen(found) ? null : fail('preparation.closed');
}

function refusalOf(
  found: InspectionCase,
  delivery: DeliveryFields,
  now: string,
): ReturnType<typeof fail> | null {
  if (!outcomesOf[delivery.channel].includes(delivery.outcome))
    return fail('notice.outcome_invalid', {}, 'outcome');
  if (delivery.deliveredAt > now) return fail('notice.future_invalid', {}, 'deliveredAt');
  if (!found.task.announced && !doorChannels.includes(delivery.channel))
    return fail('notice.unannounced_invalid', {}, 'channel');
  const needsWitness = delivery.channel === 'left' || delivery.outcome === 'refused';
  if (needsWitness && delivery.witness === '') return fail('notice.witness_invalid', {}, 'witness');
  if (delivery.channel === 'telephone' && delivery.outcome === 'told' && delivery.told === '')
    return fail('notice.told_invalid', {}, 'told');
  return null;
}

/** 1 when the notice counts as delivered by this. */
async function deliverOne(
  tx: Tx,
  platform: Platform,
  of: SetDelivery & { readonly found: InspectionCase; readonly notice: StoredNotice },
): Promise<Result<number>> {
  const { notice, delivery, found, actor } = of;
  const paper = notice.paper_id === null ? undefined : await paperOf(tx, notice.paper_id);
  const may = paper === undefined ? ok(null) : deliverable(paper);
  if (!may.ok) return may;
  await insertDelivery(tx, {
    jurisdiction_id: notice.jurisdiction_id,
    id: platform.ids.next(),
    inspection_id: notice.inspection_id,
    agency_id: notice.agency_id,
    notice_id: notice.id,
    paper_id: null,
    channel: delivery.channel,
    outcome: delivery.outcome,
    delivered_at: delivery.deliveredAt,
    recipient: delivery.recipient,
    recipient_post: delivery.recipientPost,
    reached_at: '',
    reached_at_sealed: sealPersonal(platform, delivery.reachedAt),
    deliverer: delivery.deliverer === '' ? actor.personName : delivery.deliverer,
    told: delivery.told,
    witness: delivery.witness,
    receipt_id: of.receiptId,
    note: delivery.note,
    recorded_by: actor.accountId,
    recorded_name: actor.personName,
    recorded_at: platform.clock.now(),
  });
  if (!isDelivered(delivery.outcome) || notice.delivered_at !== null) return ok(0);
  const team = found.teams.find((one) => one.agency_id === notice.agency_id);
  if (team === undefined) return fail('notice.not_found');
  const to = stageAfter(found, team);
  if (!to.ok) return to;
  await saveTeamMove(tx, team, {
    move: 'notice',
    to: to.value,
    at: delivery.deliveredAt,
    ...(notice.content.visitNo === null ? {} : { visitNo: notice.content.visitNo.no }),
  });
  await saveNotice(tx, notice, { deliveredAt: delivery.deliveredAt });
  if (paper === undefined) return ok(1);
  const marked = await markDelivered(tx, { paperId: paper.id, at: delivery.deliveredAt });
  return marked.ok ? ok(1) : marked;
}

/** What was handed over at the door is often written down when the visit is over: the fact is kept, the stage stays. */
function stageAfter(found: InspectionCase, team: StoredTeam): Result<TeamStage> {
  const to = nextStage('notice', moveFacts(found, team));
  return to.ok || team.entered_at === null ? to : ok(team.stage as TeamStage);
}
