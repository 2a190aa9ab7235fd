/** Use cases of papers at a desk: lists, the file, seal, void, signed scan, register of numbers. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { NumberRow, PaperRowView } from '@mingcha/core/tasks/papers/paper-api.ts';
import type { PaperData } from '@mingcha/core/tasks/papers/paper-data.ts';
import { type PaperKind, paperDuties } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type PaperFormat, paperReply } from '../../platform/documents/paper-reply.ts';
import { fileById } from '../../platform/files/files.queries.ts';
import { fileOf, keepUpload } from '../../platform/files/kept-upload.ts';
import { type FileReply, fileReply, type Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectionCase } from '../inspection.queries.ts';
import { deliveriesOf } from '../preparation/notice.queries.ts';
import { taskById } from '../task.queries.ts';
import { readerOf } from '../task-view.ts';
import { seesInspection } from '../team.ts';
import {
  changePaper,
  type PaperRow,
  papersOfInspection,
  papersOfTask,
  type StoredPaper,
} from './paper.queries.ts';
import { paperOf, renderPaper, sealPaper, voidPaper } from './paper.service.ts';
import { paperSetting } from './paper-setting.ts';
import { numberCounts, numberPage, sealPage } from './paper-view.queries.ts';

interface Write {
  readonly actor: Actor;
  readonly actionId: string;
  readonly routeId: string;
  readonly id: string;
}

/** A paper as a row of a list; what the person may do with it. */
export function paperView(row: PaperRow, actor: Actor, takenBy = ''): PaperRowView {
  const data = row.data as PaperData & {
    object?: { name: string };
    receiver?: { name: string };
    objectName?: string;
  };
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    agencyName: data.agency.name,
    objectName: data.object?.name ?? data.receiver?.name ?? data.objectName ?? '',
    inspectionId: row.inspection_id,
    issuedAt: row.created_at,
    issuedName: row.created_name,
    state: row.state as PaperRowView['state'],
    voidReason: row.void_reason,
    sealState: row.seal_state,
    sealedOn: row.sealed_on,
    sealRegisterNo: row.seal_register_no,
    deliveredAt: row.delivered_at,
    takenBy,
    isDelivered: paperDuties[row.kind].delivered,
    scanned: row.scan_file_id !== null,
    sha256: row.sha256,
    ...allowed(row, actor),
  };
}

function allowed(row: PaperRow, actor: Actor) {
  const mayAct = row.agency_id === actor.agencyId && row.state === 'issued';
  return {
    mayVoid: mayAct && row.delivered_at === null && hasRole(actor, 'legalOfficer', 'sectionOfficer'),
    mayScan: mayAct,
    mayDeliver: mayAct && awaitsDelivery(row, actor),
    maySeal: mayAct && row.seal_state === 'waiting' && hasRole(actor, 'legalOfficer'),
  };
}

/** A notice is delivered where the visit is prepared. */
const awaitsDelivery = (row: PaperRow, actor: Actor): boolean =>
  row.kind !== 'notice' &&
  paperDuties[row.kind].delivered &&
  row.delivered_at === null &&
  row.seal_state !== 'waiting' &&
  hasRole(actor, 'legalOfficer', 'sectionOfficer', 'inspector');

/** Errors: `paper.not_found`. */
export async function listInspectionPapers(platform: Platform, actor: Actor, id: string) {
  return inTransaction(platform.db, async (tx) => {
    const found = await inspectionCase(tx, id);
    if (found === undefined || !seesInspection(found, actor)) return fail('paper.not_found');
    const key = { jurisdictionId: found.inspection.jurisdiction_id, inspectionId: id };
    const rows = (await papersOfInspection(tx, key)).filter((row) => isOpenTo(row, actor));
    const takers = new Map((await deliveriesOf(tx, key)).map((each) => [each.paper_id, each.recipient]));
    return ok({ rows: rows.map((row) => paperView(row, actor, takers.get(row.id))) });
  });
}

