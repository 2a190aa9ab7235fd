/** Agencies in the order of their tree. Pure. */
import type { Agency } from './use-agencies.ts';

export interface Placed {
  readonly agency: Agency;
  /** 0 for those without a superior here. */
  readonly depth: number;
}

/** Each agency followed by those below it; an agency whose superior is unknown stands on top. */
export function inTree(agencies: readonly Agency[]): readonly Placed[] {
  const known = new Set(agencies.map((agency) => agency.id));
  const below = (parent: string | null, depth: number): readonly Placed[] =>
    agencies
      .filter((agency) => (known.has(agency.parentId ?? '') ? agency.parentId : null) === parent)
      .flatMap((agency) => [{ agency, depth }, ...below(agency.id, depth + 1)]);
  return below(null, 0);
}

/** Ids of the agency itself and of all below it: none of them can be its superior. */
export function selfAndBelow(agencies: readonly Agency[], id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const agency of agencies) if (found.has(agency.parentId ?? '')) found.add(agency.id);
  }
  return found;
}
