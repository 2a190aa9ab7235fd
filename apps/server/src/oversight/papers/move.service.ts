/**
 * The way of a paper of supervision: to the leader, out, receipt, reply with files, closure. The approval gives the number
 * and sends it; until then nobody outside the drafting agency sees it.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { SupervisionMoveForm } from '@mingcha/core/oversight/papers/supervision-api.ts';
import { supervisionPaperWords } from '@mingcha/core/oversight/papers/supervision-form.ts';
import { supervisionNotices } from '@mingcha/core/oversight/papers/supervision-notices.ts';
import {
  checkedSupervisionMove,
  readyToSubmit,
  replyFilesMax,
  type SupervisionFacts,
  type SupervisionKind,
  type SupervisionState,
  supervisionContent,
} from '@mingcha/core/oversight/papers/supervision-paper.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { fileOf, keepUpload } from '../../platform/files/kept-upload.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { supervisionNumber } from './number.ts';
import {
  addSupervisionStep,
  headsOf,
  insertSupervisionFile,
  recipientAccounts,
  type StoredSupervision,
  type SupervisionChange,
  saveSupervision,
  supervisionById,
  supervisionFiles,
} from './supervision.queries.ts';

/** What the rules of core ask of a row. */
export function factsOf(row: StoredSupervision): SupervisionFacts {
  return {
    state: row.state as SupervisionState,
    draftedBy: row.drafted_by,
    agencyId: row.agency_id,
    to: {
      agencyId: row.to_agency_id,
      sectionId: row.to_section_id,
      accountId: row.to_account_id,
      isOffice: row.to_office,
    },
    asksReply: row.reply_due !== null,
  };
}

interface Work {
  readonly tx: Tx;
  readonly platform: Platform;
  readonly actor: Actor;
  readonly row: StoredSupervision;
}

/** Errors: `supervision.not_found`, `.changed_meanwhile`, those of `checkedSupervisionMove` and `readyToSubmit`, `.no_leader`. */
export async function moveSupervision(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly form: SupervisionMoveForm;
  },
): Promise<Result<{ id: string; state: SupervisionState; version: number }>> {
  const { actionId, form } = input;
  return runAction(platform, { actor, actionId, routeId: 'supervision.move' }, async (tx) => {
    const row = await supervisionById(tx, actor, { id: input.id, lock: true });
    if (row === undefined) return fail('supervision.not_found');
    if (row.row_version !== input.version) return fail('supervision.changed_meanwhile');
    const state = checkedSupervisionMove(factsOf(row), form.move, actor);
    if (!state.ok) return state;
    const work = { tx, platform, actor, row };
    const change = await columnsOf(work, form);
    if (!change.ok) return change;
    const at = platform.clock.now();
    await saveSupervision(tx, row, { ...change.value, state: state.value, at });
    const note = form.move === 'reply' ? form.text : 'note' in form ? form.note : '';
    await addSupervisionStep(tx, row, { step: form.move, by: actor, note, at });
    const told = await tell(work, form.move);
    if (!told.ok) return told;
    await record(tx, platform, {
      type: 'supervision.moved',
      actor,
      subject: { kind: 'supervisionPaper', id: row.id },
      data: {
        supervisionKind: row.kind,
        supervisionMove: form.move,
        ...(typeof change.value.number === 'string' ? { number: change.value.number } : {}),
      },
    });
    return ok({ id: row.id, state: state.value, version: row.row_version + 1 });
  });
}

async function columnsOf(work: Work, form: SupervisionMoveForm): Promise<Result<SupervisionChange>> {
  const { tx, platform, actor, row } = work;
  const kind = row.kind as SupervisionKind;
  const today = platform.clock.today();
  switch (form.move) {
    case 'submit': {
      const ready = readyToSubmit({ kind, content: supervisionContent.parse(row.content) });
      return ready.ok ? ok({}) : ready;
    }
    case 'approve':
      return ok({
        approved_by: actor.accountId,
        approved_name: actor.personName,
        approved_on: today,
        number: await supervisionNumber(tx, platform, { kind, paperId: row.id, actor }),
      });
    case 'receive':
      return ok({ received_name: actor.personName, received_at: platform.clock.now() });
    case 'reply':
      return ok({ reply: form.text, replied_name: actor.personName, replied_on: today });
    case 'close':
      return ok({ closed_on: today });
    default:
      return ok({});
  }
}

