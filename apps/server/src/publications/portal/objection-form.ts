/** The page of an objection without scripts: which result, then one form; refused, it comes back with everything typed. */
import { type ApplicantKind, applicantKinds } from '@mingcha/core/publications/objections/objection.ts';
import type { ObjectionTarget } from '@mingcha/core/publications/objections/public-objection-api.ts';
import type { ObjectionFormBody } from '@mingcha/core/publications/portal/portal-forms-api.ts';
import { type Html, html } from '../../platform/http/html.ts';
import { errorSummary, type FormWords, type Problem, radioField, textField } from './form-parts.ts';
import type { PortalPage } from './frame.ts';
import { addressWith } from './reading.ts';
import { dayText } from './words.ts';

export interface ObjectionFormFacts {
  readonly typed: ObjectionFormBody;
  readonly problems: readonly Problem[];
  /** The chosen result; null while none is chosen or it is not public. */
  readonly target: ObjectionTarget | null;
  /** What was searched for and found; null where nothing was. */
  readonly search: { readonly text: string; readonly found: readonly ObjectionTarget[] } | null;
}

export function emptyObjection(actionId: string, record: string): ObjectionFormBody {
  return {
    actionId,
    record,
    paperCode: '',
    applicantKind: 'enterprise',
    name: '',
    phone: '',
    address: '',
    grounds: '',
  };
}

/** Names of the fields as the summary says them. */
export function objectionLabels({ intake }: FormWords): Readonly<Record<string, string>> {
  return {
    paperCode: intake('paperCode'),
    applicantKind: intake('applicantKind'),
    name: intake('name'),
    phone: intake('phone'),
    address: intake('address'),
    grounds: intake('grounds'),
  };
}

export function objectionFormPageOf(words: FormWords, facts: ObjectionFormFacts): PortalPage {
  const { intake, forms } = words;
  const { typed, problems, target } = facts;
  const full = addressWith('/p/objections/new', { record: target?.id });
  const main = html`<section class="portal-part intake-page"><h1>${intake('title')}</h1><p>${intake('lead')}</p>
${errorSummary(words, problems)}
${target === null ? choosePart(words, facts.search) : chosenPart(words, target)}
<form class="form" action="/p/forms/objection" method="post" accept-charset="utf-8">
<input type="hidden" name="actionId" value="${typed.actionId}"><input type="hidden" name="record" value="${target?.id ?? ''}">
${textField(words, { name: 'paperCode', label: intake('paperCode'), hint: intake('paperCodeHint'), value: typed.paperCode, max: 40, isOptional: true }, problems)}
${radioField({ name: 'applicantKind', label: intake('applicantKind'), value: typed.applicantKind, choices: applicantKinds.map((kind: ApplicantKind) => [kind, intake(`applicant.${kind}`)] as const) }, problems)}
${textField(words, { name: 'name', label: intake('name'), value: typed.name, max: 100, autocomplete: 'name' }, problems)}
${textField(words, { name: 'phone', label: intake('phone'), value: typed.phone, max: 40, type: 'tel', autocomplete: 'tel' }, problems)}
${textField(words, { name: 'address', label: intake('address'), value: typed.address, max: 300, isOptional: true, autocomplete: 'street-address' }, problems)}
<p class="secondary">${intake('privacy')}</p>
${textField(words, { name: 'grounds', label: intake('grounds'), hint: intake('groundsHint'), value: typed.grounds, max: 4000, rows: 8 }, problems)}
<p class="secondary">${forms('evidenceLater')} ${forms('stepForm')}<a href="${full}">${forms('stepFormEntry')}</a></p>
<div class="button-row"><button class="button button-primary button-large" type="submit">${intake('send')}</button></div>
</form></section>`;
  return { title: intake('title'), main, ...(problems.length === 0 ? {} : { status: 422 }) };
}

function choosePart(words: FormWords, search: ObjectionFormFacts['search']): Html {
  const { intake, forms } = words;
  return html`<form class="form" action="/p/forms/objection" method="get" role="search"><p>${forms('findFirst')}</p>
<div class="field field-wide"><label class="field-label" for="field-q">${intake('search')}</label><input class="input" id="field-q" name="q" type="search" maxlength="100" autocomplete="off" value="${search?.text ?? ''}"></div>
<div class="button-row"><button class="button" type="submit">${intake('searchButton')}</button></div></form>
${search === null ? null : foundPart(words, search.found)}`;
}

function foundPart(words: FormWords, found: readonly ObjectionTarget[]): Html {
  const { intake, forms } = words;
  if (found.length === 0) return html`<p role="status">${intake('noneFound')}</p>`;
  return html`<ul class="record-list">${found.map(
    (each) =>
      html`<li class="record-line"><div>${targetFacts(words, each)}<p><a href="/p/forms/objection?record=${each.id}" aria-label="${forms('chooseThis')} ${each.objectName} ${each.taskNumber}">${forms('chooseThis')}</a></p></div></li>`,
  )}</ul>`;
}

function chosenPart(words: FormWords, target: ObjectionTarget): Html {
  const { forms } = words;
  return html`<section class="section" aria-labelledby="chosen"><div class="section-head"><h2 id="chosen">${forms('chosen')}</h2></div><div class="section-body">${targetFacts(words, target)}<p><a href="/p/forms/objection">${forms('chooseAnother')}</a></p></div></section>`;
}

function targetFacts({ intake, locale }: FormWords, target: ObjectionTarget): Html {
  const { objectName, overall, agencyName, taskName, inspectedOn } = target;
  return html`<p><strong>${objectName}</strong> <span class="chip" lang="zh-CN">${overall}</span></p><p class="record-facts"><span>${agencyName}</span><span>${taskName}</span>${
    inspectedOn === null
      ? null
      : html`<span>${intake('inspectedOn', { day: dayText(locale, inspectedOn) })}</span>`
  }</p>`;
}
