/** Everything that is published, with filters that a link can hold and pages by key. */
import { publicLineText } from '@mingcha/core/publications/public-line-text.ts';
import type { PublicRecord } from '@mingcha/core/publications/public-record.ts';
import { publicationKinds } from '@mingcha/core/publications/publication.ts';
import { type Html, html } from '../../platform/http/html.ts';
import { downloads, factsWords } from './facts-pages.ts';
import { emptyState, type PortalPage } from './frame.ts';
import type { RecordFilter } from './portal.queries.ts';
import { addressWith, type Reading } from './reading.ts';
import { recordLine } from './record-parts.ts';
import type { SiteFacts } from './site-facts.ts';
import { pager } from './unit-page.ts';
import { sayFrom, type Words } from './words.ts';

export function recordsPageOf(
  words: Words,
  reading: Reading,
  of: {
    readonly filter: RecordFilter;
    readonly site: SiteFacts;
    readonly records: readonly PublicRecord[];
    readonly next: string | null;
  },
): PortalPage {
  const { say } = words;
  const list =
    of.records.length === 0
      ? emptyState({
          title: say('recordsNone'),
          text: say('recordsNoneText'),
          action: html`<a href="/p/records">${say('filterReset')}</a>`,
        })
      : html`<ol class="record-list">${of.records.map((record) => recordLine(record, words))}</ol>`;
  const main = html`<div class="page"><header class="page-header"><div><h1>${say('recordsTitle')}</h1><p class="page-lead">${say('recordsLead')}</p></div></header>
${filterForm(words, of.filter, of.site)}${list}${pager(words, reading, of.next)}${downloads(factsWords(words), 'results', addressWith('', reading.query))}
<p><a href="/p/search">${say('portalSearch')}</a></p></div>`;
  return { title: say('recordsTitle'), main };
}

interface Choice {
  readonly name: string;
  readonly label: string;
  readonly now: string | undefined;
  readonly choices: readonly (readonly [string, string])[];
}

function filterForm(words: Words, filter: RecordFilter, site: SiteFacts): Html {
  const { say, locale } = words;
  const line = sayFrom(publicLineText, locale);
  const select = ({ name, label, now, choices }: Choice): Html =>
    html`<div class="field"><label class="field-label" for="f-${name}">${label}</label><select class="input" id="f-${name}" name="${name}">
<option value="">${say('all')}</option>${choices.map(
      ([value, text]) =>
        html`<option value="${value}"${value === now ? html` selected` : null}>${text}</option>`,
    )}</select></div>`;
  const day = (name: 'from' | 'to'): Html =>
    html`<div class="field"><label class="field-label" for="f-${name}">${say(name)}</label><input class="input" id="f-${name}" name="${name}" type="date" value="${filter[name] ?? ''}"></div>`;
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return html`<details class="record-filter-box no-print"${isFiltered ? html` open` : null}><summary>${say('filter')}</summary>
<form class="record-filter" action="/p/records" method="get" aria-label="${say('filter')}">
${select({ name: 'kind', label: say('kind'), now: filter.kind, choices: publicationKinds.map((kind) => [kind, line(`kind.${kind}`)] as const) })}
${select({ name: 'agency', label: say('agency'), now: filter.agency, choices: site.agencies.map(({ id, name }) => [id, name] as const) })}
${select({
  name: 'found',
  label: say('found'),
  now: filter.found,
  choices: [
    ['problem', say('found.problem')],
    ['none', say('found.none')],
  ],
})}
${select({ name: 'state', label: say('state'), now: filter.state, choices: [['removed', say('stateRemoved')]] })}
${day('from')}${day('to')}
<div class="button-row"><button class="button button-primary" type="submit">${say('filterApply')}</button><a class="button button-quiet" href="/p/records">${say('filterReset')}</a></div>
</form></details>`;
}
