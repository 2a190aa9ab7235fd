/** One record under its permanent link: a result, a document or draw with its own page, or what stays of a removed one. */
import { penaltyKindsText } from '@mingcha/core/followups/penalty-form.ts';
import type { UnitNotes } from '@mingcha/core/publications/portal/unit-notes.ts';
import { publicLineText } from '@mingcha/core/publications/public-line-text.ts';
import type {
  PublicDocument,
  PublicDraw,
  PublicListing,
  PublicPenalty,
  PublicRecord,
  PublicResult,
  PublicTombstone,
} from '@mingcha/core/publications/public-record.ts';
import { type Html, html } from '../../platform/http/html.ts';
import { emptyState, type PortalPage, searchForm } from './frame.ts';
import { noteList } from './record-notes.ts';
import { marksOf, recordName, resultLines, unitAddress } from './record-parts.ts';
import { objectPart } from './unit-page.ts';
import { dayText, sayFrom, type Words } from './words.ts';

/** `address` is the record's permanent link in full. */
export function recordPageOf(
  words: Words,
  record: PublicRecord | undefined,
  of: { readonly address: string; readonly beside: UnitNotes },
): PortalPage {
  if (record === undefined) return noRecord(words);
  const { payload } = record;
  switch (payload.kind) {
    case 'result':
      return resultPage(words, { record, payload, ...of });
    case 'listing':
      return listingPage(words, { record, payload, ...of });
    case 'penalty':
      return penaltyPage(words, { record, payload, ...of });
    case 'tombstone':
      return tombstonePage(words, { record, payload, ...of });
    default:
      return documentPage(words, { record, payload, ...of });
  }
}

interface Shown<P> {
  readonly record: PublicRecord;
  readonly payload: P;
  readonly address: string;
  readonly beside: UnitNotes;
}

/** How objections ended and what of repair goes on, in a part of its own. */
function besidePart(words: Words, recordId: string, beside: UnitNotes): Html | null {
  const list = noteList(recordId, beside, words);
  return list === null
    ? null
    : html`<section class="section" aria-labelledby="beside"><div class="section-head"><h2 id="beside">${words.say('notesTitle')}</h2></div><div class="section-body">${list}</div></section>`;
}

function resultPage(words: Words, { record, payload, address, beside }: Shown<PublicResult>): PortalPage {
  const { say } = words;
  const title = say('recordOf', { name: recordName(record, words) });
  const unit = unitAddress(payload.object);
  const main = html`<div class="page"><header class="page-header"><h1>${title} ${marksOf(record, words)}</h1></header>
${record.isObjected ? html`<div class="notice record-notice" role="note"><p>${say('objectedText')}</p></div>` : null}
<section class="section"><div class="section-body">${resultLines(payload, words)}${days(record, words)}</div></section>
${besidePart(words, record.id, beside)}${objectPart(words, record.id)}${stableLink(words, address)}
<p class="button-row">${unit === null ? null : html`<a href="${unit}">${say('unitAll')}</a>`}<a href="/p/search">${say('backToSearch')}</a></p></div>`;
  return { title, main };
}

function days(record: PublicRecord, { say, locale }: Words): Html {
  const ends =
    record.endsOn === null
      ? null
      : html`<div class="pair"><dt>${say('endsOn')}</dt><dd>${dayText(locale, record.endsOn)}</dd></div>`;
  return html`<dl class="pairs record-pairs" data-columns="1"><div class="pair"><dt>${say('publishedOn')}</dt><dd>${dayText(locale, record.publishedOn)}</dd></div>${ends}</dl>`;
}

function documentPage(
  words: Words,
  { record, payload, address }: Shown<PublicDocument | PublicDraw>,
): PortalPage {
  const { say, locale } = words;
  const line = sayFrom(publicLineText, locale);
  const voided = payload.kind === 'draw' && payload.voided !== null ? payload.voided : null;
  const main = html`<div class="page"><header class="page-header"><h1>${payload.title}${
    voided === null ? null : html` <span class="chip" data-tone="void">${say('drawVoided')}</span>`
  }</h1></header>
<section class="section"><div class="section-body"><dl class="pairs record-pairs" data-columns="1">
<div class="pair"><dt>${say('kind')}</dt><dd>${line(`kind.${record.kind}`)}</dd></div>
<div class="pair"><dt>${say('agency')}</dt><dd>${payload.agency.name}</dd></div></dl>${days(record, words)}</div></section>
<p><a class="button button-primary" href="/p/${payload.path}">${say('openDocument')}</a></p>
${stableLink(words, address)}<p><a href="/p/records">${say('recordsTitle')}</a></p></div>`;
  return { title: payload.title, main };
}

