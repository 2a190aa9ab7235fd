/** Search by name or credit code: units with what is published about them. Two actions lead to a result. */
import type { Html } from '../../platform/http/html.ts';
import { html } from '../../platform/http/html.ts';
import { emptyState, type PortalPage, searchForm } from './frame.ts';
import type { FoundUnit } from './portal.queries.ts';
import { unitAddress } from './record-parts.ts';
import { dayText, type Words } from './words.ts';

/** Units on a page of search; more ask for more characters. */
export const searchLimit = 50;

/** `found` is null where nothing was asked or too little. */
export function searchPageOf(
  words: Words,
  of: {
    readonly text: string;
    readonly isShort: boolean;
    readonly found: { readonly units: readonly FoundUnit[]; readonly isMany: boolean } | null;
  },
): PortalPage {
  const { say } = words;
  const { text, isShort, found } = of;
  const main = html`<div class="page"><header class="page-header"><div><h1>${say('searchTitle')}</h1><p class="page-lead">${say('searchLead')}</p></div></header>
${searchForm(words, text)}
${isShort ? html`<p class="record-hint" role="status">${say('searchShort')}</p>` : null}
${found === null ? null : foundPart(words, text, found)}</div>`;
  return { title: text === '' ? say('searchTitle') : say('searchFound', { text }), main };
}

function foundPart(
  words: Words,
  text: string,
  { units, isMany }: { readonly units: readonly FoundUnit[]; readonly isMany: boolean },
): Html {
  const { say } = words;
  if (units.length === 0)
    return emptyState({
      title: say('searchNone', { text }),
      text: say('searchNoneText'),
      action: html`<a href="/p/records">${say('recordsTitle')}</a>`,
    });
  return html`<section aria-labelledby="found"><h2 id="found">${say('searchFound', { text })}</h2>
${isMany ? html`<p class="record-hint">${say('searchMany', { n: units.length })}</p>` : null}
<ul class="record-list">${units.map((unit) => unitLine(unit, words))}</ul></section>`;
}

function unitLine(unit: FoundUnit, { say, locale }: Words): Html {
  return html`<li class="record-line"><div><a class="record-name" href="${unitAddress(unit)}">${unit.name}</a>
<p class="record-facts"><span class="mono">${unit.code ?? say('noCode')}</span></p></div>
<p class="record-marks"><span>${say('recordsOf', { n: unit.count })}</span><span>${say('latest')} ${dayText(locale, unit.latest)}</span></p></li>`;
}
