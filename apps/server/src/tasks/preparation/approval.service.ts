/**
 * Use cases of the approval of inspections: submitting one or many, deciding one or many on the screen, registering a
 * form that was signed by hand. Who may decide follows from `deciders`; nobody decides what the same person submitted or
 * an inspection in whose team the same person stands.
 */
import { type AppError, fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type InspectionOrigin, nextStage } from '@mingcha/core/tasks/inspection.ts';
import { approvalFormData } from '@mingcha/core/tasks/papers/dispatch-data.ts';
import type { BatchOutcome } from '@mingcha/core/tasks/preparation/approval-api.ts';
import type { Authority } from '@mingcha/core/tasks/preparation/authority.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Upload } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { keepFile } from '../../registers/library/kept-file.ts';
import { type InspectionCase, inspectionCase, type StoredTeam, saveTeamMove } from '../inspection.queries.ts';
import { moveFacts, standing } from '../team.ts';
import {
  approvalById,
  approvalsOf,
  insertApproval,
  lockApproval,
  type StoredApproval,
  saveDecision,
} from './approval.queries.ts';
import { issueApprovalPaper } from './approval-paper.ts';
import { decidersOf } from './deciders.ts';
import { caseToPrepare, isOpen, mayPrepare, type OwnCase } from './own-case.ts';
import { countsText, teamFacts } from './paper-facts.ts';
import { outsideDivision } from './region.ts';
import { inspectorsOf, visitRisk } from './visit-count.ts';

/** Two certified inspectors of each agency at every object (行政处罚法; R120). */
const fewestInspectors = 2;

/** What whoever submits writes. */
interface Application {
  readonly note: string;
  /** Document, number, assisting agency (R305). */
  readonly assistance?: string;
}

/** Submits the own team's inspections for approval. Those that cannot be submitted are left with their reason; none at all is a refusal. */
export async function applyApproval(
  platform: Platform,
  actor: Actor,
  input: Application & { readonly actionId: string; readonly inspectionIds: readonly string[] },
): Promise<Result<BatchOutcome>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'approvals.apply' }, async (tx) => {
    const outcome = await eachOf(input.inspectionIds, (id) =>
      applyOne(tx, platform, { ...input, actor, id }),
    );
    if (!outcome.ok) return outcome;
    await record(tx, platform, {
      type: 'approval.applied',
      actor,
      subject: { kind: 'inspection', id: outcome.value.done[0] ?? '' },
      data: {
        count: outcome.value.done.length,
        ids: outcome.value.done,
        refused: outcome.value.notDone.length,
      },
    });
    return outcome;
  });
}

/** Does each in turn; fails with the first reason when nothing could be done. */
async function eachOf(
  ids: readonly string[],
  work: (id: string) => Promise<Result<unknown>>,
): Promise<Result<BatchOutcome>> {
  const done: string[] = [];
  const refused: { readonly id: string; readonly error: AppError }[] = [];
  for (const id of new Set(ids)) {
    const result = await work(id);
    if (result.ok) done.push(id);
    else refused.push({ id, error: result.error });
  }
  const [first] = refused;
  if (done.length === 0 && first !== undefined) return { ok: false, error: first.error };
  const notDone = refused.map(({ id, error }) => ({ id, code: error.code, data: { ...error.data } }));
  return ok({ done, notDone });
}

/**
 * Errors: those of `caseToPrepare`, `approval.exists`, `approval.too_few_people`, `approval.assistance_missing`,
 * `team.wrong_stage`.
 */
async function applyOne(
  tx: Tx,
  platform: Platform,
  input: Application & { readonly actor: Actor; readonly id: string },
): Promise<Result<null>> {
  const { actor, note, assistance = '' } = input;
  const own = await caseToPrepare(tx, actor, input.id);
  if (!own.ok) return own;
  const { found, team } = own.value;
  const may = nextStage('approve', moveFacts(found, team));
  if (!may.ok) return may;
  const key = { jurisdictionId: team.jurisdiction_id, inspectionId: team.inspection_id };
  const open = (await approvalsOf(tx, key)).some(
    (row) => row.agency_id === team.agency_id && (row.state === 'submitted' || row.state === 'approved'),
  );
  if (open || team.approved_at !== null) return fail('approval.exists');
  const people = inspectorsOf(found, team).length;
  if (people < fewestInspectors) return fail('approval.too_few_people', { people, fewest: fewestInspectors });
  const division = await outsideDivision(tx, { found, team });
  if (division !== null && assistance === '')
    return fail('approval.assistance_missing', { division }, 'assistance');
  await insertApproval(tx, {
    jurisdiction_id: team.jurisdiction_id,
    id: platform.ids.next(),
    inspection_id: team.inspection_id,
    agency_id: team.agency_id,
    state: 'submitted',
    timing: team.entered_at === null ? 'before' : 'afterwards',
    note,
    form: JSON.stringify(
      await formOf(tx, platform, {
        ...own.value,
        actor,
        note,
        assistance: division === null ? '' : assistance,
      }),
    ),
    applied_by: actor.accountId,
    applied_name: actor.personName,
    applied_at: platform.clock.now(),
  });
  return ok(null);
}

