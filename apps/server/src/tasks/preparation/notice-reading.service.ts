/** Reads notices of an inspection with seal and deliveries, and prints one. Changes nothing. */
import type { Paper } from '@mingcha/core/common/paper.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { inspectedObject, nextStage, type TeamStage } from '@mingcha/core/tasks/inspection.ts';
import type { SealState } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { callScript, spokenTime, type WallClock } from '@mingcha/core/tasks/preparation/call-script-form.ts';
import type {
  Channel,
  DeliveryOutcome,
  NoticeRow,
  NoticesView,
} from '@mingcha/core/tasks/preparation/notice-api.ts';
import { openPersonal } from '../../platform/crypto/personal-text.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { renderBundle } from '../../platform/documents/paper-bundle.ts';
import { type PaperFormat, paperReply, renderedReply } from '../../platform/documents/paper-reply.ts';
import { fileById } from '../../platform/files/files.queries.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import { noteListView } from '../../platform/list-views/list-views.queries.ts';
import type { Platform } from '../../platform/platform.ts';
import type { InspectionCase } from '../inspection.queries.ts';
import { paperOf, renderPaper } from '../papers/paper.service.ts';
import { paperSetting } from '../papers/paper-setting.ts';
import { moveFacts } from '../team.ts';
import {
  deliveriesOf,
  noticeById,
  noticesOf,
  type StoredDelivery,
  type StoredNotice,
} from './notice.queries.ts';
import { isOpen, mayPrepare, seenCase } from './own-case.ts';

export async function inspectionNotices(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<NoticesView>> {
  return inTransaction(platform.db, async (tx) => {
    const own = await seenCase(tx, actor, id);
    if (!own.ok) return own;
    const { found, team } = own.value;
    const key = keyOf(found);
    const notices = await noticesOf(tx, key);
    const deliveries = await deliveriesOf(tx, key);
    const object = inspectedObject.parse(found.inspection.object);
    const mine = notices.find((row) => row.agency_id === team.agency_id);
    const works = isOpen(found) && mayPrepare(found, actor);
    if (notices.length > 0) await noteUnannounced(tx, platform, { found, actor, kind: 'list' });
    const rows = new Map<string, NoticeRow>();
    for (const row of notices) {
      const ofRow = deliveries.filter((one) => one.notice_id === row.id);
      rows.set(
        row.agency_id,
        await rowOf(
          tx,
          row,
          ofRow.map((one) => deliveryView(platform, one)),
        ),
      );
    }
    return ok({
      announced: found.task.announced,
      offSite: found.task.method !== 'onSite',
      teams: found.teams.map((one) => ({
        agencyId: one.agency_id,
        agencyName: one.agency_name,
        stage: one.stage as TeamStage,
        isOwn: one === team,
        notice: rows.get(one.agency_id) ?? null,
      })),
      mayIssue: works && mine === undefined && nextStage('notice', moveFacts(found, team)).ok,
      mayDeliver: works && notices.length > 0,
      // Before an unannounced visit nobody calls, so no number is offered.
      phone: found.task.announced ? object.phone : '',
      contact: object.contact,
      callScript:
        mine === undefined || !found.task.announced
          ? []
          : callScript(mine, {
              caller: actor.personName,
              at: spokenTime(
                wallClock(found.inspection.scheduled_for, platform.config.zone),
                mine.content.window,
              ),
            }),
    });
  });
}

const keyOf = (found: InspectionCase) => ({
  jurisdictionId: found.inspection.jurisdiction_id,
  inspectionId: found.inspection.id,
});

/** Before an unannounced visit begins, who reads its notice is noted. */
async function noteUnannounced(
  tx: Tx,
  platform: Platform,
  of: { readonly found: InspectionCase; readonly actor: Actor; readonly kind: 'list' | 'print' },
): Promise<void> {
  const { found, actor, kind } = of;
  if (found.task.announced || found.teams.some((team) => team.entered_at !== null)) return;
  const { jurisdictionId, inspectionId } = keyOf(found);
  const subject = { kind: 'inspection', id: inspectionId } as const;
  await noteListView(tx, platform, { jurisdictionId, subject, what: 'notice', kind, actor });
}

async function rowOf(tx: Tx, row: StoredNotice, deliveries: NoticeRow['deliveries']): Promise<NoticeRow> {
  const paper = row.paper_id === null ? undefined : await paperOf(tx, row.paper_id);
  return {
    id: row.id,
    agencyId: row.agency_id,
    agencyName: row.content.agency.name,
    paperId: row.paper_id,
    number: row.number,
    sealState: (paper?.seal_state ?? 'notNeeded') satisfies SealState,
    content: row.content,
    issuedByName: row.issued_name,
    issuedAt: row.issued_at,
    deliveredAt: row.delivered_at,
    deliveries,
    version: row.row_version,
  };
}

function deliveryView(platform: Platform, row: StoredDelivery): NoticeRow['deliveries'][number] {
  return {
    id: row.id,
    channel: row.channel as Channel,
    outcome: row.outcome as DeliveryOutcome,
    deliveredAt: row.delivered_at,
    recipient: row.recipient,
    recipientPost: row.recipient_post,
    reachedAt: openPersonal(platform, { sealed: row.reached_at_sealed, clear: row.reached_at }),
    deliverer: row.deliverer,
    told: row.told,
    witness: row.witness,
    note: row.note,
    hasReceipt: row.receipt_id !== null,
    recordedByName: row.recorded_name,
    recordedAt: row.recorded_at,
  };
}

export interface NoticeOf {
  readonly id: string;
  readonly number: string;
  readonly issuedAt: string;
  readonly deliveredAt: string | null;
  readonly visitNo: number | null;
  readonly paperId: string | null;
}

/** The notice of one agency's team as it stands; null when there is none. */
export async function noticeOf(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string; readonly agencyId: string },
): Promise<NoticeOf | null> {
  const row = (await noticesOf(tx, key)).find((one) => one.agency_id === key.agencyId);
  if (row === undefined) return null;
  return {
    id: row.id,
    number: row.number,
    issuedAt: row.issued_at,
    deliveredAt: row.delivered_at,
    visitNo: row.content.visitNo?.no ?? null,
    paperId: row.paper_id,
  };
}

