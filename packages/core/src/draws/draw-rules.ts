/**
 * Who may do what in a draw, and when: each function looks at the ceremony, the acting person and the moment,
 * and answers with the action to append or a refusal. Nothing is stored, read or signed here; the numbers of the
 * draw itself come from `@mingcha/draw`.
 */
import { fail, ok, type Result } from '../common/result.ts';
import type { Role } from '../common/roles.ts';
import { instantKey, isBeaconMomentOver } from './beacon-moment.ts';
import {
  type ActionKind,
  type Ceremony,
  type CeremonyAction,
  type DrawState,
  mayMove,
  type VoidRequest,
} from './ceremony.ts';
import type { Attendee, DrawPolicy, DrawSettings, SeedSourceSettings } from './draw-task.ts';

/** The acting person as the rules see one; a party's phone is `party`. */
export interface Person {
  readonly accountId: string;
  readonly agencyId: string;
  readonly sectionId: string | null;
  readonly roles: readonly Role[];
}
export interface Moment {
  readonly person: Person;
  /** ISO-8601 UTC. */
  readonly now: string;
}
/** Agency and section that run the draw: voids and replacements are approved from outside of it. */
export interface OperatingUnit {
  readonly agencyId: string;
  readonly sectionId: string | null;
}

export const warnEntropyBits = 128;
export const leastEntropyBits = 64;
/** Below this a draw says little (R103), and below the second figure a sealed frame may name its members. */
export const smallPool = 10;
export const tinyStratum = 5;
export const leastChoice = 3;
export const leastInspectorsPerAgency = 2;

const leads: readonly Role[] = ['legalOfficer', 'sectionOfficer'];
const sealers: readonly Role[] = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'witness'];

function holds(person: Person, wanted: readonly Role[]): boolean {
  return wanted.some((role) => person.roles.includes(role));
}

export function stamp(moment: Moment): { readonly by: string; readonly at: string } {
  return { by: moment.person.accountId, at: moment.now };
}

/** Refuses a move that the state does not allow, naming the state. */
export function decideMove(ceremony: Ceremony, kind: ActionKind): Result<null> {
  if (mayMove(ceremony, kind)) return ok(null);
  if (ceremony.state === 'voided') return fail('draw.already_voided');
  if (kind === 'drawn' && ['drawn', 'recorded', 'released', 'closed'].includes(ceremony.state))
    return fail('draw.already_drawn');
  if ((kind === 'sealed' || kind === 'sealProposed') && ceremony.freezeId !== null)
    return fail('draw.already_sealed');
  return fail('draw.wrong_step', { state: ceremony.state, move: kind });
}

/** Draws are run by the legal or the business section of the agency that made the task. */
export function decideOperator(person: Person, unit: OperatingUnit): Result<null> {
  if (!holds(person, leads)) return fail('draw.role_forbidden');
  return person.agencyId === unit.agencyId ? ok(null) : fail('draw.agency_forbidden');
}

/** Those who may seal may also type what was read; a second person at the same screen is asked like any other. */
export function decideTypist(person: Person): Result<null> {
  return holds(person, sealers) ? ok(null) : fail('draw.role_forbidden');
}

/** Bits that the sources would count (draw-protocol §6.5); a party's own device is assumed. */
export function expectedEntropy(sources: readonly SeedSourceSettings[]): number {
  const bits = sources.map((source) => {
    switch (source.kind) {
      case 'party':
        return 256;
      case 'digits':
        return source.length * Math.log2(10);
      case 'lottery':
        return Math.log2(source.outcomes);
      case 'drand':
        return 128;
    }
  });
  return Math.floor(bits.reduce((sum, each) => sum + each, 0));
}

/** Settings against the agency's rule book, before anything is sealed. */
export function decideSettings(settings: DrawSettings, policy: DrawPolicy): Result<null> {
  const { sources } = settings.ceremony;
  if (!policy.beacon && sources.some((source) => source.kind === 'drand'))
    return fail('draw.beacon_off', {}, 'ceremony.sources');
  if (!policy.operatorInPool && settings.operatorInPool)
    return fail('draw.operator_in_pool_not_allowed', {}, 'operatorInPool');
  const bits = expectedEntropy(sources);
  if (bits < leastEntropyBits)
    return fail('draw.entropy_too_low', { bits, least: leastEntropyBits }, 'ceremony.sources');
  return decideTeams(settings);
}

