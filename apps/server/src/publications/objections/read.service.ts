/** Reads of objections in the office, and the files that prove them. Nothing is changed here but files that are added. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { WorkCalendar } from '@mingcha/core/common/working-days.ts';
import {
  type ApplicantKind,
  type ApplicantProof,
  intakeQuotas,
  type ObjectionSource,
  objectionRules,
  openObjectionStates,
} from '@mingcha/core/publications/objections/objection.ts';
import type {
  ApplicantContact,
  ObjectionDetail,
  ObjectionList,
  ObjectionRow,
} from '@mingcha/core/publications/objections/objection-api.ts';
import { workingDaysLeft } from '@mingcha/core/publications/publication.ts';
import { initiatorBook } from '../../inspections/results/submit.service.ts';
import { itemNames } from '../../plans/item-name.queries.ts';
import { type Acting, runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { fileById } from '../../platform/files/files.queries.ts';
import { fileOf, keepUpload } from '../../platform/files/kept-upload.ts';
import { fileReply, type Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { keyOfObjectId } from '../../registers/rules/frequency-judging.ts';
import { workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import { resultStanding } from './correction.ts';
import { officersOf } from './intake.queries.ts';
import {
  applicantOf,
  enterableResults,
  insertObjectionFile,
  type ListedObjection,
  objectionById,
  objectionFiles,
  objectionPage,
  objectionSteps,
} from './objection.queries.ts';
import { allowedMoves, involvedIn, isForwarded, seesObjection, standingOf } from './objection-case.ts';
import { openJson } from './receipt.ts';

interface Days {
  readonly today: string;
  readonly calendar: WorkCalendar;
}

async function daysOf(tx: Tx, platform: Platform, actor: Actor): Promise<Days> {
  return { today: platform.clock.today(), calendar: await workCalendar(tx, actor.jurisdictionId) };
}

/** States in which the reply is still owed. */
const unanswered: readonly string[] = ['received', 'accepted', 'investigating', 'decided'];

function rowOf(row: ListedObjection, { today, calendar }: Days): ObjectionRow {
  return {
    id: row.id,
    number: row.number,
    ...standingOf(row),
    version: row.row_version,
    source: row.source as ObjectionSource,
    applicantKind: row.applicant_kind as ApplicantKind,
    applicantName: row.applicant_name,
    isVerified: row.is_verified,
    publicationId: row.publication_id,
    objectName: row.object_name,
    taskNumber: row.task_number,
    agencyName: row.agency_name,
    receivedOn: row.received_on,
    dueOn: row.due_on,
    daysLeft: unanswered.includes(row.state) ? workingDaysLeft(row.due_on, today, calendar) : null,
    handlerName: row.handler_name,
    isProposed: row.proposal !== null,
  };
}

export async function listObjections(
  platform: Platform,
  actor: Actor,
  asked: {
    readonly of: ObjectionList;
    readonly objectId: string | undefined;
    readonly text: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
) {
  return inTransaction(platform.db, async (tx) => {
    const days = await daysOf(tx, platform, actor);
    const { objectId } = asked;
    const objectKey = objectId === undefined ? null : await keyOfObjectId(tx, actor, objectId);
    if (objectKey === undefined) return ok({ rows: [], next: null });
    const rows = await objectionPage(tx, actor, { ...asked, objectKey, today: days.today });
    const page = pageOfRows(rows, asked.limit, (row) => [row.due_on, row.id]);
    return ok({ rows: page.rows.map((row) => rowOf(row, days)), next: page.next });
  });
}

export async function listEnterableResults(platform: Platform, actor: Actor, text: string) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await enterableResults(tx, actor, { text, limit: 30 });
    return ok({
      rows: rows.map((row) => ({
        id: row.id,
        objectName: row.object_name,
        taskNumber: row.task_number,
        resultOn: row.result_on,
        agencyName: row.agency_name,
        isPartner: row.agency_id !== actor.agencyId,
      })),
    });
  });
}

/** Errors: `objection.not_found`. */
export async function getObjection(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<ObjectionDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await objectionById(tx, id);
    if (row === undefined || !seesObjection(row, actor)) return fail('objection.not_found');
    const involved = await involvedIn(tx, row);
    return ok({
      ...rowOf(row, await daysOf(tx, platform, actor)),
      grounds: row.grounds,
      proof: row.proof as ApplicantProof,
      dueBasis: row.due_basis,
      contact: await contactOf(tx, platform, { row, actor, involved }),
      inspectionId: row.inspection_id,
      publicationState: row.publication_state,
      isObjected: row.is_objected,
      decidedName: row.decided_name,
      decidedOn: row.decided_on,
      appliedOn: row.applied_on,
      closedOn: row.closed_on,
      reply: row.reply,
      proposal: row.proposal,
      result: await resultView(tx, row),
      files: (await objectionFiles(tx, row)).map((each) => ({
        id: each.file_id,
        name: each.file_name,
        source: each.source as 'applicant' | 'office',
        at: each.at,
      })),
      steps: (await objectionSteps(tx, row)).map((each) => ({
        step: each.step,
        personName: each.person_name,
        note: each.note,
        at: each.at,
      })),
      handlers: await handlersFor(tx, { row, involved }),
      allowed: [...allowedMoves(row, { actor, involved })],
      isInvolved: involved.has(actor.accountId),
    });
  });
}

