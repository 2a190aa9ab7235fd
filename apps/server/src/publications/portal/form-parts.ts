/**
 * Parts of the portal's forms without scripts, the same classes as the forms with scripts: label above, hint, the error
 * beside the field and the same words on top with a link to it. What was typed stands in the fields again.
 */
import { commonText } from '@mingcha/core/common/common-text.ts';
import type { AppError } from '@mingcha/core/common/result.ts';
import { signInText } from '@mingcha/core/common/sign-in-text.ts';
import { format, type Locale } from '@mingcha/core/common/text.ts';
import { contactText } from '@mingcha/core/publications/contacts/contact-text.ts';
import { lectureText } from '@mingcha/core/publications/lectures/lecture-text.ts';
import { objectionText } from '@mingcha/core/publications/objections/objection-text.ts';
import { publicObjectionText } from '@mingcha/core/publications/objections/public-objection-text.ts';
import { packageText } from '@mingcha/core/publications/packages/package-text.ts';
import { portalFormsText } from '@mingcha/core/publications/portal/portal-forms-text.ts';
import type { z } from 'zod';
import type { PageReply } from '../../platform/http/binder.ts';
import { type Html, html } from '../../platform/http/html.ts';
import { type PortalPage, pageReply } from './frame.ts';
import type { Reading } from './reading.ts';
import type { SiteFacts } from './site-facts.ts';
import { dayText, type Say, sayFrom, type Words } from './words.ts';

type SayIntake = Say<keyof typeof publicObjectionText.zh>;
type SayForms = Say<keyof typeof portalFormsText.zh>;

export interface FormWords extends Words {
  readonly intake: SayIntake;
  readonly forms: SayForms;
}

export function formWords(words: Words): FormWords {
  return {
    ...words,
    intake: sayFrom(publicObjectionText, words.locale),
    forms: sayFrom(portalFormsText, words.locale),
  };
}

/** What is wrong with one field, or with the whole where `field` is empty. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

const sentences = (locale: Locale): Readonly<Record<string, string>> => ({
  ...commonText[locale],
  ...objectionText[locale],
  ...contactText[locale],
  ...lectureText[locale],
  ...signInText[locale],
  ...packageText[locale],
});

/** A refusal in words; days are written as on the page. */
export function problemOf(error: AppError, { locale }: Words): Problem {
  const all = sentences(locale);
  const data = Object.fromEntries(
    Object.entries(error.data ?? {}).flatMap(([key, value]): [string, string | number][] => {
      if (typeof value === 'number') return [[key, value]];
      if (typeof value !== 'string') return [];
      return [[key, /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayText(locale, value) : value]];
    }),
  );
  return {
    field: error.field ?? '',
    message: format(all[error.code] ?? all['input.wrong'] ?? '', data),
  };
}

type Issues = z.ZodError['issues'];
const ownCode = /^[a-z]+\.[a-z_]+$/;

/** What a form's schema refuses, the first of each field; an empty field is named by its label. */
export function problemsOf(
  issues: Issues,
  words: FormWords,
  labels: Readonly<Record<string, string>>,
): readonly Problem[] {
  const seen = new Set<string>();
  return issues.flatMap((issue): Problem[] => {
    const field = String(issue.path[0] ?? '');
    if (seen.has(field)) return [];
    seen.add(field);
    const label = labels[field];
    if (issue.message === 'text.required' && label !== undefined)
      return [{ field, message: words.intake('required', { name: label }) }];
    const code = ownCode.test(issue.message) ? issue.message : codeOf(issue.code, label !== undefined);
    const limit = issue.code === 'too_big' ? Number(issue.maximum) : 0;
    const { message } = problemOf({ code, data: { limit } }, words);
    return [
      {
        field: label === undefined ? '' : field,
        message: label === undefined ? message : `${label}：${message}`,
      },
    ];
  });
}

function codeOf(code: string, isField: boolean): string {
  if (code === 'too_big') return 'input.too_big';
  if (code === 'invalid_value') return 'input.wrong_choice';
  return isField ? 'input.wrong_format' : 'input.wrong';
}

/** On top of a form that was refused. */
export function errorSummary({ ui }: Words, problems: readonly Problem[]): Html | null {
  if (problems.length === 0) return null;
  const isNamed = problems.some(({ field }) => field !== '');
  return html`<div class="error-summary" role="alert" id="problems" tabindex="-1"><h2>${
    isNamed ? ui('errorsTitle', { n: problems.length }) : ui('notAccepted')
  }</h2><ul>${problems.map(({ field, message }) =>
    field === ''
      ? html`<li><strong>${message}</strong></li>`
      : html`<li><a href="#field-${field}">${message}</a></li>`,
  )}</ul></div>`;
}

export interface FieldOf {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly max: number;
  readonly hint?: string;
  readonly isOptional?: true;
  readonly type?: 'text' | 'tel';
  readonly rows?: number;
  readonly autocomplete?: string;
}

