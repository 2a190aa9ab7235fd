/**
 * Accountability events (履职核查, R324): what the records show or somebody reports, what the person named says to it, and what
 * was decided. The platform keeps facts, statements and decisions of people; it never concludes that somebody is to blame.
 * Pure.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Actor, Role } from '../../common/roles.ts';
import { plainDate } from '../../common/schemas.ts';
import type { WorkCalendar } from '../../common/working-days.ts';
import { dayAfter } from '../../registers/rules/deadline.ts';

export const accountabilityKinds = [
  'missedDraw', // 未按计划抽取
  'lateStep', // 环节逾期
  'falseRecord', // 记录不实
  'leak', // 名单泄露
  'voidedDraw', // 抽取作废
  'singleInspector', // 单人检查
  'conduct', // 检查行为
  'other',
] as const;
export type AccountabilityKind = (typeof accountabilityKinds)[number];

export const accountabilityStates = ['opened', 'asked', 'stated', 'silent', 'handled', 'closed'] as const;
export type AccountabilityState = (typeof accountabilityStates)[number];

export const accountabilityMoves = [
  'name', // whom the facts concern
  'ask', // for a statement by a day
  'deliver', // the request reached the person on paper
  'state', // the person's own words
  'takeDown', // the same, said to an officer and signed on paper
  'noteSilence', // the day has passed
  'decide',
  'close',
] as const;
export type AccountabilityMove = (typeof accountabilityMoves)[number];

export const accountabilityOutcomes = [
  'dutiful', // 尽职免责
  'workNote', // 工作提示
  'talk', // 约谈提醒
  'criticism', // 批评教育
  'discipline', // 移送纪检监察
  'notEstablished', // 不成立
  'otherHandling', // 其他处理
] as const;
export type AccountabilityOutcome = (typeof accountabilityOutcomes)[number];

/** Grounds of 尽职免责. */
export const dutifulGrounds = [
  'procedureFollowed', // 已按规定程序履行职责
  'concealed', // 相对人隐瞒或者提供虚假材料
  'obstacle', // 不可抗力或者客观原因
  'systemFault', // 平台或者网络故障
  'corrected', // 主动发现并及时纠正
  'otherLawful', // 法律法规规定的其他情形
] as const;
export type DutifulGround = (typeof dutifulGrounds)[number];

/** How it is known that the request reached the person: opened in the platform, or handed over on paper. */
export const deliveryWays = ['inPerson', 'byPost', 'leftWithWitness'] as const;
export type NoticedHow = 'read' | (typeof deliveryWays)[number];

/** What the records say. Days, counts, codes and names of matters; no name of a person and no judgement. */
export const accountabilityFacts = z
  .object({
    /** Title of the plan entry, draw or task, or name of the object. */
    subject: z.string().max(300),
    /** Clock of the rule book or link of the procedure. */
    clock: z.string().max(60).optional(),
    dueOn: plainDate.optional(),
    /** Coded reason, of a void. */
    reason: z.string().max(60).optional(),
    count: z.number().int().min(0).optional(),
  })
  .strict();
export type AccountabilityFacts = z.output<typeof accountabilityFacts>;

/** Working days that a person has at least, from the day after the request reached them. */
export const statementDays = 5;

const rules: Readonly<
  Record<
    AccountabilityMove,
    { readonly from: readonly AccountabilityState[]; readonly to: AccountabilityState | 'same' }
  >
> = {
  name: { from: ['opened'], to: 'same' },
  ask: { from: ['opened', 'asked'], to: 'asked' },
  deliver: { from: ['asked'], to: 'same' },
  state: { from: ['opened', 'asked', 'stated', 'silent'], to: 'stated' },
  takeDown: { from: ['opened', 'asked', 'silent'], to: 'stated' },
  noteSilence: { from: ['asked'], to: 'silent' },
  decide: { from: ['opened', 'stated', 'silent'], to: 'handled' },
  close: { from: ['handled'], to: 'closed' },
};

/** What of an event decides who may do what. */
export interface AccountabilityStanding {
  readonly state: AccountabilityState;
  readonly agencyId: string;
  readonly personId: string | null;
  readonly personSectionId: string | null;
  readonly raisedBy: string | null;
  readonly statementDue: string | null;
  readonly noticedOn: string | null;
}

/** Who handles events: head and discipline post of the agency, and the coordination office of the jurisdiction. */
export const handlerRoles = ['agencyHead', 'witness', 'coordinator'] as const satisfies readonly Role[];
/** Who reads them besides the person named. */
export const accountabilityReaders = [
  'agencyHead',
  'witness',
  'coordinator',
  'auditor',
] as const satisfies readonly Role[];
export const wholeReaders = ['coordinator', 'auditor'] as const satisfies readonly Role[];