/** Name and telephone are for whoever handles or decides, and the officers who take it up; never for who had a part in the result. */
async function contactOf(
  tx: Tx,
  platform: Platform,
  of: { readonly row: ListedObjection; readonly actor: Actor; readonly involved: ReadonlySet<string> },
): Promise<ApplicantContact | null> {
  const { row, actor, involved } = of;
  const handles = row.handler_id === actor.accountId || hasRole(actor, 'agencyHead');
  const takesUp = row.handler_id === null && hasRole(actor, 'legalOfficer', 'sectionOfficer');
  if (row.agency_id !== actor.agencyId || involved.has(actor.accountId) || !(handles || takesUp)) return null;
  const sealed = await applicantOf(tx, row);
  return sealed === undefined ? null : openJson<ApplicantContact>(platform, sealed);
}

async function handlersFor(
  tx: Tx,
  of: { readonly row: ListedObjection; readonly involved: ReadonlySet<string> },
) {
  const { row, involved } = of;
  const scope = { jurisdictionId: row.agency_jurisdiction_id, agencyId: row.agency_id };
  const all = await officersOf(tx, { ...scope, roles: objectionRules.note.roles });
  return all.filter((each) => !involved.has(each.id)).map(({ id, name }) => ({ id, name }));
}

async function resultView(tx: Tx, row: ListedObjection): Promise<ObjectionDetail['result']> {
  const standing = await resultStanding(tx, row);
  if (standing === undefined) return null;
  const { found, result, findings } = standing;
  const names = await itemNames(
    tx,
    result.items.map((each) => each.itemKey),
  );
  const book = await initiatorBook(tx, found);
  return {
    items: result.items.map(({ itemKey, code, wording }) => ({
      itemKey,
      code,
      wording,
      name: names.get(itemKey)?.name ?? '',
    })),
    findings: findings.map(({ id, itemKey, text }) => ({ id, itemKey, text })),
    codes: book.rules.results.map(({ code, wording, isProblem }) => ({ code, wording, isProblem })),
  };
}

/** Evidence of the investigation. Errors: `objection.not_found`, `objection.wrong_state`, `objection.handler_forbidden`, `proof.file_missing`, `proof.file_type_invalid`. */
export async function addObjectionFile(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly upload: Upload | null },
): Promise<Result<{ fileId: string }>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'objections.addFile' }, async (tx) => {
    const row = await objectionById(tx, input.id, 'lock');
    if (row === undefined || !seesObjection(row, actor)) return fail('objection.not_found');
    if (!openObjectionStates.includes(standingOf(row).state))
      return fail('objection.wrong_state', { state: row.state, move: 'note' });
    // Scans of a paper objection come with its entry; later it is the handler who adds evidence.
    const isScan = row.source === 'paper' && row.state === 'received';
    if (!isScan && row.handler_id !== actor.accountId) return fail('objection.handler_forbidden');
    return keepEvidence(tx, platform, {
      row,
      by: actor,
      source: isScan ? 'applicant' : 'office',
      upload: input.upload,
    });
  });
}

/** Keeps one file inside an action of the caller and appends `objection.file_added`. Errors: `objection.files_full`, `proof.file_missing`, `proof.file_type_invalid`. */
export async function keepEvidence(
  tx: Tx,
  platform: Platform,
  of: {
    readonly row: ListedObjection;
    readonly by: Acting;
    readonly source: 'applicant' | 'office';
    readonly upload: Upload | null;
  },
): Promise<Result<{ fileId: string }>> {
  const { row, by, source } = of;
  const { accountId } = by;
  const known = (await objectionFiles(tx, row)).filter((each) => each.source === source).length;
  const most = source === 'applicant' ? intakeQuotas.files : 60;
  if (known >= most) return fail('objection.files_full', { count: most }, 'file');
  const kept = await keepUpload(platform, of.upload, {
    missing: 'proof.file_missing',
    type: 'proof.file_type_invalid',
  });
  if (!kept.ok) return kept;
  const jurisdictionId = row.jurisdiction_id;
  const fileId = await fileOf(tx, platform, { kept: kept.value, jurisdictionId, accountId });
  await insertObjectionFile(tx, {
    jurisdiction_id: jurisdictionId,
    file_id: fileId,
    objection_id: row.id,
    source,
    account_id: accountId,
    at: platform.clock.now(),
  });
  await record(tx, platform, {
    type: 'objection.file_added',
    actor: by,
    subject: { kind: 'objection', id: row.id },
    data: { sha256: kept.value.sha256 },
  });
  return ok({ fileId });
}

/** Errors: `objection.not_found`, `objection.forbidden` and `objection.involved_forbidden` (evidence may name the applicant). */
export async function downloadObjectionFile(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly fileId: string },
) {
  return inTransaction(platform.db, async (tx) => {
    const row = await objectionById(tx, asked.id);
    if (row === undefined || !seesObjection(row, actor)) return fail('objection.not_found');
    if (isForwarded(row, actor)) return fail('objection.forbidden');
    if ((await involvedIn(tx, row)).has(actor.accountId)) return fail('objection.involved_forbidden');
    const known = (await objectionFiles(tx, row)).some((each) => each.file_id === asked.fileId);
    const file = known ? await fileById(tx, row.jurisdiction_id, asked.fileId) : undefined;
    if (file === undefined) return fail('objection.not_found');
    const { contentType, fileName, sha256 } = file;
    const body = await platform.files.get(sha256);
    return ok(fileReply({ contentType, fileName, disposition: 'inline', body }));
  });
}
