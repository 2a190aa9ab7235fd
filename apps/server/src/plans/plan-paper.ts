/** The papers of a plan as blocks: the plan table in the customary columns, and the work scheme of a joint entry. */

import type { Block, Paper } from '@mingcha/core/common/paper.ts';
import { format } from '@mingcha/core/common/text.ts';
import type { PlanEntryFields } from '@mingcha/core/plans/plan.ts';
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import { planPaperText } from '@mingcha/core/plans/plan-paper-text.ts';
import type { EntryFigures, EntryView } from '@mingcha/core/plans/plan-views.ts';
import { filterText } from '@mingcha/core/registers/filter-text.ts';
import { poolFields } from '@mingcha/core/registers/pool-filter.ts';
import { registerText } from '@mingcha/core/registers/register-text.ts';
import type { RuleClass } from '@mingcha/core/registers/rules/rule-book.ts';
import type { ListedPlan } from './plan.queries.ts';

const zh = planPaperText.zh;
type Key = keyof typeof zh;
const say = (key: Key, data?: Readonly<Record<string, string | number>>): string => format(zh[key], data);
/** How the columns of a list are divided (U+3001). */
const listMark = '\u3001';

export interface PlanPaper {
  readonly plan: ListedPlan;
  readonly entries: readonly EntryView[];
  readonly figures: ReadonlyMap<string, EntryFigures>;
}

/** Columns of the plan table with their relative widths; those without one stand in the spreadsheet only. */
export const planTableColumns = [
  ['no', 0.9],
  ['name', 4.4],
  ['items', 5],
  ['objects', 3.2],
  ['base', 1.2],
  ['rate', 2.4],
  ['times', 1.2],
  ['target', 1.2],
  ['window', 2.7],
  ['methods', 0],
  ['lead', 2.4],
  ['partners', 3.2],
  ['levels', 0],
  ['section', 2.2],
  ['remark', 1.8],
] as const;
const printedColumns = planTableColumns.filter(([, width]) => width > 0);
export type PlanColumnKey = (typeof planTableColumns)[number][0];

/** One row of the table as texts; numbers stay numbers for spreadsheets. */
export function planRow(
  paper: PlanPaper,
  entry: EntryView,
  index: number,
): Readonly<Record<PlanColumnKey, string | number>> {
  const { fields } = entry;
  const figures = paper.figures.get(entry.id);
  const own = ownItemNames(entry).join('；');
  const page = planPageText.zh;
  return {
    no: index + 1,
    name: entry.number === '' ? entry.title.zh : `${entry.title.zh}（${entry.number}）`,
    items: own === '' ? fields.scene : own,
    objects: scopeWords(fields),
    base: figures?.base ?? 0,
    rate: rateWords(fields),
    times: say('times', { n: fields.times }),
    target: figures?.yearly ?? 0,
    window: say('windowOf', fields.window),
    methods: fields.methods.map((method) => page[`method.${method}`]).join(listMark),
    lead: paper.plan.agency_name,
    partners: entry.partners.map((partner) => partner.name).join(listMark) || say('none'),
    levels: `${page[`level.${fields.drawLevel}`]}/${page[`level.${fields.checkLevel}`]}`,
    section: entry.sectionName ?? '',
    remark: fields.form === 'routineVisit' ? [say('visit'), fields.remark].join(' ').trim() : fields.remark,
  };
}

export function ownItemNames(entry: Pick<EntryView, 'fields' | 'items'>): readonly string[] {
  const keys = [entry.fields.leadItemKey, ...entry.fields.extraItemKeys];
  return entry.items.filter((item) => keys.includes(item.itemKey)).map((item) => item.name);
}

/** The scope in the planner's own words, else from the conditions. */
export function scopeWords(fields: Pick<PlanEntryFields, 'objectsText' | 'scope' | 'filter'>): string {
  if (fields.objectsText !== '') return fields.objectsText;
  if (fields.scope === 'untargeted') return filterText.zh.noLimit;
  const words: Readonly<Record<string, string>> = registerText.zh;
  return poolFields
    .flatMap((field) => {
      const values = fields.filter[field];
      if (values === undefined || field === 'section') return [];
      return [values.map((value) => words[`${field}.${value}`] ?? value).join(listMark)];
    })
    .join('；');
}

export function rateWords(fields: Pick<PlanEntryFields, 'classes' | 'form'>): string {
  if (fields.form === 'routineVisit') return say('all');
  if (fields.classes.length === 0) return say('ruleBook');
  if (fields.classes.length === 1) return takeWords(fields.classes[0]?.take);
  return fields.classes.map((one) => `${one.name} ${takeWords(one.take)}`).join('；');
}

function takeWords(take: RuleClass['take'] | undefined): string {
  if (take === undefined || take.rule === 'all') return say('all');
  if (take.rule === 'fixed') return say('fixed', { n: take.number });
  const [a, b] = take.rate;
  return (a * 10_000) % b === 0 ? `${(a * 100) / b}%` : `${a}/${b}`;
}

