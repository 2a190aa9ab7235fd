/**
 * Opinions of visited enterprises as matters of oversight (R328): which opinion is one, who handles it, what may follow, when
 * an answer is due, what an agency may read as figures. Whoever inspected never learns that an opinion was given, by whom, or
 * what it says. Pure.
 */
import { fail, ok, type Result } from '../../common/result.ts';
import { type Actor, hasRole, type Role } from '../../common/roles.ts';
import type { WorkCalendar } from '../../common/working-days.ts';
import { dayAfter } from '../../registers/rules/deadline.ts';
import type { RuleBook } from '../../registers/rules/rule-book.ts';

export interface Opinion {
  readonly showedCertificates: boolean;
  readonly keptToNotice: boolean;
  /** 1 to 5. */
  readonly manner: number;
  readonly remark: string;
}

export const ratingReasons = ['noCertificate', 'beyondNotice', 'manner', 'remark'] as const;
export type RatingReason = (typeof ratingReasons)[number];

/** Why an opinion asks for something; none for one that only praises by its marks. */
export function reasonsOf(said: Opinion): readonly RatingReason[] {
  const holds: Readonly<Record<RatingReason, boolean>> = {
    noCertificate: !said.showedCertificates,
    beyondNotice: !said.keptToNotice,
    manner: said.manner <= 2,
    remark: said.remark !== '',
  };
  return ratingReasons.filter((reason) => holds[reason]);
}

export const ratingMatterStates = ['received', 'assigned', 'closed'] as const;
export type RatingMatterState = (typeof ratingMatterStates)[number];

export const ratingMoves = ['assign', 'note', 'askRater', 'askAgency', 'close'] as const;
export type RatingMove = (typeof ratingMoves)[number];

export const ratingSteps = [
  ...ratingMoves,
  'raterAnswered',
  'agencyAnswered',
  'satisfied',
  'unsatisfied',
] as const;
export type RatingStep = (typeof ratingSteps)[number];

export const ratingOutcomes = ['explained', 'urged', 'passedOn', 'notEstablished', 'noted'] as const;
export type RatingOutcome = (typeof ratingOutcomes)[number];

export const ratingVerdicts = ['satisfied', 'unsatisfied'] as const;
export type RatingVerdict = (typeof ratingVerdicts)[number];

/** 双随机办 and 纪检 handle; the auditor reads. */
export const ratingHandlers: readonly Role[] = ['coordinator', 'witness'];
/** Roles of those who inspect and decide about inspections: whoever holds one reads no single opinion. */
const inspecting: readonly Role[] = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector'];

export function readsRatings(actor: Pick<Actor, 'roles'>): boolean {
  const of = actor as Actor;
  return hasRole(of, ...ratingHandlers, 'auditor') && !hasRole(of, ...inspecting);
}
export function handlesRatings(actor: Pick<Actor, 'roles'>): boolean {
  return readsRatings(actor) && hasRole(actor as Actor, ...ratingHandlers);
}

const from: Readonly<Record<RatingMove, readonly RatingMatterState[]>> = {
  assign: ['received', 'assigned'],
  note: ['assigned'],
  askRater: ['assigned'],
  askAgency: ['assigned'],
  close: ['assigned'],
};
const to: Readonly<Partial<Record<RatingMove, RatingMatterState>>> = { assign: 'assigned', close: 'closed' };

interface Standing {
  readonly state: RatingMatterState;
  readonly handlerId: string | null;
  readonly isAsked: boolean;
}

/** Errors: `rating.wrong_state`, `rating.forbidden` (somebody else handles it), `rating.asked_already`. */
export function nextMatterState(
  of: Standing,
  asked: { readonly move: RatingMove; readonly actor: Actor },
): Result<RatingMatterState> {
  const { move, actor } = asked;
  if (!handlesRatings(actor)) return fail('rating.forbidden');
  if (!from[move].includes(of.state)) return fail('rating.wrong_state');
  if (move !== 'assign' && of.handlerId !== actor.accountId) return fail('rating.forbidden');
  if (move === 'askRater' && of.isAsked) return fail('rating.asked_already');
  return ok(to[move] ?? of.state);
}

/** What whoever rated may say under their code. Errors: `rating.wrong_state`. */
export function raterMay(
  of: {
    readonly state: RatingMatterState;
    readonly isAsked: boolean;
    readonly verdict: RatingVerdict | null;
  },
  what: 'answer' | 'verdict',
): Result<null> {
  const holds =
    what === 'answer' ? of.isAsked && of.state === 'assigned' : of.state === 'closed' && of.verdict === null;
  return holds ? ok(null) : fail('rating.wrong_state');
}

/** Rounds of one matter: after a second answer it ends whatever is said of it. */
export const mostRounds = 2;

/** Where the rule book sets none: this house's own number, from the opinion's day, which is not counted. */
const houseTerm = { length: 15, unit: 'workingDays', basis: '' } as const;

/** The day by which an opinion is answered. */
export function ratingDue(
  startedOn: string,
  of: { readonly deadlines: RuleBook['deadlines']; readonly ruleVersion: number },
  calendar: WorkCalendar,
) {
  const term = of.deadlines.find((each) => each.clock === 'ratingAnswered') ?? houseTerm;
  const { day, provisional } = dayAfter(calendar, startedOn, term);
  const { length, unit, basis: source } = term;
  return { dueOn: day, basis: { length, unit, source, provisional, ruleVersion: of.ruleVersion } };
}

/**
 * Opinions of fewer visits say who gave them: an agency reads no figure of such a quarter, and is asked about its practice only
 * when it has visited at least so many in the last days.
 */
export const fewestVisits = 5;
export const practiceDays = 90;

/** First day of the quarter in which a day lies; only quarters that are over are shown, so that no figure moves by one opinion. */
export function quarterStart(day: string): string {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}

interface QuarterCounts {
  readonly visits: number;
  readonly ratings: number;
  readonly mannerTenths: number | null;
  readonly withCertificates: number;
  readonly withinNotice: number;
}
export interface QuarterFigures {
  readonly ratings: number;
  readonly mannerTenths: number;
  /** Shares in whole tens of percent, so that one opinion cannot be computed from them. */
  readonly certificatesPercent: number;
  readonly noticePercent: number;
}

/** What the agency reads of a quarter; null where it would tell single opinions. */
export function shownQuarter(of: QuarterCounts): QuarterFigures | null {
  if (of.visits < fewestVisits || of.mannerTenths === null) return null;
  const tens = (n: number): number => Math.round((n * 10) / of.ratings) * 10;
  return {
    ratings: of.ratings,
    mannerTenths: of.mannerTenths,
    certificatesPercent: tens(of.withCertificates),
    noticePercent: tens(of.withinNotice),
  };
}

/**
 * Whether a question to an agency names nothing of the visit. Errors: `rating.names_visit_invalid` {found}.
 * `words`: what would tell which visit it is (name, credit code, number of the task, inspection code).
 */
export function namesNoVisit(question: string, words: readonly (string | null)[]): Result<null> {
  const found = words.find((word) => word !== null && [...word].length >= 3 && question.includes(word));
  return found === undefined || found === null
    ? ok(null)
    : fail('rating.names_visit_invalid', { found }, 'words');
}
