/** 曝光: units that a published penalty or listing decision names, until its term is over. The rule stands in core. */
import { type ExposedRecord, exposureEnd } from '@mingcha/core/publications/portal/exposure.ts';
import { html } from '../../platform/http/html.ts';
import { header } from './facts-pages.ts';
import { emptyState, type PortalPage } from './frame.ts';
import type { Reading } from './reading.ts';
import { recordLine } from './record-parts.ts';
import { pager } from './unit-page.ts';
import { dayText, type Words } from './words.ts';

export function exposurePageOf(
  words: Words,
  reading: Reading,
  of: { readonly records: readonly ExposedRecord[]; readonly next: string | null },
): PortalPage {
  const { say, locale } = words;
  const until = (record: ExposedRecord): string =>
    say('exposedUntil', { day: dayText(locale, exposureEnd(record) ?? '') });
  const list =
    of.records.length === 0
      ? emptyState({
          title: say('exposureNone'),
          text: say('exposureNoneText'),
          action: html`<a href="/p/search">${say('portalSearch')}</a>`,
        })
      : html`<ol class="record-list">${of.records.map((record) => recordLine(record, words, until(record)))}</ol>`;
  const main = html`<div class="page">${header(say('exposureTitle'), say('exposureLead'))}${list}${pager(words, reading, of.next)}</div>`;
  return { title: say('exposureTitle'), main };
}
