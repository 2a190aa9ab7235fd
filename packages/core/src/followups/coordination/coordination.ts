/**
 * 要求互相矛盾的协调单 (R010): demands of several agencies on one object of which somebody says that they cannot both be met. Software
 * only puts side by side what may contradict; people say that it does, agencies give opinions, the coordination office
 * settles. Days of correction are not moved here: an agency suspends its clock or grants more time as for any other reason.
 * Pure.
 */
import { fail, ok, type Result } from '../../common/result.ts';
import type { FollowupKind } from '../followup.ts';

export const coordinationStates = [
  'raised', // 待受理
  'settling', // 协调中
  'settled', // 已协调一致
  'dismissed', // 不予协调
] as const;
export type CoordinationState = (typeof coordinationStates)[number];

export const coordinationMoves = ['takeUp', 'settle', 'dismiss'] as const;
export type CoordinationMove = (typeof coordinationMoves)[number];

/** What becomes of one demand. */
export const demandFates = [
  'stands', // 维持
  'changed', // 变更
  'lifted', // 不再执行
] as const;
export type DemandFate = (typeof demandFates)[number];

/** Who says that demands contradict. */
export const raisers = ['agency', 'coordinator', 'enterprise'] as const;
export type Raiser = (typeof raisers)[number];

/** Problems that ask something of the object; those corrected on the spot or passed on ask nothing any more. */
export const demandKinds = [
  'rectify',
  'case',
  'leniency',
  'daily',
] as const satisfies readonly FollowupKind[];

/** So many demands in one ticket at most. */
export const mostDemands = 6;

interface Demand {
  readonly findingId: string;
  readonly agencyId: string;
  readonly objectKey: string;
  readonly jurisdictionId: string;
}

/** Errors: `coordination.elsewhere_invalid`, `coordination.objects_differ_invalid`, `coordination.one_agency_invalid`. */
export function tryContradiction(demands: readonly Demand[]): Result<null> {
  if (new Set(demands.map((each) => each.jurisdictionId)).size !== 1)
    return fail('coordination.elsewhere_invalid', {}, 'findingIds');
  if (new Set(demands.map((each) => each.objectKey)).size !== 1)
    return fail('coordination.objects_differ_invalid', {}, 'findingIds');
  if (new Set(demands.map((each) => each.agencyId)).size < 2)
    return fail('coordination.one_agency_invalid', {}, 'findingIds');
  return ok(null);
}

export const isCoordinationOpen = (state: CoordinationState): boolean =>
  state === 'raised' || state === 'settling';

const from: Readonly<Record<CoordinationMove, readonly CoordinationState[]>> = {
  takeUp: ['raised'],
  settle: ['settling'],
  dismiss: ['raised', 'settling'],
};
const to: Readonly<Record<CoordinationMove, CoordinationState>> = {
  takeUp: 'settling',
  settle: 'settled',
  dismiss: 'dismissed',
};

export function possibleCoordinationMoves(state: CoordinationState): readonly CoordinationMove[] {
  return coordinationMoves.filter((move) => from[move].includes(state));
}

/** This house's own number: what an agency has to look into its own demand. */
export const opinionDays = { length: 5, unit: 'workingDays', basis: '' } as const;

/** Names of the agencies of the demands of which none has spoken. */
export function silentAgencies(
  demands: readonly { readonly agencyId: string; readonly agencyName: string }[],
  heard: readonly { readonly agencyId: string }[],
): readonly string[] {
  const spoke = new Set(heard.map((each) => each.agencyId));
  return [...new Set(demands.filter((each) => !spoke.has(each.agencyId)).map((each) => each.agencyName))];
}

interface Standing {
  readonly state: CoordinationState;
  /** Last day of the opinions; null until it was taken up. */
  readonly opinionsBy: string | null;
  /** Agencies of which no opinion is there. */
  readonly silent: readonly string[];
  /** Accounts that spoke for an agency. */
  readonly speakers: readonly string[];
}

/**
 * Where a ticket stands after a move. Errors: `coordination.wrong_state`, `coordination.own_opinion_forbidden` (who spoke for an
 * agency does not settle), `coordination.opinions_wait` {agencies, day}: every agency is heard or had its time.
 */
export function nextCoordination(
  of: Standing,
  asked: { readonly move: CoordinationMove; readonly by: string; readonly today: string },
): Result<CoordinationState> {
  const { move, by, today } = asked;
  if (!from[move].includes(of.state)) return fail('coordination.wrong_state');
  if (move !== 'takeUp' && of.speakers.includes(by)) return fail('coordination.own_opinion_forbidden');
  const isHeard = of.silent.length === 0 || (of.opinionsBy !== null && today > of.opinionsBy);
  if (move === 'settle' && !isHeard)
    return fail('coordination.opinions_wait', { agencies: of.silent.join('、'), day: of.opinionsBy ?? '' });
  return ok(to[move]);
}

export interface Decision {
  readonly findingId: string;
  readonly fate: DemandFate;
  /** What is demanded instead; of a changed demand. */
  readonly text: string;
}

/** Each demand is decided once. Errors: `coordination.decisions_invalid`, `coordination.text_missing_invalid` {position}. */
export function tryDecisions(
  demands: readonly { readonly findingId: string }[],
  decisions: readonly Decision[],
): Result<null> {
  const decided = new Set(decisions.map((each) => each.findingId));
  const isWhole = decisions.length === demands.length && demands.every((each) => decided.has(each.findingId));
  if (!isWhole) return fail('coordination.decisions_invalid', {}, 'decisions');
  const open = demands.findIndex((demand) =>
    decisions.some(
      (each) => each.findingId === demand.findingId && each.fate === 'changed' && each.text === '',
    ),
  );
  return open === -1
    ? ok(null)
    : fail('coordination.text_missing_invalid', { position: open + 1 }, `text.${demands[open]?.findingId}`);
}

/** Words that stand in almost every demand and tell nothing of its matter. */
const everywhere =
  /整改|限期|改正|要求|不得|应当|必须|未按|规定|按照|进行|符合|不符|存在|问题|以及|立即|停止|使用|不足|没有|未设|设置|情况|标准|单位|本店|企业|处理|责令/gu;

const runsOf = (text: string): readonly string[] =>
  text
    .slice(0, 300)
    .replaceAll(everywhere, ' ')
    .match(/\p{Script=Han}{2,}|[A-Za-z0-9]{3,}/gu) ?? [];

/**
 * Words that two demands share, the longest first, at most six: a hint at which to look first, never a judgement. Longest common
 * runs of at least two characters, without what stands in almost every demand.
 */
export function sharedWords(one: string, other: string): readonly string[] {
  const others = runsOf(other);
  const found = new Set(runsOf(one).flatMap((run) => commonRuns(run, others)));
  return [...found].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 6);
}

function commonRuns(run: string, others: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let start = 0; start < run.length - 1; ) {
    let end = start + 1;
    while (end < run.length && others.some((other) => other.includes(run.slice(start, end + 1)))) end += 1;
    const isWord = end - start >= (/^[A-Za-z0-9]/.test(run) ? 3 : 2);
    if (isWord) found.push(run.slice(start, end));
    start = isWord ? end : start + 1;
  }
  return found;
}