/** The own agency's notice of an inspection that the person sees, rendered as it was issued. Errors: `preparation.not_found`, `notice.none_issued`. */
export async function ownNotice(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly inspectionId: string },
): Promise<Result<Paper>> {
  const own = await seenCase(tx, of.actor, of.inspectionId);
  if (!own.ok) return own;
  const { found, team } = own.value;
  const row = (await noticesOf(tx, keyOf(found))).find((one) => one.agency_id === team.agency_id);
  const stored = (row?.paper_id ?? null) === null ? undefined : await paperOf(tx, row?.paper_id ?? '');
  if (stored === undefined) return fail('notice.none_issued');
  const setting = await paperSetting(tx, platform, team.agency_id);
  return setting.ok ? ok(renderPaper(stored, setting.value.checkUrl)) : setting;
}

/** The notice as it was issued. Errors: `notice.not_found`. */
export async function noticePaper(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly format: PaperFormat },
): Promise<Result<FileReply>> {
  const paper = await inTransaction(platform.db, async (tx) => {
    const row = await noticeById(tx, asked.id);
    const own = row === undefined ? undefined : await seenCase(tx, actor, row.inspection_id);
    const stored =
      row?.paper_id === undefined || row.paper_id === null ? undefined : await paperOf(tx, row.paper_id);
    if (row === undefined || own?.ok !== true || stored === undefined) return fail('notice.not_found');
    await noteUnannounced(tx, platform, { found: own.value.found, actor, kind: 'print' });
    const setting = await paperSetting(tx, platform, row.agency_id);
    return setting.ok ? ok(renderPaper(stored, setting.value.checkUrl)) : setting;
  });
  if (!paper.ok) return paper;
  return ok(await paperReply(paper.value, asked.format, `${paper.value.title} ${paper.value.number}`));
}

/**
 * All notices that stand as one PDF, each agency's under its own number and wording, the initiator's first.
 * Errors: `preparation.not_found`, `notice.none_issued`, those of `paperSetting`.
 */
export async function noticeSet(platform: Platform, actor: Actor, id: string): Promise<Result<FileReply>> {
  const read = await inTransaction(platform.db, async (tx) => {
    const own = await seenCase(tx, actor, id);
    if (!own.ok) return own;
    const { found } = own.value;
    const notices = await noticesOf(tx, keyOf(found));
    const papers: Paper[] = [];
    for (const team of found.teams) {
      const paperId = notices.find((one) => one.agency_id === team.agency_id)?.paper_id ?? null;
      const stored = paperId === null ? undefined : await paperOf(tx, paperId);
      if (stored === undefined) continue;
      const setting = await paperSetting(tx, platform, team.agency_id);
      if (!setting.ok) return setting;
      papers.push(renderPaper(stored, setting.value.checkUrl));
    }
    if (papers.length > 0) await noteUnannounced(tx, platform, { found, actor, kind: 'print' });
    const object = inspectedObject.parse(found.inspection.object).name;
    return papers.length === 0 ? fail('notice.none_issued') : ok({ papers, object });
  });
  if (!read.ok) return read;
  const { papers, object } = read.value;
  const title = `${papers[0]?.title ?? ''} ${object}`.trim();
  const author = papers[0]?.authority ?? '';
  const made = await renderBundle({ title, author, papers, madeAt: platform.clock.now() });
  return ok(renderedReply(made.bytes, 'pdf', title));
}

/** The scan of a receipt; it lies in the jurisdiction of whoever registered it. Errors: `notice.not_found`. */
export async function receiptFile(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly delivery: string },
): Promise<Result<FileReply>> {
  return inTransaction(platform.db, async (tx) => {
    const own = await seenCase(tx, actor, asked.id);
    if (!own.ok) return own;
    const { found } = own.value;
    const row = (await deliveriesOf(tx, keyOf(found))).find((one) => one.id === asked.delivery);
    if (row === undefined || row.receipt_id === null) return fail('notice.not_found');
    for (const jurisdictionId of new Set(
      found.teams.map((one) => one.agency_jurisdiction_id ?? one.jurisdiction_id),
    )) {
      const file = await fileById(tx, jurisdictionId, row.receipt_id);
      if (file !== undefined)
        return ok(
          fileReply({
            contentType: file.contentType,
            fileName: file.fileName,
            disposition: 'inline',
            body: await platform.files.get(file.sha256),
          }),
        );
    }
    return fail('notice.not_found');
  });
}

function wallClock(instant: string | null, zone: string): WallClock | null {
  if (instant === null) return null;
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return { month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}
