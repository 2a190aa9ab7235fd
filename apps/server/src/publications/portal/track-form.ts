/** The look-up by number and code without scripts: where an objection or a contact stands, and its reply. */
import type { PublicContact } from '@mingcha/core/publications/contacts/contact-api.ts';
import type { PublicObjection } from '@mingcha/core/publications/objections/public-objection-api.ts';
import type { TrackFormBody } from '@mingcha/core/publications/portal/portal-forms-api.ts';
import { type Html, html } from '../../platform/http/html.ts';
import { errorSummary, type FormWords, type Problem, textField } from './form-parts.ts';
import type { PortalPage } from './frame.ts';
import { dayText } from './words.ts';

export function trackLabels({ intake }: FormWords): Readonly<Record<string, string>> {
  return { number: intake('number'), code: intake('code') };
}

export function trackFormPageOf(
  words: FormWords,
  of: { readonly typed: TrackFormBody; readonly problems: readonly Problem[] },
): PortalPage {
  const { intake } = words;
  const { typed, problems } = of;
  const main = html`<section class="portal-part intake-page"><h1>${intake('trackTitle')}</h1><p>${intake('trackLead')}</p>
${errorSummary(words, problems)}
<form class="form" action="/p/forms/track" method="post" accept-charset="utf-8">
${textField(words, { name: 'number', label: intake('number'), value: typed.number, max: 40 }, problems)}
${textField(words, { name: 'code', label: intake('code'), value: typed.code, max: 40 }, problems)}
<div class="button-row"><button class="button button-primary button-large" type="submit">${intake('look')}</button></div>
</form></section>`;
  return { title: intake('trackTitle'), main, ...(problems.length === 0 ? {} : { status: 422 }) };
}

type Row = readonly [string, string];

export function objectionTrackPageOf(words: FormWords, found: PublicObjection): PortalPage {
  const { intake } = words;
  return trackPage(words, [
    [intake('number'), found.number],
    [intake('state'), intake(`state.${found.state}`)],
    [intake('agency'), found.agencyName],
    [intake('agencyPhone'), found.agencyPhone],
    [intake('object'), found.objectName],
    [intake('task'), found.taskName],
    ...days(words, found),
    [intake('outcome'), found.outcome === null ? '' : intake(`outcome.${found.outcome}`)],
    [intake('rejection'), found.rejection],
    [intake('reasons'), found.reasons],
    [intake('reply'), found.replyText],
  ]);
}

export function contactTrackPageOf(words: FormWords, found: PublicContact): PortalPage {
  const { intake } = words;
  return trackPage(words, [
    [intake('number'), found.number],
    [intake('kind'), intake(`kind.${found.kind}`)],
    [intake('subject'), found.subject],
    [intake('state'), intake(`state.${found.state}`)],
    [intake('agency'), found.agencyName],
    [intake('agencyPhone'), found.agencyPhone],
    ...days(words, found),
    [intake('outcome'), found.outcome === null ? '' : intake(`found.${found.outcome}`)],
    [intake('reply'), found.reply],
  ]);
}

function days(
  { intake, locale }: FormWords,
  of: { readonly receivedOn: string; readonly dueOn: string },
): readonly Row[] {
  return [
    [intake('receivedOn'), dayText(locale, of.receivedOn)],
    [intake('dueOn'), dayText(locale, of.dueOn)],
  ];
}

function trackPage(words: FormWords, rows: readonly Row[]): PortalPage {
  const { intake } = words;
  const list: Html = html`<dl class="pairs record-pairs" data-columns="1">${rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<div class="pair"><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
  const main = html`<section class="portal-part intake-page"><h1>${intake('trackTitle')}</h1>${list}
<p class="button-row no-print"><a class="button" href="/p/forms/track">${intake('another')}</a></p></section>`;
  return { title: intake('trackTitle'), main };
}
