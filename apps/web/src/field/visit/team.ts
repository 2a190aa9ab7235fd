/** Who is who at a visit, read out of the packed visit. Pure. */
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';

type Member = PackedVisit['members'][number];
type Team = PackedVisit['teams'][number];

/** Those who enforce; experts and assistants never count towards the two. */
export function isInspector(member: Pick<Member, 'role'>): boolean {
  return member.role === 'lead' || member.role === 'member';
}

const isThere = (member: Member): boolean => member.state === 'assigned' || member.state === 'claimed';

/** Members of the visit who still stand, the own agency's first and leaders before others. */
export function presentMembers(visit: PackedVisit): readonly Member[] {
  const rank = (member: Member): number =>
    (member.agencyId === visit.agencyId ? 0 : 10) +
    ['lead', 'member', 'expert', 'assistant'].indexOf(member.role);
  return visit.members.filter(isThere).toSorted((a, b) => rank(a) - rank(b));
}

export function ownMember(visit: PackedVisit): Member | null {
  return visit.members.find(({ id }) => id === visit.memberId) ?? null;
}

export function ownTeam(visit: PackedVisit): Team | null {
  return visit.teams.find(({ agencyId }) => agencyId === visit.agencyId) ?? null;
}

export function agencyName(visit: PackedVisit, agencyId: string): string {
  return visit.teams.find((team) => team.agencyId === agencyId)?.agencyName ?? '';
}

export function isJoint(visit: PackedVisit): boolean {
  return visit.teams.length > 1;
}

/** Only the own agency's lines are written, and only by those who enforce (R163, R167). */
export function mayWriteFor(visit: PackedVisit, agencyId: string): boolean {
  const own = ownMember(visit);
  return own !== null && isInspector(own) && agencyId === visit.agencyId;
}

const letters = (text: string): string => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');

/** Whether a scanned or typed code names the object; addresses of codes carry it somewhere in their text (R146). */
export function namesObject(visit: PackedVisit, scanned: string): boolean {
  const text = letters(scanned);
  const codes = [visit.object.uscc, visit.object.localCode].filter((code) => code !== null);
  return codes.some((code) => letters(code).length >= 4 && text.includes(letters(code)));
}

export type Lack = 'approvalMissing' | 'noticeMissing';

/** What should have come before the entry and did not. */
export function lackingAtDoor(
  visit: Pick<PackedVisit, 'approvedAt' | 'announced' | 'notice'>,
): readonly Lack[] {
  const lacks: Lack[] = [];
  if (visit.approvedAt === null) lacks.push('approvalMissing');
  if (visit.announced && (visit.notice === null || visit.notice.deliveredAt === null))
    lacks.push('noticeMissing');
  return lacks;
}

/**
 * Whether going to a closed door is the entry by itself: nobody has to be there to be shown a certificate. What was not
 * approved, or is told on a later day than the arrival, is entered with its reason (R147).
 */
export function entersByGoing(
  visit: Parameters<typeof lackingAtDoor>[0],
  days: { readonly arrivedOn: string; readonly today: string },
): boolean {
  return lackingAtDoor(visit).length === 0 && days.arrivedOn === days.today;
}
