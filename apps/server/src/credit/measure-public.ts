/** 联合奖惩措施清单 for everybody: the lists in force of all agencies, as a page without scripts. Reads published lists alone. */

import { ok } from '@mingcha/core/common/result.ts';
import type { Measure } from '@mingcha/core/credit/measure.ts';
import * as api from '@mingcha/core/credit/measure-api.ts';
import { measurePageText } from '@mingcha/core/credit/measure-page-text.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Binder } from '../platform/http/binder.ts';
import { type Html, html } from '../platform/http/html.ts';
import type { Platform } from '../platform/platform.ts';
import { header, section } from '../publications/portal/facts-pages.ts';
import { emptyState, type PortalPage, pageReply } from '../publications/portal/frame.ts';
import { countedFacts, siteFacts } from '../publications/portal/public-facts.ts';
import { readingOf } from '../publications/portal/reading.ts';
import { type Say, sayFrom } from '../publications/portal/words.ts';
import { publishedMeasureLists } from './measure.queries.ts';

type Listed = Awaited<ReturnType<typeof publishedMeasureLists>>[number];
type SayMeasures = Say<keyof typeof measurePageText.zh>;

export function bindMeasurePage(binder: Binder, platform: Platform): void {
  binder.bindAnyone(api.publicMeasuresPage, async (call) => {
    const reading = readingOf(call, '/p/credit-measures');
    const lists = await inTransaction(platform.db, publishedMeasureLists);
    const site = (await countedFacts(platform)(siteFacts)) ?? { isDemo: false, asOf: null, agencies: [] };
    return ok(pageReply(reading, site, pageOf(sayFrom(measurePageText, reading.locale), lists)));
  });
}

function pageOf(say: SayMeasures, lists: readonly Listed[]): PortalPage {
  const body =
    lists.length === 0
      ? emptyState({ title: say('publicNone'), text: say('publicLead') })
      : lists.map((each) => listOf(say, each));
  const main = html`<div class="page">${header(say('publicTitle'), say('publicLead'))}${body}</div>`;
  return { title: say('publicTitle'), main };
}

function listOf(say: SayMeasures, list: Listed): Html {
  const since = say('publicSince', {
    agency: list.agency_name,
    version: list.list_version,
    day: list.published_on ?? '',
  });
  const body = html`<p class="record-hint">${since}</p><ol class="record-steps">${(
    list.measures as readonly Measure[]
  ).map(
    ({ kind, name, basis, authority, scope, term }) =>
      html`<li><span class="chip">${say(`kind.${kind}`)}</span> <strong>${name}</strong><br>${say('line', { basis })}<br>${say('line2', { authority, scope: say(`scope.${scope}`), term })}</li>`,
  )}</ol>`;
  // Agencies often give their lists the same title.
  const title = list.title.includes(list.agency_name) ? list.title : `${list.agency_name} · ${list.title}`;
  return section(`list-${list.id}`, title, body);
}