/** What all notices about this paper share. */
function frameOf({ row }: Work, move: SupervisionMoveForm['move']) {
  return {
    jurisdictionId: row.jurisdiction_id,
    link: `/oversight/papers/${row.id}`,
    dueOn: row.reply_due,
    dedupeKey: `supervision ${move} ${row.id} ${row.row_version}`,
  };
}

const kindWord = (row: StoredSupervision): string =>
  supervisionPaperWords.kindWords[row.kind as SupervisionKind];

/** Tells whoever has to act now. Errors: `supervision.no_leader`. */
async function tell(work: Work, move: SupervisionMoveForm['move']): Promise<Result<null>> {
  if (move === 'submit') return tellHeads(work);
  const { tx, platform, row } = work;
  const kind = kindWord(row);
  const both = { kind, agency: row.agency_name };
  const frame = frameOf(work, move);
  const drafter = [row.drafted_by];
  const recipients = (await recipientAccounts(tx, row)).filter((id) => id !== row.drafted_by);
  const { sent, returned, replied, closed } = supervisionNotices;
  if (move === 'approve')
    await notifyAll(tx, platform, { ...frame, accountIds: recipients, kind: sent, data: both });
  if (move === 'return')
    await notifyAll(tx, platform, { ...frame, accountIds: drafter, kind: returned, data: { kind } });
  if (move === 'sendBack')
    await notifyAll(tx, platform, { ...frame, accountIds: recipients, kind: returned, data: { kind } });
  if (move === 'reply')
    await notifyAll(tx, platform, { ...frame, accountIds: drafter, kind: replied, data: { kind } });
  if (move === 'close')
    await notifyAll(tx, platform, { ...frame, accountIds: recipients, kind: closed, data: both });
  return ok(null);
}

/** The heads of the sending agency who may approve. Errors: `supervision.no_leader`. */
async function tellHeads(work: Work): Promise<Result<null>> {
  const { tx, platform, row } = work;
  const heads = await headsOf(tx, { jurisdictionId: row.jurisdiction_id, agencyId: row.agency_id });
  const accountIds = heads.filter((id) => id !== row.drafted_by && id !== row.to_account_id);
  if (accountIds.length === 0) return fail('supervision.no_leader');
  await notifyAll(tx, platform, {
    ...frameOf(work, 'submit'),
    accountIds,
    kind: supervisionNotices.submitted,
    data: { kind: kindWord(row) },
  });
  return ok(null);
}

/** Whether files of the reply may be added now. */
export function mayAddFile(row: StoredSupervision, actor: Actor): boolean {
  return checkedSupervisionMove(factsOf(row), 'reply', actor).ok;
}

/** Errors: `supervision.not_found`, `.wrong_state`, `.recipient_forbidden`, `.files_full`, `.file_missing`, `.file_type_invalid`. */
export async function addSupervisionFile(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly upload: Upload | null },
): Promise<Result<{ fileId: string }>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'supervision.addFile' }, async (tx) => {
    const row = await supervisionById(tx, actor, { id: input.id, lock: true });
    if (row === undefined) return fail('supervision.not_found');
    const allowed = checkedSupervisionMove(factsOf(row), 'reply', actor);
    if (!allowed.ok) return allowed;
    const known = await supervisionFiles(tx, row);
    if (known.length >= replyFilesMax)
      return fail('supervision.files_full', { count: replyFilesMax }, 'file');
    const kept = await keepUpload(platform, input.upload, {
      missing: 'supervision.file_missing',
      type: 'supervision.file_type_invalid',
      kinds: ['pdf', 'png', 'jpeg', 'docx'],
    });
    if (!kept.ok) return kept;
    const jurisdictionId = row.jurisdiction_id;
    const fileId = await fileOf(tx, platform, {
      kept: kept.value,
      jurisdictionId,
      accountId: actor.accountId,
    });
    const at = platform.clock.now();
    await insertSupervisionFile(tx, row, { fileId, personName: actor.personName, at });
    await record(tx, platform, {
      type: 'supervision.file_added',
      actor,
      subject: { kind: 'supervisionPaper', id: row.id },
      data: { sha256: kept.value.sha256 },
    });
    return ok({ fileId });
  });
}
