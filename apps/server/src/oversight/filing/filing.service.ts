/**
 * The filing of a task's scheme (domain b.4, D3): an officer of the agency that leads the task notes with whom, when, and under
 * which number or with which receipt it was filed; a mistake is taken back with its reason. The clock reads these rows.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { clockBasis } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import type { FilingState } from '@mingcha/core/oversight/filing/filing-api.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { fileById } from '../../platform/files/files.queries.ts';
import { fileOf, keepUpload } from '../../platform/files/kept-upload.ts';
import { type FileReply, fileReply, type Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { ruleBookInForce } from '../../registers/rules/rule-book-in-force.queries.ts';
import type { StoredTask } from '../../tasks/inspection.queries.ts';
import { lockOwnTask } from '../../tasks/task.queries.ts';
import {
  filingClock,
  filingsOf,
  insertFiling,
  type StoredFiling,
  saveWithdrawal,
  taskForFiling,
} from './filing.queries.ts';

const kindsOfFile = {
  missing: 'filing.file_missing',
  type: 'filing.type_invalid',
  kinds: ['pdf', 'png', 'jpeg', 'docx'],
} as const;
const filable = ['dispatched', 'done', 'archived'];
const isFilable = (task: Pick<StoredTask, 'state'>): boolean => filable.includes(task.state);

/** Errors: `task.not_found`. */
export async function readFiling(platform: Platform, actor: Actor, id: string): Promise<Result<FilingState>> {
  return inTransaction(platform.db, async (tx) => {
    const task = await taskForFiling(tx, actor, id);
    if (task === undefined) return fail('task.not_found');
    const rows = await filingsOf(tx, task);
    const standing = rows.find((row) => row.withdrawn_at === null);
    const clock = await filingClock(tx, task);
    const isOwn = task.agency_id === actor.agencyId;
    return ok({
      isAsked: await isAsked(tx, task),
      clockKey: clock === undefined ? null : `schemeFiled:${task.id}`,
      dueOn: clock?.due_on ?? null,
      before: clock === undefined ? null : clockBasis.parse(clock.due_basis).before,
      filing: standing === undefined ? null : viewOf(standing),
      earlier: rows.filter((row) => row.withdrawn_at !== null).map(viewOf),
      mayFile: isOwn && isFilable(task) && hasRole(actor, 'legalOfficer', 'sectionOfficer'),
    });
  });
}

/** Routine visits on site of an agency whose rule book sets the clock. */
async function isAsked(tx: Tx, task: StoredTask): Promise<boolean> {
  if (task.origin !== 'draw' || task.method !== 'onSite') return false;
  const scope = { jurisdictionId: task.jurisdiction_id, agencyId: task.agency_id };
  const { rules } = await ruleBookInForce(tx, scope);
  return rules.deadlines.some((each) => each.clock === 'schemeFiled');
}

function viewOf(row: StoredFiling): NonNullable<FilingState['filing']> {
  const { withdrawn_name: name, withdrawn_at: at } = row;
  return {
    id: row.id,
    office: row.office,
    number: row.number,
    filedOn: row.filed_on,
    filedName: row.filed_name,
    filedAt: row.filed_at,
    withdrawn: name === null || at === null ? null : { name, at, reason: row.withdrawn_reason },
  };
}

/** Errors: `task.not_found`, `filing.not_dispatched`, `.exists`, `.future_invalid`, `.file_missing`, `.type_invalid`. */
export async function fileScheme(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly office: string;
    readonly number: string;
    readonly filedOn: string;
    readonly upload: Upload | null;
  },
): Promise<Result<{ id: string }>> {
  const { actionId, id, office, number, filedOn, upload } = input;
  return runAction(platform, { actor, actionId, routeId: 'tasks.fileScheme' }, async (tx) => {
    const task = await lockOwnTask(tx, actor, id);
    if (task === undefined) return fail('task.not_found');
    if (!isFilable(task)) return fail('filing.not_dispatched');
    const rows = await filingsOf(tx, task);
    if (rows.some((row) => row.withdrawn_at === null)) return fail('filing.exists');
    if (filedOn > platform.clock.today()) return fail('filing.future_invalid', {}, 'filedOn');
    const kept = await keepUpload(platform, upload, kindsOfFile);
    if (!kept.ok) return kept;
    const { jurisdictionId, accountId } = actor;
    await insertFiling(tx, {
      jurisdiction_id: task.jurisdiction_id,
      id: platform.ids.next(),
      task_id: task.id,
      office,
      number,
      filed_on: filedOn,
      file_id: await fileOf(tx, platform, { kept: kept.value, jurisdictionId, accountId }),
      filed_by: actor.accountId,
      filed_name: actor.personName,
      filed_at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'task.scheme_filed',
      actor,
      subject: { kind: 'inspectionTask', id: task.id },
      data: { filedWith: office, number, filedOn },
    });
    return ok({ id: task.id });
  });
}

/** Errors: `task.not_found`, `filing.not_found`. */
export async function withdrawFiling(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly filingId: string;
    readonly reason: string;
  },
): Promise<Result<{ id: string }>> {
  const { actionId, id, filingId, reason } = input;
  return runAction(platform, { actor, actionId, routeId: 'tasks.withdrawFiling' }, async (tx) => {
    const task = await lockOwnTask(tx, actor, id);
    if (task === undefined) return fail('task.not_found');
    const rows = await filingsOf(tx, task);
    const standing = rows.find((row) => row.id === filingId && row.withdrawn_at === null);
    if (standing === undefined) return fail('filing.not_found');
    await saveWithdrawal(tx, standing, { name: actor.personName, at: platform.clock.now(), reason });
    await record(tx, platform, {
      type: 'task.scheme_filing_withdrawn',
      actor,
      subject: { kind: 'inspectionTask', id: task.id },
      data: { filedWith: standing.office, filedOn: standing.filed_on, reason },
    });
    return ok({ id: task.id });
  });
}

/** Errors: `filing.not_found`. */
export async function downloadFiling(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly filingId: string },
): Promise<Result<FileReply>> {
  const file = await inTransaction(platform.db, async (tx) => {
    const task = await taskForFiling(tx, actor, asked.id);
    if (task === undefined) return undefined;
    const row = (await filingsOf(tx, task)).find((each) => each.id === asked.filingId);
    return row === undefined ? undefined : fileById(tx, task.jurisdiction_id, row.file_id);
  });
  if (file === undefined) return fail('filing.not_found');
  const { contentType, fileName, sha256 } = file;
  return ok(
    fileReply({ contentType, fileName, disposition: 'inline', body: await platform.files.get(sha256) }),
  );
}
