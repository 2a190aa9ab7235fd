/**
 * Moves of an objection in the office: taking up, refusing, handing over, investigating, proposing, deciding, replying,
 * closing. Who may do what stands in core's table; what the decision changes happens in `apply.service.ts`.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  checkedProposal,
  type ObjectionState,
  objectionRules,
} from '@mingcha/core/publications/objections/objection.ts';
import type { ObjectionMoveForm } from '@mingcha/core/publications/objections/objection-api.ts';
import { objectionNotices } from '@mingcha/core/publications/objections/objection-notices.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { checkedCorrection } from './correction.ts';
import { officersOf } from './intake.queries.ts';
import {
  addObjectionStep,
  type ListedObjection,
  type ObjectionChange,
  saveObjection,
} from './objection.queries.ts';
import { checkedMove, involvedIn, lockedObjection, markAsPending } from './objection-case.ts';

export interface MovedObjection {
  readonly id: string;
  readonly state: ObjectionState;
  readonly version: number;
}

interface Work {
  readonly tx: Tx;
  readonly platform: Platform;
  readonly actor: Actor;
  readonly row: ListedObjection;
  readonly involved: ReadonlySet<string>;
  readonly today: string;
}
type Columns = Omit<ObjectionChange, 'state' | 'at'>;

/** Errors: those of `lockedObjection`, `checkedMove` and of the move's own effect. */
export async function moveObjection(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly form: ObjectionMoveForm;
  },
): Promise<Result<MovedObjection>> {
  const { actionId, form } = input;
  return runAction(platform, { actor, actionId, routeId: 'objections.move' }, async (tx) => {
    const locked = await lockedObjection(tx, actor, input);
    if (!locked.ok) return locked;
    const row = locked.value;
    const involved = await involvedIn(tx, row);
    const state = checkedMove(row, form.move, { actor, involved });
    if (!state.ok) return state;
    const work: Work = { tx, platform, actor, row, involved, today: platform.clock.today() };
    const change = await columnsOf(work, form);
    if (!change.ok) return change;
    const at = platform.clock.now();
    await saveObjection(tx, row, { ...change.value, state: state.value, at });
    await addObjectionStep(tx, row, {
      step: form.move,
      account_id: actor.accountId,
      person_name: actor.personName,
      note: noteOf(form, change.value),
      at,
    });
    await markAsPending(tx, platform, { row, actor });
    await tell(work, form);
    await record(tx, platform, {
      type: 'objection.moved',
      actor,
      subject: { kind: 'objection', id: row.id },
      data: {
        number: row.number,
        objectionMove: form.move,
        ...(form.move === 'decide' ? { objectionOutcome: row.proposal?.outcome ?? '' } : {}),
      },
    });
    return ok({ id: row.id, state: state.value, version: row.row_version + 1 });
  });
}

async function columnsOf(work: Work, form: ObjectionMoveForm): Promise<Result<Columns>> {
  switch (form.move) {
    case 'assign':
      return assigned(work, form.handlerId);
    case 'propose':
      return proposed(work, form);
    case 'return':
      return ok({ proposal: null });
    case 'decide':
      return decided(work);
    case 'reply':
      return replied(work, form);
    case 'close':
    case 'reject':
      return ok({ closed_on: work.today });
    case 'accept':
    case 'note':
      return ok({});
  }
}

/** The words of the step; the proposal's stand in the proposal, the reply's in the reply. */
function noteOf(form: ObjectionMoveForm, change: Columns): string {
  if (form.move === 'propose') return form.reasons;
  if (form.move === 'reply') return form.text;
  if (form.move === 'assign')
    return [change.handler_name ?? '', form.note].filter((one) => one !== '').join(' ');
  return form.note;
}

/** Errors: `objection.handler_unknown_invalid`, `objection.handler_involved_invalid`. */
async function assigned({ tx, actor, involved }: Work, handlerId: string): Promise<Result<Columns>> {
  const roles = objectionRules.note.roles;
  const { jurisdictionId, agencyId } = actor;
  const found = (await officersOf(tx, { jurisdictionId, agencyId, roles })).find(
    (each) => each.id === handlerId,
  );
  if (found === undefined) return fail('objection.handler_unknown_invalid', {}, 'handlerId');
  if (involved.has(handlerId))
    return fail('objection.handler_involved_invalid', { name: found.name }, 'handlerId');
  return ok({ handler_id: found.id, handler_name: found.name, proposal: null });
}

async function proposed(
  { tx, platform, row }: Work,
  form: Extract<ObjectionMoveForm, { move: 'propose' }>,
): Promise<Result<Columns>> {
  const { move: _move, ...proposal } = form;
  const checked = checkedProposal(proposal, { isPublished: row.publication_state === 'published' });
  if (!checked.ok) return checked;
  const { correction } = checked.value;
  if (correction !== null) {
    const fits = await checkedCorrection(tx, platform, { row, correction });
    if (!fits.ok) return fits;
  }
  return ok({ proposal: JSON.stringify(checked.value) });
}

function decided({ row, actor, today }: Work): Result<Columns> {
  if (row.proposal === null) return fail('objection.proposal_missing');
  return ok({
    outcome: row.proposal.outcome,
    decided_by: actor.accountId,
    decided_name: actor.personName,
    decided_on: today,
  });
}

/** Errors: `objection.reply_early_invalid`, `objection.day_future_invalid`. */
function replied({ row, today }: Work, form: Extract<ObjectionMoveForm, { move: 'reply' }>): Result<Columns> {
  const { move: _move, ...reply } = form;
  if (reply.repliedOn > today) return fail('objection.day_future_invalid', {}, 'repliedOn');
  if (reply.repliedOn < (row.decided_on ?? reply.repliedOn))
    return fail('objection.reply_early_invalid', { day: row.decided_on ?? '' }, 'repliedOn');
  return ok({ reply: JSON.stringify(reply), replied_on: reply.repliedOn });
}

/** The handler learns of what was handed over, the heads of what waits for their decision. */
async function tell({ tx, platform, actor, row }: Work, form: ObjectionMoveForm): Promise<void> {
  if (form.move !== 'assign' && form.move !== 'propose') return;
  const { jurisdictionId, agencyId } = actor;
  const heads =
    form.move === 'assign' ? [] : await officersOf(tx, { jurisdictionId, agencyId, roles: ['agencyHead'] });
  await notifyAll(tx, platform, {
    jurisdictionId,
    accountIds: form.move === 'assign' ? [form.handlerId] : heads.map((each) => each.id),
    kind: form.move === 'assign' ? objectionNotices.assigned : objectionNotices.proposed,
    data: { due: row.due_on },
    link: `/objections/${row.id}`,
    dueOn: row.due_on,
    dedupeKey: `objection ${form.move} ${row.id} ${row.row_version}`,
  });
}
