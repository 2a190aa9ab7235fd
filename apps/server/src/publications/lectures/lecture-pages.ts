/** The portal's pages of enterprises' training, usable without scripts: list, one with its form, receipt, own sign-up. */
import { articleBlocks } from '@mingcha/core/publications/articles/article.ts';
import { mostSignupPeople, openness } from '@mingcha/core/publications/lectures/lecture.ts';
import type { SignupFormBody } from '@mingcha/core/publications/lectures/public-lecture-api.ts';
import { publicLectureText } from '@mingcha/core/publications/lectures/public-lecture-text.ts';
import { type Html, html } from '../../platform/http/html.ts';
import { blockOf } from '../portal/articles-page.ts';
import { header, section } from '../portal/facts-pages.ts';
import { errorSummary, type FormWords, type Problem, textField } from '../portal/form-parts.ts';
import { emptyState, type PortalPage } from '../portal/frame.ts';
import { type Say, sayFrom, type Words } from '../portal/words.ts';
import type { StoredLecture } from './lecture.queries.ts';
import { contentOf } from './lecture.service.ts';
import type { SignupByCode } from './signup.service.ts';

type SayLecture = Say<keyof typeof publicLectureText.zh>;
const sayLecture = ({ locale }: Pick<Words, 'locale'>): SayLecture => sayFrom(publicLectureText, locale);

/** What a page needs beside its words. */
export interface Now {
  readonly now: string;
  readonly zone: string;
}

function timeText(words: Words, instant: string, { zone }: Now): string {
  return new Intl.DateTimeFormat(words.locale === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    dateStyle: words.locale === 'zh' ? 'long' : 'medium',
    timeStyle: 'short',
  }).format(Date.parse(instant));
}

const standingOf = (row: StoredLecture, { now }: Now) =>
  openness({ ...contentOf(row), taken: row.taken }, now);

export function lecturesPageOf(words: Words, rows: readonly StoredLecture[], at: Now): PortalPage {
  const say = sayLecture(words);
  const line = (row: StoredLecture): Html =>
    html`<li class="record-line"><div><a class="record-name" href="/p/training/${row.id}" lang="zh-CN">${row.title}</a>
<p class="record-facts"><span>${say(`standing.${standingOf(row, at)}`)}</span><span>${timeText(words, row.starts_at, at)}</span><span>${row.agency_name}</span></p></div></li>`;
  const main = html`<div class="page">${header(say('title'), say('lead'))}
${rows.length === 0 ? emptyState({ title: say('none'), text: say('noneText') }) : html`<ol class="record-list">${rows.map(line)}</ol>`}
<p class="no-print"><a href="/p/forms/signup">${say('ownTitle')}</a></p></div>`;
  return { title: say('title'), main };
}

export function noLecturePage(words: Words): PortalPage {
  const say = sayLecture(words);
  const action = html`<a href="/p/training">${say('back')}</a>`;
  const main = html`<div class="page"><h1>${say('notFound')}</h1>${emptyState({ title: say('notFound'), text: say('notFoundText'), action })}</div>`;
  return { title: say('notFound'), main, status: 404 };
}

export const emptySignup = (actionId: string): SignupFormBody => ({
  actionId,
  code: '',
  creditCode: '',
  people: '1',
  name: '',
  phone: '',
});

/** Names of the fields as the summary says them. */
export function signupLabels(words: Words): Readonly<Record<string, string>> {
  const say = sayLecture(words);
  return {
    code: say('code'),
    creditCode: say('creditCode'),
    people: say('people'),
    name: say('name'),
    phone: say('phone'),
  };
}

interface LecturePage extends Now {
  readonly row: StoredLecture;
  readonly typed: SignupFormBody;
  readonly problems: readonly Problem[];
}

export function lecturePageOf(words: FormWords, of: LecturePage): PortalPage {
  const say = sayLecture(words);
  const { row, problems } = of;
  const main = html`<article class="page"><header class="page-header"><div><h1 lang="zh-CN">${row.title}</h1>
<p class="record-facts"><span>${say(`standing.${standingOf(row, of)}`)}</span></p></div></header>
${factsOf(words, row, of)}
<div class="record-article" lang="zh-CN">${articleBlocks(row.body).map(blockOf)}</div>
${standingOf(row, of) === 'open' ? signupForm(words, of) : null}
<p class="no-print"><a href="/p/training">${say('back')}</a></p></article>`;
  return { title: row.title, main, ...(problems.length === 0 ? {} : { status: 422 }) };
}

const pair = (name: string, value: Html | string): Html =>
  html`<div class="pair"><dt>${name}</dt><dd>${value}</dd></div>`;

