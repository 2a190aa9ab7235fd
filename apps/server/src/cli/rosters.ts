/**
 * Roster files as the command line draws from them. A record has exactly the mapped fields as trimmed NFC strings,
 * empty ones left out, and its id; without a map the fields id, name, code, kind and area are recognised.
 */
import { cleanCode, cleanText, normaliseCell, splitList, toHalfWidth } from '@mingcha/core/common/cells.ts';
import { foldTitle } from '@mingcha/core/common/titles.ts';
import { knownTitles, proposeMapping } from '@mingcha/core/registers/columns.ts';
import { compareBytes, encodeUtf8, type InspectorRecord, type PoolObject } from '@mingcha/draw';
import { inspectTable, readRows, readTable, type TableRow } from '../platform/spreadsheets/index.ts';
import { namedColumns, type Rules } from './rules-file.ts';
import { CliError, type Terminal } from './terminal.ts';

type Columns = ReadonlyMap<string, number>;
interface Roster {
  readonly file: string;
  /** Fields of the record and their columns. */
  readonly fields: Columns;
  /** Columns that feed no field of the record but are needed: identity and what the assignment may know. */
  readonly others: Columns;
  readonly rows: AsyncGenerator<TableRow>;
}

/** Names of the recognition and the fields they are on the command line. */
const objectFields: Readonly<Record<string, string>> = {
  localCode: 'id',
  uscc: 'code',
  name: 'name',
  kind: 'kind',
  area: 'area',
};
const inspectorFields: Readonly<Record<string, string>> = {
  name: 'name',
  certificateNumber: 'id',
  agency: 'dept',
  specialities: 'skills',
  areas: 'areas',
  yearlyCap: 'cap',
  priorLoad: 'load',
  certificateValidTo: 'validTo',
};

async function openRoster(
  file: string,
  roster: 'objects' | 'inspectors',
  named: Readonly<Record<string, string>> | null,
): Promise<Roster> {
  const table = await inspectTable(file, { knownTitles: knownTitles() });
  const samples = table.titles.map((title, column) => ({
    column,
    title,
    values: table.samples.filter((row) => row.role === 'data').map((row) => row.cells[column] ?? ''),
  }));
  const names = roster === 'objects' ? objectFields : inspectorFields;
  const recognised = new Map<string, number>();
  for (const [field, column] of Object.entries(proposeMapping(roster, samples).mapping)) {
    const name = names[field];
    if (name !== undefined) recognised.set(name, column);
  }
  const { headerRow, headerRows, titles } = table;
  const shape = { headerRow, headerRows, titles };
  const rows = readTable(file, { shape, ...(table.sheet === '' ? {} : { sheet: table.sheet }) });
  const onlyRecord = new Set(['id', 'name', 'code', 'kind', 'area']);
  const fields =
    named === null
      ? new Map([...recognised].filter(([field]) => onlyRecord.has(field)))
      : new Map(Object.entries(named).map(([field, title]) => [field, columnOf(file, titles, title)]));
  return { file, fields, others: roster === 'objects' ? new Map() : recognised, rows };
}

function columnOf(file: string, titles: readonly string[], title: string): number {
  const exact = titles.findIndex((one) => one.normalize('NFC').trim() === title.normalize('NFC').trim());
  const column =
    exact >= 0 ? exact : titles.findIndex((one) => one !== '' && foldTitle(one) === foldTitle(title));
  if (column < 0)
    throw new CliError('column.not_there', {
      file,
      title,
      titles: titles.filter((one) => one !== '').join(' | '),
    });
  return column;
}

/** A cell as a record carries it: trimmed and NFC; marks for "nothing" (N/A and its like) are empty. */
function cell(row: TableRow, column: number | undefined): string {
  const text = column === undefined ? '' : (row.cells[column] ?? '').normalize('NFC').trim();
  return cleanText(text) === '' ? '' : text;
}

/** A local number or certificate number as people compare them: half width, without spaces. */
export function plainId(text: string): string {
  return toHalfWidth(cleanText(text.normalize('NFC'))).replaceAll(' ', '');
}

function rawCode(roster: Roster, row: TableRow, column: number | undefined): string {
  if (column === undefined) return '';
  if (row.marks?.get(column)?.precisionLost === true) {
    throw new CliError('row.precision', { file: roster.file, row: row.row, column: column + 1 });
  }
  return row.cells[column] ?? '';
}

function recordOf(roster: Roster, row: TableRow): Record<string, string> {
  const record: Record<string, string> = {};
  for (const [field, column] of roster.fields) {
    const value = cell(row, column);
    if (value !== '') record[field] = value;
  }
  return record;
}