/** Two inspectors of every agency that takes part (行政处罚法 art. 42), or one standing team of at least two. */
export function decideTeams(settings: DrawSettings): Result<null> {
  for (const team of settings.teams) {
    const seats = new Map<string, number>();
    for (const group of team.groups) seats.set(group.agencyId, (seats.get(group.agencyId) ?? 0) + group.n);
    for (const [agencyId, n] of seats) {
      if (settings.staffing === 'team' && n !== 1)
        return fail('draw.one_team_per_agency', { stratum: team.stratum, agencyId }, 'teams');
      if (settings.staffing === 'person' && n < leastInspectorsPerAgency) {
        return fail('draw.two_inspectors', { stratum: team.stratum, agencyId, n }, 'teams');
      }
    }
    const missing = settings.participants.find((agencyId) => !seats.has(agencyId));
    if (missing !== undefined)
      return fail('draw.participant_without_seat', { stratum: team.stratum, agencyId: missing }, 'teams');
  }
  return ok(null);
}

export interface SealFacts {
  readonly unit: OperatingUnit;
  /** Roles of the first person, for the check of the second. */
  readonly firstRoles: readonly Role[];
  /** Accounts whose inspectors stand in the sealed pool. */
  readonly poolAccounts: ReadonlySet<string>;
  readonly operatorInPool: boolean;
}

/** The first person seals: the pool is taken as it stands. */
export function decideSealProposal(ceremony: Ceremony, moment: Moment, unit: OperatingUnit): Result<null> {
  const move = decideMove(ceremony, 'sealProposed');
  return move.ok ? decideOperator(moment.person, unit) : move;
}

/** The second person seals: somebody else; one of the two is of the agency's legal section (S2 三(四): 法宣科牵头). */
export function decideSeal(ceremony: Ceremony, moment: Moment, facts: SealFacts): Result<null> {
  const move = decideMove(ceremony, 'sealed');
  if (!move.ok) return move;
  const { person } = moment;
  if (!holds(person, sealers)) return fail('draw.role_forbidden');
  if (person.accountId === ceremony.firstSealer) return fail('draw.second_sealer_same_person');
  const pair = [facts.firstRoles, person.roles];
  const pairOfAgency = person.agencyId === facts.unit.agencyId ? pair : [facts.firstRoles];
  const legal = pairOfAgency.some((roles) => roles.includes('legalOfficer'));
  if (!legal) return fail('draw.seal_needs_legal_officer');
  if (!facts.operatorInPool && facts.poolAccounts.has(person.accountId)) return fail('draw.sealer_in_pool');
  return ok(null);
}

export function decideAttendance(
  ceremony: Ceremony,
  moment: Moment,
  attendee: Attendee,
): Result<CeremonyAction> {
  const move = decideMove(ceremony, 'attended');
  if (!move.ok) return move;
  const twice = ceremony.attendees.some(
    (other) =>
      other.name === attendee.name &&
      other.section === attendee.section &&
      other.capacity === attendee.capacity,
  );
  if (twice) return fail('draw.attendee_repeated', { name: attendee.name });
  return ok({ kind: 'attended', attendee, ...stamp(moment) });
}

/** Contributions count only until the deadline that was sealed. */
function decideTime(ceremony: Ceremony, now: string): Result<null> {
  return ceremony.deadline !== null && instantKey(now) > instantKey(ceremony.deadline)
    ? fail('draw.deadline_passed', { deadline: ceremony.deadline })
    : ok(null);
}

export function decideContribution(ceremony: Ceremony, kind: ActionKind, now: string): Result<null> {
  const move = decideMove(ceremony, kind);
  return move.ok ? decideTime(ceremony, now) : move;
}

export interface DrawFacts {
  readonly unit: OperatingUnit;
  /** A person who runs this draw stands in its inspectors' pool. */
  readonly operatorStandsInPool: boolean;
  readonly bits: number;
}

/** The draw itself: once per seal, when every contribution is there and somebody has signed in. */
export function decideDraw(ceremony: Ceremony, moment: Moment, facts: DrawFacts): Result<null> {
  const open = decideContribution(ceremony, 'drawn', moment.now);
  if (!open.ok) return open;
  const operator = decideOperator(moment.person, facts.unit);
  if (!operator.ok) return operator;
  if (facts.bits < leastEntropyBits)
    return fail('draw.entropy_too_low', { bits: facts.bits, least: leastEntropyBits });
  if (!ceremony.attendees.some((each) => each.capacity === 'host')) return fail('draw.attendance_missing');
  const outsideWitness = ceremony.attendees.some(
    (each) => each.outside && (each.capacity === 'witness' || each.capacity === 'supervisor'),
  );
  if (facts.operatorStandsInPool && !outsideWitness) return fail('draw.outside_witness_missing');
  return ok(null);
}

/** Outside the operating unit: another agency, or another section of the same one. */
export function isOutside(person: Person, unit: OperatingUnit): boolean {
  return person.agencyId !== unit.agencyId || person.sectionId !== unit.sectionId;
}