/** A field of text, of several lines where `rows` says so. */
export function textField(words: Words, of: FieldOf, problems: readonly Problem[]): Html {
  const { name, label, value, max, hint, rows } = of;
  const error = problems.find(({ field }) => field === name)?.message;
  const input =
    rows === undefined
      ? html`<input class="input" id="field-${name}" name="${name}" type="${of.type ?? 'text'}" maxlength="${max}" value="${value}" autocomplete="${of.autocomplete ?? 'off'}"${marks(of, error)}>`
      : html`<textarea class="input" id="field-${name}" name="${name}" rows="${rows}" maxlength="${max}"${marks(of, error)}>
${value}</textarea>`;
  return html`<div class="field field-wide"><label class="field-label" for="field-${name}">${label}${optional(words, of)}</label>${
    hint === undefined ? null : html`<div class="field-hint" id="field-${name}-hint">${hint}</div>`
  }${errorLine(name, error)}${input}</div>`;
}

function marks({ name, hint, isOptional }: FieldOf, error: string | undefined): Html {
  const notes = [
    hint === undefined ? '' : `field-${name}-hint`,
    error === undefined ? '' : `field-${name}-error`,
  ]
    .filter((note) => note !== '')
    .join(' ');
  return html`${notes === '' ? null : html` aria-describedby="${notes}"`}${error === undefined ? null : html` aria-invalid="true"`}${
    isOptional === true ? null : html` aria-required="true"`
  }`;
}

function optional({ ui }: Words, { isOptional }: Pick<FieldOf, 'isOptional'>): Html | null {
  return isOptional === true ? html`<span class="field-mark">${ui('optional')}</span>` : null;
}

function errorLine(name: string, error: string | undefined): Html | null {
  return error === undefined ? null : html`<p class="field-error" id="field-${name}-error">${error}</p>`;
}

interface ChoiceOf {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [string, string])[];
}

/** One of a few. */
export function radioField({ name, label, value, choices }: ChoiceOf, problems: readonly Problem[]): Html {
  const error = problems.find(({ field }) => field === name)?.message;
  return html`<fieldset class="field" id="field-${name}" tabindex="-1"><legend class="field-label">${label}</legend>${errorLine(name, error)}<div class="choices choices-row">${choices.map(
    ([key, text]) =>
      html`<label class="choice"><input type="radio" name="${name}" value="${key}"${key === value ? html` checked` : null}><span>${text}</span></label>`,
  )}</div></fieldset>`;
}

/** One of a list; nothing is chosen until somebody chooses. */
export function selectField(
  words: FormWords,
  { name, label, value, choices }: ChoiceOf,
  problems: readonly Problem[],
): Html {
  const error = problems.find(({ field }) => field === name)?.message;
  return html`<div class="field"><label class="field-label" for="field-${name}">${label}</label>${errorLine(name, error)}<select class="input" id="field-${name}" name="${name}"${
    error === undefined ? null : html` aria-invalid="true" aria-describedby="field-${name}-error"`
  }><option value="">${words.forms('choose')}</option>${choices.map(
    ([key, text]) => html`<option value="${key}"${key === value ? html` selected` : null}>${text}</option>`,
  )}</select></div>`;
}

interface Receipt {
  readonly title: string;
  readonly number: string;
  readonly code: string;
  readonly dueOn: string;
  readonly note?: string;
}

/** Number and look-up code, shown this once. */
export function receiptPageOf(words: FormWords, receipt: Receipt): PortalPage {
  const { intake, locale } = words;
  const pair = (name: string, value: Html | string): Html =>
    html`<div class="pair"><dt>${name}</dt><dd>${value}</dd></div>`;
  const main = html`<section class="portal-part intake-page"><h1>${receipt.title}</h1>
<div class="notice record-notice" data-tone="verified" role="status"><p>${intake('doneLead')}</p></div>
<dl class="pairs record-pairs" data-columns="1">${pair(intake('number'), html`<strong class="intake-number">${receipt.number}</strong>`)}
${pair(intake('code'), html`<strong class="intake-number">${receipt.code}</strong>`)}${pair(intake('dueOn'), intake('due', { day: dayText(locale, receipt.dueOn) }))}</dl>
${receipt.note === undefined ? null : html`<p>${receipt.note}</p>`}
<p class="button-row no-print"><a class="button" href="/p/forms/track">${intake('track')}</a><a href="/p/search">${words.say('backToSearch')}</a></p></section>`;
  return { title: receipt.title, main };
}

/** A page that is somebody's own; its forms may name this site as their origin, which the refusal of other sites needs. */
export function ownPage(reading: Reading, site: SiteFacts, page: PortalPage): PageReply {
  const reply = pageReply(reading, site, page);
  return { ...reply, headers: { ...reply.headers, 'referrer-policy': 'same-origin' }, isPrivate: true };
}
