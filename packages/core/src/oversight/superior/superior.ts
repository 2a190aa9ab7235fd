/**
 * 督查: which jurisdiction looks into which from above. A lower jurisdiction's two administrators open the view, only for one
 * whose division encloses theirs; whoever looks sees and urges, and never writes. Pure rules.
 */
import { fail, ok, type Result } from '../../common/result.ts';
import type { Role } from '../../common/roles.ts';
import { parentDivision } from '../../registers/organisation/division.ts';

export const superiorStates = ['asked', 'standing', 'refused', 'ended'] as const;
export type SuperiorState = (typeof superiorStates)[number];

/** The coordination office above, and the head of the agency that has it. */
export const superiorReaders = ['coordinator', 'agencyHead'] as const;
/** Where names appear in what somebody above read. */
export const superiorReadings = ['clocks'] as const;

/** Whether a division lies above another. */
export function liesAbove(over: string, under: string): boolean {
  for (let at = parentDivision(under); at !== null; at = parentDivision(at)) if (at === over) return true;
  return false;
}

/**
 * The state after a decision. Errors: `superior.wrong_state`, `superior.own_decision_forbidden` (who asked does not decide),
 * `superior.opinion_missing_invalid`.
 */
export function decidedLink(
  link: { readonly state: SuperiorState; readonly askedBy: string },
  by: { readonly accountId: string; readonly agrees: boolean; readonly opinion: string },
): Result<SuperiorState> {
  if (link.state !== 'asked') return fail('superior.wrong_state');
  if (link.askedBy === by.accountId) return fail('superior.own_decision_forbidden');
  if (!by.agrees && by.opinion === '') return fail('superior.opinion_missing_invalid', {}, 'opinion');
  return ok(by.agrees ? 'standing' : 'refused');
}

/** What whoever reads from above is in the lower jurisdiction: its coordination office's sight, and nobody of its agencies. */
export const sightBelow: readonly Role[] = ['coordinator'];
