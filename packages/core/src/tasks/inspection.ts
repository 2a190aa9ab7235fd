/**
 * The unit of supervision after the draw: one object in one task is one inspection (检查), visited by one team of each
 * agency that takes part. What happened to a team is kept as facts with their instants; its stage follows from them
 * and moves only by `nextStage`. Words that the visit, the results, the follow-up and the archive share stand here.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../common/result.ts';
import type { CapExemption, EntryKind } from '../registers/rules/rule-book.ts';

/** Where an inspection comes from: a draw, or a coded kind with its basis and approval (I1, "平台之外无抽查"). */
export const inspectionOrigins = [
  'draw', // 双随机抽查
  'complaint', // 举报投诉核查
  'special', // 专项检查
  'superiorOrder', // 上级交办
  'referral', // 转办移送
  'media', // 媒体反映
  'offSiteClue', // 非现场线索
  'recheck', // 整改复查
  'ownRequest', // 企业申请
  'oversight', // 监督回访
] as const;
export type InspectionOrigin = (typeof inspectionOrigins)[number];

/** How the frequency ledger takes an entry of this origin; the rule book decides whether its ground is exempt (R303). */
export function ledgerKind(origin: InspectionOrigin): {
  readonly kind: EntryKind;
  readonly exemption: CapExemption | null;
} {
  switch (origin) {
    case 'draw':
      return { kind: 'routine', exemption: null };
    case 'special':
      return { kind: 'special', exemption: null };
    case 'superiorOrder':
      return { kind: 'special', exemption: 'superiorOrder' };
    case 'recheck':
      return { kind: 'case', exemption: 'correctionCheck' };
    case 'complaint':
    case 'referral':
    case 'media':
    case 'offSiteClue':
    case 'ownRequest':
    case 'oversight':
      return { kind: 'case', exemption: origin };
  }
}

export const taskStates = [
  'prepared', // lists are sealed or not yet sent out
  'dispatched', // inspectors see their own
  'done', // every inspection has its end
  'archived',
  'void', // its draw was voided; the record stays
] as const;
export type TaskState = (typeof taskStates)[number];

/** How the visit ended. `replaced`: the reserve steps in; `cancelled`: with reason and approval. */
export const outcomes = [
  'normal',
  'cannotContact', // 无法联系
  'closedDown', // 关闭停业
  'moved', // 迁出
  'deregistered', // 注销
  'refused', // 拒绝检查
  'noActivity', // 未发现开展抽查涉及的经营活动
  'replaced',
  'cancelled',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Outcomes that make room for a reserve where the rule book says so. */
export const reserveOutcomes: readonly Outcome[] = [
  'cannotContact',
  'closedDown',
  'moved',
  'deregistered',
  'noActivity',
];

/** What a team of one agency has behind it, in order. */
export const teamStages = [
  'assigned',
  'claimed', // 领取, recusal checked again
  'approved', // 检查审批
  'noticed', // 通知送达
  'visiting', // 入企
  'recorded', // 现场检查结束并签字, or off-site work done
  'submitted', // 结果录入
  'returned', // 审核退回
  'passed', // 审核通过
  'withdrawn', // replaced, cancelled, or the partner stayed away
] as const;
export type TeamStage = (typeof teamStages)[number];

export const teamMoves = [
  'claim',
  'approve',
  'notice',
  'enter',
  'record',
  'submit',
  'return',
  'pass',
  'withdraw',
] as const;
export type TeamMove = (typeof teamMoves)[number];

/** What a move may rest on beside the stage. */
export interface MoveFacts {
  readonly stage: TeamStage;
  /** Issued approval; emergencies get theirs afterwards. */
  readonly isApproved: boolean;
  readonly isNoticed: boolean;
  /** Unannounced items: the notice is handed over at the door, with or after the entry. */
  readonly isAnnounced: boolean;
  /** Documents, data, monitoring: nobody enters. */
  readonly isOffSite: boolean;
  /** Reason of an emergency that enters before its approval; empty for none. */
  readonly emergency: string;
}

const before: Readonly<Record<TeamMove, readonly TeamStage[]>> = {
  claim: ['assigned'],
  approve: ['assigned', 'claimed', 'visiting', 'recorded'],
  notice: ['approved', 'noticed', 'visiting'],
  enter: ['claimed', 'approved', 'noticed'],
  record: ['visiting', 'claimed', 'approved', 'noticed'],
  submit: ['recorded', 'returned'],
  return: ['submitted'],
  pass: ['submitted'],
  withdraw: ['assigned', 'claimed', 'approved', 'noticed', 'visiting', 'recorded'],
};

const after: Readonly<Record<TeamMove, TeamStage>> = {
  claim: 'claimed',
  approve: 'approved',
  notice: 'noticed',
  enter: 'visiting',
  record: 'recorded',
  submit: 'submitted',
  return: 'returned',
  pass: 'passed',
  withdraw: 'withdrawn',
};

/**
 * The stage after a move. An approval or a notice that comes while the visit goes on changes facts, not the stage.
 * Errors: `team.wrong_stage` {stage, move}, `team.not_approved` (neither entry nor off-site work without approval, 凡检查必审批),
 * `team.not_noticed` (announced items, 凡检查必通知), `team.enters_nowhere` (off-site work has no entry).
 */
export function nextStage(move: TeamMove, facts: MoveFacts): Result<TeamStage> {
  const { stage } = facts;
  if (!before[move].includes(stage)) return fail('team.wrong_stage', { stage, move });
  if (move === 'approve' && (stage === 'visiting' || stage === 'recorded')) return ok(stage);
  if (move === 'notice' && stage === 'visiting') return ok(stage);
  const refused = move === 'enter' ? entryRefusal(facts) : null;
  if (refused !== null) return refused;
  if (move === 'record' && stage !== 'visiting') {
    if (!facts.isOffSite) return fail('team.wrong_stage', { stage, move });
    if (!facts.isApproved) return fail('team.not_approved');
  }
  return ok(after[move]);
}

/** Why nobody may enter yet; null when they may. */
function entryRefusal(facts: MoveFacts): ReturnType<typeof fail> | null {
  if (facts.isOffSite) return fail('team.enters_nowhere');
  const isEmergency = facts.emergency !== '';
  if (!facts.isApproved && !isEmergency) return fail('team.not_approved');
  return facts.isAnnounced && !facts.isNoticed && !isEmergency ? fail('team.not_noticed') : null;
}

/** 主检, 协检, and those who assist without enforcing (54号): they never count towards the two. */
export const memberRoles = ['lead', 'member', 'expert', 'assistant'] as const;
export type MemberRole = (typeof memberRoles)[number];
export const memberStates = ['assigned', 'claimed', 'recused', 'absent', 'replaced'] as const;
export type MemberState = (typeof memberStates)[number];

/** The object as the task took it: later changes of the directory do not rewrite papers. */
export const inspectedObject = z.object({
  name: z.string(),
  uscc: z.string().nullable(),
  localCode: z.string().nullable(),
  kind: z.string(),
  address: z.string(),
  area: z.string(),
  legalRep: z.string(),
  contact: z.string(),
  phone: z.string(),
});
export type InspectedObject = z.output<typeof inspectedObject>;
