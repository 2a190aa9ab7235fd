/**
 * Follow-up without exception (后续处置无例外): every finding has one follow-up with a kind, a state and an end (R240). A
 * finding without a row is `pending`, so nothing can fall through. Which move is possible when stands in one table; a
 * kind changes only by a move that says so. Pure: dates come from `followup-clocks.ts`.
 */
import { fail, ok, type Result } from '../common/result.ts';
import type { Role } from '../common/roles.ts';
import { type FindingAction, findingActions } from '../inspections/visits/visit-fields.ts';

/** What is done about a finding; begins as the team proposed it. */
export const followupKinds = findingActions;
export type FollowupKind = FindingAction;

export const followupStates = [
  'pending', // 待处置
  'ordered', // 已责令限期改正
  'reported', // 企业已报告整改
  'rechecking', // 复查中
  'caseOpened', // 已立案
  'decided', // 已作处罚决定，待公示
  'proposed', // 待审核或待批准
  'reviewed', // 已法制审核，待决定
  'granted', // 已决定不予处罚，待教育
  'approved', // 已批准，待送出
  'sent', // 已送出，待签收
  'received', // 已签收，待结果
  'closed', // 已办结
] as const;
export type FollowupState = (typeof followupStates)[number];

/** How it ended. */
export const followupEnds = [
  'correctedOnSite', // 当场改正
  'rectified', // 整改复查合格
  'penalised', // 已处罚并公示
  'dropped', // 不予立案或撤销案件
  'notPunished', // 不予处罚并教育
  'transferred', // 移送有结果
  'handedOver', // 移交有结果
  'daily', // 纳入日常监管
] as const;
export type FollowupEnd = (typeof followupEnds)[number];

export const followupMoves = [
  'confirmOnSite',
  'order',
  'report',
  'requestExtension',
  'decideExtension',
  'startRecheck',
  'judgeRecheck',
  'openCase',
  'decideCase',
  'publishPenalty',
  'dropCase',
  'proposeLeniency',
  'reviewLeniency',
  'decideLeniency',
  'educate',
  'proposeTransfer',
  'decideTransfer',
  'send',
  'receive',
  'conclude',
  'assignDaily',
  'changeKind',
] as const;
export type FollowupMove = (typeof followupMoves)[number];

/** How a re-inspection found one problem; `partly` and `notOk` never close. */
export const verdicts = ['ok', 'partly', 'notOk'] as const;
export type Verdict = (typeof verdicts)[number];

/** Where a follow-up stands; of a finding without a row everything but `kind` is the beginning (`beginning`). */
export interface Standing {
  readonly kind: FollowupKind;
  readonly state: FollowupState;
  readonly end: FollowupEnd | null;
  readonly isExtensionAsked: boolean;
  /** Account that proposed or asked for what waits; whoever decides is somebody else. */
  readonly proposedBy: string | null;
}

export function beginning(kind: FollowupKind): Standing {
  return { kind, state: 'pending', end: null, isExtensionAsked: false, proposedBy: null };
}

/** What a move says that its effect depends on; the rest of its form is kept with it. */
export interface MoveFacts {
  readonly move: FollowupMove;
  readonly by: string;
  /** Of decisions, reviews and receipts. */
  readonly agrees?: boolean;
  readonly verdict?: Verdict;
  /** Of a problem not put right: more time is asked for, or it becomes a case. */
  readonly thereafter?: 'extend' | 'case';
  /** How the receiver ended it: with its own end, or back to this agency as a case or to be decided anew. */
  readonly outcome?: 'ended' | 'backAsCase' | 'returned';
  /** Of `changeKind`. */
  readonly kind?: FollowupKind;
}

interface MoveRule {
  /** Kinds that know the move. */
  readonly kinds: readonly FollowupKind[];
  readonly from: readonly FollowupState[];
  /** Who may, as a role; whose agency and team is decided where the rows are. */
  readonly roles: readonly Role[];
}

