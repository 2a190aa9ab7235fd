/**
 * A table of figures as a file: XLSX, CSV or DOCX, with the definition of its indicator, period and cut-off, so that a number
 * never travels without what it means. Writes nothing.
 */
import type { Paper } from '@mingcha/core/common/paper.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import { figureValueText, percentText, unitLabel } from '@mingcha/core/oversight/figures/figure-words.ts';
import type { FigureRow, FileFormat } from '@mingcha/core/oversight/figures/figures-api.ts';
import { figuresText } from '@mingcha/core/oversight/figures/figures-text.ts';
import { indicatorText } from '@mingcha/core/oversight/figures/indicator-text.ts';
import { type Indicator, indicatorOf } from '@mingcha/core/oversight/figures/indicators.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { paperReply } from '../../platform/documents/paper-reply.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { writeCsv, writeXlsx } from '../../platform/spreadsheets/index.ts';
import { cutOff, tableWithTotal } from './figures.service.ts';
import type { IndicatorAsked } from './indicator-table.queries.ts';

const words = figuresText.zh;
const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

interface Loaded {
  readonly asked: IndicatorAsked;
  readonly indicator: Indicator;
  readonly authority: string;
  readonly asOf: string;
  readonly rows: readonly FigureRow[];
  readonly total: FigureRow;
}

/** Errors: `figures.as_of_invalid`, `figures.dimension_invalid`. */
export async function figuresFile(
  platform: Platform,
  actor: Actor,
  asked: IndicatorAsked & { readonly format: FileFormat },
): Promise<Result<FileReply>> {
  const asOf = cutOff(platform, asked.asOf);
  if (!asOf.ok) return asOf;
  const indicator = indicatorOf(asked.indicator);
  if (!indicator.by.includes(asked.by)) return fail('figures.dimension_invalid', {}, 'by');
  const loaded = await inTransaction(platform.db, async (tx): Promise<Loaded> => {
    const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: actor.agencyId });
    const table = await tableWithTotal(tx, actor, { ...asked, asOf: asOf.value });
    return { asked, indicator, authority: agency?.name ?? '', ...table };
  });
  const name = `${titleOf(loaded)} ${asked.from}至${asked.to}`;
  if (asked.format === 'docx') return ok(await paperReply(paperOf(loaded), 'docx', name));
  const columns = columnsOf(loaded);
  const rows = linesOf(loaded);
  const body =
    asked.format === 'csv'
      ? writeCsv(columns, rows)
      : writeXlsx({ name: words['file.sheet'], columns }, rows);
  return ok(
    fileReply({
      contentType: types[asked.format],
      fileName: `${name}.${asked.format}`,
      disposition: 'attachment',
      body,
    }),
  );
}

function titleOf({ indicator }: Loaded): string {
  return format(words['file.title'], { indicator: indicatorText.zh[`${indicator.key}.name`] });
}

function columnsOf({ asked, indicator }: Loaded) {
  const titles = {
    unit: words[`unit.${asked.by}`],
    numerator: words.numerator,
    denominator: words.denominator,
    value: words.value,
    ...(indicator.hasInterval ? { low: words['file.low'], high: words['file.high'] } : {}),
    exempt: words.exempt,
    void: words.void,
  };
  return Object.entries(titles).map(([key, title]) => ({ key, title, width: key === 'unit' ? 40 : 14 }));
}

function lineOf(loaded: Loaded, row: FigureRow, unit: string) {
  const { indicator } = loaded;
  return {
    unit,
    numerator: row.numerator,
    denominator: row.denominator,
    value: figureValueText(indicator, row.value, 'zh'),
    low: row.interval === null ? '' : percentText(row.interval[0]),
    high: row.interval === null ? '' : percentText(row.interval[1]),
    exempt: row.exempt,
    void: row.void,
  };
}

/** The lines, the total, and under them what the numbers mean. */
function linesOf(loaded: Loaded) {
  const { asked, rows, total } = loaded;
  const lines =
    asked.by === 'all' ? [] : rows.map((row) => lineOf(loaded, row, unitLabel(asked.by, row, 'zh')));
  const empty = { numerator: '', denominator: '', value: '', low: '', high: '', exempt: '', void: '' };
  return [
    ...lines,
    lineOf(loaded, total, asked.by === 'item' ? words.totalOfItems : words.total),
    ...notesOf(loaded).map((unit) => ({ ...empty, unit })),
  ];
}

function notesOf({ asked, indicator, asOf }: Loaded): readonly string[] {
  const part = (name: 'numerator' | 'denominator' | 'exempt' | 'void'): string =>
    format(words[`definition.${name}`], { text: indicatorText.zh[`${indicator.key}.${name}`] });
  return [
    format(words.asOfLine, { from: asked.from, to: asked.to, asOf }),
    indicatorText.zh[`${indicator.key}.definition`],
    `${part('numerator')}${part('denominator')}${part('exempt')}${part('void')}`,
    ...(asked.by === 'item' ? [words.overlap] : []),
    ...(asked.by === 'all' ? [] : [words.order]),
  ];
}

function paperOf(loaded: Loaded): Paper {
  const columns = columnsOf(loaded);
  const { asked, rows, total } = loaded;
  const lines = [
    ...(asked.by === 'all' ? [] : rows.map((row) => lineOf(loaded, row, unitLabel(asked.by, row, 'zh')))),
    lineOf(loaded, total, asked.by === 'item' ? words.totalOfItems : words.total),
  ];
  return {
    language: 'zh-CN',
    authority: loaded.authority,
    title: titleOf(loaded),
    number: '',
    foot: words['file.foot'],
    blocks: [
      { kind: 'text', text: notesOf(loaded)[0] ?? '' },
      {
        kind: 'table',
        heads: columns.map((column) => column.title),
        widths: columns.map((column) => (column.key === 'unit' ? 4 : 2)),
        rows: lines.map((line) => columns.map(({ key }) => String(line[key as keyof typeof line]))),
      },
      ...notesOf(loaded)
        .slice(1)
        .map((text) => ({ kind: 'note', text }) as const),
    ],
  };
}