/** Papers of the task itself; only for the agency that sends it out. Errors: `paper.not_found`. */
export async function listTaskPapers(platform: Platform, actor: Actor, id: string) {
  return inTransaction(platform.db, async (tx) => {
    if ((await taskById(tx, readerOf(actor), id)) === undefined) return fail('paper.not_found');
    const rows = await papersOfTask(tx, { jurisdictionId: actor.jurisdictionId, taskId: id });
    const own = rows.filter((row) => row.agency_id === actor.agencyId && isDesk(actor));
    return ok({ rows: own.map((row) => paperView(row, actor)) });
  });
}

const isDesk = (actor: Actor): boolean => hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead');

/** 审批表 is internal: an agency reads its own only, also in a joint visit. */
const isOpenTo = (paper: PaperRow, actor: Actor): boolean =>
  paper.kind !== 'approvalForm' || paper.agency_id === actor.agencyId;

/** A paper that the person may see: those of an inspection as the inspection, others by their agency. */
async function seenPaper(tx: Tx, actor: Actor, id: string): Promise<Result<StoredPaper>> {
  const paper = await paperOf(tx, id);
  if (paper === undefined) return fail('paper.not_found');
  if (paper.inspection_id === null)
    return paper.agency_id === actor.agencyId && isDesk(actor) ? ok(paper) : fail('paper.not_found');
  const found = await inspectionCase(tx, paper.inspection_id);
  const isSeen = found !== undefined && seesInspection(found, actor) && isOpenTo(paper, actor);
  return isSeen ? ok(paper) : fail('paper.not_found');
}

/** The paper as it was issued. Who took it out is recorded. Errors: `paper.not_found`. */
export async function printPaper(
  platform: Platform,
  actor: Actor,
  wanted: { readonly id: string; readonly format: PaperFormat },
): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx) => {
    const paper = await seenPaper(tx, actor, wanted.id);
    if (!paper.ok) return paper;
    const setting = await paperSetting(tx, platform, paper.value.agency_id);
    await record(tx, platform, {
      type: 'paper.printed',
      actor,
      subject: { kind: 'paper', id: wanted.id },
      data: { number: paper.value.number, format: wanted.format },
    });
    return ok(renderPaper(paper.value, setting.ok ? setting.value.checkUrl : ''));
  });
  if (!found.ok) return found;
  const paper = found.value;
  return ok(await paperReply(paper, wanted.format, `${paper.title} ${paper.number}`.trim()));
}

/** Errors: `paper.not_found`, `paper.forbidden`, `paper.void`. */
export async function voidIssued(
  platform: Platform,
  write: Write & { readonly reason: string },
): Promise<Result<{ id: string }>> {
  const { actor, id, reason } = write;
  return runAction(platform, write, async (tx) => {
    const own = await ownPaper(tx, actor, id);
    if (!own.ok) return own;
    const voided = await voidPaper(tx, platform, { paperId: id, reason, by: actor });
    if (!voided.ok) return voided;
    await record(tx, platform, {
      type: 'paper.voided',
      actor,
      subject: { kind: 'paper', id },
      data: { number: voided.value.number, reason },
    });
    return ok({ id });
  });
}

/** A paper of the actor's own agency that the actor sees. Errors: `paper.not_found`, `paper.forbidden`. */
export async function ownPaper(tx: Tx, actor: Actor, id: string): Promise<Result<StoredPaper>> {
  const paper = await seenPaper(tx, actor, id);
  if (!paper.ok) return paper;
  return paper.value.agency_id === actor.agencyId ? paper : fail('paper.forbidden');
}

