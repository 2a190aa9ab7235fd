/**
 * People leave a team: an inspector steps back (回避), a planner notes that somebody cannot go. Until a result is entered,
 * never after (R127). Who follows is decided by the draw's seed, or drawn where no draw gave the task: nobody picks.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { TeamStage } from '@mingcha/core/tasks/inspection.ts';
import { changeableStages, type SubstituteView } from '@mingcha/core/tasks/task.ts';
import { hex } from '@mingcha/draw';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { lockHead } from '../platform/ledger/ledger.queries.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { saveMemberState } from './claim.queries.ts';
import type { Goer } from './dispatch.queries.ts';
import type { TaskWrite } from './dispatch.service.ts';
import {
  type InspectionCase,
  inspectionCase,
  type StoredMember,
  type StoredTeam,
} from './inspection.queries.ts';
import { fitPeople, lotsOf } from './lots.ts';
import { insertMembers, saveReplacedMember } from './sync.queries.ts';
import { departureOf, insertDeparture, insertSubstitute } from './team.queries.ts';
import { ownMember, standing } from './team.ts';

interface Departure {
  readonly inspectionId: string;
  readonly reason: string;
  readonly note: string;
}

/** The inspector's own recusal. Errors: `inspection.not_found`, `inspection.result_entered`. */
export async function recuseMyself(
  platform: Platform,
  write: TaskWrite,
  departure: Departure,
): Promise<Result<{ id: string }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ id: string }>> => {
    const found = await inspectionCase(tx, departure.inspectionId, 'lock');
    const member = found === undefined ? undefined : ownMember(found, actor);
    if (found === undefined || member === undefined || found.task.state !== 'dispatched')
      return fail('inspection.not_found');
    return depart(tx, platform, { ...departure, actor, found, member, kind: 'recused' });
  });
}

/**
 * A planner of the person's agency, or of the initiator for bodies outside, notes that somebody cannot go.
 * Errors: `inspection.not_found`, `inspection.member_gone`, `inspection.result_entered`.
 */
export async function noteAbsence(
  platform: Platform,
  write: TaskWrite,
  departure: Departure & { readonly memberId: string },
): Promise<Result<{ id: string }>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<{ id: string }>> => {
    const place = await memberPlace(tx, actor, departure);
    if (!place.ok) return place;
    const { found, member } = place.value;
    if (!standing(found.members).includes(member)) return fail('inspection.member_gone');
    return depart(tx, platform, { ...departure, actor, found, member, kind: 'absent' });
  });
}

interface Place {
  readonly found: InspectionCase;
  readonly member: StoredMember;
  readonly team: StoredTeam;
}

/** A member whom this planner may take off or have replaced. */
async function memberPlace(
  tx: Tx,
  actor: Actor,
  of: { readonly inspectionId: string; readonly memberId: string },
): Promise<Result<Place>> {
  const found = await inspectionCase(tx, of.inspectionId, 'lock');
  const member = found?.members.find((each) => each.id === of.memberId);
  const team = found?.teams.find((each) => each.agency_id === member?.agency_id);
  if (found === undefined || member === undefined || team === undefined) return fail('inspection.not_found');
  const isOwn = team.agency_id === actor.agencyId;
  const isForOutside = team.outside && found.task.agency_id === actor.agencyId;
  if (!isOwn && !isForOutside) return fail('inspection.not_found');
  if (found.task.state !== 'dispatched' && found.task.state !== 'prepared')
    return fail('inspection.not_found');
  return ok({ found, member, team });
}

async function depart(
  tx: Tx,
  platform: Platform,
  of: Departure & {
    readonly actor: Actor;
    readonly found: InspectionCase;
    readonly member: StoredMember;
    readonly kind: 'recused' | 'absent';
  },
): Promise<Result<{ id: string }>> {
  const { actor, found, member, kind, reason, note } = of;
  const team = found.teams.find((each) => each.agency_id === member.agency_id);
  if (team === undefined || !changeableStages.includes(team.stage as TeamStage))
    return fail('inspection.result_entered');
  const at = platform.clock.now();
  await saveMemberState(tx, member, { state: kind, at, reason: note === '' ? reason : note });
  await record(tx, platform, {
    type: 'inspection.member_departed',
    actor,
    subject: { kind: 'inspection', id: found.inspection.id },
    data: { member: member.id, departureKind: kind, departureReason: reason },
  });
  // The entry just written: nobody could know its hash before, and nobody can change it.
  const head = await lockHead(tx, actor.jurisdictionId);
  await insertDeparture(tx, {
    jurisdiction_id: member.jurisdiction_id,
    id: platform.ids.next(),
    inspection_id: found.inspection.id,
    member_id: member.id,
    kind,
    reason,
    note,
    ledger_jurisdiction_id: actor.jurisdictionId,
    ledger_seq: head.seq,
    ledger_hash: hex(head.hash),
    account_id: actor.accountId,
    person_name: actor.personName,
    departed_at: at,
  });
  return ok({ id: found.inspection.id });
}