/** The pool: each row in the first stratum that takes it. Rows that repeat an id are left out and reported. */
export async function readObjects(file: string, rules: Rules, terminal: Terminal): Promise<PoolObject[]> {
  const roster = await openRoster(file, 'objects', namedColumns(rules, 'objects'));
  const conditions = rules.strata.map(({ where }) =>
    Object.entries(where ?? {}).map(
      ([field, values]) => [field, new Set(values.map((value) => value.normalize('NFC').trim()))] as const,
    ),
  );
  const seen = new Map<string, number>();
  const pool: PoolObject[] = [];
  for await (const row of roster.rows) {
    if (row.role !== 'data') continue;
    const record = recordOf(roster, row);
    const unit = cleanCode(rawCode(roster, row, roster.fields.get('code')));
    const local = plainId(rawCode(roster, row, roster.fields.get('id')));
    const id = unit || local || `row-${row.row}`;
    const first = seen.get(id);
    if (first !== undefined) {
      terminal.note(terminal.text('row.duplicate', { file, row: row.row, first, id }));
      continue;
    }
    seen.set(id, row.row);
    const full = { ...record, id, area: record['area'] ?? '-' };
    const stratum = conditions.findIndex((all) =>
      all.every(([field, values]) => values.has((full as Record<string, string>)[field] ?? '')),
    );
    if (stratum < 0) throw new CliError('row.no_stratum', { file, row: row.row, name: record['name'] ?? id });
    const weight = wholeNumber(roster, row, {
      field: 'weight',
      column: roster.fields.get('weight'),
      otherwise: 1,
    });
    pool.push({ record: full, stratum, weight });
    if (pool.length % 5000 === 0) terminal.progress(terminal.text('progress.rows', { rows: pool.length }));
  }
  if (pool.length === 0) throw new CliError('pool.empty', { file });
  return pool;
}

interface NumberCell {
  readonly field: string;
  readonly column: number | undefined;
  readonly otherwise: number;
}

function wholeNumber(roster: Roster, row: TableRow, { field, column, otherwise }: NumberCell): number {
  const text = cleanText(column === undefined ? '' : (row.cells[column] ?? ''));
  if (text === '') return otherwise;
  if (!/^\d{1,9}$/.test(text))
    throw new CliError('row.not_a_number', { file: roster.file, row: row.row, field, value: text });
  return Number(text);
}

function sortedValues(text: string): string[] {
  const values = splitList(text.normalize('NFC'));
  return [...new Set(values)].toSorted((a, b) => compareBytes(encodeUtf8(a), encodeUtf8(b)));
}

/** The inspectors with a certificate that is valid on `day` (YYYY-MM-DD); the id is the certificate number. */
export async function readInspectors(
  file: string,
  given: { rules: Rules; day: string },
  terminal: Terminal,
): Promise<InspectorRecord[]> {
  const roster = await openRoster(file, 'inspectors', namedColumns(given.rules, 'inspectors'));
  const column = (field: string) => roster.fields.get(field) ?? roster.others.get(field);
  const idColumn = column('id') ?? roster.fields.get('code');
  if (idColumn === undefined)
    throw new CliError('column.missing', { file, field: terminal.text('field.certificate') });
  if (column('dept') === undefined)
    throw new CliError('column.missing', { file, field: terminal.text('field.dept') });
  const seen = new Map<string, number>();
  const people: InspectorRecord[] = [];
  for await (const row of roster.rows) {
    if (row.role !== 'data') continue;
    const id = plainId(rawCode(roster, row, idColumn));
    const dept = cell(row, column('dept'));
    if (id === '')
      throw new CliError('row.no_name', { file, row: row.row, field: terminal.text('field.certificate') });
    if (dept === '')
      throw new CliError('row.no_name', { file, row: row.row, field: terminal.text('field.dept') });
    const first = seen.get(id);
    if (first !== undefined) {
      terminal.note(terminal.text('row.duplicate', { file, row: row.row, first, id }));
      continue;
    }
    seen.set(id, row.row);
    const record = recordOf(roster, row);
    const validTo = dayOf(roster, row, column('validTo'));
    if (validTo !== '' && validTo < given.day) {
      terminal.note(
        terminal.text('row.expired', { file, row: row.row, name: record['name'] ?? id, day: validTo }),
      );
      continue;
    }
    const areas = sortedValues(cell(row, column('areas')));
    const pub = {
      dept,
      skills: sortedValues(cell(row, column('skills'))),
      areas: areas.length === 0 || areas.includes('*') ? ['*'] : areas,
      cap: wholeNumber(roster, row, { field: 'cap', column: column('cap'), otherwise: 1_000_000 }),
      load: wholeNumber(roster, row, { field: 'load', column: column('load'), otherwise: 0 }),
    };
    people.push({ ...record, id, pub } as InspectorRecord);
  }
  if (people.length === 0) throw new CliError('pool.empty', { file });
  return people;
}

/** The last day of a certificate as YYYY-MM-DD; '' where none is written. */
function dayOf(roster: Roster, row: TableRow, column: number | undefined): string {
  const text = column === undefined ? '' : (row.cells[column] ?? '');
  const { value, problem } = normaliseCell('dateEnd', text);
  if (problem !== null) throw new CliError('row.bad_date', { file: roster.file, row: row.row, value: text });
  return value;
}

/** Avoidance pairs: the first two columns of a table with or without a header, object id and inspector id. */
export async function readPairs(
  file: string,
  known: Readonly<Record<'objects' | 'inspectors', Pick<ReadonlySet<string>, 'has'>>>,
): Promise<(readonly [string, string])[]> {
  const pairs: (readonly [string, string])[] = [];
  let first = true;
  for await (const row of readRows(file)) {
    const [object = '', inspector = ''] = row.cells.map(plainId);
    const isHeader = first && !known.objects.has(object) && !known.inspectors.has(inspector);
    first = false;
    if (isHeader || (object === '' && inspector === '')) continue;
    const id = known.objects.has(object) ? object : object.toUpperCase();
    if (!known.objects.has(id))
      throw new CliError('conflict.unknown_object', { file, row: row.row, id: object });
    if (!known.inspectors.has(inspector)) {
      throw new CliError('conflict.unknown_inspector', { file, row: row.row, id: inspector });
    }
    pairs.push([id, inspector]);
  }
  return pairs;
}