const handlers: readonly Role[] = ['inspector', 'sectionOfficer', 'legalOfficer'];
const transfers: readonly FollowupKind[] = ['transferAgency', 'transferPolice'];

/** All moves there are: of which kinds, from which states, by which roles. */
export const moveRules: Readonly<Record<FollowupMove, MoveRule>> = {
  confirmOnSite: { kinds: ['correctedOnSite'], from: ['pending'], roles: handlers },
  order: { kinds: ['rectify'], from: ['pending'], roles: handlers },
  report: { kinds: ['rectify'], from: ['ordered', 'reported'], roles: handlers },
  requestExtension: { kinds: ['rectify'], from: ['ordered', 'reported'], roles: handlers },
  decideExtension: { kinds: ['rectify'], from: ['ordered', 'reported'], roles: ['agencyHead'] },
  startRecheck: { kinds: ['rectify'], from: ['ordered', 'reported'], roles: handlers },
  judgeRecheck: { kinds: ['rectify'], from: ['rechecking'], roles: handlers },
  openCase: { kinds: ['case'], from: ['pending'], roles: handlers },
  decideCase: { kinds: ['case'], from: ['caseOpened'], roles: handlers },
  publishPenalty: { kinds: ['case'], from: ['decided'], roles: ['legalOfficer', 'sectionOfficer'] },
  dropCase: { kinds: ['case'], from: ['pending', 'caseOpened'], roles: ['agencyHead'] },
  proposeLeniency: { kinds: ['leniency'], from: ['pending'], roles: handlers },
  reviewLeniency: { kinds: ['leniency'], from: ['proposed'], roles: ['legalOfficer'] },
  decideLeniency: { kinds: ['leniency'], from: ['reviewed'], roles: ['agencyHead'] },
  educate: { kinds: ['leniency'], from: ['granted'], roles: handlers },
  proposeTransfer: { kinds: transfers, from: ['pending'], roles: handlers },
  decideTransfer: { kinds: transfers, from: ['proposed'], roles: ['agencyHead'] },
  send: { kinds: [...transfers, 'handover'], from: ['approved', 'pending'], roles: handlers },
  receive: { kinds: [...transfers, 'handover'], from: ['sent'], roles: handlers },
  conclude: { kinds: [...transfers, 'handover'], from: ['received'], roles: handlers },
  assignDaily: { kinds: ['daily'], from: ['pending'], roles: handlers },
  changeKind: { kinds: followupKinds, from: ['pending'], roles: handlers },
};

/**
 * Where a follow-up stands after a move. Errors: `followup.closed`, `followup.move_of_other_kind` {kind},
 * `followup.wrong_state` {state}, `followup.own_proposal` (who proposed does not decide), `followup.not_approved`
 * (a transfer leaves with the head's approval only), `followup.extension_waits`, `followup.extension_none`,
 * `followup.same_kind`.
 */
export function nextStanding(standing: Standing, facts: MoveFacts): Result<Standing> {
  const refusal = refusalOf(standing, facts);
  return refusal ?? ok(effects[facts.move](standing, facts));
}

function refusalOf(standing: Standing, facts: MoveFacts): ReturnType<typeof fail> | null {
  const rule = moveRules[facts.move];
  if (standing.state === 'closed') return fail('followup.closed');
  if (!rule.kinds.includes(standing.kind))
    return fail('followup.move_of_other_kind', { kind: standing.kind });
  if (!rule.from.includes(standing.state)) return fail('followup.wrong_state', { state: standing.state });
  if (facts.move === 'send' && (standing.kind === 'handover') !== (standing.state === 'pending'))
    return fail('followup.not_approved');
  if (facts.move === 'changeKind' && facts.kind === standing.kind)
    return fail('followup.same_kind', {}, 'kind');
  if (isDecision(standing, facts.move) && standing.proposedBy === facts.by)
    return fail('followup.own_proposal');
  return extensionRefusal(standing, facts.move);
}