/** What stands on the 审批表 when it is submitted. */
async function formOf(
  tx: Tx,
  platform: Platform,
  of: OwnCase & Required<Application> & { readonly actor: Actor },
) {
  const { found, team, actor, note, assistance } = of;
  const { task } = found;
  const today = platform.clock.today();
  const facts = await teamFacts(tx, of);
  const risk = await visitRisk(tx, { found, team, day: today });
  return approvalFormData.parse({
    agency: facts.agency,
    issuedOn: today,
    object: facts.object,
    items: facts.items,
    bases: facts.bases,
    origin: task.origin as InspectionOrigin,
    source: `${task.number} ${task.title}`.slice(0, 300),
    method: task.method,
    announced: task.announced,
    planned: { from: task.window_from, to: task.window_to },
    people: facts.people,
    assistants: facts.assistants,
    jointAgencies: facts.jointAgencies,
    frequency: { done: risk.done, cap: risk.cap, counts: countsText(risk.scope, risk.isExempt) },
    handler: { text: note, by: actor.personName, on: today },
    emergency:
      team.entered_at === null
        ? null
        : { reason: (team.emergency || note || '–').slice(0, 300), enteredAt: team.entered_at },
    ...(assistance === '' ? {} : { assistance }),
  });
}

export interface DecideInput {
  readonly actionId: string;
  readonly decision: 'approve' | 'refuse';
  readonly opinion: string;
  readonly approvals: readonly { readonly id: string; readonly version: number }[];
}

/** Decides on the screen. Errors, when none could be decided: those of `decideOne`. */
export async function decideApprovals(
  platform: Platform,
  actor: Actor,
  input: DecideInput,
): Promise<Result<BatchOutcome>> {
  return runAction(platform, { actor, actionId: input.actionId, routeId: 'approvals.decide' }, async (tx) => {
    const { decision, opinion } = input;
    const versions = new Map(input.approvals.map((one) => [one.id, one.version]));
    const outcome = await eachOf([...versions.keys()], (id) =>
      decideOne(tx, platform, {
        actor,
        id,
        version: versions.get(id) ?? 0,
        decider: actor.accountId,
        decision,
        opinion,
        paper: null,
      }),
    );
    if (!outcome.ok) return outcome;
    await record(tx, platform, {
      type: 'approval.decided',
      actor,
      subject: { kind: 'approval', id: outcome.value.done[0] ?? '' },
      data: { decision, count: outcome.value.done.length, ids: outcome.value.done, reason: opinion },
    });
    return outcome;
  });
}

interface OneDecision {
  readonly actor: Actor;
  readonly id: string;
  readonly version: number;
  /** Account of whoever decided: on paper not the one who registers it. */
  readonly decider: string;
  readonly decision: 'approve' | 'refuse';
  readonly opinion: string;
  readonly paper: { readonly signedOn: string; readonly scanId: string } | null;
}

/**
 * Errors: `approval.not_found`, `approval.decided`, `approval.changed_meanwhile`, `approval.own.forbidden`,
 * `approval.member.forbidden`, `approval.no_authority.forbidden`, `approval.opinion_invalid`, `preparation.closed`, those of `nextStage`.
 */
async function decideOne(tx: Tx, platform: Platform, input: OneDecision): Promise<Result<StoredApproval>> {
  const seen = await approvalById(tx, input.actor, input.id);
  if (seen === undefined) return fail('approval.not_found');
  // The inspection first: the same order as everywhere keeps locks free of circles.
  const found = await inspectionCase(tx, seen.inspection_id, 'lock');
  const row = await lockApproval(tx, input.actor, input.id);
  const team = found?.teams.find((one) => one.agency_id === input.actor.agencyId);
  if (row === undefined || found === undefined || team === undefined) return fail('approval.not_found');
  const refused = refusalOf(row, input) ?? (isOpen(found) ? null : fail('preparation.closed'));
  if (refused !== null) return refused;
  // A hand-signed form is judged by the day on it, a decision on the screen by today.
  const day = input.paper?.signedOn ?? platform.clock.today();
  const authority = await authorityOf(tx, { input, found, day });
  if (!authority.ok) return authority;
  return saveOne(tx, platform, { input, row, found, team, authority: authority.value });
}

function refusalOf(row: StoredApproval, input: OneDecision): ReturnType<typeof fail> | null {
  if (row.state !== 'submitted') return fail('approval.decided', { state: row.state });
  if (row.row_version !== input.version) return fail('approval.changed_meanwhile');
  if (row.applied_by === input.decider) return fail('approval.own.forbidden');
  if (input.decision === 'refuse' && input.opinion === '')
    return fail('approval.opinion_invalid', {}, 'opinion');
  return null;
}

