/**
 * 交接单: everything open of one person, handed to a colleague on leave, holiday duty or transfer and confirmed by both. What a
 * colleague may not take on stays, with the reason: whom a draw chose is replaced by lot only, a recusal stands, words about
 * oneself are one's own, and records on a phone are sent by whoever made them. Pure.
 */
import { fail, ok, type Result } from '../../common/result.ts';
import type { Role } from '../../common/roles.ts';

export const handoverReasons = ['leave', 'holidayDuty', 'transfer', 'other'] as const;
export type HandoverReason = (typeof handoverReasons)[number];

export const handoverStates = ['offered', 'accepted', 'refused', 'withdrawn'] as const;
export type HandoverState = (typeof handoverStates)[number];

export const handoverKinds = [
  'task',
  'visit',
  'paper',
  'followup',
  'objection',
  'contact',
  'device',
  'approval',
  'statement',
] as const;
export type HandoverKind = (typeof handoverKinds)[number];

/** Why a thing stays with the person. */
export const stayReasons = [
  'byLot', // whom the draw chose is replaced by lot
  'ownRecord', // who checked enters the record
  'unsent', // records on the phone
  'delegation', // decisions pass by written delegation
  'ownStatement', // statement about oneself
  'recusal', // the receiver has an interest in it, or had a part in what is objected to
  'certificate', // the receiver has no valid certificate
  'role', // the receiver's post does not handle it
  'changed', // somebody else took it up meanwhile
] as const;
export type StayReason = (typeof stayReasons)[number];

/** Roles that may take on a kind; a kind that is not here never moves. */
const takers: Readonly<Partial<Record<HandoverKind, readonly Role[]>>> = {
  task: ['legalOfficer', 'sectionOfficer', 'agencyHead'],
  paper: ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector'],
  followup: ['sectionOfficer', 'inspector'],
  objection: ['legalOfficer', 'sectionOfficer', 'agencyHead'],
  contact: ['legalOfficer', 'sectionOfficer', 'agencyHead'],
};

/** Whoever hands over, or takes on: people with business in the agency. */
export const handoverRoles = [
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'inspector',
] as const satisfies readonly Role[];

/** One open thing as far as it decides who may take it on. */
export interface OpenThing {
  readonly kind: HandoverKind;
  /** Of a visit: its result is still to be entered by who checked. */
  readonly isEntered?: boolean;
}

/** What is known of the receiver about one thing. */
export interface Receiver {
  readonly roles: readonly Role[];
  /** On post with a valid certificate; null where the person is in no directory. */
  readonly hasCertificate: boolean | null;
  /** An interest in the object, or a part in the result that is objected to. */
  readonly isRecused: boolean;
}

/** Why the thing stays; null when the receiver may take it on. */
export function whyStays(thing: OpenThing, receiver: Receiver): StayReason | null {
  if (thing.kind === 'visit') return thing.isEntered === true ? 'ownRecord' : 'byLot';
  if (thing.kind === 'device') return 'unsent';
  if (thing.kind === 'approval') return 'delegation';
  if (thing.kind === 'statement') return 'ownStatement';
  const may = receiver.roles.filter((role) => takers[thing.kind]?.includes(role) === true);
  if (may.length === 0) return 'role';
  if (receiver.isRecused) return 'recusal';
  // Whoever takes a follow-up on as an inspector goes to the object again.
  const goes = thing.kind === 'followup' && may.every((role) => role === 'inspector');
  return goes && receiver.hasCertificate !== true ? 'certificate' : null;
}

/** Errors: `handover.wrong_state`, `handover.only_receiver`, `handover.only_giver`. */
export function checkedAnswer(
  handover: { readonly state: HandoverState; readonly toId: string; readonly offeredBy: string },
  answer: 'accept' | 'refuse' | 'withdraw',
  accountId: string,
): Result<HandoverState> {
  if (handover.state !== 'offered') return fail('handover.wrong_state');
  if (answer === 'withdraw')
    return handover.offeredBy === accountId ? ok('withdrawn') : fail('handover.only_giver');
  if (handover.toId !== accountId) return fail('handover.only_receiver');
  return ok(answer === 'accept' ? 'accepted' : 'refused');
}
