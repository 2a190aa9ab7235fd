/**
 * Training that an agency holds for enterprises (企业培训): announced by one person and published by another like an article,
 * signed up for by enterprises until the seats are taken or the time is over, recorded by who came. Pure.
 */
import { fail, ok, type Result } from '../../common/result.ts';
import {
  type ArticleMove,
  type ArticleState,
  articleHints,
  articleMoves,
  articleStates,
  nextArticleState,
  publishable,
} from '../articles/article.ts';
import type { Hint } from '../publication-hints.ts';

export const lectureStates = articleStates;
export type LectureState = ArticleState;
export const lectureMoves = articleMoves;
export type LectureMove = ArticleMove;

/** How an enterprise showed who it is: the inspection code of a notice, the code of an activation letter, its sign-in. */
export const signupWays = ['visitCode', 'letter', 'centre'] as const;
export type SignupWay = (typeof signupWays)[number];

/** People that one enterprise may send. */
export const mostSignupPeople = 20;

interface Times {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly closesAt: string;
}

/** What a lecture says; texts that the public reads. */
export interface LectureContent extends Times {
  readonly title: string;
  readonly topic: string;
  readonly audience: string;
  readonly body: string;
  readonly place: string;
  readonly link: string;
  readonly capacity: number;
}

/** A refusal of the articles' rules in words of lectures. */
function renamed<T>(result: Result<T>): Result<T> {
  if (result.ok) return result;
  const { code, ...rest } = result.error;
  return { ok: false, error: { ...rest, code: code.replace(/^article\./, 'lecture.') } };
}

/** The state after a move. Errors: `lecture.wrong_state`, `.forbidden`, `.own_work_forbidden`, `.note_invalid`. */
export function nextLectureState(
  of: Parameters<typeof nextArticleState>[0],
  asked: Parameters<typeof nextArticleState>[1],
): Result<LectureState> {
  return renamed(nextArticleState(of, asked));
}

/** Errors: `lecture.where_invalid`, `.ends_invalid`, `.closes_invalid`. */
export function checkedContent(content: LectureContent): Result<null> {
  if (content.place === '' && content.link === '') return fail('lecture.where_invalid', {}, 'place');
  if (instantOf(content.endsAt) <= instantOf(content.startsAt))
    return fail('lecture.ends_invalid', {}, 'endsAt');
  if (instantOf(content.closesAt) > instantOf(content.startsAt))
    return fail('lecture.closes_invalid', {}, 'closesAt');
  return ok(null);
}

/** Instants of UTC to the millisecond, so that texts compare as times. */
function instantOf(text: string): string {
  const [whole = '', part = ''] = text.replace(/Z$/, '').split('.');
  return `${whole}.${part.padEnd(3, '0').slice(0, 3)}`;
}

const textOf = (content: LectureContent) => ({
  title: content.title,
  body: [content.topic, content.audience, content.place, content.body].join('\n'),
});

/** What a reviewer has to look at. */
export function lectureHints(content: LectureContent): readonly Hint[] {
  return articleHints(textOf(content), []);
}

/** Whether it may be published now. Errors: `lecture.over_invalid`, `.hint_invalid` {found}, `.hints_open`. */
export function publishableLecture(
  content: LectureContent,
  of: { readonly confirmed: readonly string[]; readonly now: string },
): Result<null> {
  if (instantOf(content.closesAt) <= instantOf(of.now)) return fail('lecture.over_invalid', {}, 'closesAt');
  return renamed(publishable({ ...textOf(content), unit: null }, { persons: [], confirmed: of.confirmed }));
}

/** Where a published lecture stands for those who would sign up. */
export type Openness = 'open' | 'full' | 'closed' | 'over';
export function openness(
  of: Times & { readonly capacity: number; readonly taken: number },
  now: string,
): Openness {
  const at = instantOf(now);
  if (at >= instantOf(of.endsAt)) return 'over';
  if (at >= instantOf(of.closesAt)) return 'closed';
  return of.taken >= of.capacity ? 'full' : 'open';
}

/** Whether so many people may be signed up. Errors: `lecture.closed`, `lecture.full` {left}. */
export function admits(
  of: Times & {
    readonly state: LectureState;
    readonly capacity: number;
    readonly taken: number;
    readonly people: number;
  },
  now: string,
): Result<null> {
  if (of.state !== 'published') return fail('lecture.not_found');
  const standing = openness(of, now);
  if (standing === 'closed' || standing === 'over') return fail('lecture.closed');
  const left = of.capacity - of.taken;
  return of.people > left ? fail('lecture.full', { left: Math.max(0, left) }, 'people') : ok(null);
}

/** Who comes is recorded from the day on which it begins. Errors: `lecture.wrong_state`, `lecture.not_begun`. */
export function recordsAttendance(
  of: Pick<Times, 'startsAt'> & { readonly state: LectureState },
  now: string,
): Result<null> {
  if (of.state !== 'published') return fail('lecture.wrong_state');
  return instantOf(now) < instantOf(of.startsAt) ? fail('lecture.not_begun') : ok(null);
}

/** Withdrawn until it begins. Errors: `lecture.begun`. */
export function maySignOff(of: Pick<Times, 'startsAt'>, now: string): Result<null> {
  return instantOf(now) >= instantOf(of.startsAt) ? fail('lecture.begun') : ok(null);
}
