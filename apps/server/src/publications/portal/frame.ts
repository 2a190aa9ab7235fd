/**
 * The portal's frame for pages that the server writes: the same classes and words as the frame of the pages with scripts
 * (`apps/web/src/portal/frame.tsx`), so that a visitor sees no difference. Choices of reading are links.
 */
import { rectifyText } from '@mingcha/core/followups/rectify-text.ts';
import { publicPlanText } from '@mingcha/core/plans/public-plan-text.ts';
import { publicObjectionText } from '@mingcha/core/publications/objections/public-objection-text.ts';
import { apartText } from '@mingcha/core/publications/packages/apart-text.ts';
import { portalFactsText } from '@mingcha/core/publications/portal/portal-facts-text.ts';
import { publicItemsText } from '@mingcha/core/registers/items/public-items-text.ts';
import { paperCheckText } from '@mingcha/core/tasks/papers/paper-check-text.ts';
import type { PageReply } from '../../platform/http/binder.ts';
import { type Html, html, written } from '../../platform/http/html.ts';
import { addressWith, type Reading } from './reading.ts';
import type { SiteFacts } from './site-facts.ts';
import { sayFrom, type Words, wordsOf } from './words.ts';

export interface PortalPage {
  readonly title: string;
  readonly main: Html;
  readonly status?: PageReply['status'] | undefined;
}

/** A whole page as a reply. */
export function pageReply(reading: Reading, site: SiteFacts, page: PortalPage): PageReply {
  const words = wordsOf(reading.locale);
  const name = words.shell('portalTitle');
  const title = page.title === name ? name : `${page.title} - ${name}`;
  const body = html`<!doctype html>
<html lang="${reading.locale === 'zh' ? 'zh-CN' : 'en'}" data-app="portal" data-elder="${reading.isElder ? 'on' : 'off'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
${refusalMark(page.status)}
<title>${title}</title>
<link rel="icon" href="/p/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/p/portal.css">
<link rel="alternate" type="application/atom+xml" href="/p/feed.atom" title="${words.say('recordsTitle')}">
</head>
<body><div class="portal">
<a class="skip-link" href="#content">${words.ui('skipToContent')}</a>
${site.isDemo ? html`<aside class="demo-mark">${words.shell('demoMark')}</aside>` : null}
${head(words, reading)}
<main id="content" class="portal-width portal-main" tabindex="-1">${page.main}</main>
${foot(words, site)}
</div></body></html>`;
  return {
    kind: 'page',
    status: page.status ?? 200,
    contentType: 'text/html; charset=utf-8',
    body: written(body),
    headers: {},
    setCookie: reading.setCookie,
  };
}

/** For programs: what a page that is no answer means. */
function refusalMark(status: PortalPage['status']): Html | null {
  if (status === 404) return html`<meta name="refusal" content="request.route.not_found">`;
  return status === 422 ? html`<meta name="refusal" content="input.wrong">` : null;
}

function head({ shell, ui, locale }: Words, reading: Reading): Html {
  const choose = (choice: Readonly<Record<string, string>>): string =>
    addressWith(reading.path, { ...reading.query, ...choice });
  const other = locale === 'zh' ? 'en' : 'zh';
  return html`<header class="portal-head no-print"><div class="portal-width portal-bar">
<a class="portal-brand" href="/p/"><span class="brand"><img src="/p/mark.svg" width="28" height="28" alt=""><strong>${shell('product')}</strong></span><span class="portal-name">${shell('portalTitle')}</span></a>
<nav class="portal-aids" aria-label="${shell('accessibility')}">
<a class="switch" href="${choose({ elder: reading.isElder ? 'off' : 'on' })}">${ui(reading.isElder ? 'elderOff' : 'elderOn')}</a>
<a class="switch" href="${choose({ lang: other })}" lang="${other === 'zh' ? 'zh-CN' : 'en'}">${ui(other === 'zh' ? 'chinese' : 'english')}</a>
</nav></div></header>`;
}

