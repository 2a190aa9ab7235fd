/**
 * The serious-dishonesty list (严重失信主体名单, domain b.3, D13): proposed, notified with the right to be heard, reviewed,
 * decided by the head, served, published for three years, repaired not before twelve months. One table of moves; who may
 * not do what after whom; days. Nothing else in the platform lists an object (R262, R263). Pure, no texts.
 */
import { addMonths } from '../common/plain-date.ts';
import { fail, ok, type Result } from '../common/result.ts';
import type { Role } from '../common/roles.ts';
import type { WorkCalendar } from '../common/working-days.ts';
import { dayAfter } from '../registers/rules/deadline.ts';

export const listingStates = [
  'proposed', // 拟列入
  'notified', // 已告知，陈述申辩期
  'reviewed', // 法制审核通过，待决定
  'decided', // 决定列入，待公布
  'notListed', // 决定不予列入
  'published', // 列入期内
  'repairRequested', // 信用修复审查中
  'repaired', // 已修复移出
  'removed', // 依法移出
  'expired', // 期满移出
  'withdrawn', // 建议撤回
] as const;
export type ListingState = (typeof listingStates)[number];

/** The object is on the list: measures apply, draws see it. */
export const listedStates: readonly ListingState[] = ['published', 'repairRequested'];

/** 列入情形: kinds of conduct; the article that says so stands in the basis. */
export const listingGrounds = [
  'majorAccident', // 发生较大及以上事故负有主要责任
  'concealed', // 迟报、漏报、谎报、瞒报事故
  'noLicence', // 未经许可从事高危生产经营
  'refusedOrder', // 拒不执行停产停业等决定
  'forged', // 提供虚假材料、出具虚假报告
  'obstructed', // 拒绝、阻碍依法检查情节严重
  'repeated', // 被追究刑事责任或者多次受到较重处罚
  'other', // 法律、行政法规规定的其他情形
] as const;
export type ListingGround = (typeof listingGrounds)[number];

export const listingMoves = [
  'notify',
  'answer',
  'askHearing',
  'holdHearing',
  'pass',
  'return',
  'list',
  'notList',
  'serve',
  'publish',
  'askRepair',
  'grantRepair',
  'refuseRepair',
  'remove',
  'withdraw',
  'expire',
] as const;
export type ListingMove = (typeof listingMoves)[number];

interface MoveRule {
  readonly from: readonly ListingState[];
  readonly to: ListingState | 'same';
  /** Empty: the platform itself. */
  readonly roles: readonly Role[];
  /** Whose act it may not be: who proposed, who reviewed, who entered the repair. */
  readonly notBy: readonly ('proposer' | 'reviewer' | 'repairEnterer')[];
}

const officers: readonly Role[] = ['legalOfficer', 'sectionOfficer'];
const head: readonly Role[] = ['agencyHead'];

/** All moves; whatever does not stand here is refused. */
export const listingMoveRules: Readonly<Record<ListingMove, MoveRule>> = {
  notify: { from: ['proposed'], to: 'notified', roles: officers, notBy: [] },
  answer: { from: ['notified'], to: 'same', roles: officers, notBy: [] },
  askHearing: { from: ['notified'], to: 'same', roles: officers, notBy: [] },
  holdHearing: { from: ['notified'], to: 'same', roles: officers, notBy: ['proposer'] },
  pass: { from: ['notified'], to: 'reviewed', roles: ['legalOfficer'], notBy: ['proposer'] },
  return: {
    from: ['notified', 'reviewed'],
    to: 'proposed',
    roles: ['legalOfficer', 'agencyHead'],
    notBy: ['proposer'],
  },
  list: { from: ['reviewed'], to: 'decided', roles: head, notBy: ['proposer', 'reviewer'] },
  notList: { from: ['reviewed'], to: 'notListed', roles: head, notBy: ['proposer', 'reviewer'] },
  serve: { from: ['decided'], to: 'same', roles: officers, notBy: [] },
  publish: { from: ['decided'], to: 'published', roles: ['legalOfficer'], notBy: [] },
  askRepair: { from: ['published'], to: 'repairRequested', roles: officers, notBy: [] },
  grantRepair: { from: ['repairRequested'], to: 'repaired', roles: head, notBy: ['repairEnterer'] },
  refuseRepair: { from: ['repairRequested'], to: 'published', roles: head, notBy: ['repairEnterer'] },
  remove: { from: ['decided', 'published', 'repairRequested'], to: 'removed', roles: head, notBy: [] },
  withdraw: { from: ['proposed', 'notified', 'reviewed'], to: 'withdrawn', roles: officers, notBy: [] },
  expire: { from: ['published', 'repairRequested'], to: 'expired', roles: [], notBy: [] },
};

/** 3 years and 12 months (D13). */
export const listingTermMonths = 36;
export const repairAfterMonths = 12;
/** Working days in which the object may answer or ask for a hearing: the least that may be set. */
export const leastAnswerDays = 5;

/** Why an object left the list before its term. */
export const listingRemovals = ['court', 'wrong', 'basisGone'] as const;
export const listingEnds = [...listingRemovals, 'withdrawn', 'repaired', 'termOver'] as const;
export type ListingEnd = (typeof listingEnds)[number];

/** Last day of the term of a listing that was published on a day. */
export const listingEndsOn = (publishedOn: string): string => addMonths(publishedOn, listingTermMonths);
/** First day on which a repair may be asked for. */
export const repairFrom = (publishedOn: string): string => addMonths(publishedOn, repairAfterMonths);

