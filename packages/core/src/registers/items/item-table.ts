/**
 * Reads the rows of a published item list: one item over several rows, categories and units merged down, several
 * laws in one cell or one per row. It guesses nothing silently: what it did not understand is a warning of the item
 * or a skipped row of the report. Pure.
 */
import { cleanText } from '../../common/cells.ts';
import type { ItemFields, LegalBasis } from './item.ts';
import type { ItemMapping, ListRow } from './item-columns.ts';
import {
  readList,
  readMethods,
  readRatio,
  readRatioAndFrequency,
  readTier,
  readYearlyCap,
} from './item-values.ts';
import { headingNumber, type ItemColumn, listMark, saysUnannounced } from './item-words.ts';
import { readBases } from './read-bases.ts';

/** An item as the file has it. `warnings` are keys of `item-import-text`. */
export interface ReadItem {
  readonly sheet: string;
  readonly firstRow: number;
  readonly lastRow: number;
  /** What the numbering column says: often the number of the category, not of the item. */
  readonly number: string;
  readonly fields: ItemFields;
  readonly warnings: readonly string[];
}

export interface SkippedRow {
  readonly sheet: string;
  readonly row: number;
  readonly role: string;
  readonly text: string;
}

export interface ReadSheet {
  readonly items: readonly ReadItem[];
  readonly skipped: readonly SkippedRow[];
}

interface Gathered {
  readonly first: ListRow;
  readonly rows: ListRow[];
  /** Carried from rows above where the cell is blank: number, unit, category. */
  readonly number: string;
  readonly carried: Readonly<Record<'unit' | 'category', string>>;
}

type Above = Readonly<Record<'number' | 'unit' | 'category', string>>;

const mostBases = 60;

/** Items of one sheet in their order. Needs a mapping with `name`. */
export function readItems(
  rows: readonly ListRow[],
  layout: { readonly sheet: string; readonly mapping: ItemMapping },
): ReadSheet {
  const { sheet, mapping } = layout;
  const skipped: SkippedRow[] = [];
  const gathered: Gathered[] = [];
  let above: Above = { number: '', unit: '', category: '' };
  for (const row of rows) {
    if (row.role !== 'data') {
      const text = lineOf(row);
      skipped.push({ sheet, row: row.row, role: row.role, text });
      if (row.role === 'section') above = underHeading(above, text, mapping);
      continue;
    }
    const own = (column: 'number' | 'unit' | 'category') => cellOf(row, mapping, column) || above[column];
    above = { number: own('number'), unit: own('unit'), category: own('category') };
    const last = gathered.at(-1);
    if (last !== undefined && continues(row, last, mapping)) last.rows.push(row);
    else if (cellOf(row, mapping, 'name') === '')
      skipped.push({ sheet, row: row.row, role: 'nameless', text: lineOf(row) });
    else {
      const carried = { unit: above.unit.slice(0, 200), category: above.category.slice(0, 200) };
      gathered.push({ first: row, rows: [row], number: above.number, carried });
    }
  }
  return { items: gathered.map((one) => itemOf(one, sheet, mapping)), skipped };
}

/** A heading across the table names the category, or the unit where the list has categories of its own. */
function underHeading(above: Above, text: string, mapping: ItemMapping): Above {
  const title = text.replace(headingNumber, '').slice(0, 200);
  if (mapping.category === undefined) return { ...above, category: title };
  return mapping.unit === undefined ? { ...above, unit: title } : above;
}

/**
 * Does the row go on with the item above? Its name lies in the same merged cell or is blank; an item has one tier, so a
 * row that says another one is an item of its own.
 */
function continues(row: ListRow, item: Gathered, mapping: ItemMapping): boolean {
  const column = mapping.name ?? 0;
  const name = cellOf(row, mapping, 'name');
  const last = item.rows.at(-1) ?? item.first;
  if (name === '') return lineOf(row) !== '';
  const range = row.ranges[column] ?? 0;
  if (range === 0 || range !== last.ranges[column]) return false;
  const tier = cellOf(row, mapping, 'tier');
  return tier === '' || tier === cellOf(item.first, mapping, 'tier');
}

function itemOf(item: Gathered, sheet: string, mapping: ItemMapping): ReadItem {
  const lines = (column: ItemColumn) => differentCells(item.rows, mapping[column]);
  const tier = readTier(lines('tier')[0] ?? '');
  const bases = basesOf(lines('bases'));
  const named = nameOf(lines('name')[0] ?? '', item.carried.category);
  const announced = lines('announced').join();
  const fields: ItemFields = {
    ...itemDefaults,
    ...item.carried,
    code: oneLine(lines('code').join(), 60),
    name: named.name,
    tier: tier ?? 'general',
    bases: bases.slice(0, mostBases),
    subject: lines('subject')
      .map((line) => oneLine(line, 400))
      .join(listMark)
      .slice(0, 400),
    content: paragraphOf([...named.content, ...lines('content')]).slice(0, 8000),
    ...textFields(lines),
    announced: announced === '' || !saysUnannounced.test(announced),
  };
  const doubts: readonly (readonly [boolean, string])[] = [
    [bases.length === 0, 'itemImport.no_basis'],
    [bases.length > mostBases, 'itemImport.too_many_bases'],
    [tier === null, 'itemImport.no_tier'],
    [fields.otherMethods !== '', 'itemImport.other_methods'],
    [fields.methods.length === 0 && fields.otherMethods === '', 'itemImport.no_method'],
    [named.content.length > 0, 'itemImport.long_name'],
    [cutShort(item, mapping), 'itemImport.cut_short'],
  ];
  return {
    sheet,
    firstRow: item.first.row,
    lastRow: (item.rows.at(-1) ?? item.first).row,
    number: item.number,
    fields,
    warnings: doubts.flatMap(([is, code]) => (is ? [code] : [])),
  };
}