/** 年度抽查计划 across the page, in the customary columns with a line of totals. */
export function planPaper(paper: PlanPaper): Paper {
  const { plan, entries } = paper;
  const page = planPageText.zh;
  const rows = entries.map((entry, index) => planRow(paper, entry, index));
  const sum = (key: 'base' | 'target') => rows.reduce((all, row) => all + Number(row[key]), 0);
  const totals = printedColumns.map(([key]) =>
    key === 'name' ? say('total') : key === 'base' || key === 'target' ? String(sum(key)) : '',
  );
  const isPublic = plan.published_on !== null;
  return {
    language: 'zh-CN',
    orientation: 'landscape',
    authority: plan.agency_name,
    title: `${plan.title}${isPublic ? '' : say('draft')}`,
    number: plan.document_number,
    foot: say('foot', { title: plan.title, page: '{page}', pages: '{pages}' }),
    blocks: [
      {
        kind: 'text',
        text: say('lead', {
          version: plan.version,
          state: page[`state.${plan.state}`],
          filed:
            [plan.filed_with, plan.filed_number, plan.filed_on ?? '']
              .filter((word) => word !== '')
              .join(' ') || say('none'),
          published: plan.published_on ?? say('none'),
        }),
      },
      ...(plan.reason === ''
        ? []
        : [{ kind: 'text', text: say('reason', { reason: plan.reason }) } as const]),
      {
        kind: 'table',
        heads: printedColumns.map(([key]) => say(`col_${key}`)),
        widths: printedColumns.map(([, width]) => width),
        rows: [...rows.map((row) => printedColumns.map(([key]) => printed(row, key))), totals],
      },
    ],
  };
}

/** A period stands on two lines, so that no date is broken. */
function printed(row: ReturnType<typeof planRow>, key: PlanColumnKey): string {
  return key === 'window' ? String(row.window).replace('至', '\n至') : String(row[key]);
}

/** 联合抽查工作方案 of one entry: initiator, partners with their items, base, ratio, period, steps, requirements. */
export function schemePaper(paper: PlanPaper, entry: EntryView): Paper {
  const { plan } = paper;
  const { fields } = entry;
  const figures = paper.figures.get(entry.id);
  return {
    language: 'zh-CN',
    authority: plan.agency_name,
    title: say('schemeTitle'),
    number: entry.number === '' ? say('noNumber') : say('number', { number: entry.number }),
    foot: say('foot', { title: entry.title.zh, page: '{page}', pages: '{pages}' }),
    blocks: [
      {
        kind: 'fields',
        rows: [
          [{ label: say('task'), value: entry.title.zh }],
          [{ label: say('initiator'), value: plan.agency_name }],
          [{ label: say('scope'), value: scopeWords(fields) }],
          [
            { label: say('base'), value: String(figures?.base ?? 0) },
            { label: say('rate'), value: rateWords(fields) },
          ],
          [
            { label: say('expected'), value: say('households', { n: figures?.target ?? 0 }) },
            { label: say('window'), value: `${fields.window.from}~${fields.window.to}` },
          ],
          [
            {
              label: say('method'),
              value: fields.methods.map((method) => planPageText.zh[`method.${method}`]).join(listMark),
            },
          ],
        ],
      },
      partnerTable(plan, entry),
      ...classTable(figures),
      ...longText(say('steps'), fields.steps),
      ...longText(say('requirements'), fields.requirements),
      {
        kind: 'signatures',
        intro: say('signIntro'),
        lines: [plan.agency_name, ...entry.partners.map((partner) => partner.name)],
        date: say('date'),
      },
    ],
  };
}

function partnerTable(plan: ListedPlan, entry: EntryView): Block {
  const itemsOf = (keys: readonly string[]): string =>
    entry.items
      .filter((item) => keys.includes(item.itemKey))
      .map((item) => item.name)
      .join('；');
  const partners = entry.partners.map((partner) => {
    const part = entry.fields.participants.find((one) =>
      one.agencyId === null ? one.outsideName === partner.name : one.agencyId === partner.agencyId,
    );
    const items = [itemsOf(part?.itemKeys ?? []), part?.duty ?? ''].filter((text) => text !== '').join('；');
    const answer = say(`answer_${partner.state}`);
    return [partner.name, items || say('bySheet'), partner.outside ? `${say('outside')}，${answer}` : answer];
  });
  return {
    kind: 'table',
    heads: [say('partner'), say('items'), ''],
    widths: [3, 6, 2],
    rows: [
      [plan.agency_name, ownItemNames(entry).join('；') || say('bySheet'), say('col_lead')],
      ...partners,
    ],
  };
}

function classTable(figures: EntryFigures | undefined): Block[] {
  if (figures === undefined || figures.classes.length === 0) return [];
  return [
    { kind: 'heading', text: say('products') },
    {
      kind: 'table',
      heads: [say('class'), say('members'), say('rate'), say('product'), say('count')],
      widths: [4, 2, 2, 2, 2],
      rows: figures.classes.map((one) => [
        one.name,
        String(one.members),
        one.rate === 'all' ? say('all') : one.rate === 'fixed' ? '–' : one.rate,
        one.product ?? '–',
        String(one.target),
      ]),
    },
  ];
}

function longText(heading: string, text: string): Block[] {
  if (text === '') return [];
  return [
    { kind: 'heading', text: heading },
    ...text.split('\n').map((line) => ({ kind: 'text' as const, text: line })),
  ];
}
