/**
 * Public surface of the assignment (draw-protocol §8, §10.4, Annex A). Other parts of the draw import this
 * file only.
 */
export { assign } from './assign.ts';
export { checkCapacity } from './capacity.ts';
export { ASSIGN_LEAF, assignLeaves, assignRoot, compareSeats, type LeafSeat } from './leaves.ts';
export { checkInfeasible, checkShortages, explainShortage, type ShortageCheck } from './shortage.ts';
export { substitute } from './substitute.ts';
export { checkTeamSeats, checkTeams, leafPairs, type TeamLeaf, type TeamProblem, teamLoad } from './teams.ts';
export type * from './types.ts';