/** Fields whose cell is read as it stands. */
function textFields(lines: (column: ItemColumn) => readonly string[]) {
  const text = (column: ItemColumn) => lines(column).join('\n');
  const both = readRatioAndFrequency(text('ratioAndFrequency'));
  const ratioText = oneLine(text('ratio'), 200) || both.ratioText;
  const frequencyText = oneLine(text('frequency'), 200) || both.frequencyText;
  return {
    subItems: readList(text('subItems'), { values: 100, chars: 300 }),
    objectsText: paragraphOf(lines('objects')).slice(0, 2000),
    ...readMethods(text('methods')),
    ratio: readRatio(ratioText),
    ratioText,
    frequencyText,
    yearlyCap: readYearlyCap(frequencyText),
    qualifications: readList(text('qualifications'), { values: 20, chars: 60 }),
    guidance: paragraphOf(lines('guidance')).slice(0, 8000),
    coAgencies: readList(text('coAgencies'), { values: 20, chars: 100 }),
    remark: paragraphOf(lines('remark')).slice(0, 2000),
  };
}

/** What no file says: it is set on screen. */
const itemDefaults = {
  objectKinds: [],
  sheetIds: [],
  leniencyKeys: [],
  sectionId: null,
} satisfies Partial<ItemFields>;

const longestName = 300;

/** A name that is a whole description is the content; the category then names the item. */
function nameOf(cell: string, category: string): { name: string; content: readonly string[] } {
  const line = oneLine(cell, cell.length);
  if (line.length <= longestName) return { name: line, content: [] };
  const short = category === '' ? `${line.slice(0, 60)}…` : category;
  return { name: short.slice(0, longestName), content: [cell] };
}

/** Each different text of a column, a merged cell once. */
function differentCells(rows: readonly ListRow[], column: number | undefined): readonly string[] {
  if (column === undefined) return [];
  const texts = rows.map((row) => row.cells[column] ?? '').filter((text) => cleanText(text) !== '');
  return [...new Set(texts)];
}

function basesOf(cells: readonly string[]): readonly LegalBasis[] {
  const seen = new Set<string>();
  return cells.flatMap(readBases).filter((basis) => {
    const key = `${basis.law}|${basis.article}|${basis.text}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

const mostChars: Readonly<Partial<Record<ItemColumn, number>>> = {
  objects: 2000,
  content: 8000,
  guidance: 8000,
  remark: 2000,
  subject: 400,
};

function cutShort(item: Gathered, mapping: ItemMapping): boolean {
  return Object.entries(mostChars).some(([column, most]) => {
    const cells = differentCells(item.rows, mapping[column as ItemColumn]);
    return cells.join('\n').length > most;
  });
}

function cellOf(row: ListRow, mapping: ItemMapping, column: ItemColumn): string {
  const index = mapping[column];
  return index === undefined ? '' : cleanText(row.cells[index] ?? '');
}

function oneLine(text: string, most: number): string {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return cleanText(lines.join('')).slice(0, most);
}

/** Lines kept, the marks and spaces of the file mended. */
function paragraphOf(cells: readonly string[]): string {
  return cells
    .flatMap((cell) => cell.split(/[\r\n]+/))
    .map(cleanText)
    .filter((line) => line !== '')
    .join('\n');
}

function lineOf(row: ListRow): string {
  const texts = row.cells.map(cleanText).filter((text) => text !== '');
  return [...new Set(texts)].join(' ').slice(0, 300);
}

/**
 * Gives every item a code: its own, else its number; a number that several items share (that of their category)
 * becomes 10-1, 10-2 … in the order of the list.
 */
export function withCodes(items: readonly ReadItem[]): readonly ReadItem[] {
  const shared = new Map<string, number>();
  for (const { number, fields } of items)
    if (fields.code === '') shared.set(number, (shared.get(number) ?? 0) + 1);
  const taken = new Set(items.map((item) => item.fields.code).filter((code) => code !== ''));
  const counts = new Map<string, number>();
  let running = 0;
  return items.map((item) => {
    if (item.fields.code !== '') return item;
    running += 1;
    const number = item.number.slice(0, 40);
    const nth = (counts.get(number) ?? 0) + 1;
    counts.set(number, nth);
    let code =
      number === '' ? String(running) : (shared.get(item.number) ?? 1) > 1 ? `${number}-${nth}` : number;
    for (let again = 2; taken.has(code); again++)
      code = `${number === '' ? running : number}-${nth}-${again}`;
    taken.add(code);
    return { ...item, fields: { ...item.fields, code } };
  });
}
