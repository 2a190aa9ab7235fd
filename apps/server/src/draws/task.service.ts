/** Draw tasks before the seal: create, edit, invite, answer, check, and the agency's rule book for draws. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { decideMove, decideOperator, decideSettings } from '@mingcha/core/draws/draw-rules.ts';
import { type DrawPolicy, type DrawSettings, drawTitle } from '@mingcha/core/draws/draw-task.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { appendStep, type CaseFile, readCase } from './case-file.ts';
import { type DrawKey, insertDraw, saveSettings } from './draw.queries.ts';
import { saveOrigin } from './origin.queries.ts';
import { type Settled, settleOrigin } from './origin.ts';
import { type ParticipantRow, policyOf, replaceParticipants, savePolicy } from './participant.queries.ts';
import { plannedAnswers } from './planned-answers.ts';
import { countInspectors } from './pool.queries.ts';
import { previewCase } from './preview.service.ts';
import { agenciesOf, participantRows, type Team } from './task-team.ts';
import { accept, type Nothing, nothingMore, writeDraw } from './write.ts';

export interface TaskWrite {
  readonly actor: Actor;
  readonly actionId: string;
  readonly routeId: string;
}

/** Settings against the rule book and the registers. */
async function decideTask(tx: Tx, actor: Actor, settings: DrawSettings): Promise<Result<Team>> {
  const { policy } = await policyOf(tx, actor);
  const decided = decideSettings(settings, policy);
  if (!decided.ok) return decided;
  if (settings.inspectorIds !== null) {
    const known = await countInspectors(tx, actor, settings.inspectorIds);
    if (known !== settings.inspectorIds.length)
      return fail('draw.inspector_unknown', { count: settings.inspectorIds.length - known }, 'inspectorIds');
  }
  return agenciesOf(tx, actor, settings);
}

function titleOf(team: Team, settings: DrawSettings) {
  return drawTitle({
    agencyName: team.own.name,
    series: settings.series,
    itemName: settings.item.name,
    scene: settings.scene,
    joint: team.partners.length > 0,
  });
}

/** What the task is made from; a redraw of a task of the first version needs no plan, as that one had none. */
async function settleTask(
  tx: Tx,
  actor: Actor,
  task: { readonly settings: DrawSettings; readonly isOld: boolean },
): Promise<Result<Pick<Settled, 'settings' | 'entry'>>> {
  const { settings, isOld } = task;
  return isOld && settings.origin === null
    ? ok({ settings: { ...settings, scene: '' }, entry: null })
    : settleOrigin(tx, actor, settings);
}

/** What a redraw takes over from the void attempt. */
export interface Succession {
  readonly previousId: string;
  readonly no: number;
  readonly series: number;
  readonly attempt: number;
  /** The void attempt is a task of the first version. */
  readonly isOld: boolean;
}

/** Inserts a draft inside a transaction; also used by the redraw. */
export async function insertDraft(
  tx: Tx,
  platform: Platform,
  input: { readonly actor: Actor; readonly settings: DrawSettings; readonly after: Succession | null },
): Promise<Result<DrawKey>> {
  const { actor, after } = input;
  const settled = await settleTask(tx, actor, { settings: input.settings, isOld: after?.isOld ?? false });
  if (!settled.ok) return settled;
  const { entry } = settled.value;
  const settings =
    after === null ? settled.value.settings : { ...settled.value.settings, series: after.series };
  const team = await decideTask(tx, actor, settings);
  if (!team.ok) return team;
  const key = { jurisdictionId: actor.jurisdictionId, id: platform.ids.next() };
  const at = platform.clock.now();
  await insertDraw(tx, {
    ...key,
    agencyId: actor.agencyId,
    sectionId: actor.sectionId,
    title: titleOf(team.value, settings),
    settings,
    series: settings.series,
    no: after?.no ?? null,
    attempt: after?.attempt ?? 1,
    previousId: after?.previousId ?? null,
    createdBy: actor.accountId,
    at,
  });
  await saveOrigin(tx, key, entry);
  const planned = await plannedAnswers(tx, actor, { entry, settings });
  await replaceParticipants(tx, key, participantRows(team.value, settings, { before: [], planned }));
  await appendStep(tx, await readCase(tx, key), {
    action: { kind: 'created', by: actor.accountId, at },
    personName: actor.personName,
  });
  return ok(key);
}

