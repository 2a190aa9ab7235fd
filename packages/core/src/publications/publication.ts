/**
 * What is published, and the way of every publication: prepared by itself when a result passed, reviewed by the legal
 * section, released, later corrected, withdrawn or ended (R200–R207). What is exempted, suspended or contained leaves the
 * way without vanishing from the figures (I9). States, moves and due days; pure, no texts.
 */
import { dayNumber, dayOfNumber } from '../common/plain-date.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { isWorkingDay, type WorkCalendar } from '../common/working-days.ts';
import { type Due, resultDues } from '../inspections/results/result-clocks.ts';
import type { RuleBook } from '../registers/rules/rule-book.ts';

export const publicationKinds = [
  'result', // 抽查检查结果, one per team
  'itemList',
  'leniencyList',
  'ruleBook',
  'plan',
  'draw',
  'drawVoid', // 抽取作废公告
  'listing', // 列入严重失信主体名单
  'penalty', // 行政处罚决定
] as const;
export type PublicationKind = (typeof publicationKinds)[number];

export const publicationStates = [
  'prepared', // 待审查
  'returned', // 退回修改公开内容
  'reviewed', // 审查通过，待发布
  'suspended', // 暂缓公示
  'exempt', // 不予公示
  'excluded', // 按细则不属于公示范围
  'published', // 已公示
  'withdrawn', // 已撤回
  'ended', // 公示期满
  'contained', // 涉密处置中
] as const;
export type PublicationState = (typeof publicationStates)[number];

/** States in which a result is owed to the public: it counts as overdue after its due day. */
export const owedStates: readonly PublicationState[] = ['prepared', 'returned', 'reviewed'];

export const publicationMoves = [
  'edit',
  'pass',
  'return',
  'exempt',
  'suspend',
  'resume',
  'release',
  'correct',
  'update',
  'withdraw',
  'end',
  'contain',
  'reprepare',
] as const;
export type PublicationMove = (typeof publicationMoves)[number];

interface MoveRule {
  readonly from: readonly PublicationState[];
  /** `same`: the state stays. */
  readonly to: PublicationState | 'same';
}

const moveRules: Readonly<Record<PublicationMove, MoveRule>> = {
  edit: { from: ['prepared', 'returned', 'reviewed'], to: 'prepared' },
  pass: { from: ['prepared'], to: 'reviewed' },
  return: { from: ['prepared', 'reviewed'], to: 'returned' },
  exempt: { from: ['prepared', 'returned', 'reviewed', 'suspended'], to: 'exempt' },
  suspend: { from: ['prepared', 'returned', 'reviewed'], to: 'suspended' },
  // An exemption or a suspension whose ground is gone: the review begins again.
  resume: { from: ['suspended', 'exempt'], to: 'prepared' },
  release: { from: ['reviewed'], to: 'published' },
  correct: { from: ['published'], to: 'same' },
  // A follow-up moved on: no correction, nothing was wrong.
  update: { from: ['prepared', 'returned', 'reviewed', 'suspended', 'published'], to: 'same' },
  withdraw: { from: ['published'], to: 'withdrawn' },
  end: { from: ['published'], to: 'ended' },
  contain: {
    from: publicationStates.filter((state) => state !== 'contained'),
    to: 'contained',
  },
  reprepare: { from: ['contained', 'withdrawn'], to: 'prepared' },
};

/** The state after a move. Errors: `publication.wrong_state` {state, move}. */
export function nextPublicationState(
  state: PublicationState,
  move: PublicationMove,
): Result<PublicationState> {
  const rule = moveRules[move];
  if (!rule.from.includes(state)) return fail('publication.wrong_state', { state, move });
  return ok(rule.to === 'same' ? state : rule.to);
}

/** Why a record left the public view; the public sees these words, never more of a contained one than `lawful`. */
export const removalReasons = [
  'objection', // 异议成立
  'wrong', // 公示有误
  'court', // 行政复议、诉讼
  'lawful', // 依法撤下
  'termOver', // 公示期满
  'superseded', // 已有新版本
  'repaired', // 信用修复移出
] as const;
export type RemovalReason = (typeof removalReasons)[number];