function extensionRefusal(standing: Standing, move: FollowupMove): ReturnType<typeof fail> | null {
  if (move === 'decideExtension' && !standing.isExtensionAsked) return fail('followup.extension_none');
  const needsNone = move === 'requestExtension' || move === 'startRecheck';
  return needsNone && standing.isExtensionAsked ? fail('followup.extension_waits') : null;
}

/** Moves that nobody makes on what the same person proposed; a hand-over is signed for by somebody else. */
function isDecision(standing: Standing, move: FollowupMove): boolean {
  return decisions.includes(move) || (move === 'receive' && standing.kind === 'handover');
}

const decisions: readonly FollowupMove[] = [
  'decideExtension',
  'reviewLeniency',
  'decideLeniency',
  'decideTransfer',
];

type EffectOf = (standing: Standing, facts: MoveFacts) => Standing;
const to =
  (state: FollowupState): EffectOf =>
  (standing) => ({ ...standing, state });
const closed =
  (end: FollowupEnd): EffectOf =>
  (standing) => ({ ...standing, state: 'closed', end, proposedBy: null });
const proposed: EffectOf = (standing, { by }) => ({ ...standing, state: 'proposed', proposedBy: by });
/** On to a state when agreed, back to the beginning of the kind when not. */
const agreedTo =
  (state: FollowupState, keeps: 'proposer' | 'nobody' = 'nobody'): EffectOf =>
  (standing, { agrees }) => {
    if (agrees !== true) return beginning(standing.kind);
    return { ...standing, state, proposedBy: keeps === 'proposer' ? standing.proposedBy : null };
  };

const effects: Readonly<Record<FollowupMove, EffectOf>> = {
  confirmOnSite: closed('correctedOnSite'),
  order: to('ordered'),
  report: to('reported'),
  requestExtension: (standing, { by }) => ({ ...standing, isExtensionAsked: true, proposedBy: by }),
  decideExtension: (standing, { agrees }) => ({
    ...standing,
    state: agrees === true ? 'ordered' : standing.state,
    isExtensionAsked: false,
    proposedBy: null,
  }),
  startRecheck: to('rechecking'),
  judgeRecheck: afterRecheck,
  openCase: to('caseOpened'),
  decideCase: to('decided'),
  publishPenalty: closed('penalised'),
  dropCase: closed('dropped'),
  proposeLeniency: proposed,
  reviewLeniency: agreedTo('reviewed', 'proposer'),
  decideLeniency: agreedTo('granted'),
  educate: closed('notPunished'),
  proposeTransfer: proposed,
  decideTransfer: agreedTo('approved'),
  send: (standing, { by }) => ({
    ...standing,
    state: 'sent',
    proposedBy: standing.kind === 'handover' ? by : null,
  }),
  receive: agreedTo('received'),
  conclude: afterOutcome,
  assignDaily: closed('daily'),
  changeKind: (standing, { kind }) => beginning(kind ?? standing.kind),
};

function afterRecheck(standing: Standing, facts: MoveFacts): Standing {
  if (facts.verdict === 'ok') return { ...standing, state: 'closed', end: 'rectified', proposedBy: null };
  if (facts.verdict === 'partly' && facts.thereafter === 'extend')
    return { ...standing, state: 'ordered', isExtensionAsked: true, proposedBy: facts.by };
  return beginning('case');
}

function afterOutcome(standing: Standing, facts: MoveFacts): Standing {
  if (facts.outcome === 'backAsCase') return beginning('case');
  if (facts.outcome === 'returned') return beginning(standing.kind);
  const end: FollowupEnd = standing.kind === 'handover' ? 'handedOver' : 'transferred';
  return { ...standing, state: 'closed', end };
}

/** Moves that a standing allows, for buttons; whether this person may is asked by roles and by `mayDecide`. */
export function possibleMoves(
  standing: Standing,
  person: { readonly accountId: string; readonly roles: readonly Role[] },
) {
  return followupMoves.filter(
    (move) =>
      moveRules[move].roles.some((role) => person.roles.includes(role)) &&
      refusalOf(standing, { move, by: person.accountId }) === null,
  );
}