/**
 * Draws the substitute of somebody who left a team that no draw gave: everybody eligible gets a ticket from the ledger's
 * entry of the departure, the smallest ticket goes. Errors: `inspection.not_found`, `inspection.substitute_of_draw`,
 * `inspection.member_stands`, `inspection.substitute_exists`, `inspection.result_entered`, `inspection.nobody_eligible`.
 */
export async function drawSubstitute(
  platform: Platform,
  write: TaskWrite,
  of: { readonly inspectionId: string; readonly memberId: string },
): Promise<Result<SubstituteView>> {
  const { actor } = write;
  return runAction(platform, write, async (tx): Promise<Result<SubstituteView>> => {
    const place = await memberPlace(tx, actor, of);
    if (!place.ok) return place;
    const { found, member, team } = place.value;
    if (found.task.draw_id !== null) return fail('inspection.substitute_of_draw');
    if (standing(found.members).includes(member)) return fail('inspection.member_stands');
    const departure = await departureOf(tx, member);
    if (departure === undefined) return fail('inspection.member_stands');
    if (member.replaced_by !== null) return fail('inspection.substitute_exists');
    if (!changeableStages.includes(team.stage as TeamStage)) return fail('inspection.result_entered');
    const people = await eligible(tx, platform, place.value);
    const drawn = lotsOf(departure.ledger_hash, people);
    const [first] = drawn;
    if (first === undefined) return fail('inspection.nobody_eligible');
    const at = platform.clock.now();
    const id = platform.ids.next();
    await insertMembers(tx, [substituteRow({ id, member, goer: first.goer, at })]);
    await saveReplacedMember(tx, member, { by: id, at });
    const tickets = drawn.map(({ goer, ticket }) => ({
      name: goer.name,
      certificateNumber: goer.certificateNumber,
      ticket,
    }));
    await insertSubstitute(tx, {
      jurisdiction_id: member.jurisdiction_id,
      departure_id: departure.id,
      member_id: id,
      seed: departure.ledger_hash,
      tickets: JSON.stringify(tickets),
      account_id: actor.accountId,
      person_name: actor.personName,
      drawn_at: at,
    });
    await record(tx, platform, {
      type: 'inspection.substitute_drawn',
      actor,
      subject: { kind: 'inspection', id: found.inspection.id },
      data: { member: id, eligible: drawn.length, seedSeq: departure.ledger_seq },
    });
    return ok({
      out: member.name,
      in: first.goer.name,
      seed: departure.ledger_hash,
      ledgerSeq: departure.ledger_seq,
      tickets,
    });
  });
}

/** Everybody fit who is in no team of this visit; a leader for a leader. */
async function eligible(tx: Tx, platform: Platform, place: Place): Promise<readonly Goer[]> {
  const { found, member, team } = place;
  if (team.agency_jurisdiction_id === null) return [];
  const people = await fitPeople(tx, platform, {
    jurisdictionId: found.task.jurisdiction_id,
    agency: { jurisdictionId: team.agency_jurisdiction_id, agencyId: team.agency_id },
    objectId: found.inspection.object_id,
    window: { from: found.task.window_from, to: found.task.window_to },
    without: new Set(found.members.flatMap((each) => each.inspector_id ?? [])),
  });
  return people.filter((goer) => member.role !== 'lead' || goer.canLead);
}

function substituteRow(of: {
  readonly id: string;
  readonly member: StoredMember;
  readonly goer: Goer;
  readonly at: string;
}) {
  const { id, member, goer, at } = of;
  return {
    jurisdiction_id: member.jurisdiction_id,
    id,
    inspection_id: member.inspection_id,
    agency_id: member.agency_id,
    inspector_id: goer.id,
    account_id: goer.accountId,
    name: goer.name,
    certificate_number: goer.certificateNumber,
    role: member.role,
    state: 'assigned',
    c: null,
    seat_group: member.seat_group,
    seat: member.seat,
    replaced_by: null,
    claimed_at: null,
    updated_at: at,
  };
}