/** Creates a draft. Errors: those of the settings, `draw.participant_unknown`, `draw.inspector_unknown`. */
export async function createDraw(
  platform: Platform,
  write: TaskWrite,
  settings: DrawSettings,
): Promise<Result<{ readonly id: string }>> {
  return runAction(platform, write, async (tx): Promise<Result<{ readonly id: string }>> => {
    const key = await insertDraft(tx, platform, { actor: write.actor, settings, after: null });
    if (!key.ok) return key;
    const { id } = key.value;
    await record(tx, platform, {
      type: 'draw.created',
      actor: write.actor,
      subject: { kind: 'draw', id },
      data: { series: settings.series },
    });
    return ok({ id });
  });
}

/** Changes a draft or a checked task; back to draft. Errors: `draw.changed_meanwhile`, `draw.wrong_step` and as `createDraw`. */
export async function editDraw(
  platform: Platform,
  write: TaskWrite & { readonly id: string },
  change: { readonly version: number; readonly settings: DrawSettings },
): Promise<Result<Nothing>> {
  const { actor } = write;
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.edited' },
    async (tx, file, moment) => {
      const may = decideTaskStep(file, 'edited', moment.person);
      if (!may.ok) return may;
      if (file.draw.version !== change.version) return fail('draw.changed_meanwhile');
      const isOld = file.draw.previousId !== null && file.draw.settings.origin === null;
      const settled = await settleTask(tx, actor, { settings: change.settings, isOld });
      if (!settled.ok) return settled;
      const settings =
        file.draw.previousId === null
          ? settled.value.settings
          : { ...settled.value.settings, series: file.draw.series };
      const team = await decideTask(tx, actor, settings);
      if (!team.ok) return team;
      await saveSettings(tx, file.draw, {
        title: titleOf(team.value, settings),
        settings,
        series: settings.series,
      });
      await saveOrigin(tx, file.draw, settled.value.entry);
      const before = stillAnswered(file, settings);
      const { entry } = settled.value;
      const planned = await plannedAnswers(tx, actor, { entry, settings });
      await replaceParticipants(tx, file.draw, participantRows(team.value, settings, { before, planned }));
      const next = await accept(tx, file, {
        actor,
        action: { kind: 'edited', by: actor.accountId, at: moment.now },
      });
      return ok({ file: next, value: nothingMore });
    },
  );
}

/**
 * Partners confirmed a task as it was: where it now says something else than place and hour, they are asked again. The
 * scene follows the entry, which is compared itself.
 */
function stillAnswered(file: CaseFile, settings: DrawSettings): readonly ParticipantRow[] {
  const asked = (task: DrawSettings): string =>
    JSON.stringify({ ...task, scene: '', place: '', meetsAt: null });
  return asked(file.draw.settings) === asked(settings) ? file.participants : [];
}

function decideTaskStep(
  file: CaseFile,
  kind: 'edited' | 'checked',
  person: Parameters<typeof decideOperator>[0],
): Result<null> {
  const operator = decideOperator(person, file.unit);
  return operator.ok ? decideMove(file.ceremony, kind) : operator;
}

interface Answered {
  readonly answer: 'confirmed' | 'declined';
  readonly inspectorIds: readonly string[] | null;
  /** A body that is not on the platform: its representative enters the answer, and the letter it rests on. */
  readonly forAgencyId?: string | null;
  readonly letter?: string;
}

function forBody(input: Answered): string | null {
  return input.forAgencyId ?? null;
}

/** Whose answer this is; undefined when the person may not give it. */
function answeredFor(file: CaseFile, actor: Actor, input: Answered): ParticipantRow | undefined {
  if (forBody(input) === null)
    return file.participants.find(
      (row) =>
        row.agencyId === actor.agencyId &&
        row.agencyJurisdictionId === actor.jurisdictionId &&
        !row.initiator,
    );
  if (file.draw.agencyId !== actor.agencyId) return undefined;
  return file.participants.find((row) => row.agencyId === forBody(input) && row.assisting);
}

