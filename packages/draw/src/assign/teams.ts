/**
 * Standing teams: a team enters the draw as one leaf whose private record lists its members. Here stands what
 * follows for the leaf: nobody is in two leaves, the team avoids what any member avoids, carries the highest
 * load of its members, and fills one seat per agency.
 */
import type { SeatGroup } from '../types.ts';

/** A leaf before its commitment: a single person, or a team with at least two members. */
export interface TeamLeaf {
  readonly id: string;
  readonly dept: string;
  /** Ids of the members; absent for a single person. */
  readonly members?: readonly string[];
}

export type TeamProblem =
  | { readonly code: 'team.too_small'; readonly leaf: string }
  | {
      readonly code: 'team.person_twice';
      readonly leaf: string;
      readonly person: string;
      readonly other: string;
    }
  | { readonly code: 'team.seats'; readonly dept: string; readonly seats: number };

/** Everybody behind a leaf. */
function peopleOf(leaf: TeamLeaf): readonly string[] {
  return leaf.members ?? [leaf.id];
}

/** What is wrong with these leaves; empty when nothing is. */
export function checkTeams(leaves: readonly TeamLeaf[]): readonly TeamProblem[] {
  const problems: TeamProblem[] = [];
  const leafOf = new Map<string, string>();
  for (const leaf of leaves) {
    const people = peopleOf(leaf);
    if (leaf.members !== undefined && new Set(people).size < 2) {
      problems.push({ code: 'team.too_small', leaf: leaf.id });
    }
    for (const person of people) {
      const other = leafOf.get(person);
      if (other === undefined) leafOf.set(person, leaf.id);
      else problems.push({ code: 'team.person_twice', leaf: leaf.id, person, other });
    }
  }
  return problems;
}

/** An agency that sends teams has exactly one seat in each template. */
export function checkTeamSeats(
  leaves: readonly TeamLeaf[],
  templates: Readonly<Record<string, readonly SeatGroup[]>>,
): readonly TeamProblem[] {
  const withTeams = new Set(leaves.flatMap(({ dept, members }) => (members === undefined ? [] : [dept])));
  return Object.values(templates).flatMap((groups) =>
    [...withTeams].flatMap((dept): TeamProblem[] => {
      const seats = groups.reduce((sum, group) => sum + (group.dept === dept ? group.n : 0), 0);
      return seats > 1 ? [{ code: 'team.seats', dept, seats }] : [];
    }),
  );
}

/** Load of a team: the highest of its members. */
export function teamLoad(loads: readonly number[]): number {
  return loads.reduce((highest, load) => Math.max(highest, load), 0);
}

/** Avoidance pairs (object id, person id) as pairs of leaves: a team avoids what any of its members avoids. */
export function leafPairs(
  leaves: readonly TeamLeaf[],
  pairs: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  const leafOf = new Map<string, string>();
  for (const leaf of leaves) {
    leafOf.set(leaf.id, leaf.id);
    for (const person of peopleOf(leaf)) leafOf.set(person, leaf.id);
  }
  const found = new Map<string, readonly [string, string]>();
  for (const [object, person] of pairs) {
    const leaf = leafOf.get(person);
    if (leaf !== undefined) found.set(JSON.stringify([object, leaf]), [object, leaf]);
  }
  return [...found.values()];
}
