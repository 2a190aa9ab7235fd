/**
 * Writes of coordination tickets. Raised by an agency about one of its own problems, by the coordination office, or by the
 * enterprise; every agency concerned gives one opinion; the coordination office settles or dismisses. The problems themselves are
 * moved by their agencies, as the decision says.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import {
  type CoordinationState,
  nextCoordination,
  type Raiser,
  tryContradiction,
  tryDecisions,
} from '@mingcha/core/followups/coordination/coordination.ts';
import type { CoordinationForm } from '@mingcha/core/followups/coordination/coordination-api.ts';
import { type Acting, runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { casesOf, type FollowupCase, followupCases, openDemands } from '../followup.queries.ts';
import {
  coordinationById,
  decideDemand,
  demandsOf,
  insertCoordination,
  insertOpinion,
  nextCoordinationNumber,
  opinionsOf,
  releaseDemands,
  type StoredCoordination,
  saveCoordination,
  seesCoordination,
} from './coordination.queries.ts';
import { withNumbers } from './coordination-demands.ts';
import { mayGiveOpinion, silentOf } from './coordination-reading.service.ts';
import { tellClosed, tellOpinion, tellRaised, tellTakenUp } from './coordination-telling.ts';

export interface Raising {
  readonly actionId: string;
  readonly findingIds: readonly string[];
  readonly contradiction: string;
}

/** Errors: `coordination.demand_not_found`, those of `raiseTicket`. */
export async function raiseCoordination(
  platform: Platform,
  actor: Actor,
  input: Raising,
): Promise<Result<{ id: string; number: string }>> {
  const action = { actor, actionId: input.actionId, routeId: 'coordinations.raise' };
  return runAction(platform, action, async (tx): Promise<Result<{ id: string; number: string }>> => {
    const own = (await followupCases(tx, actor, { ids: input.findingIds })).find(
      (each) => each.agency_id === actor.agencyId,
    );
    if (own === undefined && !hasRole(actor, 'coordinator')) return fail('coordination.demand_not_found');
    const jurisdictionId = own?.jurisdiction_id ?? actor.jurisdictionId;
    const cases = await openAmong(tx, { jurisdictionId, findingIds: input.findingIds });
    if (!cases.ok) return cases;
    return raiseTicket(tx, platform, {
      cases: cases.value,
      contradiction: input.contradiction,
      acting: actor,
      by:
        own === undefined
          ? { as: 'coordinator', accountId: actor.accountId, name: actor.personName }
          : { as: 'agency', accountId: actor.accountId, name: own.agency_name },
    });
  });
}

/** The problems that were chosen, all of them open and asking something of an object. */
async function openAmong(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly findingIds: readonly string[] },
): Promise<Result<readonly FollowupCase[]>> {
  const place = { jurisdictionId: of.jurisdictionId };
  const known = await casesOf(tx, { ...place, findingIds: of.findingIds });
  const objectKeys = [...new Set(known.map((each) => each.object_key))];
  return chosenAmong(await openDemands(tx, { objectKeys, place }), of.findingIds);
}

/** Errors: `coordination.demand_not_found`. */
export function chosenAmong(
  open: readonly FollowupCase[],
  findingIds: readonly string[],
): Result<readonly FollowupCase[]> {
  const cases = findingIds.flatMap((id) => open.filter((each) => each.finding_id === id));
  return cases.length === findingIds.length
    ? ok(cases)
    : fail('coordination.demand_not_found', {}, 'findingIds');
}

interface NewTicket {
  readonly cases: readonly FollowupCase[];
  readonly contradiction: string;
  readonly acting: Acting;
  readonly by: { readonly as: Raiser; readonly accountId: string | null; readonly name: string };
}

/** Errors: those of `tryContradiction`, `coordination.open_already`. */
export async function raiseTicket(
  tx: Tx,
  platform: Platform,
  of: NewTicket,
): Promise<Result<{ id: string; number: string }>> {
  const { cases, by } = of;
  const [first] = cases;
  const may = tryContradiction(
    cases.map((each) => ({
      findingId: each.finding_id,
      agencyId: each.agency_id,
      objectKey: each.object_key,
      jurisdictionId: each.jurisdiction_id,
    })),
  );
  if (!may.ok) return may;
  if (first === undefined || cases.some((each) => each.is_coordinated))
    return fail('coordination.open_already', {}, 'findingIds');
  const ticket = await storeTicket(tx, platform, { ...of, first });
  const { id, number } = ticket;
  await tellRaised(tx, platform, { ticket, cases });
  await record(tx, platform, {
    type: 'coordination.raised',
    actor: of.acting,
    subject: { kind: 'coordination', id },
    data: { number, raisedAs: by.as, findingIds: cases.map((each) => each.finding_id) },
  });
  return ok({ id, number });
}

async function storeTicket(tx: Tx, platform: Platform, of: NewTicket & { readonly first: FollowupCase }) {
  const { first, by } = of;
  const { jurisdiction_id, object_key, object_name } = first;
  const id = platform.ids.next();
  const today = platform.clock.today();
  const at = platform.clock.now();
  const year = Number(today.slice(0, 4));
  const number = await nextCoordinationNumber(tx, { jurisdictionId: jurisdiction_id, year });
  const ticket = { jurisdiction_id, id, number, object_key, object_name };
  await insertCoordination(
    tx,
    {
      ...ticket,
      state: 'raised',
      contradiction: of.contradiction,
      raised_as: by.as,
      raised_by: by.accountId,
      raised_name: by.name,
      raised_on: today,
      created_at: at,
      updated_at: at,
    },
    (await withNumbers(tx, of.cases)).map(({ found, number: known }, position) => ({
      jurisdiction_id,
      coordination_id: id,
      finding_id: found.finding_id,
      position,
      agency_id: found.agency_id,
      agency_name: found.agency_name,
      number: known,
      text: found.finding.text,
      measures: found.finding.measures,
      due_on: found.due_on,
    })),
  );
  return ticket;
}