/** Last day of the time to answer, the day of the delivery not counted. */
export function answerDue(deliveredOn: string, days: number, calendar: WorkCalendar): string {
  return dayAfter(calendar, deliveredOn, { length: days, unit: 'workingDays' }).day;
}

/** What stands when a move is asked for. */
export interface ListingNow {
  readonly state: ListingState;
  readonly noticeOn: string | null;
  readonly answerDue: string | null;
  readonly answeredOn: string | null;
  readonly hearingAskedOn: string | null;
  readonly hearingHeldOn: string | null;
  readonly decidedOn: string | null;
  readonly servedOn: string | null;
  readonly publishedOn: string | null;
  readonly endsOn: string | null;
  readonly proposerId: string;
  readonly reviewerId: string | null;
  readonly repairEntererId: string | null;
}

export interface MoveAsked {
  readonly move: ListingMove;
  /** The day that the paper or the act bears; today where it has none. */
  readonly on: string;
  readonly today: string;
}

/** Who acts; null is the platform itself. */
export type ListingDoer = { readonly accountId: string; readonly roles: readonly Role[] } | null;

/**
 * The state after a move. Errors: `listing.move_forbidden`, `listing.wrong_state` {state, move}, `listing.own_act_forbidden`,
 * `listing.day_invalid`, `listing.answer_open` {due}, `listing.hearing_open`, `listing.hearing_late` {due},
 * `listing.hearing_not_asked`, `listing.not_served`, `listing.repair_early` {from}, `listing.term_runs` {until}.
 */
export function nextListingState(now: ListingNow, asked: MoveAsked, doer: ListingDoer): Result<ListingState> {
  const rule = listingMoveRules[asked.move];
  if (doer === null ? rule.roles.length > 0 : !rule.roles.some((role) => doer.roles.includes(role)))
    return fail('listing.move_forbidden');
  if (!rule.from.includes(now.state))
    return fail('listing.wrong_state', { state: now.state, move: asked.move });
  if (doer !== null && rule.notBy.some((who) => idOf(now, who) === doer.accountId))
    return fail('listing.own_act_forbidden');
  if (asked.on > asked.today) return fail('listing.day_invalid', {}, 'on');
  const refused = conditions[asked.move]?.(now, asked) ?? null;
  return refused ?? ok(rule.to === 'same' ? now.state : rule.to);
}

function idOf(now: ListingNow, who: MoveRule['notBy'][number]): string | null {
  if (who === 'proposer') return now.proposerId;
  return who === 'reviewer' ? now.reviewerId : now.repairEntererId;
}

type Condition = (now: ListingNow, asked: MoveAsked) => ReturnType<typeof fail> | null;

const notBefore =
  (day: (now: ListingNow) => string | null): Condition =>
  (now, asked) =>
    asked.on < (day(now) ?? '') ? fail('listing.day_invalid', {}, 'on') : null;

const afterNotice = notBefore((now) => now.noticeOn);

const conditions: Partial<Record<ListingMove, Condition>> = {
  answer: afterNotice,
  askHearing: (now, asked) => {
    if (now.hearingAskedOn !== null) return fail('listing.hearing_asked');
    if (asked.on > (now.answerDue ?? ''))
      return fail('listing.hearing_late', { due: now.answerDue ?? '' }, 'on');
    return afterNotice(now, asked);
  },
  holdHearing: (now, asked) =>
    now.hearingAskedOn === null
      ? fail('listing.hearing_not_asked')
      : notBefore((one) => one.hearingAskedOn)(now, asked),
  // The right to be heard ends with its time, never with the first answer (a hearing may still be asked for).
  pass: (now, asked) => {
    if (asked.today <= (now.answerDue ?? ''))
      return fail('listing.answer_open', { due: now.answerDue ?? '' });
    return now.hearingAskedOn !== null && now.hearingHeldOn === null ? fail('listing.hearing_open') : null;
  },
  serve: notBefore((now) => now.decidedOn),
  publish: (now) => (now.servedOn === null ? fail('listing.not_served') : null),
  askRepair: (now, asked) => {
    const from = repairFrom(now.publishedOn ?? '');
    return asked.on < from ? fail('listing.repair_early', { from }, 'on') : null;
  },
  expire: (now, asked) =>
    asked.today <= (now.endsOn ?? '') ? fail('listing.term_runs', { until: now.endsOn ?? '' }) : null,
};

/** The moves that this person may make today, for buttons; each write decides again. */
export function allowedListingMoves(
  now: ListingNow,
  today: string,
  doer: ListingDoer,
): readonly ListingMove[] {
  return listingMoves.filter((move) => nextListingState(now, { move, on: today, today }, doer).ok);
}

/** What the object or the agency waits for, with its last or first day and the reason. */
export interface ListingClock {
  readonly clock: 'answer' | 'term' | 'repair';
  readonly day: string;
  readonly isOver: boolean;
}

/** Clocks that run in a state. */
export function listingClocks(now: ListingNow, today: string): readonly ListingClock[] {
  const isListed = listedStates.includes(now.state);
  const clock = (name: ListingClock['clock'], day: string | null): readonly ListingClock[] =>
    day === null ? [] : [{ clock: name, day, isOver: name === 'repair' ? today >= day : today > day }];
  return [
    ...(now.state === 'notified' ? clock('answer', now.answerDue) : []),
    ...(isListed ? clock('repair', now.publishedOn === null ? null : repairFrom(now.publishedOn)) : []),
    ...(isListed ? clock('term', now.endsOn) : []),
  ];
}
