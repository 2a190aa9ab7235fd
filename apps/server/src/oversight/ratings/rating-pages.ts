/** The portal's pages under the code of an opinion, usable without scripts. The code travels in bodies only. */

import type { AppError } from '@mingcha/core/common/result.ts';
import { format } from '@mingcha/core/common/text.ts';
import { ratingVerdicts } from '@mingcha/core/oversight/ratings/rating-matter.ts';
import { publicRatingText, ratingText } from '@mingcha/core/oversight/ratings/rating-text.ts';
import { type Html, html } from '../../platform/http/html.ts';
import {
  errorSummary,
  type FormWords,
  type Problem,
  problemOf,
  radioField,
  textField,
} from '../../publications/portal/form-parts.ts';
import type { PortalPage } from '../../publications/portal/frame.ts';
import { dayText, type Say, sayFrom, type Words } from '../../publications/portal/words.ts';
import type { RaterView } from './rater.service.ts';

type SayRating = Say<keyof typeof publicRatingText.zh>;
const sayRating = ({ locale }: Pick<Words, 'locale'>): SayRating => sayFrom(publicRatingText, locale);

/** A refusal in words. */
export function ratingProblem(error: AppError, words: FormWords): Problem {
  const own: Readonly<Record<string, string>> = ratingText[words.locale];
  const sentence = own[error.code];
  if (sentence === undefined) return problemOf(error, words);
  return { field: error.field ?? '', message: format(sentence, {}) };
}

export function ratingFormOf(words: FormWords, problems: readonly Problem[], code = ''): PortalPage {
  const say = sayRating(words);
  const main = html`<section class="portal-part intake-page"><h1>${say('title')}</h1><p>${say('lead')}</p>
${errorSummary(words, problems)}
<form class="form" action="/p/forms/rating" method="post" accept-charset="utf-8">
${textField(words, { name: 'code', label: say('code'), value: code, max: 40 }, problems)}
<div class="button-row"><button class="button button-primary button-large" type="submit">${say('look')}</button></div>
</form></section>`;
  return { title: say('title'), main, ...(problems.length === 0 ? {} : { status: 422 }) };
}

interface Shown {
  readonly found: RaterView;
  readonly code: string;
  readonly actionId: string;
  readonly problems: readonly Problem[];
  /** After a reply. */
  readonly isThanked: boolean;
}

export function ratingPageOf(words: FormWords, of: Shown): PortalPage {
  const say = sayRating(words);
  const { matter } = of.found;
  const thanks = of.isThanked
    ? html`<div class="notice record-notice" data-tone="verified" role="status"><p>${say('thanks')}</p></div>`
    : null;
  const again =
    matter !== null && matter.round > 1 && matter.state !== 'closed' ? html`<p>${say('again')}</p>` : null;
  const main = html`<section class="portal-part intake-page"><h1>${say('title')}</h1>${thanks}${errorSummary(words, of.problems)}
<dl class="pairs record-pairs" data-columns="1">${rowsOf(words, of.found).map(([name, value]) => html`<div class="pair"><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${again}${matter?.mayAnswer === true ? answerForm(words, of) : null}${matter?.mayJudge === true ? verdictForm(words, of) : null}
<p class="button-row no-print"><a class="button" href="/p/forms/rating">${say('another')}</a></p></section>`;
  return { title: say('title'), main, ...(of.problems.length === 0 ? {} : { status: 422 }) };
}

function rowsOf(words: Words, { ratedOn, matter }: RaterView): readonly (readonly [string, string])[] {
  const say = sayRating(words);
  const day = (value: string): string => dayText(words.locale, value);
  const first = [say('ratedOn'), day(ratedOn)] as const;
  if (matter === null) return [first, [say('state'), say('state.none')]];
  const rows: (readonly [string, string])[] = [
    [say('number'), matter.number],
    first,
    [say('state'), say(`state.${matter.state}`)],
  ];
  if (matter.state !== 'closed') rows.push([say('dueOn'), day(matter.dueOn)]);
  if (matter.question !== null) rows.push([say('question'), matter.question]);
  if (matter.outcome !== null) rows.push([say('outcome'), say(`outcome.${matter.outcome}`)]);
  if (matter.answer !== '') rows.push([say('result'), matter.answer]);
  if (matter.closedOn !== null) rows.push([say('closedOn'), day(matter.closedOn)]);
  if (matter.verdict !== null) rows.push([say('said'), say(`verdict.${matter.verdict}`)]);
  return rows;
}

const hidden = (of: Shown): Html =>
  html`<input type="hidden" name="actionId" value="${of.actionId}"><input type="hidden" name="code" value="${of.code}">`;

function answerForm(words: FormWords, of: Shown): Html {
  const say = sayRating(words);
  return html`<form class="form" action="/p/forms/rating-reply" method="post" accept-charset="utf-8">${hidden(of)}
${textField(words, { name: 'answer', label: say('answerLabel'), hint: say('answerHint'), value: '', max: 2000, rows: 6 }, of.problems)}
<div class="button-row"><button class="button button-primary button-large" type="submit">${say('sendAnswer')}</button></div></form>`;
}

function verdictForm(words: FormWords, of: Shown): Html {
  const say = sayRating(words);
  const choices = ratingVerdicts.map((each) => [each, say(`verdict.${each}`)] as const);
  return html`<form class="form" action="/p/forms/rating-reply" method="post" accept-charset="utf-8">${hidden(of)}
${radioField({ name: 'verdict', label: say('verdict'), value: 'satisfied', choices }, of.problems)}
${textField(words, { name: 'words', label: say('verdictWords'), value: '', max: 1000, rows: 4, isOptional: true }, of.problems)}
<div class="button-row"><button class="button button-primary button-large" type="submit">${say('sendVerdict')}</button></div></form>`;
}