export const versionReasons = [
  'prepared',
  'edited',
  'resultChanged',
  'fieldsExempted',
  'corrected',
  'objection',
  'followup',
  'objectionMark',
  'drawVoided',
] as const;
export type VersionReason = (typeof versionReasons)[number];

/** 不予公示的理由 (R203). */
export const exemptionGrounds = ['stateSecret', 'airDefence', 'tradeSecret', 'privacy', 'otherLaw'] as const;
export type ExemptionGround = (typeof exemptionGrounds)[number];
export const suspensionGrounds = ['investigation', 'court', 'objection', 'stability', 'otherLaw'] as const;
export type SuspensionGround = (typeof suspensionGrounds)[number];

/** Parts of a result that can be kept from the public while the rest is published. */
export const exemptableFields = [
  'objectName',
  'objectCode',
  'taskName',
  'items',
  'findings',
  'followups',
] as const;
export type ExemptableField = (typeof exemptableFields)[number];

/**
 * The last day of publication for a result of `resultOn`: the rule book's clock, never later than twenty working days
 * after it, day 0 not counted (D6, I7).
 */
export function publicationDue(
  resultOn: string,
  of: { readonly deadlines: RuleBook['deadlines']; readonly ruleVersion: number },
  calendar: WorkCalendar,
): Due {
  return resultDues(resultOn, of, calendar).publication;
}

/** When the named person and the head are told: five, three and one working days before, on the day, and after. */
export const warningStages = ['five', 'three', 'one', 'today', 'overdue'] as const;
export type WarningStage = (typeof warningStages)[number];

/** Working days from today (not counted) to the due day (counted); weekdays where the year's calendar is not published. */
export function workingDaysLeft(dueOn: string, today: string, calendar: WorkCalendar): number {
  if (dueOn < today) return -1;
  let left = 0;
  for (let n = dayNumber(today) + 1; n <= dayNumber(dueOn); n += 1) if (works(n, calendar)) left += 1;
  return left;
}

function works(n: number, calendar: WorkCalendar): boolean {
  const known = isWorkingDay(calendar, dayOfNumber(n));
  if (known.ok) return known.value;
  const weekday = ((n % 7) + 7) % 7;
  return weekday !== 2 && weekday !== 3;
}

/** The warning that applies today; null while there are more than five working days. A day without a warning of its own keeps the one before. */
export function warningStage(dueOn: string, today: string, calendar: WorkCalendar): WarningStage | null {
  if (today > dueOn) return 'overdue';
  if (today === dueOn) return 'today';
  const left = workingDaysLeft(dueOn, today, calendar);
  if (left <= 1) return 'one';
  if (left <= 3) return 'three';
  return left <= 5 ? 'five' : null;
}

/** An owed result as the overdue figures see it: agency and task, no object. */
export interface OwedResult {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly taskId: string;
  readonly taskNumber: string;
  readonly taskName: string;
  readonly dueOn: string;
  /** Null: not entered or reviewed yet, so nothing was prepared. */
  readonly state: PublicationState | null;
  /** Names of the task are still sealed. */
  readonly isEmbargoed: boolean;
}

export interface OverdueCount {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly taskId: string;
  readonly taskNumber: string;
  readonly taskName: string;
  readonly overdue: number;
  readonly earliestDue: string;
}

/**
 * 逾期未公示 per agency and task: results whose due day is over and that are neither published nor exempted, suspended
 * or embargoed. No enterprise is named. The day of `today` decides, nobody has to do anything (P-04).
 */
export function overdueCounts(owed: readonly OwedResult[], today: string): readonly OverdueCount[] {
  const counts = new Map<string, OverdueCount>();
  for (const each of owed) {
    if (each.isEmbargoed || each.dueOn >= today) continue;
    if (each.state !== null && !owedStates.includes(each.state)) continue;
    const key = `${each.agencyId} ${each.taskId}`;
    const known = counts.get(key);
    const { state: _state, isEmbargoed: _embargoed, dueOn, ...task } = each;
    counts.set(key, {
      ...task,
      overdue: (known?.overdue ?? 0) + 1,
      earliestDue: known === undefined || dueOn < known.earliestDue ? dueOn : known.earliestDue,
    });
  }
  return [...counts.values()];
}
