/** Use cases of experts and technical bodies: entered, reviewed by the unit, admitted by the legal section, for a term. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  allowedExpertSteps,
  type ExpertDetail,
  type ExpertFields,
  type ExpertRow,
  type ExpertStatus,
  type ExpertStep,
  nextExpertStatus,
} from '@mingcha/core/registers/expert.ts';
import { runAction } from '../platform/action.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { fileOf, keepUpload } from '../platform/files/kept-upload.ts';
import { type FileReply, fileReply, type Upload } from '../platform/http/call.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import {
  type ExpertFilter,
  expertById,
  expertFilesOf,
  expertPage,
  expertStepsOf,
  insertExpert,
  insertExpertFile,
  insertExpertStep,
  lockExpert,
  type StoredExpert,
  updateExpert,
} from './expert.queries.ts';
import type { Page } from './object.queries.ts';

type Changed = Result<{ id: string; version: number }>;

export async function listExperts(
  platform: Platform,
  actor: Actor,
  filter: ExpertFilter & { readonly page: Page },
) {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const found = await expertPage(tx, actor, filter);
    const page = pageOfRows(found, filter.page.limit, (row) => [row.name, row.id]);
    return ok({ rows: page.rows.map((row) => rowOf(row, actor, today)), next: page.next });
  });
}

export async function getExpert(platform: Platform, actor: Actor, id: string): Promise<Result<ExpertDetail>> {
  const today = platform.clock.today();
  return inTransaction(platform.db, async (tx) => {
    const stored = await expertById(tx, actor, id);
    if (stored === undefined) return fail('expert.not_found');
    const steps = await expertStepsOf(tx, actor, id);
    const files = await expertFilesOf(tx, actor, id);
    return ok({
      ...rowOf(stored, actor, today),
      documents: files.map((file) => ({
        id: file.id,
        fileName: file.file_name,
        size: Number(file.size),
        at: file.created_at,
      })),
      history: steps.map((step) => ({
        step: step.step as ExpertStep,
        personName: step.person_name,
        reason: step.reason,
        at: step.at,
      })),
    });
  });
}

export interface ExpertInput {
  readonly actionId: string;
  readonly id?: string | undefined;
  readonly version?: number | undefined;
  readonly fields: ExpertFields;
}

export async function saveExpert(platform: Platform, actor: Actor, input: ExpertInput): Promise<Changed> {
  const { fields } = input;
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'experts.save' }, async (tx) => {
    const stored = input.id === undefined ? undefined : await lockExpert(tx, actor, input.id);
    if (input.id !== undefined && stored === undefined) return fail('expert.not_found');
    if (stored !== undefined && stored.version !== input.version) return fail('expert.changed_meanwhile');
    const id = stored?.id ?? platform.ids.next();
    const version = (stored?.version ?? 0) + 1;
    const at = platform.clock.now();
    await (stored === undefined
      ? insertExpert(tx, actor, { id, fields, by: actor.accountId, at })
      : updateExpert(tx, actor, { id, version, at, fields }));
    await record(tx, platform, {
      type: 'expert.saved',
      actor,
      subject: { kind: 'expert', id },
      data: { version },
    });
    return ok({ id, version });
  });
}

export interface ExpertStepInput {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
  readonly step: ExpertStep;
  readonly reason: string;
  readonly termTo: string | null;
}

export async function takeExpertStep(
  platform: Platform,
  actor: Actor,
  input: ExpertStepInput,
): Promise<Changed> {
  const { step, reason, termTo } = input;
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'experts.step' }, async (tx) => {
    const stored = await lockExpert(tx, actor, input.id);
    if (stored === undefined) return fail('expert.not_found');
    if (stored.version !== input.version) return fail('expert.changed_meanwhile');
    const today = platform.clock.today();
    const next = nextExpertStatus(caseOf(stored), actor, { step, reason, termTo, today });
    if (!next.ok) return next;
    const at = platform.clock.now();
    const version = stored.version + 1;
    const state = {
      status: next.value,
      status_reason: reason,
      ...(step === 'review' ? { reviewed_by: actor.accountId } : {}),
      ...(step === 'admit' ? { admitted_on: today, term_to: termTo } : {}),
      ...(step === 'reopen' ? { reviewed_by: null, admitted_on: null, term_to: null } : {}),
    };
    await updateExpert(tx, actor, { id: stored.id, version, at, state });
    const seq = (await expertStepsOf(tx, actor, stored.id)).length + 1;
    const by = { by: actor.accountId, name: actor.personName };
    await insertExpertStep(tx, actor, { expertId: stored.id, seq, step, ...by, reason, at });
    await record(tx, platform, {
      type: 'expert.step_taken',
      actor,
      subject: { kind: 'expert', id: stored.id },
      data: { step, state: next.value, reason },
    });
    return ok({ id: stored.id, version });
  });
}

export async function uploadExpertFile(
  platform: Platform,
  actor: Actor,
  input: { actionId: string; id: string; upload: Upload | null },
): Promise<Result<{ id: string }>> {
  const codes = { missing: 'import.file_missing', type: 'expert.file_type_invalid' };
  const kept = await keepUpload(platform, input.upload, codes);
  if (!kept.ok) return kept;
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'experts.upload' }, async (tx) => {
    const stored = await lockExpert(tx, actor, input.id);
    if (stored === undefined) return fail('expert.not_found');
    const { jurisdictionId, accountId } = actor;
    const id = await fileOf(tx, platform, { kept: kept.value, jurisdictionId, accountId });
    await insertExpertFile(tx, actor, { expertId: stored.id, fileId: id });
    await record(tx, platform, {
      type: 'expert.file_stored',
      actor,
      subject: { kind: 'expert', id: stored.id },
      data: { sha256: kept.value.sha256, size: kept.value.size },
    });
    return ok({ id });
  });
}

export async function downloadExpertFile(
  platform: Platform,
  actor: Actor,
  one: { id: string; fileId: string },
): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx) => {
    const stored = await expertById(tx, actor, one.id);
    if (stored === undefined) return undefined;
    const files = await expertFilesOf(tx, actor, one.id);
    return files.find((file) => file.id === one.fileId);
  });
  if (found === undefined) return fail('expertFile.not_found');
  const { content_type: contentType, file_name: fileName, sha256 } = found;
  return ok(
    fileReply({ contentType, fileName, disposition: 'inline', body: await platform.files.get(sha256) }),
  );
}

function caseOf(stored: StoredExpert) {
  return { status: stored.status as ExpertStatus, reviewedBy: stored.reviewed_by };
}

function rowOf(stored: StoredExpert, actor: Actor, today: string): ExpertRow {
  const { status, term_to: termTo } = stored;
  return {
    id: stored.id,
    kind: stored.kind as ExpertRow['kind'],
    origin: stored.origin as ExpertRow['origin'],
    name: stored.name,
    organisation: stored.organisation,
    specialities: stored.specialities,
    qualification: stored.qualification,
    conflictOrganisations: stored.conflict_organisations,
    status: status as ExpertStatus,
    inService: status === 'admitted' && (termTo === null || termTo >= today),
    admittedOn: stored.admitted_on,
    termTo,
    files: stored.files,
    steps: [...allowedExpertSteps(caseOf(stored), actor)],
    version: stored.version,
    updatedAt: stored.updated_at,
  };
}
