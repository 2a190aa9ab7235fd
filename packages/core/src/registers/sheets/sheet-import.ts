/**
 * A check sheet out of a spreadsheet that a bureau has: columns are recognised by the words of their heads, empty
 * cells of merged columns continue the row above, each row is a line. What could not be read is told, row by row;
 * nothing is guessed silently. Pure; the reading of the file is the server's.
 */
import type { SheetContent, SheetLine } from './sheet.ts';
import { basisPattern, type SheetColumn, sheetColumns, sheetHeadWords } from './sheet-words.ts';

export type SheetMapping = Readonly<Partial<Record<SheetColumn, number>>>;

/** Which column holds what; a column is used once. */
export function suggestSheetMapping(heads: readonly string[]): SheetMapping {
  const mapping: Partial<Record<SheetColumn, number>> = {};
  const used = new Set<number>();
  for (const column of sheetColumns) {
    const index = bestHead(heads, sheetHeadWords[column], used);
    if (index === -1) continue;
    mapping[column] = index;
    used.add(index);
  }
  return mapping;
}

/** Words stand from the most to the least telling, so the first that any head contains decides. */
function bestHead(heads: readonly string[], words: readonly string[], used: ReadonlySet<number>): number {
  for (const word of words) {
    const index = heads.findIndex((head, at) => !used.has(at) && head.replaceAll(/\s/g, '').includes(word));
    if (index !== -1) return index;
  }
  return -1;
}

export interface SheetRowProblem {
  /** Number of the row in the file, from 1. */
  readonly row: number;
  /** A key of the sheets' catalogue. */
  readonly code: string;
}

export interface ReadSheet {
  readonly sections: SheetContent['sections'];
  readonly problems: SheetRowProblem[];
}

export interface SheetTableRow {
  readonly number: number;
  readonly cells: readonly string[];
  /** A row that is nothing but the title of the rows below it. */
  readonly isTitle: boolean;
}

/** Lines of the rows, in sections. Rows without a requirement are told and left out. */
export function readSheetRows(
  rows: readonly SheetTableRow[],
  mapping: SheetMapping,
  defaultSection: string,
): ReadSheet {
  const sections: { title: string; lines: SheetLine[] }[] = [];
  const problems: SheetRowProblem[] = [];
  let title = defaultSection;
  let count = 0;
  for (const row of rows) {
    const cell = (column: SheetColumn) => cellText(row.cells, mapping[column]);
    if (row.cells.every((one) => one.trim() === '')) continue;
    if (row.isTitle) {
      title = row.cells.find((one) => one.trim() !== '')?.trim() ?? title;
      continue;
    }
    title = cell('section') || title;
    const requirement = cell('requirement').replaceAll('\n', ' ');
    if (requirement === '') {
      problems.push({ row: row.number, code: 'sheet.row_without_requirement' });
      continue;
    }
    count += 1;
    const line = lineOf(cell, { requirement, key: `L${String(count).padStart(3, '0')}` });
    if (line.bases.length === 0) problems.push({ row: row.number, code: 'sheet.row_without_basis' });
    let section = sections.find((one) => one.title === clipped(title, 100));
    if (section === undefined) {
      section = { title: clipped(title, 100), lines: [] };
      sections.push(section);
    }
    section.lines.push(line);
  }
  return { sections, problems };
}

function lineOf(cell: (column: SheetColumn) => string, own: { requirement: string; key: string }): SheetLine {
  const finding = cell('finding');
  return {
    key: own.key,
    requirement: clipped(own.requirement, 1000),
    bases: readBases(cell('basis')),
    method: clipped(cell('method'), 1000),
    criterion: clipped(cell('criterion'), 1000),
    evidence: clipped(cell('evidence').replaceAll('\n', ' '), 500),
    answer: 'conformity',
    unit: '',
    choices: [],
    askedWhen: null,
    notApplicable: clipped(cell('notApplicable').replaceAll('\n', ' '), 300),
    findings: finding
      .split('\n')
      .map((text) => clipped(text.trim(), 500))
      .filter((text) => text !== '')
      .slice(0, 20)
      .map((text) => ({ text, handling: clipped(cell('handling').replaceAll('\n', ' '), 300) })),
  };
}

/** Each 《law》 of a cell with the articles that follow it; a cell without such marks is one law in its own words. */
export function readBases(text: string): SheetLine['bases'] {
  const found = [...text.matchAll(basisPattern)].map((match) => ({
    law: (match[1] ?? '').trim(),
    article: (match[2] ?? '').replaceAll(/(?<![，,、\s])[，,、\s]+$/g, '').trim(),
    text: '',
    statuteId: null,
    articleId: null,
  }));
  if (found.length > 0) return found.slice(0, 20);
  const plain = text.replaceAll('\n', ' ').trim();
  return plain === ''
    ? []
    : [{ law: clipped(plain, 200), article: '', text: '', statuteId: null, articleId: null }];
}

function cellText(cells: readonly string[], index: number | undefined): string {
  return index === undefined ? '' : (cells[index] ?? '').normalize('NFC').trim();
}

function clipped(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max);
}
