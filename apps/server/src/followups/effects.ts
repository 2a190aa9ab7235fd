/** Which effect each move has beside the change of state; one table, so that no move is forgotten. */
import type { Result } from '@mingcha/core/common/result.ts';
import type { FollowupMove } from '@mingcha/core/followups/followup.ts';
import { assignDaily, changeKind, decideCase, dropCase, openCase, publishPenalty } from './case-effects.ts';
import { decideLeniency, educate, proposeLeniency, reviewLeniency } from './leniency-effects.ts';
import {
  confirmOnSite,
  decideExtension,
  judgeRecheck,
  order,
  report,
  requestExtension,
  startRecheck,
} from './rectify-effects.ts';
import { conclude, decideTransfer, proposeTransfer, receive, send } from './transfer-effects.ts';
import type { Effect, Work } from './work.ts';

const effects: { readonly [M in FollowupMove]: (work: Work<M>) => Promise<Result<Effect>> } = {
  confirmOnSite,
  order,
  report,
  requestExtension,
  decideExtension,
  startRecheck,
  judgeRecheck,
  openCase,
  decideCase,
  publishPenalty,
  dropCase,
  proposeLeniency,
  reviewLeniency,
  decideLeniency,
  educate,
  proposeTransfer,
  decideTransfer,
  send,
  receive,
  conclude,
  assignDaily,
  changeKind,
};

export function effectOf(work: Work): Promise<Result<Effect>> {
  const run = effects[work.form.move] as (work: Work) => Promise<Result<Effect>>;
  return run(work);
}

/** Moves that issue one paper for all chosen problems, so that these are of one visit and agency. */
export const onePaperMoves: readonly FollowupMove[] = ['order', 'report', 'startRecheck', 'judgeRecheck'];
/** Moves with a form about exactly one problem. */
export const singleMoves: readonly FollowupMove[] = [
  'proposeLeniency',
  'decideLeniency',
  'educate',
  'proposeTransfer',
  'send',
];