export function decideVoidProposal(
  ceremony: Ceremony,
  moment: Moment,
  input: { readonly unit: OperatingUnit; readonly request: VoidRequest },
): Result<CeremonyAction> {
  const move = decideMove(ceremony, 'voidProposed');
  if (!move.ok) return move;
  const operator = decideOperator(moment.person, input.unit);
  if (!operator.ok) return operator;
  if (ceremony.voidRequest !== null) return fail('draw.void_already_proposed');
  return ok({ kind: 'voidProposed', voidRequest: input.request, ...stamp(moment) });
}

/** Approval of a void or an amendment: a different person, from outside the operating unit, who did not run the draw (§10.3). */
export function decideApprover(
  moment: Moment,
  input: {
    readonly unit: OperatingUnit;
    readonly proposedBy: string;
    readonly operators: readonly string[];
  },
): Result<null> {
  if (!holds(moment.person, ['agencyHead', 'witness', 'legalOfficer'])) return fail('draw.role_forbidden');
  if (moment.person.accountId === input.proposedBy) return fail('draw.approver_same_person', {}, 'who');
  if (!isOutside(moment.person, input.unit)) return fail('draw.approver_inside_unit', {}, 'who');
  return input.operators.includes(moment.person.accountId)
    ? fail('draw.approver_ran_draw', {}, 'who')
    : ok(null);
}

export function decideVoid(ceremony: Ceremony, moment: Moment, unit: OperatingUnit): Result<CeremonyAction> {
  const move = decideMove(ceremony, 'voided');
  if (!move.ok) return move;
  if (ceremony.voidRequest === null) return fail('draw.void_not_proposed');
  const approver = decideApprover(moment, {
    unit,
    proposedBy: ceremony.voidRequest.by,
    operators: ceremony.operators,
  });
  return approver.ok ? ok({ kind: 'voided', ...stamp(moment) }) : approver;
}

/** Whether a redraw must carry over what the void attempt drew: when its seed was, or became, computable (§10.3). */
export function carryOver(ceremony: Ceremony): 'none' | 'carry' | 'afterBeacon' {
  const from = ceremony.voidedFrom;
  if (from === 'beacon' || isSkippedByThen(ceremony))
    return ceremony.beacon === null ? 'afterBeacon' : 'carry';
  const computable: readonly (DrawState | null)[] = ['ready', 'drawn', 'infeasible', 'recorded', 'released'];
  return computable.includes(from) ? 'carry' : 'none';
}

/** Who had not revealed at the beacon's moment no longer counts, so the beacon alone was missing, whoever pressed what. */
function isSkippedByThen(ceremony: Ceremony): boolean {
  const { voidedFrom, voidedAt, onMissing } = ceremony;
  return (
    voidedFrom === 'reveals' &&
    onMissing === 'skip' &&
    voidedAt !== null &&
    isBeaconMomentOver(ceremony, voidedAt)
  );
}

export function decideRedraw(ceremony: Ceremony, moment: Moment, unit: OperatingUnit): Result<null> {
  if (ceremony.state !== 'voided') return fail('draw.not_voided');
  const operator = decideOperator(moment.person, unit);
  if (!operator.ok) return operator;
  return carryOver(ceremony) === 'afterBeacon' ? fail('draw.void_beacon_missing') : ok(null);
}

/** Names open only after the moment that was sealed; publication is reviewed by the legal section (S1 三(一)). */
export function decideRelease(
  ceremony: Ceremony,
  moment: Moment,
  input: { readonly unit: OperatingUnit; readonly releaseAt: string | null },
): Result<CeremonyAction> {
  const move = decideMove(ceremony, 'released');
  if (!move.ok) return move;
  if (!holds(moment.person, ['legalOfficer'])) return fail('draw.role_forbidden');
  if (moment.person.agencyId !== input.unit.agencyId) return fail('draw.agency_forbidden');
  if (input.releaseAt !== null && instantKey(moment.now) < instantKey(input.releaseAt))
    return fail('draw.embargo', { releaseAt: input.releaseAt });
  return ok({ kind: 'released', ...stamp(moment) });
}

export function decideClose(ceremony: Ceremony, moment: Moment, unit: OperatingUnit): Result<CeremonyAction> {
  const move = decideMove(ceremony, 'closed');
  if (!move.ok) return move;
  const operator = decideOperator(moment.person, unit);
  if (!operator.ok) return operator;
  if (ceremony.openAmendments.length > 0)
    return fail('draw.amendments_open', { count: ceremony.openAmendments.length });
  return ok({ kind: 'closed', ...stamp(moment) });
}