/** Errors: `paper.not_found`, `paper.forbidden`, `paper.day_future_invalid`, those of `sealPaper`. */
export async function sealIssued(
  platform: Platform,
  write: Write & { readonly sealedOn: string; readonly registerNo: string },
): Promise<Result<{ id: string }>> {
  const { actor, id, sealedOn, registerNo } = write;
  return runAction(platform, write, async (tx) => {
    if (sealedOn > platform.clock.today()) return fail('paper.day_future_invalid', {}, 'sealedOn');
    const own = await ownPaper(tx, actor, id);
    if (!own.ok) return own;
    const sealed = await sealPaper(tx, { paperId: id, sealedOn, registerNo, by: actor });
    if (!sealed.ok) return sealed;
    await record(tx, platform, {
      type: 'paper.sealed',
      actor,
      subject: { kind: 'paper', id },
      data: { number: sealed.value.number, sealedOn, sealRegisterNo: registerNo },
    });
    return ok({ id });
  });
}

/** Errors: `paper.file_missing`, `paper.file_type_invalid`, `paper.not_found`, `paper.forbidden`, `paper.void`. */
export async function storeScan(
  platform: Platform,
  write: Write & { readonly upload: Upload | null },
): Promise<Result<{ id: string }>> {
  const { actor, id } = write;
  const kept = await keepUpload(platform, write.upload, {
    missing: 'paper.file_missing',
    type: 'paper.file_type_invalid',
  });
  if (!kept.ok) return kept;
  return runAction(platform, write, async (tx) => {
    const own = await ownPaper(tx, actor, id);
    if (!own.ok) return own;
    const paper = own.value;
    if (paper.state === 'void') return fail('paper.void', { number: paper.number });
    const fileId = await fileOf(tx, platform, {
      kept: kept.value,
      jurisdictionId: paper.jurisdiction_id,
      accountId: actor.accountId,
    });
    await changePaper(tx, paper, { scan_file_id: fileId, scanned_at: platform.clock.now() });
    await record(tx, platform, {
      type: 'paper.scanned',
      actor,
      subject: { kind: 'paper', id },
      data: { number: paper.number, sha256: kept.value.sha256 },
    });
    return ok({ id });
  });
}

/** Errors: `paper.not_found`, `paper.no_scan`. */
export async function readScan(platform: Platform, actor: Actor, id: string): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx) => {
    const paper = await seenPaper(tx, actor, id);
    if (!paper.ok) return paper;
    const { scan_file_id, jurisdiction_id } = paper.value;
    const file = scan_file_id === null ? undefined : await fileById(tx, jurisdiction_id, scan_file_id);
    return file === undefined ? fail('paper.no_scan') : ok(file);
  });
  if (!found.ok) return found;
  const { sha256, contentType, fileName } = found.value;
  return ok(
    fileReply({ contentType, fileName, disposition: 'attachment', body: await platform.files.get(sha256) }),
  );
}

export async function listSealed(
  platform: Platform,
  actor: Actor,
  asked: {
    readonly state: 'waiting' | 'sealed';
    readonly text?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const { state, text, after, limit } = asked;
    const found = await sealPage(tx, { agencyId: actor.agencyId, state, text, after, limit });
    const page = pageOfRows(found, limit, (row) => [row.created_at, row.id]);
    return ok({ rows: page.rows.map((row) => paperView(row, actor)), next: page.next });
  });
}

export async function listRegister(
  platform: Platform,
  actor: Actor,
  asked: {
    readonly kind: PaperKind;
    readonly year: number;
    readonly after?: string | undefined;
    readonly limit: number;
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const { jurisdictionId, agencyId } = actor;
    const { kind, year, after, limit } = asked;
    const register = { jurisdictionId, agencyId, kind, year };
    const found = await numberPage(tx, { ...register, after, limit });
    const page = pageOfRows(found, limit, (row) => [String(row.no)]);
    const rows = page.rows.map(
      (row): NumberRow => ({
        no: row.no,
        number: row.number,
        state: row.state as NumberRow['state'],
        reason: row.reason,
        paperId: row.paper_id,
        takenAt: row.taken_at,
        takenName: row.taken_name,
        objectName: row.object_name ?? '',
      }),
    );
    return ok({ rows, next: page.next, counts: await numberCounts(tx, register) });
  });
}