/**
 * An invited agency confirms its people or declines; for a body outside the platform the initiator enters it by letter.
 * Errors: `draw.invitation_not_found`, `draw.invitation_closed`, `draw.letter_missing`, `draw.inspector_unknown`.
 */
export async function answerInvitation(
  platform: Platform,
  write: TaskWrite & { readonly id: string },
  input: Answered,
): Promise<Result<Nothing>> {
  const { actor } = write;
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.participation_answered' },
    async (tx, file, moment) => {
      const mine = answeredFor(file, actor, input);
      if (mine === undefined) return fail('draw.invitation_not_found');
      if (!['draft', 'checked'].includes(file.ceremony.state)) return fail('draw.invitation_closed');
      const { letter = '' } = input;
      const body = forBody(input);
      if (body !== null && letter === '') return fail('draw.letter_missing', {}, 'letter');
      if (input.inspectorIds !== null) {
        const agency = { jurisdictionId: mine.agencyJurisdictionId, agencyId: mine.agencyId };
        const known = await countInspectors(tx, agency, input.inspectorIds);
        if (known !== new Set(input.inspectorIds).size)
          return fail('draw.inspector_unknown', { count: input.inspectorIds.length - known }, 'inspectorIds');
      }
      const answered: ParticipantRow = {
        ...mine,
        state: input.answer,
        inspectorIds: input.inspectorIds,
        answeredAt: moment.now,
        basis: body === null ? '' : letter,
      };
      await replaceParticipants(
        tx,
        file.draw,
        file.participants.map((row) => (row === mine ? answered : row)),
      );
      // The pool has changed: whoever checked the task must look again.
      const next = await accept(tx, file, {
        actor,
        action: { kind: 'edited', by: actor.accountId, at: moment.now },
      });
      return ok({
        file: next,
        value: nothingMore,
        data: {
          answer: input.answer,
          people: input.inspectorIds?.length ?? null,
          ...(body === null ? {} : { body: mine.agencyName, letter }),
        },
      });
    },
  );
}

/** Confirms the check page. Errors: `draw.check_blocked` while a finding blocks, `draw.wrong_step`. */
export async function checkDraw(
  platform: Platform,
  write: TaskWrite & { readonly id: string },
): Promise<Result<Nothing>> {
  const { actor } = write;
  return writeDraw(
    platform,
    { ...write, drawId: write.id, audit: 'draw.checked' },
    async (tx, file, moment) => {
      const may = decideTaskStep(file, 'checked', moment.person);
      if (!may.ok) return may;
      const preview = await previewCase(tx, platform, file);
      const [first] = preview.findings.filter((finding) => finding.severity === 'blocks');
      const blocking = preview.findings.filter((finding) => finding.severity === 'blocks').length;
      if (blocking === 1 && first !== undefined) return fail(first.code, first.data);
      if (blocking > 1) return fail('draw.check_blocked', { count: blocking });
      const next = await accept(tx, file, {
        actor,
        action: { kind: 'checked', by: actor.accountId, at: moment.now },
      });
      return ok({
        file: next,
        value: nothingMore,
        data: { objects: preview.total, target: preview.targetTotal },
      });
    },
  );
}

export interface PolicyView extends DrawPolicy {
  readonly changedAt: string | null;
}

export async function readPolicy(platform: Platform, actor: Actor): Promise<Result<PolicyView>> {
  return inTransaction(platform.db, async (tx): Promise<Result<PolicyView>> => {
    const { policy, changedAt } = await policyOf(tx, actor);
    return ok({ ...policy, changedAt });
  });
}

export async function setPolicy(
  platform: Platform,
  write: TaskWrite,
  policy: DrawPolicy,
): Promise<Result<PolicyView>> {
  return runAction(platform, write, async (tx): Promise<Result<PolicyView>> => {
    const at = platform.clock.now();
    await savePolicy(tx, write.actor, { policy, at });
    const subject = { kind: 'agency', id: write.actor.agencyId };
    await record(tx, platform, {
      type: 'draw.policy_set',
      actor: write.actor,
      subject,
      data: { beacon: policy.beacon, operatorInPool: policy.operatorInPool },
    });
    return ok({ ...policy, changedAt: at });
  });
}