/** What a portal of its own has not: the office, and what only holders of an inspection's papers read there. */
const officeOnly: readonly string[] = [
  '/',
  '/p/rectify',
  '/p/papers',
  '/p/enterprise',
  '/p/credit-measures',
  '/p/training',
  '/p/forms/rating',
];

function foot(words: Words, site: SiteFacts): Html {
  const { shell, say, locale } = words;
  const facts = sayFrom(portalFactsText, locale);
  const objections = sayFrom(publicObjectionText, locale);
  const places: readonly (readonly [string, string])[] = [
    ['/p/search', say('portalSearch')],
    ['/p/records', say('portalRecords')],
    ['/p/statistics', facts('statisticsTitle')],
    ['/p/agencies', facts('agenciesTitle')],
    ['/p/data', facts('dataTitle')],
    ['/p/exposure', say('exposureTitle')],
    ['/p/credit-measures', say('portalMeasures')],
    ['/p/articles', say('portalArticles')],
    ['/p/draws', shell('portalRecords')],
    ['/p/plans', sayFrom(publicPlanText, locale)('title')],
    ['/p/items', sayFrom(publicItemsText, locale)('title')],
    ['/p/leniency', sayFrom(publicItemsText, locale)('leniencyTitle')],
    ['/p/rules', shell('rulesEntry')],
    ['/p/enterprise', shell('enterpriseEntry')],
    ['/p/training', shell('trainingEntry')],
    ['/p/forms/rating', shell('ratingEntry')],
    ['/p/rectify', sayFrom(rectifyText, locale)('entry')],
    ['/p/objections/new', objections('entry')],
    ['/p/contact', objections('contactEntry')],
    ['/p/track', objections('trackTitle')],
    ['/p/papers', sayFrom(paperCheckText, locale)('entry')],
    ['/p/ledger', shell('ledgerEntry')],
    ['/', shell('officeEntry')],
  ];
  const { asOf } = site;
  const shown = asOf === null ? places : places.filter(([to]) => !officeOnly.includes(to));
  return html`<footer class="portal-foot no-print"><div class="portal-width portal-foot-grid">
${contacts(words, site)}
${asOf === null ? null : html`<p class="portal-as-of">${sayFrom(apartText, locale)('asOf', { at: asOf })}</p>`}
<ul class="portal-marks">${shown.map(([to, name]) => html`<li><a href="${to}">${name}</a></li>`)}</ul>
</div></footer>`;
}

function contacts({ shell }: Words, { agencies }: SiteFacts): Html | null {
  const reached = agencies.filter((agency) => agency.phone + agency.complaintPhone + agency.email !== '');
  if (reached.length === 0) return null;
  const part = (key: 'phone' | 'complaintPhone', phone: string): Html | null =>
    phone === '' ? null : html`<span>${shell(key, { phone })}</span>`;
  return html`<section aria-label="${shell('contact')}">${reached.map(
    (agency) =>
      html`<p class="portal-contact"><strong>${agency.name}</strong>${part('phone', agency.phone)}${part('complaintPhone', agency.complaintPhone)}${
        agency.email === '' ? null : html`<span>${shell('email', { email: agency.email })}</span>`
      }</p>`,
  )}</section>`;
}

/** The one search box. */
export function searchForm({ say, ui }: Words, text: string): Html {
  return html`<form class="portal-search" action="/p/search" method="get" role="search">
<label class="visually-hidden" for="q">${say('searchLabel')}</label>
<input class="input" id="q" name="q" type="search" maxlength="100" autocomplete="off" placeholder="${say('searchHint')}" value="${text}">
<button class="button button-primary" type="submit">${ui('search')}</button>
</form>`;
}

/** An empty state with a way on. */
export function emptyState(of: {
  readonly title: string;
  readonly text: string;
  readonly action?: Html;
}): Html {
  return html`<div class="state"><p class="state-title">${of.title}</p><p class="state-text">${of.text}</p>${
    of.action === undefined ? null : html`<div class="state-actions">${of.action}</div>`
  }</div>`;
}
