/** First page of the portal: search of results, the way to every table, the latest results and draws, how a draw is verified. */
import type { PublicRecord } from '@mingcha/core/publications/public-record.ts';
import { type Html, html } from '../../platform/http/html.ts';
import { type PortalPage, searchForm } from './frame.ts';
import { recordLine } from './record-parts.ts';
import { dayText, type Words } from './words.ts';

const steps = ['portalHow1', 'portalHow2', 'portalHow3'] as const;
const places = [
  ['/p/records', 'portalRecords'],
  ['/p/statistics', 'portalStatistics'],
  ['/p/agencies', 'portalAgencies'],
  ['/p/exposure', 'exposureTitle'],
  ['/p/articles', 'portalArticles'],
  ['/p/data', 'portalData'],
] as const;

/** Rows of each list. */
export const homeRows = 6;

export function homePageOf(
  words: Words,
  of: { readonly results: readonly PublicRecord[]; readonly draws: readonly PublicRecord[] },
): PortalPage {
  const { say, shell } = words;
  const main = html`<section class="portal-hero"><h1>${shell('portalTitle')}</h1><p>${shell('portalLead')}</p>
${searchForm(words, '')}
<ul class="portal-marks">${places.map(([to, key]) => html`<li><a href="${to}">${say(key)}</a></li>`)}</ul></section>
${part({ title: say('latestResults'), all: ['/p/records?kind=result', say('allResults')] }, of.results.length === 0 ? html`<p class="secondary">${say('noneYet')}</p>` : html`<ol class="record-list">${of.results.map((record) => recordLine(record, words))}</ol>`)}
${part({ title: shell('portalLatest'), all: ['/p/draws', shell('portalAll')] }, of.draws.length === 0 ? html`<p class="secondary">${say('noneYet')}</p>` : html`<ol class="record-list">${of.draws.map((record) => drawLine(record, words))}</ol>`)}
<section class="portal-part"><h2>${shell('portalHow')}</h2><ol class="portal-how">${steps.map(
    (step) => html`<li><strong>${shell(`${step}Title`)}</strong>${shell(step)}</li>`,
  )}</ol></section>`;
  return { title: shell('portalTitle'), main };
}

function part(head: { readonly title: string; readonly all: readonly [string, string] }, list: Html): Html {
  return html`<section class="portal-part"><header class="portal-part-head"><h2>${head.title}</h2><a href="${head.all[0]}">${head.all[1]}</a></header>
${list}</section>`;
}

/** A draw leads to the page on which the visitor's browser verifies it. */
function drawLine({ payload, publishedOn }: PublicRecord, { say, locale }: Words): Html | null {
  if (payload.kind !== 'draw') return null;
  return html`<li class="record-line"><div><a class="record-name" href="/p/${payload.path}">${payload.title}</a>
<p class="record-facts"><span>${payload.agency.name}</span><span>${payload.number}</span><span>${say('publishedOn')} ${dayText(locale, publishedOn)}</span></p></div>
<div class="record-marks">${payload.voided === null ? null : html`<span class="chip" data-tone="void">${say('drawVoided')}</span>`}</div></li>`;
}