function listingPage(words: Words, { record, payload, address, beside }: Shown<PublicListing>): PortalPage {
  const { say, locale } = words;
  const unit = unitAddress(payload.object);
  const main = html`<div class="page"><header class="page-header"><h1>${payload.title} ${marksOf(record, words)}</h1></header>
<section class="section"><div class="section-body"><dl class="pairs record-pairs" data-columns="1">
${pair(say('unit'), payload.object.name)}${pair(say('code'), payload.object.code ?? say('noCode'))}${pair(say('agency'), payload.agency.name)}
${pair(say('listedFor'), payload.ground.wording)}${pair(say('basis'), payload.basis)}${pair(say('decision'), payload.number)}
${pair(say('decidedOn'), dayText(locale, payload.decidedOn))}${pair(say('endsOn'), dayText(locale, payload.endsOn))}
</dl>${
    payload.measures.length === 0
      ? null
      : html`<h2>${say('measures')}</h2><ul class="record-steps">${payload.measures.map((each) => html`<li>${each.name} <span class="secondary">${each.basis} ${each.authority}</span></li>`)}</ul>`
  }</div></section>
${besidePart(words, record.id, beside)}${remedyPart(words, payload.agency.id)}${stableLink(words, address)}
<p class="button-row">${unit === null ? null : html`<a href="${unit}">${say('unitAll')}</a>`}<a href="/p/search">${say('backToSearch')}</a></p></div>`;
  return { title: payload.title, main };
}

function penaltyPage(words: Words, { record, payload, address }: Shown<PublicPenalty>): PortalPage {
  const { say, locale } = words;
  const unit = unitAddress(payload.object);
  const main = html`<div class="page"><header class="page-header"><h1>${payload.title} ${marksOf(record, words)}</h1></header>
<section class="section"><div class="section-body"><dl class="pairs record-pairs" data-columns="1">
${pair(say('unit'), payload.object.name)}${pair(say('code'), payload.object.code ?? say('noCode'))}${pair(say('agency'), payload.agency.name)}
${pair(say('violation'), payload.violation)}${pair(say('facts'), payload.facts)}${pair(say('basis'), payload.basis)}
${pair(say('penaltyKinds'), penaltyKindsText(payload.kinds))}${pair(say('penaltyContent'), payload.content)}
${pair(say('decidedOn'), dayText(locale, payload.decidedOn))}</dl>${days(record, words)}</div></section>
${remedyPart(words, payload.agency.id)}${stableLink(words, address)}
<p class="button-row">${unit === null ? null : html`<a href="${unit}">${say('unitAll')}</a>`}<a href="/p/search">${say('backToSearch')}</a></p></div>`;
  return { title: payload.title, main };
}

/** Against a decision: not the objection to a result, but the agency that decided. */
function remedyPart({ say }: Words, agencyId: string): Html {
  return html`<section class="section no-print" aria-labelledby="remedy"><div class="section-head"><h2 id="remedy">${say('objectTitle')}</h2></div>
<div class="section-body record-object"><p>${say('remedyText')}</p><p><a class="button" href="/p/agencies/${agencyId}">${say('remedyAction')}</a></p></div></section>`;
}

function tombstonePage(words: Words, { record, payload, address }: Shown<PublicTombstone>): PortalPage {
  const { say, locale } = words;
  const line = sayFrom(publicLineText, locale);
  const main = html`<div class="page"><header class="page-header"><div><h1>${say('removedTitle')}</h1><p class="page-lead">${say('removedText')}</p></div></header>
<section class="section"><div class="section-body"><dl class="pairs record-pairs" data-columns="1">
${pair(say('kind'), line(`kind.${payload.of}`))}${pair(say('agency'), payload.agency.name)}${
  payload.task === null
    ? null
    : pair(
        say('task'),
        payload.task.name === '' ? payload.task.number : `${payload.task.name} ${payload.task.number}`,
      )
}${pair(say('publishedOn'), dayText(locale, record.publishedOn))}${pair(say('removedOn'), dayText(locale, payload.removedOn))}${pair(say('removedWhy'), line(`removal.${payload.reason}`))}
</dl></div></section>${stableLink(words, address)}<p><a href="/p/search">${say('backToSearch')}</a></p></div>`;
  return { title: say('removedTitle'), main };
}

function pair(name: string, value: string): Html {
  return html`<div class="pair"><dt>${name}</dt><dd>${value}</dd></div>`;
}

function stableLink({ say }: Words, address: string): Html {
  return html`<p class="record-link"><strong>${say('stableLink')}</strong> <span class="mono">${address}</span> <span>${say('stableLinkText')}</span></p>`;
}

function noRecord(words: Words): PortalPage {
  const { say } = words;
  const main = html`<div class="page"><h1>${say('recordNone')}</h1>${emptyState({ title: say('recordNone'), text: say('recordNoneText') })}${searchForm(words, '')}</div>`;
  return { title: say('recordNone'), main, status: 404 };
}
