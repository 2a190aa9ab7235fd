/** Reads of papers of supervision: the list, one paper with what its reader may do, its printed form and its files. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { WorkCalendar } from '@mingcha/core/common/working-days.ts';
import type {
  SupervisionDetail,
  SupervisionList,
  SupervisionRow,
} from '@mingcha/core/oversight/papers/supervision-api.ts';
import {
  checkedSupervisionMove,
  isAddressed,
  type SupervisionKind,
  type SupervisionState,
  supervisionContent,
  supervisionMoves,
  supervisionSource,
} from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { workingDaysLeft } from '@mingcha/core/publications/publication.ts';
import { businessDay } from '../../platform/business-day.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { renderOfficialDocx } from '../../platform/documents/official-docx.ts';
import { renderOfficialPdf } from '../../platform/documents/official-pdf.ts';
import { renderedReply } from '../../platform/documents/paper-reply.ts';
import { fileById } from '../../platform/files/files.queries.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { aboutNow } from './about.ts';
import { choicesOf } from './draft.service.ts';
import { factsOf, mayAddFile } from './move.service.ts';
import {
  type StoredSupervision,
  supervisionById,
  supervisionFiles,
  supervisionPage,
  supervisionSteps,
} from './supervision.queries.ts';
import { supervisionFileName, supervisionPaper } from './supervision-paper.ts';

interface Reading {
  readonly platform: Platform;
  readonly calendar: WorkCalendar;
}

const awaits: readonly string[] = ['sent', 'received'];

function rowOf(row: StoredSupervision, { platform, calendar }: Reading): SupervisionRow {
  const today = platform.clock.today();
  const isAwaited = row.reply_due !== null && awaits.includes(row.state);
  return {
    id: row.id,
    kind: row.kind as SupervisionKind,
    state: row.state as SupervisionState,
    number: row.number,
    title: supervisionContent.parse(row.content).title,
    agencyName: row.agency_name,
    toName: row.to_name,
    draftedName: row.drafted_name,
    draftedOn: businessDay(platform, row.drafted_at),
    approvedOn: row.approved_on,
    replyDue: row.reply_due,
    daysLeft: isAwaited && row.reply_due !== null ? workingDaysLeft(row.reply_due, today, calendar) : null,
  };
}

export async function listSupervision(
  platform: Platform,
  actor: Actor,
  asked: {
    readonly of: SupervisionList;
    readonly kind: SupervisionKind | undefined;
    readonly text: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await supervisionPage(tx, actor, { ...asked, today: platform.clock.today() });
    const page = pageOfRows(rows, asked.limit, (row) => [row.drafted_at, row.id]);
    const reading = { platform, calendar: await workCalendar(tx, actor.jurisdictionId) };
    return ok({ rows: page.rows.map((row) => rowOf(row, reading)), next: page.next });
  });
}

/** Errors: `supervision.not_found`. */
export async function showSupervision(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<SupervisionDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await supervisionById(tx, actor, { id });
    if (row === undefined) return fail('supervision.not_found');
    return ok(await detailOf(tx, platform, { actor, row }));
  });
}

async function detailOf(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly row: StoredSupervision },
): Promise<SupervisionDetail> {
  const { actor, row } = of;
  const source = supervisionSource.parse(row.source);
  const calendar = await workCalendar(tx, actor.jurisdictionId);
  const { about } = source;
  const now = await aboutNow(tx, {
    about,
    jurisdictionId: row.to_jurisdiction_id,
    today: platform.clock.today(),
    now: platform.clock.now(),
  });
  const mayEdit = row.state === 'draft' && row.drafted_by === actor.accountId;
  const found = mayEdit ? await choicesOf(tx, platform, row) : null;
  return {
    ...rowOf(row, { platform, calendar }),
    version: row.row_version,
    source,
    content: supervisionContent.parse(row.content),
    to: { sectionId: row.to_section_id, accountId: row.to_account_id },
    now,
    approvedName: row.approved_name,
    receivedName: row.received_name,
    receivedAt: row.received_at,
    reply: row.reply,
    repliedName: row.replied_name,
    repliedOn: row.replied_on,
    closedOn: row.closed_on,
    files: (await supervisionFiles(tx, row)).map((each) => ({
      id: each.file_id,
      name: each.file_name,
      personName: each.person_name,
      at: each.at,
    })),
    steps: await stepsFor(tx, actor, row),
    allowed: supervisionMoves.filter((move) => checkedSupervisionMove(factsOf(row), move, actor).ok),
    mayEdit,
    mayAddFile: mayAddFile(row, actor),
    sections: found?.choices.sections ?? [],
    people: found?.choices.people ?? [],
  };
}

/** What the sender's house said among itself before the paper went out stays there. */
const inner: readonly string[] = ['draft', 'save', 'submit', 'recall', 'return'];

async function stepsFor(tx: Tx, actor: Actor, row: StoredSupervision): Promise<SupervisionDetail['steps']> {
  const isOfSender =
    row.agency_id === actor.agencyId &&
    (row.drafted_by === actor.accountId || !isAddressed(factsOf(row).to, actor));
  const isAuditor = hasRole(actor, 'auditor') && row.jurisdiction_id === actor.jurisdictionId;
  const steps = (await supervisionSteps(tx, row)).map((each) => ({
    step: each.step,
    personName: each.person_name,
    note: each.note,
    at: each.at,
  }));
  return isOfSender || isAuditor ? steps : steps.filter((each) => !inner.includes(each.step));
}

/** Errors: `supervision.not_found`. */
export async function printSupervision(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly format: 'pdf' | 'docx' },
): Promise<Result<FileReply>> {
  const row = await inTransaction(platform.db, (tx) => supervisionById(tx, actor, { id: asked.id }));
  if (row === undefined) return fail('supervision.not_found');
  const paper = supervisionPaper(row);
  const body = asked.format === 'pdf' ? await renderOfficialPdf(paper) : await renderOfficialDocx(paper);
  return ok(renderedReply(body, asked.format, supervisionFileName(row)));
}

/** Errors: `supervision.not_found`. */
export async function downloadSupervisionFile(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly fileId: string },
): Promise<Result<FileReply>> {
  const file = await inTransaction(platform.db, async (tx) => {
    const row = await supervisionById(tx, actor, { id: asked.id });
    if (row === undefined) return undefined;
    const isKnown = (await supervisionFiles(tx, row)).some((each) => each.file_id === asked.fileId);
    return isKnown ? fileById(tx, row.jurisdiction_id, asked.fileId) : undefined;
  });
  if (file === undefined) return fail('supervision.not_found');
  const { contentType, fileName, sha256 } = file;
  return ok(
    fileReply({ contentType, fileName, disposition: 'inline', body: await platform.files.get(sha256) }),
  );
}