async function authorityOf(
  tx: Tx,
  of: { readonly input: OneDecision; readonly found: InspectionCase; readonly day: string },
): Promise<Result<Authority>> {
  const { input, found, day } = of;
  const all = await decidersOf(tx, input.actor, { day, scope: 'approval' });
  const authority = all.find((one) => one.accountId === input.decider);
  if (authority === undefined) return fail('approval.no_authority.forbidden');
  if (standing(found.members).some((one) => one.account_id === input.decider))
    return fail('approval.member.forbidden');
  return ok(authority);
}

async function saveOne(
  tx: Tx,
  platform: Platform,
  of: {
    readonly input: OneDecision;
    readonly row: StoredApproval;
    readonly found: InspectionCase;
    readonly team: StoredTeam;
    readonly authority: Authority;
  },
): Promise<Result<StoredApproval>> {
  const { input, row, found, team, authority } = of;
  const at = platform.clock.now();
  if (input.decision === 'approve') {
    const to = nextStage('approve', moveFacts(found, team));
    if (!to.ok) return to;
    await saveTeamMove(tx, team, { move: 'approve', to: to.value, at });
  }
  await saveDecision(tx, row, {
    state: input.decision === 'approve' ? 'approved' : 'refused',
    decidedBy: authority.accountId,
    decidedName: authority.name,
    decidedAs: authority.as,
    authority: authority.document,
    opinion: input.opinion,
    at,
    ...(input.paper === null
      ? { via: 'screen' }
      : {
          via: 'paper',
          signedOn: input.paper.signedOn,
          scanId: input.paper.scanId,
          registeredBy: input.actor.accountId,
          registeredName: input.actor.personName,
        }),
  });
  const issued = await issueApprovalPaper(tx, platform, {
    row,
    taskId: found.task.id,
    decision: {
      text: input.opinion,
      by: authority.name,
      on: input.paper?.signedOn ?? platform.clock.today(),
      delegation: authority.document,
    },
    by: input.actor,
  });
  return issued.ok ? ok(row) : issued;
}

/** Takes an application back before it is decided. Errors: `approval.not_found`, `preparation.forbidden`, `approval.decided`, `approval.changed_meanwhile`. */
export async function withdrawApproval(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly version: number },
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'approvals.withdraw' },
    async (tx) => {
      const row = await lockApproval(tx, actor, input.id);
      const found = row === undefined ? undefined : await inspectionCase(tx, row.inspection_id);
      if (row === undefined || found === undefined) return fail('approval.not_found');
      if (!mayPrepare(found, actor)) return fail('preparation.forbidden');
      if (row.state !== 'submitted') return fail('approval.decided', { state: row.state });
      if (row.row_version !== input.version) return fail('approval.changed_meanwhile');
      await saveDecision(tx, row, { state: 'withdrawn' });
      await record(tx, platform, {
        type: 'approval.withdrawn',
        actor,
        subject: { kind: 'approval', id: row.id },
        data: {},
      });
      return ok({ id: row.id });
    },
  );
}

export interface PaperInput {
  readonly actionId: string;
  readonly id: string;
  readonly version: number;
  readonly decision: 'approve' | 'refuse';
  readonly signedBy: string;
  readonly signedOn: string;
  readonly opinion: string;
  readonly upload: Upload | null;
}

/** Registers a form signed by hand with its scan. Errors: those of `decideOne` for the signer, `approval.signed_on_invalid`, those of `keepFile`, `preparation.forbidden`. */
export async function registerPaper(
  platform: Platform,
  actor: Actor,
  input: PaperInput,
): Promise<Result<{ id: string }>> {
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'approvals.registerPaper' },
    async (tx) => {
      const row = await approvalById(tx, actor, input.id);
      const found = row === undefined ? undefined : await inspectionCase(tx, row.inspection_id);
      if (row === undefined || found === undefined) return fail('approval.not_found');
      if (!mayPrepare(found, actor)) return fail('preparation.forbidden');
      if (input.signedOn > platform.clock.today() || input.signedOn < row.applied_at.slice(0, 10))
        return fail('approval.signed_on_invalid', {}, 'signedOn');
      const scan = await keepFile(tx, platform, { actor, upload: input.upload });
      if (!scan.ok) return scan;
      const done = await decideOne(tx, platform, {
        actor,
        id: input.id,
        version: input.version,
        decider: input.signedBy,
        decision: input.decision,
        opinion: input.opinion,
        paper: { signedOn: input.signedOn, scanId: scan.value.id },
      });
      if (!done.ok) return done;
      await record(tx, platform, {
        type: 'approval.paper_registered',
        actor,
        subject: { kind: 'approval', id: input.id },
        data: {
          decision: input.decision,
          account: input.signedBy,
          sha256: scan.value.sha256,
          onDay: input.signedOn,
        },
      });
      return ok({ id: input.id });
    },
  );
}