function factsOf(words: Words, row: StoredLecture, at: Now): Html {
  const say = sayLecture(words);
  const time = `${timeText(words, row.starts_at, at)} ${say('until')} ${timeText(words, row.ends_at, at)}`;
  return html`<dl class="pairs record-pairs" data-columns="1">${pair(say('agency'), row.agency_name)}${pair(say('time'), time)}${pair(
    say('place'),
    row.place === '' ? say('online') : row.place,
  )}${pair(say('topic'), row.topic)}${pair(say('audience'), row.audience)}${pair(say('closesAt'), timeText(words, row.closes_at, at))}</dl>`;
}

function signupForm(words: FormWords, { row, typed, problems }: LecturePage): Html {
  const say = sayLecture(words);
  const form = html`<p class="record-hint">${say('formLead')} <a href="/p/enterprise/lectures">${say('toCentre')}</a></p>
${errorSummary(words, problems)}
<form class="form" action="/p/training/${row.id}" method="post" accept-charset="utf-8">
<input type="hidden" name="actionId" value="${typed.actionId}">
${textField(words, { name: 'code', label: say('code'), hint: say('codeHint'), value: typed.code, max: 40 }, problems)}
${textField(words, { name: 'creditCode', label: say('creditCode'), hint: say('creditCodeHint'), value: typed.creditCode, max: 40, isOptional: true }, problems)}
${textField(words, { name: 'people', label: say('people'), hint: say('peopleHint', { n: mostSignupPeople }), value: typed.people, max: 2 }, problems)}
${textField(words, { name: 'name', label: say('name'), value: typed.name, max: 60, autocomplete: 'name' }, problems)}
${textField(words, { name: 'phone', label: say('phone'), hint: say('privacy'), value: typed.phone, max: 40, type: 'tel', autocomplete: 'tel' }, problems)}
<div class="button-row"><button class="button button-primary button-large" type="submit">${say('send')}</button></div>
</form>`;
  return section('signup', say('formTitle'), form);
}

/** The code, shown this once. */
export function signedUpPageOf(
  words: FormWords,
  of: Now & { readonly row: StoredLecture; readonly code: string },
): PortalPage {
  const say = sayLecture(words);
  const link = of.row.link === '' ? null : pair(say('link'), of.row.link);
  const main = html`<section class="portal-part intake-page"><h1>${say('doneTitle')}</h1>
<div class="notice record-notice" data-tone="verified" role="status"><p>${say('doneLead')}</p></div>
<dl class="pairs record-pairs" data-columns="1">${pair(say('ownCode'), html`<strong class="intake-number">${of.code}</strong>`)}${link}</dl>
<h2 lang="zh-CN">${of.row.title}</h2>${factsOf(words, of.row, of)}
<p class="button-row no-print"><a class="button" href="/p/forms/signup">${say('ownTitle')}</a><a href="/p/training">${say('back')}</a></p></section>`;
  return { title: say('doneTitle'), main };
}

export function ownSignupFormOf(words: FormWords, problems: readonly Problem[], code = ''): PortalPage {
  const say = sayLecture(words);
  const main = html`<section class="portal-part intake-page"><h1>${say('ownTitle')}</h1><p>${say('ownLead')}</p>
${errorSummary(words, problems)}
<form class="form" action="/p/forms/signup" method="post" accept-charset="utf-8">
${textField(words, { name: 'code', label: say('ownCode'), value: code, max: 40 }, problems)}
<div class="button-row"><button class="button button-primary button-large" type="submit">${say('look')}</button></div>
</form></section>`;
  return { title: say('ownTitle'), main, ...(problems.length === 0 ? {} : { status: 422 }) };
}

/** The code travels on in the form of the withdrawal, never in an address. */
export function ownSignupPageOf(
  words: FormWords,
  of: Now & { readonly found: SignupByCode; readonly code: string; readonly actionId: string },
): PortalPage {
  const say = sayLecture(words);
  const { lecture, partyName, people, mayWithdraw } = of.found;
  const link = lecture.link === '' ? null : pair(say('link'), lecture.link);
  const withdrawal = mayWithdraw
    ? html`<form action="/p/forms/signup-withdrawal" method="post" accept-charset="utf-8"><input type="hidden" name="actionId" value="${of.actionId}"><input type="hidden" name="code" value="${of.code}"><button class="button" type="submit">${say('withdraw')}</button></form>`
    : null;
  const main = html`<section class="portal-part intake-page"><h1 lang="zh-CN">${lecture.title}</h1>
<dl class="pairs record-pairs" data-columns="1">${pair(say('party'), partyName)}${pair(say('people'), String(people))}${link}</dl>
${factsOf(words, lecture, of)}
<div class="button-row no-print">${withdrawal}<a href="/p/training">${say('back')}</a></div></section>`;
  return { title: lecture.title, main };
}

export function signedOffPageOf(words: FormWords): PortalPage {
  const say = sayLecture(words);
  const action = html`<a href="/p/training">${say('back')}</a>`;
  const main = html`<section class="portal-part intake-page"><h1>${say('withdrawnTitle')}</h1><p>${say('withdrawnText')}</p><p class="button-row">${action}</p></section>`;
  return { title: say('withdrawnTitle'), main };
}
