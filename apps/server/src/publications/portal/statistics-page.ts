/**
 * The page of statistics: agencies today, periods and groups that the visitor chooses, what is overdue. Every table has the
 * definitions of its own figures right below it and its files beside it.
 */
import {
  type ItemRow,
  itemRows,
  type PeriodRow,
  periodRows,
  type StatisticGroup,
  type StatisticPeriod,
  statisticGroups,
  statisticPeriods,
} from '@mingcha/core/publications/portal/period-statistics.ts';
import { type Html, html } from '../../platform/http/html.ts';
import { downloads, factsWords, header, type SayFacts, section } from './facts-pages.ts';
import type { PortalPage } from './frame.ts';
import { addressWith } from './reading.ts';
import type { Statistics } from './statistics.service.ts';
import { dayText, type Words } from './words.ts';

type AgencyFigures = Statistics['agencies'][number];

export interface Chosen {
  readonly period: StatisticPeriod;
  readonly group: StatisticGroup;
}

/** Figures of the tables: publication, what is not published or was found, one period. */
const timely = ['published', 'inTime', 'late', 'timeliness', 'waiting', 'overdue', 'rate'] as const;
const apart = ['exempt', 'suspended', 'excluded', 'removed', 'checked', 'problems', 'findingRate'] as const;
const perPeriod = [
  'published',
  'inTime',
  'late',
  'timeliness',
  'removed',
  'checked',
  'problems',
  'findingRate',
] as const;
type Figure = (typeof timely)[number] | (typeof apart)[number];
const rates: readonly string[] = ['timeliness', 'rate', 'findingRate'];

/** Rows of a table of periods on the page; the file has all. */
const rowsShown = 100;

export function statisticsPageOf(words: Words, statistics: Statistics, chosen: Chosen): PortalPage {
  const say = factsWords(words);
  const { agencies, overdue, asOf } = statistics;
  const lead = say('statisticsLead', { day: dayText(words.locale, asOf) });
  const main = html`<div class="page">${header(say('statisticsTitle'), lead)}
${section('agencies', say('byAgency'), agencies.length === 0 ? html`<p>${say('statisticsNone')}</p>` : html`${agencyTable(say, timely, agencies)}${definitions(say, timely)}`)}
${agencies.length === 0 ? null : section('apart', say('apart'), html`${agencyTable(say, apart, agencies)}${definitions(say, apart)}`)}
${downloads(say, 'statistics')}
${section('periods', say('byPeriod'), periodPart(words, statistics, chosen))}
${downloads(say, 'periods', addressWith('', { ...chosen }))}
${section('overdue', say('overdueTitle'), overdueTable(words, say, overdue))}
${downloads(say, 'overdue')}</div>`;
  return { title: say('statisticsTitle'), main };
}

/** Under each table what its figures mean. */
function definitions(say: SayFacts, figures: readonly (Figure | 'itemCount')[]): Html {
  return html`<dl class="record-terms">${figures.map((key) => html`<div><dt>${say(key)}</dt><dd>${say(`def.${key}`)}</dd></div>`)}</dl>`;
}

function figureText(say: SayFacts, key: string, value: number | null): string {
  if (value === null) return say('none');
  return rates.includes(key) ? `${value.toFixed(1)}%` : String(value);
}

function agencyTable(say: SayFacts, figures: readonly Figure[], agencies: readonly AgencyFigures[]): Html {
  return html`<table class="record-table"><thead><tr><th scope="col">${say('agency')}</th>${heads(say, figures)}</tr></thead><tbody>${agencies.map(
    (row) =>
      html`<tr><th scope="row"><a href="/p/agencies/${row.agencyId}">${row.agencyName}</a></th>${cells(say, figures, row)}</tr>`,
  )}</tbody></table>`;
}

function heads(say: SayFacts, figures: readonly Figure[]): readonly Html[] {
  return figures.map((key) => html`<th scope="col" class="record-number">${say(key)}</th>`);
}

function cells<K extends Figure>(
  say: SayFacts,
  figures: readonly K[],
  row: Readonly<Record<K, number | null>>,
): readonly Html[] {
  return figures.map(
    (key) => html`<td class="record-number" data-name="${say(key)}">${figureText(say, key, row[key])}</td>`,
  );
}

