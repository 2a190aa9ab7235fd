/**
 * Do the inspectors suffice whatever is drawn? A team is checked for every kind of object that could be drawn
 * (stratum, area, avoidance); where no cap can bind, that proves feasibility for every possible selection, since
 * one person may serve any number of tasks. Names who lacks. Pure; the proof after the draw is the library's.
 */
import type { InspectorPub, SeatGroup } from '@mingcha/draw';

export interface TeamNeed {
  readonly stratum: string;
  readonly area: string;
  readonly groups: readonly SeatGroup[];
  /** Indices of inspectors that must not meet the object. */
  readonly avoided: ReadonlySet<number>;
}
export interface SeatChoice {
  readonly stratum: string;
  readonly dept: string;
  readonly skills: readonly string[];
  readonly area: string;
  readonly seats: number;
  readonly eligible: number;
  /** `eligible − n + 1` (draw-protocol §8.3). */
  readonly choice: number;
}
export interface TeamCheck {
  readonly choices: readonly SeatChoice[];
  readonly isFillable: boolean;
}

function isEligible(group: SeatGroup, area: string, pub: InspectorPub): boolean {
  if (pub.dept !== group.dept || pub.cap <= 0) return false;
  if (!group.skills.every((skill) => pub.skills.includes(skill))) return false;
  return group.anyArea || pub.areas.includes('*') || pub.areas.includes(area);
}

/** Checks one team: people per seat group, and whether different persons can fill all seats together. */
export function checkTeam(need: TeamNeed, inspectors: readonly InspectorPub[]): TeamCheck {
  const total = need.groups.reduce((sum, group) => sum + group.n, 0);
  const candidates = need.groups.map((group) => {
    const found: number[] = [];
    let eligible = 0;
    inspectors.forEach((pub, i) => {
      if (need.avoided.has(i) || !isEligible(group, need.area, pub)) return;
      eligible += 1;
      // As many candidates as the team has seats are always enough to keep one free.
      if (found.length < total) found.push(i);
    });
    return { found, eligible };
  });
  const seats = need.groups.flatMap((group, g) =>
    Array.from({ length: group.n }, () => candidates[g]?.found ?? []),
  );
  const choices = need.groups.map((group, g): SeatChoice => {
    const eligible = candidates[g]?.eligible ?? 0;
    const { dept, skills, n } = group;
    return {
      stratum: need.stratum,
      dept,
      skills,
      area: group.anyArea ? '*' : need.area,
      seats: n,
      eligible,
      choice: Math.max(0, eligible - n + 1),
    };
  });
  return { choices, isFillable: canFill(seats) };
}

/** Kuhn's augmenting paths over the few seats of one team. */
function canFill(seats: readonly (readonly number[])[]): boolean {
  const holder = new Map<number, number>();
  const place = (seat: number, seen: Set<number>): boolean =>
    (seats[seat] ?? []).some((person) => {
      if (seen.has(person)) return false;
      seen.add(person);
      const other = holder.get(person);
      if (other !== undefined && !place(other, seen)) return false;
      holder.set(person, seat);
      return true;
    });
  return seats.every((_, seat) => place(seat, new Set()));
}

/** Whether caps can never bind: everybody could take every task. */
export function capsNeverBind(inspectors: readonly InspectorPub[], tasks: number): boolean {
  return inspectors.every((pub) => pub.cap === 0 || pub.cap >= tasks);
}

/** A necessary condition where caps bind: seats of a department against the capacity of its people. */
export function lackingCapacity(
  seats: ReadonlyMap<string, number>,
  inspectors: readonly InspectorPub[],
): readonly { readonly dept: string; readonly need: number; readonly have: number }[] {
  return [...seats].flatMap(([dept, need]) => {
    const have = inspectors.filter((pub) => pub.dept === dept).reduce((sum, pub) => sum + pub.cap, 0);
    return have < need ? [{ dept, need, have }] : [];
  });
}