/** A ticket that the person finds, locked. Errors: `coordination.not_found`. */
async function lockedFor(tx: Tx, actor: Actor, id: string): Promise<Result<StoredCoordination>> {
  const row = await coordinationById(tx, id, 'lock');
  if (row === undefined || !(await seesCoordination(tx, actor, row))) return fail('coordination.not_found');
  return ok(row);
}

/** Errors: `coordination.not_found`, `coordination.wrong_state`, `coordination.opinion_given`. */
export async function giveOpinion(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly opinion: string },
): Promise<Result<{ id: string }>> {
  const action = { actor, actionId: input.actionId, routeId: 'coordinations.giveOpinion' };
  return runAction(platform, action, async (tx): Promise<Result<{ id: string }>> => {
    const locked = await lockedFor(tx, actor, input.id);
    if (!locked.ok) return locked;
    const row = locked.value;
    const demands = await demandsOf(tx, [row]);
    const opinions = await opinionsOf(tx, [row]);
    const agency = demands.find((each) => each.agency_id === actor.agencyId);
    if (agency === undefined) return fail('coordination.not_found');
    if (row.state !== 'settling') return fail('coordination.wrong_state');
    if (!mayGiveOpinion(actor, { row, demands, opinions })) return fail('coordination.opinion_given');
    await insertOpinion(tx, {
      jurisdiction_id: row.jurisdiction_id,
      coordination_id: row.id,
      agency_id: actor.agencyId,
      agency_name: agency.agency_name,
      opinion: input.opinion,
      account_id: actor.accountId,
      person_name: actor.personName,
      at: platform.clock.now(),
    });
    await tellOpinion(tx, platform, { row, agency });
    await record(tx, platform, {
      type: 'coordination.opinion_given',
      actor,
      subject: { kind: 'coordination', id: row.id },
      data: { number: row.number },
    });
    return ok({ id: row.id });
  });
}

export interface CoordinationMoved {
  readonly id: string;
  readonly state: CoordinationState;
  readonly version: number;
}

/**
 * Errors: `coordination.not_found`, `coordination.changed_meanwhile`, `coordination.day_past_invalid`, those of `nextCoordination`
 * and `tryDecisions`.
 */
export async function moveCoordination(
  platform: Platform,
  actor: Actor,
  input: {
    readonly actionId: string;
    readonly id: string;
    readonly version: number;
    readonly form: CoordinationForm;
  },
): Promise<Result<CoordinationMoved>> {
  const { form } = input;
  const action = { actor, actionId: input.actionId, routeId: 'coordinations.move' };
  return runAction(platform, action, async (tx): Promise<Result<CoordinationMoved>> => {
    const locked = await lockedFor(tx, actor, input.id);
    if (!locked.ok) return locked;
    const row = locked.value;
    if (row.row_version !== input.version) return fail('coordination.changed_meanwhile');
    const state = await decidedState(tx, platform, { row, actor, form });
    if (!state.ok) return state;
    await applyMove(tx, platform, { row, actor, form, state: state.value });
    await record(tx, platform, {
      type: 'coordination.moved',
      actor,
      subject: { kind: 'coordination', id: row.id },
      data: {
        number: row.number,
        coordinationMove: form.move,
        ...(form.move === 'settle' ? { demandFates: form.decisions.map((each) => each.fate) } : {}),
      },
    });
    return ok({ id: row.id, state: state.value, version: row.row_version + 1 });
  });
}

interface Moving {
  readonly row: StoredCoordination;
  readonly actor: Actor;
  readonly form: CoordinationForm;
}

async function decidedState(tx: Tx, platform: Platform, of: Moving): Promise<Result<CoordinationState>> {
  const { row, actor, form } = of;
  const today = platform.clock.today();
  const demands = await demandsOf(tx, [row]);
  const opinions = await opinionsOf(tx, [row]);
  const standing = {
    state: row.state,
    opinionsBy: row.opinions_by,
    silent: silentOf({ demands, opinions }),
    speakers: opinions.map((each) => each.account_id),
  };
  const next = nextCoordination(standing, { move: form.move, by: actor.accountId, today });
  if (!next.ok) return next;
  if (form.move === 'takeUp' && form.opinionsBy <= today)
    return fail('coordination.day_past_invalid', {}, 'opinionsBy');
  if (form.move !== 'settle') return next;
  const whole = tryDecisions(
    demands.map((each) => ({ findingId: each.finding_id })),
    form.decisions,
  );
  return whole.ok ? next : whole;
}

async function applyMove(
  tx: Tx,
  platform: Platform,
  of: Moving & { readonly state: CoordinationState },
): Promise<void> {
  const { row, form, state } = of;
  const updated_at = platform.clock.now();
  if (form.move === 'takeUp') {
    await saveCoordination(tx, row, { state, opinions_by: form.opinionsBy, updated_at });
    await tellTakenUp(tx, platform, { row, opinionsBy: form.opinionsBy });
    return;
  }
  await saveCoordination(tx, row, {
    state,
    ground: form.ground,
    decided_name: of.actor.personName,
    closed_on: platform.clock.today(),
    updated_at,
  });
  if (form.move === 'settle') for (const each of form.decisions) await decideDemand(tx, row, each);
  await releaseDemands(tx, row);
  await tellClosed(tx, platform, { row, isSettled: form.move === 'settle' });
}
