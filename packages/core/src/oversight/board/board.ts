/**
 * 进度看板: where a task stands between plan and archive, and on every stage whether it is done, and if not, why. A task is
 * here one course of work: an entry of a published plan, its draw, the task that was sent out. The answer is computed from
 * facts that the stages keep; nobody sets a stage.
 */

export const boardStages = [
  'planned', // 计划
  'sealed', // 已封存
  'drawn', // 已抽取
  'dispatched', // 已派发
  'checking', // 检查中
  'entry', // 待录入
  'publication', // 待公示
  'aftermath', // 后处理
  'archive', // 归档
] as const;
export type BoardStage = (typeof boardStages)[number];

/** Why a stage is not done. `{n}` of `{of}` where things are counted. */
export const boardReasons = [
  'planUnpublished',
  'drawMissing',
  'drawDraft',
  'secondSeal',
  'notDrawn',
  'infeasible',
  'recordUnsigned',
  'notDispatched',
  'claimsOpen',
  'approvalsWaiting',
  'visitsOpen',
  'resultsMissing',
  'resultsReturned',
  'reviewsOpen',
  'publicationsOwed',
  'publicationsSuspended',
  'followupsOpen',
  'dossiersOpen',
  'before', // the stage before is not done
] as const;
export type BoardReason = (typeof boardReasons)[number];

export interface Because {
  readonly code: BoardReason;
  readonly n: number;
  readonly of: number;
}

export interface StageStanding {
  readonly stage: BoardStage;
  readonly state: 'done' | 'now' | 'later' | 'skipped';
  readonly because: readonly Because[];
}

/** What the stages know about one course. */
export interface CourseFacts {
  /** Null where no entry of a plan stands behind it (a special task, a complaint). */
  readonly planPublished: boolean | null;
  /** Null where nothing is drawn; `none`: planned and not begun. */
  readonly drawState: string | null;
  /** The signed record is filed. */
  readonly isRecorded: boolean;
  /** Null before a task stands. */
  readonly taskState: string | null;
  /** Teams that have not withdrawn, and of these. */
  readonly teams: number;
  readonly unclaimed: number;
  readonly approvalsWaiting: number;
  /** Not yet recorded on site. */
  readonly openVisits: number;
  /** At least one team is on its way: visiting or further. */
  readonly hasBegun: boolean;
  readonly unentered: number;
  readonly returned: number;
  readonly unreviewed: number;
  readonly publications: number;
  readonly owed: number;
  readonly suspended: number;
  readonly followups: number;
  readonly openFollowups: number;
  /** Inspections that had their end, and those without a dossier. */
  readonly inspections: number;
  readonly unfiled: number;
}

const sealedStates: readonly string[] = ['sealed', 'commitments', 'numbers', 'reveals', 'beacon', 'ready'];
const drawnStates: readonly string[] = ['drawn', 'recorded', 'released', 'closed'];
const sentStates: readonly string[] = ['dispatched', 'done', 'archived'];

function counted(code: BoardReason, n: number, of: number): readonly Because[] {
  return n > 0 ? [{ code, n, of }] : [];
}
const plain = (code: BoardReason): readonly Because[] => [{ code, n: 0, of: 0 }];

function sealReasons(facts: CourseFacts): readonly Because[] {
  switch (facts.drawState) {
    case 'none':
      return plain('drawMissing');
    case 'draft':
    case 'checked':
      return plain('drawDraft');
    case 'sealing':
      return plain('secondSeal');
    default:
      return [];
  }
}

function dispatchReasons(facts: CourseFacts): readonly Because[] {
  if (facts.taskState !== null) return sentStates.includes(facts.taskState) ? [] : plain('notDispatched');
  return facts.isRecorded ? plain('notDispatched') : plain('recordUnsigned');
}

/** Reasons of each stage, as if all before it were done. */
function reasonsOf(facts: CourseFacts): Readonly<Record<BoardStage, readonly Because[]>> {
  const { teams } = facts;
  return {
    planned: facts.planPublished === false ? plain('planUnpublished') : [],
    sealed: sealReasons(facts),
    drawn:
      facts.drawState === 'infeasible'
        ? plain('infeasible')
        : facts.drawState !== null && sealedStates.includes(facts.drawState)
          ? plain('notDrawn')
          : [],
    dispatched: dispatchReasons(facts),
    checking: [
      ...counted('claimsOpen', facts.unclaimed, teams),
      ...counted('approvalsWaiting', facts.approvalsWaiting, teams),
      ...counted('visitsOpen', facts.openVisits, teams),
    ],
    entry: [
      ...counted('resultsMissing', facts.unentered, teams),
      ...counted('resultsReturned', facts.returned, teams),
      ...counted('reviewsOpen', facts.unreviewed, teams),
    ],
    publication: [
      ...counted('publicationsOwed', facts.owed, facts.publications),
      ...counted('publicationsSuspended', facts.suspended, facts.publications),
    ],
    aftermath: counted('followupsOpen', facts.openFollowups, facts.followups),
    archive: counted('dossiersOpen', facts.unfiled, facts.inspections),
  };
}

/** Stages that a course without plan or draw passes over. */
function skips(facts: CourseFacts, stage: BoardStage): boolean {
  if (stage === 'planned') return facts.planPublished === null;
  return (stage === 'sealed' || stage === 'drawn') && facts.drawState === null;
}

/**
 * Every stage of a course with what keeps it from being done. A stage after the first one that is not done is `later`,
 * though it may have been done for single visits; its own open reasons are told, or that the one before is not done.
 */
export function standingOf(facts: CourseFacts): readonly StageStanding[] {
  const reasons = reasonsOf(facts);
  let isOpen = false;
  return boardStages.map((stage) => {
    if (skips(facts, stage)) return { stage, state: 'skipped', because: [] };
    const own = reasons[stage];
    if (isOpen) return { stage, state: 'later', because: own.some(({ n }) => n > 0) ? own : plain('before') };
    if (own.length === 0) return { stage, state: 'done', because: [] };
    isOpen = true;
    return { stage, state: 'now', because: own };
  });
}

/**
 * The column of the board: the last stage that was reached before the visits (计划, 已封存, 已抽取, 已派发), and from
 * then on the first one that has something open. Everything done stands in the archive.
 */
export function columnOf(facts: CourseFacts): BoardStage {
  if (facts.taskState === null || !sentStates.includes(facts.taskState)) {
    if (facts.taskState !== null) return 'drawn';
    if (facts.drawState !== null && drawnStates.includes(facts.drawState)) return 'drawn';
    if (facts.drawState !== null && [...sealedStates, 'infeasible'].includes(facts.drawState))
      return 'sealed';
    return 'planned';
  }
  if (facts.taskState === 'archived') return 'archive';
  const open = standingOf(facts).find(({ state }) => state === 'now')?.stage ?? 'archive';
  return open === 'checking' && !facts.hasBegun ? 'dispatched' : open;
}

/** Days of the calendar until the due day; red from three days ahead. */
export function isPressing(dueOn: string | null, today: string, soonUntil: string): boolean {
  return dueOn !== null && (dueOn < today || dueOn <= soonUntil);
}
