/**
 * Who decides on an inspection in an agency on a day: the head; a deputy by a dated written delegation; and while one of
 * these is away the AB 岗 substitute. Nobody decides what the same person submitted. Pure; the caller gives the day.
 */

export const delegationScopes = ['approval', 'lateEntry', 'all'] as const;
export type DelegationScope = (typeof delegationScopes)[number];
export const absenceReasons = ['leave', 'businessTrip', 'holiday', 'training'] as const;
export type AbsenceReason = (typeof absenceReasons)[number];
export const capacities = ['head', 'delegate', 'substitute'] as const;
export type Capacity = (typeof capacities)[number];

export interface Delegation {
  readonly from: string;
  readonly to: string;
  readonly toName: string;
  readonly scope: DelegationScope;
  readonly fromDay: string;
  readonly toDay: string;
  readonly revokedOn: string | null;
  /** Title, number and day of the document in one line. */
  readonly document: string;
}

export interface Substitution {
  readonly person: string;
  readonly personName: string;
  readonly substitute: string;
  readonly substituteName: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly endedOn: string | null;
  readonly document: string;
}

/** What an agency has laid down about who decides. */
export interface DecisionOrder {
  readonly heads: readonly { readonly id: string; readonly name: string }[];
  readonly delegations: readonly Delegation[];
  readonly substitutions: readonly Substitution[];
}

export interface Authority {
  readonly accountId: string;
  readonly name: string;
  readonly as: Capacity;
  /** The document that a deputy or substitute decides by; empty for the head. */
  readonly document: string;
  /** Away today: the work has gone to the substitute. */
  readonly isAway: boolean;
}

/** A delegation holds on a day until the day before it is revoked. */
export function holdsOn(
  row: { readonly fromDay: string; readonly toDay: string },
  day: string,
  endedOn: string | null,
): boolean {
  return row.fromDay <= day && day <= row.toDay && (endedOn === null || day < endedOn);
}

export const standings = ['future', 'holds', 'ended', 'revoked'] as const;
export type Standing = (typeof standings)[number];

/** How a delegation or substitution stands on a day. `endedOn`: taken back before its last day. */
export function standingOn(
  row: { readonly fromDay: string; readonly toDay: string },
  day: string,
  endedOn: string | null,
): Standing {
  if (endedOn !== null && endedOn <= day) return 'revoked';
  if (row.fromDay > day) return 'future';
  return row.toDay < day ? 'ended' : 'holds';
}

/** Everybody who may decide in the agency on a day, heads first. A chain of substitutes is followed to its end, once each. */
export function deciders(
  order: DecisionOrder,
  asked: { readonly day: string; readonly scope: Exclude<DelegationScope, 'all'> },
): readonly Authority[] {
  const { day, scope } = asked;
  const away = order.substitutions.filter((one) => holdsOn(one, day, one.endedOn));
  const isAway = (id: string): boolean => away.some((one) => one.person === id);
  const found = new Map<string, Authority>();
  const add = (authority: Omit<Authority, 'isAway'>): void => {
    if (!found.has(authority.accountId))
      found.set(authority.accountId, { ...authority, isAway: isAway(authority.accountId) });
  };
  for (const { id, name } of order.heads) add({ accountId: id, name, as: 'head', document: '' });
  for (const one of order.delegations) {
    const fits = one.scope === scope || one.scope === 'all';
    const byHead = order.heads.some((head) => head.id === one.from);
    if (fits && byHead && holdsOn(one, day, one.revokedOn))
      add({ accountId: one.to, name: one.toName, as: 'delegate', document: one.document });
  }
  // A Map also visits what is added while it is walked: substitutes of substitutes come in turn.
  for (const { accountId } of found.values())
    for (const one of away.filter((each) => each.person === accountId))
      add({
        accountId: one.substitute,
        name: one.substituteName,
        as: 'substitute',
        document: one.document,
      });
  return [...found.values()];
}

/** Those with whom an application waits: present, and neither its applicant nor on the visit. */
export function waitsWith(all: readonly Authority[], barred: readonly string[]): readonly Authority[] {
  const may = all.filter((one) => !barred.includes(one.accountId));
  const present = may.filter((one) => !one.isAway);
  return present.length > 0 ? present : may;
}
