/** What pages say of one record: its lines as the review saw them, its marks, where it leads. No SQL, no person. */
import { penaltyKindsText } from '@mingcha/core/followups/penalty-form.ts';
import { publicLineText } from '@mingcha/core/publications/public-line-text.ts';
import { type PublicLineValue, publicLines } from '@mingcha/core/publications/public-lines.ts';
import type {
  PublicListing,
  PublicPayload,
  PublicPenalty,
  PublicRecord,
  PublicResult,
} from '@mingcha/core/publications/public-record.ts';
import { type Html, html } from '../../platform/http/html.ts';
import { addressWith } from './reading.ts';
import { dayText, sayFrom, type Words } from './words.ts';

/** The page of a unit; null where neither name nor code is public. */
export function unitAddress(object: { readonly name: string; readonly code: string | null }): string | null {
  if (object.code !== null) return `/p/units/${encodeURIComponent(object.code)}`;
  return object.name === '' ? null : addressWith('/p/units', { name: object.name });
}

export function recordAddress(id: string): string {
  return `/p/records/${id}`;
}

/** The name by which a record is listed. */
export function recordName(record: PublicRecord, { say, locale }: Words): string {
  const { payload } = record;
  switch (payload.kind) {
    case 'result':
      return payload.object.name === '' ? say('withheld') : payload.object.name;
    case 'tombstone':
      return sayFrom(publicLineText, locale)(`kind.${payload.of}`);
    case 'listing':
    case 'penalty':
      return payload.object.name;
    default:
      return payload.title;
  }
}

/** Standard wording of a result as a chip; colours never stand alone. */
export function overallChip({ overall }: PublicResult): Html {
  return html`<span class="chip" data-tone="${overall.isProblem ? 'warning' : 'neutral'}" lang="zh-CN">${overall.wording}</span>`;
}

export function listingChip({ ground }: PublicListing): Html {
  return html`<span class="chip" data-tone="void" lang="zh-CN">${ground.wording}</span>`;
}

export function penaltyChip({ kinds }: PublicPenalty): Html {
  return html`<span class="chip" data-tone="warning" lang="zh-CN">${penaltyKindsText(kinds)}</span>`;
}

/** Marks that stand beside a result: objection pending, corrected. */
export function marksOf(record: PublicRecord, { say, locale }: Words): readonly Html[] {
  const line = sayFrom(publicLineText, locale);
  const corrected = record.payload.kind === 'result' ? record.payload.corrections.length : 0;
  return [
    ...(record.isObjected ? [html`<span class="chip" data-tone="accent">${line('objected')}</span>`] : []),
    ...(corrected === 0 ? [] : [html`<span class="chip">${say('corrected', { n: corrected })}</span>`]),
  ];
}

/** A published result line by line. */
export function resultLines(payload: PublicResult, words: Words): Html {
  const line = sayFrom(publicLineText, words.locale);
  return html`<dl class="pairs record-pairs" data-columns="1">${publicLines(payload).map(
    ({ key, values }) =>
      html`<div class="pair"><dt>${line(`line.${key}`)}</dt><dd>${
        values.length > 1
          ? html`<ul class="record-values">${values.map((value) => html`<li>${valueText(value, key, words)}</li>`)}</ul>`
          : values.map((value) => valueText(value, key, words))
      }</dd></div>`,
  )}</dl>`;
}

function valueText(value: PublicLineValue, key: string, { locale }: Words): Html {
  const line = sayFrom(publicLineText, locale);
  if ('word' in value) {
    const { data = {} } = value;
    const day = data['day'];
    const shown = day === undefined ? data : { ...data, day: dayText(locale, day) };
    return html`<span>${line(value.word, shown)}</span>`;
  }
  const text = key === 'inspectedOn' ? dayText(locale, value.text) : value.text;
  const note = value.note === undefined ? null : html` <span class="chip">${value.note}</span>`;
  return html`<span lang="zh-CN">${text}${note}</span>`;
}

/** One record in a list: name, result, task, agency, days. */
export function recordLine(record: PublicRecord, words: Words, more: string | null = null): Html {
  const { say, locale } = words;
  const { payload } = record;
  const facts: readonly (string | null)[] = [
    payload.agency.name,
    payload.kind === 'result'
      ? payload.originWording
      : sayFrom(publicLineText, locale)(`kind.${record.kind}`),
    payload.kind === 'result' ? `${say('inspectedOn')} ${dayText(locale, payload.inspectedOn)}` : null,
    payload.kind === 'tombstone'
      ? `${say('removedOn')} ${dayText(locale, payload.removedOn)}`
      : `${say('publishedOn')} ${dayText(locale, record.publishedOn)}`,
    more,
  ];
  return html`<li class="record-line"><div><a class="record-name" href="${recordAddress(record.id)}">${recordName(record, words)}</a>
<p class="record-facts">${facts.filter((fact) => fact !== null).map((fact) => html`<span>${fact}</span>`)}</p></div>
<div class="record-marks">${chipOf(payload)}${marksOf(record, words)}</div></li>`;
}

function chipOf(payload: PublicPayload): Html | null {
  if (payload.kind === 'result') return overallChip(payload);
  if (payload.kind === 'penalty') return penaltyChip(payload);
  return payload.kind === 'listing' ? listingChip(payload) : null;
}
