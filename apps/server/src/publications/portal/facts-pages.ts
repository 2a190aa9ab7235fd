/** Pages of facts: agencies with duties, authority, procedure and contacts; statistics with their definitions; data to take away. */
import type { AgencyFact, AgencyPageFact } from '@mingcha/core/publications/packages/facts.ts';
import { dataTables } from '@mingcha/core/publications/portal/portal-api.ts';
import { portalFactsText, procedureSteps } from '@mingcha/core/publications/portal/portal-facts-text.ts';
import { type Html, html } from '../../platform/http/html.ts';
import { emptyState, type PortalPage } from './frame.ts';
import { type Say, sayFrom, type Words } from './words.ts';

export type SayFacts = Say<keyof typeof portalFactsText.zh>;

export function factsWords({ locale }: Pick<Words, 'locale'>): SayFacts {
  return sayFrom(portalFactsText, locale);
}

export function header(title: string, lead: string): Html {
  return html`<header class="page-header"><div><h1>${title}</h1><p class="page-lead">${lead}</p></div></header>`;
}

export function agenciesPageOf(words: Words, agencies: readonly AgencyFact[]): PortalPage {
  const say = factsWords(words);
  const list = html`<ul class="record-list">${agencies.map(
    (agency) =>
      html`<li class="record-line"><div><a class="record-name" href="/p/agencies/${agency.id}">${agency.name}</a>
<p class="record-facts"><span>${agency.place}</span>${contact(say('complaintPhone'), agency.complaintPhone)}${contact(say('email'), agency.email)}</p></div></li>`,
  )}</ul>`;
  const main = html`<div class="page">${header(say('agenciesTitle'), say('agenciesLead'))}${
    agencies.length === 0 ? emptyState({ title: say('agenciesNone'), text: say('agenciesLead') }) : list
  }${downloads(say, 'agencies')}</div>`;
  return { title: say('agenciesTitle'), main };
}

function contact(name: string, value: string): Html | null {
  return value === '' ? null : html`<span>${name} ${value}</span>`;
}

export function agencyPageOf(words: Words, facts: AgencyPageFact | null): PortalPage {
  const say = factsWords(words);
  if (facts === null) {
    const action = html`<a href="/p/agencies">${say('agenciesTitle')}</a>`;
    const main = html`<div class="page"><h1>${say('agencyNone')}</h1>${emptyState({ title: say('agencyNone'), text: say('agencyNoneText'), action })}</div>`;
    return { title: say('agencyNone'), main, status: 404 };
  }
  const { agency } = facts;
  const main = html`<div class="page">${header(agency.name, agency.place)}
${section('contact', say('contact'), contacts(say, agency))}
${section('duties', say('duties'), duties(say, facts))}
${section('procedure', say('procedure'), html`<p class="record-hint">${say('procedureLead')}</p>${flowChart(say)}`)}
<p class="button-row"><a href="/p/records?agency=${agency.id}">${words.say('recordsTitle')}</a><a href="/p/agencies">${say('agenciesTitle')}</a></p></div>`;
  return { title: agency.name, main };
}

export function section(id: string, title: string, body: Html): Html {
  return html`<section class="section" aria-labelledby="${id}"><div class="section-head"><h2 id="${id}">${title}</h2></div><div class="section-body">${body}</div></section>`;
}

function contacts(say: SayFacts, agency: AgencyFact): Html {
  const given = (value: string): string => (value === '' ? say('notGiven') : value);
  const link = (to: string, value: string): Html | string =>
    value === '' ? say('notGiven') : html`<a href="${to}">${value}</a>`;
  const dial = (phone: string): string => `tel:${phone.replaceAll(/[^\d+]/g, '')}`;
  const rows: readonly (readonly [string, Html | string])[] = [
    [say('complaintPhone'), link(dial(agency.complaintPhone), agency.complaintPhone)],
    [say('phone'), link(dial(agency.phone), agency.phone)],
    [say('email'), link(`mailto:${agency.email}`, agency.email)],
    ...(agency.website === '' ? [] : [[say('website'), link(agency.website, agency.website)] as const]),
    [say('authority'), say(`authority.${agency.qualification}`)],
    [say('authorityBasis'), given(agency.qualificationBasis)],
  ];
  return html`<dl class="pairs record-pairs" data-columns="1">${rows.map(
    ([name, value]) => html`<div class="pair"><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

function duties(say: SayFacts, { duties: all, total }: AgencyPageFact): Html {
  if (all.length === 0) return html`<p>${say('dutiesNone')}</p>`;
  return html`<p class="record-hint">${say('dutiesLead')}</p>
<table class="record-table"><thead><tr><th scope="col">${say('duty')}</th><th scope="col">${say('dutyBasis')}</th></tr></thead>
<tbody lang="zh-CN">${all.map(
    ({ name, bases }) =>
      html`<tr><th scope="row">${name}</th><td>${bases.slice(0, 6).map(({ law, article }) => html`<div>${law}${article}</div>`)}</td></tr>`,
  )}</tbody></table>
${total > all.length ? html`<p class="record-hint">${say('dutiesMore', { n: total - all.length })}</p>` : null}<p><a href="/p/items">${say('fullLists')}</a></p>`;
}

/** The procedure as one chart: a numbered list that looks like one, so that every reader gets its order. */
function flowChart(say: SayFacts): Html {
  return html`<ol class="record-flow">${procedureSteps.map(
    (step) => html`<li><strong>${say(`step.${step}`)}</strong><p>${say(`step.${step}Text`)}</p></li>`,
  )}</ol>`;
}

type Table = (typeof dataTables)[number];

function fileLinks(say: SayFacts, table: Table, query = ''): Html {
  const link = (name: string, text: string): Html => html`<a href="/p/data/${name}${query}">${text}</a>`;
  return html`<span class="record-facts">${link(`${table}.csv`, 'CSV')}${link(`${table}.csv.sha256`, `CSV ${say('checksum')}`)}${link(`${table}.json`, 'JSON')}${link(`${table}.json.sha256`, `JSON ${say('checksum')}`)}</span>`;
}

/** Ways to take a table away, with the licence beside them. `query` repeats a filter, with its question mark. */
export function downloads(say: SayFacts, table: Table, query = ''): Html {
  return html`<div class="record-downloads no-print"><strong>${say('download')}</strong>${fileLinks(say, table, query)}<a href="/p/data#licence">${say('licence')}</a></div>`;
}

export function dataPageOf(words: Words, rowsPerFile: number): PortalPage {
  const say = factsWords(words);
  const main = html`<div class="page">${header(say('dataTitle'), say('dataLead'))}
${section(
  'tables',
  say('dataTitle'),
  html`<table class="record-table"><thead><tr><th scope="col">${say('dataTable')}</th><th scope="col">${say('dataFiles')}</th></tr></thead><tbody>${dataTables.map(
    (table) => html`<tr><th scope="row">${say(`table.${table}`)}</th><td>${fileLinks(say, table)}</td></tr>`,
  )}</tbody></table><p class="record-hint">${say('dataLong', { n: rowsPerFile })}</p>`,
)}
${section('feeds', say('feeds'), html`<p class="button-row"><a href="/p/feed.atom">${say('feedAtom')}</a><a href="/p/feed.json">${say('feedJson')}</a></p>`)}
${section('licence', say('licence'), html`<p class="record-hint">${say('licenceText')}</p>`)}</div>`;
  return { title: say('dataTitle'), main };
}