/** A period as the page writes it. */
export function periodText(say: SayFacts, period: string): string {
  const [year = '', part = ''] = period.split('-');
  if (part === '') return say('year', { year });
  return part.startsWith('Q')
    ? say('quarter', { year, n: part.slice(1) })
    : say('month', { year, n: Number(part) });
}

function periodPart(words: Words, statistics: Statistics, chosen: Chosen): Html {
  const say = factsWords(words);
  const form = chooseForm(say, chosen);
  if (chosen.group === 'item') {
    const rows = itemRows(statistics.items, chosen.period);
    return html`${form}${rows.length === 0 ? none(say) : html`${itemTable(say, rows.slice(0, rowsShown))}${more(say, rows.length)}${definitions(say, ['itemCount'])}`}`;
  }
  const rows = periodRows(statistics, { period: chosen.period, group: chosen.group });
  return html`${form}${rows.length === 0 ? none(say) : html`${periodTable(say, chosen, rows.slice(0, rowsShown))}${more(say, rows.length)}${definitions(say, perPeriod)}`}`;
}

function none(say: SayFacts): Html {
  return html`<p>${say('statisticsNone')}</p>`;
}

function more(say: SayFacts, rows: number): Html | null {
  return rows > rowsShown
    ? html`<p class="record-hint">${say('rowsMore', { n: rows - rowsShown })}</p>`
    : null;
}

function chooseForm(say: SayFacts, chosen: Chosen): Html {
  const select = (name: 'period' | 'group', choices: readonly (readonly [string, string])[]): Html =>
    html`<div class="field"><label class="field-label" for="f-${name}">${say(`by.${name}`)}</label><select class="input" id="f-${name}" name="${name}">${choices.map(
      ([value, text]) =>
        html`<option value="${value}"${value === chosen[name] ? html` selected` : null}>${text}</option>`,
    )}</select></div>`;
  return html`<form class="record-filter no-print" action="/p/statistics#periods" method="get" aria-label="${say('byPeriod')}">
${select(
  'period',
  statisticPeriods.map((value) => [value, say(`period.${value}`)] as const),
)}
${select(
  'group',
  statisticGroups.map((value) => [value, say(`group.${value}`)] as const),
)}
<div class="button-row"><button class="button button-primary" type="submit">${say('show')}</button></div></form>`;
}

function periodTable(say: SayFacts, { group }: Chosen, rows: readonly PeriodRow[]): Html {
  const isGrouped = group !== 'all';
  return html`<table class="record-table"><thead><tr><th scope="col">${say('period')}</th>${
    isGrouped ? html`<th scope="col">${say(group === 'region' ? 'region' : 'agency')}</th>` : null
  }${heads(say, perPeriod)}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${periodText(say, row.period)}</th>${
        isGrouped
          ? html`<td data-name="${say(group === 'region' ? 'region' : 'agency')}">${row.group === '' ? say('otherGroup') : row.group}</td>`
          : null
      }${cells(say, perPeriod, row)}</tr>`,
  )}</tbody></table>`;
}

function itemTable(say: SayFacts, rows: readonly ItemRow[]): Html {
  return html`<table class="record-table"><thead><tr><th scope="col">${say('period')}</th><th scope="col">${say('item')}</th><th scope="col">${say('wording')}</th><th scope="col" class="record-number">${say('itemCount')}</th></tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row">${periodText(say, row.period)}</th><td data-name="${say('item')}" lang="zh-CN">${row.item}</td><td data-name="${say('wording')}" lang="zh-CN">${row.wording}</td><td class="record-number" data-name="${say('itemCount')}">${row.count}</td></tr>`,
  )}</tbody></table>`;
}

function overdueTable(words: Words, say: SayFacts, overdue: Statistics['overdue']): Html {
  if (overdue.length === 0) return html`<p>${say('overdueNone')}</p>`;
  return html`<p class="record-hint">${say('overdueLead')}</p><table class="record-table"><thead><tr>
<th scope="col">${say('agency')}</th><th scope="col">${say('task')}</th><th scope="col" class="record-number">${say('count')}</th><th scope="col">${say('earliestDue')}</th></tr></thead>
<tbody>${overdue.map(
    (
      row,
    ) => html`<tr><th scope="row">${row.agencyName}</th><td data-name="${say('task')}">${row.taskName} ${row.taskNumber}</td>
<td class="record-number" data-name="${say('count')}">${row.overdue}</td><td data-name="${say('earliestDue')}">${dayText(words.locale, row.earliestDue)}</td></tr>`,
  )}</tbody></table>`;
}
