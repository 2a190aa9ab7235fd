/** One unit: its published results, the latest first, with follow-up, corrections and objection marks beside them. */
import type { UnitNotes } from '@mingcha/core/publications/portal/unit-notes.ts';
import { publicLineText } from '@mingcha/core/publications/public-line-text.ts';
import type {
  PublicListing,
  PublicPenalty,
  PublicRecord,
  PublicResult,
} from '@mingcha/core/publications/public-record.ts';
import { type Html, html } from '../../platform/http/html.ts';
import { emptyState, type PortalPage, searchForm } from './frame.ts';
import { addressWith, type Reading } from './reading.ts';
import { noteList } from './record-notes.ts';
import { listingChip, marksOf, overallChip, penaltyChip, recordAddress } from './record-parts.ts';
import { dayText, sayFrom, type Words } from './words.ts';

type About = PublicResult | PublicListing | PublicPenalty;

interface RecordAbout extends PublicRecord {
  readonly payload: About;
}

function isAbout(record: PublicRecord): record is RecordAbout {
  return ['result', 'listing', 'penalty'].includes(record.payload.kind);
}

export function unitPageOf(
  words: Words,
  reading: Reading,
  of: {
    readonly code: string | null;
    readonly records: readonly PublicRecord[];
    readonly next: string | null;
    readonly beside: UnitNotes;
  },
): PortalPage {
  const { say } = words;
  const results = of.records.filter(isAbout);
  const [latest] = results;
  const { removals } = of.beside;
  if (latest === undefined && removals.length === 0) return noUnit(words);
  const { name, code } = latest?.payload.object ?? { name: '', code: of.code };
  const title = name === '' ? (code ?? say('withheld')) : name;
  const main = html`<div class="page"><header class="page-header"><div><h1>${title}</h1>
<p class="page-lead">${code === null ? say('noCode') : html`${say('code')} <span class="mono">${code}</span>`}</p></div></header>
<p class="record-hint">${say(unitLead(code, results.length))}</p>
${results.length === 0 ? null : html`<ol class="record-list">${results.map((record) => about(record, words, of.beside))}</ol>`}
${pager(words, reading, of.next)}${removedPart(words, removals)}
${of.records.some(({ kind }) => kind === 'result') ? objectPart(words, onlyResult(of.records)) : null}
<p><a href="/p/search">${say('backToSearch')}</a></p></div>`;
  return { title, main };
}

/** The result that is meant where there is only one. */
function onlyResult(records: readonly PublicRecord[]): string | null {
  const [first, ...others] = records.filter(({ kind }) => kind === 'result');
  return first !== undefined && others.length === 0 ? first.id : null;
}

function unitLead(code: string | null, records: number): 'unitRemoved' | 'unitSameName' | 'unitLead' {
  if (records === 0) return 'unitRemoved';
  return code === null ? 'unitSameName' : 'unitLead';
}

/** What was taken back: that it was there, since when not and why; what it said is gone. */
function removedPart(words: Words, removals: UnitNotes['removals']): Html | null {
  const { say, locale } = words;
  if (removals.length === 0) return null;
  const line = sayFrom(publicLineText, locale);
  return html`<section class="section" aria-labelledby="removed"><div class="section-head"><h2 id="removed">${say('unitRemovals')}</h2></div><div class="section-body"><ul class="record-list">${removals.map(
    (each) =>
      html`<li class="record-line"><div><a class="record-name" href="${recordAddress(each.recordId)}">${line(`kind.${each.of}`)}</a>
<p class="record-facts"><span>${each.agencyName}</span><span>${say('publishedOn')} ${dayText(locale, each.publishedOn)}</span><span>${say('removedOn')} ${dayText(locale, each.removedOn)}</span></p></div>
<div class="record-marks"><span class="chip">${line(`removal.${each.reason}`)}</span></div></li>`,
  )}</ul></div></section>`;
}

function about(record: RecordAbout, words: Words, beside: UnitNotes): Html {
  const { say, locale } = words;
  const { payload } = record;
  const published = html`<span>${say('publishedOn')} ${dayText(locale, record.publishedOn)}</span>`;
  if (payload.kind !== 'result')
    return html`<li class="record-line"><div><p class="record-day">${dayText(locale, payload.decidedOn)}</p>
<a class="record-name" href="${recordAddress(record.id)}" lang="zh-CN">${payload.title}</a>
<p class="record-facts"><span>${payload.agency.name}</span>${published}</p>${noteList(record.id, beside, words)}</div>
<div class="record-marks">${payload.kind === 'listing' ? listingChip(payload) : penaltyChip(payload)}${marksOf(record, words)}</div></li>`;
  const name = payload.task.name === '' ? payload.originWording : payload.task.name;
  return html`<li class="record-line"><div><p class="record-day">${dayText(locale, payload.inspectedOn)}</p>
<a class="record-name" href="${recordAddress(record.id)}" lang="zh-CN">${name}</a>
<p class="record-facts"><span>${payload.agency.name}</span><span>${payload.originWording}</span>${published}</p>
${followups(payload)}${noteList(record.id, beside, words)}</div>
<div class="record-marks">${overallChip(payload)}${marksOf(record, words)}</div></li>`;
}

function followups({ followups: all }: PublicResult): Html | null {
  if (all.length === 0) return null;
  return html`<ul class="record-steps" lang="zh-CN">${all.map(
    (each) => html`<li>${each.wording} <span class="chip">${each.stateWording}</span></li>`,
  )}</ul>`;
}

/** Older records, and the way back to the latest. */
export function pager({ say }: Words, reading: Reading, next: string | null): Html | null {
  const { after, ...query } = reading.query;
  const isFirst = after === undefined;
  if (next === null && isFirst) return null;
  const first = isFirst
    ? null
    : html`<a class="button" href="${addressWith(reading.path, query)}">${say('first')}</a>`;
  const more =
    next === null
      ? null
      : html`<a class="button" rel="next" href="${addressWith(reading.path, { ...query, after: next })}">${say('earlier')}</a>`;
  return html`<nav class="button-row" aria-label="${say('recordsTitle')}">${first}${more}</nav>`;
}

/** How to object, and where. */
export function objectPart({ say }: Words, recordId: string | null): Html {
  const record = recordId ?? undefined;
  const to = addressWith('/p/objections/new', { record });
  const simple = addressWith('/p/forms/objection', { record });
  return html`<section class="section no-print" aria-labelledby="object"><div class="section-head"><h2 id="object">${say('objectTitle')}</h2></div>
<div class="section-body record-object"><p>${say('objectText')}</p><p class="button-row"><a class="button" href="${to}">${say('objectAction')}</a><a href="${simple}">${say('objectSimple')}</a></p></div></section>`;
}

function noUnit(words: Words): PortalPage {
  const { say } = words;
  const main = html`<div class="page"><h1>${say('unitNone')}</h1>${emptyState({ title: say('unitNone'), text: say('unitNoneText') })}${searchForm(words, '')}</div>`;
  return { title: say('unitNone'), main, status: 404 };
}