/** Coordination office and auditor see the jurisdiction, head and discipline post their agency, everybody what names them. */
export function readsEvent(
  event: Pick<AccountabilityStanding, 'agencyId' | 'personId'>,
  actor: Actor,
): boolean {
  if (event.personId === actor.accountId) return true;
  if (actor.roles.some((role) => (wholeReaders as readonly Role[]).includes(role))) return true;
  const reads = actor.roles.some((role) => (accountabilityReaders as readonly Role[]).includes(role));
  return reads && event.agencyId === actor.agencyId;
}

function handles(event: AccountabilityStanding, actor: Actor): Result<true> {
  if (event.personId === actor.accountId) return fail('accountability.named_forbidden');
  if (!actor.roles.some((role) => (handlerRoles as readonly Role[]).includes(role)))
    return fail('accountability.forbidden');
  const isSame = event.personSectionId !== null && event.personSectionId === actor.sectionId;
  return isSame ? fail('accountability.same_section_forbidden') : ok(true);
}

/**
 * Whether this person may make this move now, and the state after it. Nobody handles what names them, nobody of the same
 * section handles it, nobody decides what they raised, and nothing is decided before the person named was heard or let the
 * day pass after the request is known to have reached them.
 * Errors: `accountability.wrong_state`, `.forbidden`, `.named_forbidden`, `.same_section_forbidden`, `.raised_forbidden`,
 * `.only_named_forbidden`, `.nobody_named`, `.not_heard`, `.not_noticed`, `.day_ahead`.
 */
export function checkedMove(
  event: AccountabilityStanding,
  move: AccountabilityMove,
  of: { readonly actor: Actor; readonly today: string; readonly calendar: WorkCalendar },
): Result<AccountabilityState> {
  const { actor } = of;
  const rule = rules[move];
  if (!rule.from.includes(event.state)) return fail('accountability.wrong_state', { state: event.state });
  const next = rule.to === 'same' ? event.state : rule.to;
  if (move === 'state')
    return event.personId === actor.accountId ? ok(next) : fail('accountability.only_named_forbidden');
  const may = handles(event, actor);
  if (!may.ok) return may;
  if (move === 'name' || move === 'close') return ok(next);
  // A matter that concerns nobody can be laid down; it then names nobody.
  if (event.personId === null && move !== 'decide') return fail('accountability.nobody_named');
  if (move === 'noteSilence') return silence(event, of);
  if (move === 'decide') return deciding(event, actor, next);
  return ok(next);
}

function deciding(
  event: AccountabilityStanding,
  actor: Actor,
  next: AccountabilityState,
): Result<AccountabilityState> {
  if (event.raisedBy === actor.accountId) return fail('accountability.raised_forbidden');
  if (event.personId !== null && event.state === 'opened') return fail('accountability.not_heard');
  return ok(next);
}

function silence(
  event: AccountabilityStanding,
  of: { readonly today: string; readonly calendar: WorkCalendar },
): Result<AccountabilityState> {
  const day = statementDay(event, of.calendar);
  if (day === null) return fail('accountability.not_noticed');
  return of.today > day ? ok('silent') : fail('accountability.day_ahead', { day });
}

/**
 * The last day for the statement: the day that was set, and never earlier than five working days after the request is known
 * to have reached the person; null while that is not known.
 */
export function statementDay(
  event: Pick<AccountabilityStanding, 'statementDue' | 'noticedOn'>,
  calendar: WorkCalendar,
): string | null {
  if (event.statementDue === null || event.noticedOn === null) return null;
  const least = dayAfter(calendar, event.noticedOn, { length: statementDays, unit: 'workingDays' }).day;
  return least > event.statementDue ? least : event.statementDue;
}

/** Outcomes that fit: what names nobody can only be found not to stand or be handled otherwise. Errors: `accountability.outcome_invalid`, `.ground_invalid`. */
export function checkedOutcome(
  event: Pick<AccountabilityStanding, 'personId'>,
  decided: { readonly outcome: AccountabilityOutcome; readonly ground: DutifulGround | null },
): Result<true> {
  const withoutPerson: readonly AccountabilityOutcome[] = ['notEstablished', 'otherHandling'];
  if (event.personId === null && !withoutPerson.includes(decided.outcome))
    return fail('accountability.outcome_invalid', {}, 'outcome');
  if ((decided.outcome === 'dutiful') !== (decided.ground !== null))
    return fail('accountability.ground_invalid', {}, 'ground');
  return ok(true);
}
