/**
 * Finds the header of a table among the first rows of a sheet: below title rows, over one row or several, with
 * or without merged cells. Pure; titles of the rosters expected only help, they are not needed.
 */
import { cleanText, toHalfWidth } from '@mingcha/core/common/cells.ts';
import { foldTitle } from '@mingcha/core/common/titles.ts';
import type { SheetRow, TableShape } from './types.ts';

/** A header lies within this many rows with values. */
export const headerSearchRows = 60;

/** Does a text look like a value rather than a title? */
function isDataLike(text: string): boolean {
  const plain = toHalfWidth(text.trim());
  return (
    plain.length > 30 ||
    /\d{5,}/.test(plain) ||
    /^[+-]?\d+([.,]\d+)*%?$/.test(plain) ||
    /^\d{4}[年./-]\d{1,2}/.test(plain) ||
    /^(n\/a|null|-|—|\/)$/i.test(plain)
  );
}

/** Values of a row, a merged value counted once. */
export function distinctCells(row: SheetRow): readonly string[] {
  const values: string[] = [];
  row.cells.forEach((text, column) => {
    if (text.trim() === '') return;
    const sameAsLeft = row.marks?.get(column)?.merged === true && row.cells[column - 1] === text;
    if (!sameAsLeft) values.push(text);
  });
  return values;
}

interface Candidate {
  readonly index: number;
  readonly score: number;
  readonly known: number;
}

export interface FoundHeader {
  readonly shape: TableShape;
  /** How many titles are among those expected. */
  readonly known: number;
}

/** @param rows the first rows with values @param knownTitles folded */
export function findHeader(rows: readonly SheetRow[], knownTitles: ReadonlySet<string>): FoundHeader {
  const counts = rows.map((row) => distinctCells(row).length);
  const width = Math.max(1, median(counts));
  let best: Candidate | null = null;
  for (const [index, row] of rows.slice(0, headerSearchRows).entries()) {
    const candidate = rate(row, { index, width, knownTitles });
    if (candidate !== null && (best === null || candidate.score > best.score * 1.15 + 0.001))
      best = candidate;
  }
  if (best === null) return { shape: withoutHeader(rows), known: 0 };
  return { shape: shapeAround(rows, best.index), known: best.known };
}

function rate(
  row: SheetRow,
  {
    index,
    width,
    knownTitles,
  }: { readonly index: number; readonly width: number; readonly knownTitles: ReadonlySet<string> },
): Candidate | null {
  const values = distinctCells(row);
  if (values.length < Math.max(width > 1 ? 2 : 1, width / 2)) return null;
  const known = values.filter((text) => knownTitles.has(foldTitle(text))).length;
  const data = values.filter(isDataLike).length;
  if (known === 0 && data > 0) return null;
  if (known * 2 < data) return null;
  // A single column has nothing but its title to tell it from a value.
  if (width === 1 && known === 0 && index > 0) return null;
  const different = new Set(values).size;
  return { index, known, score: (different + 3 * known - 2 * data) / width };
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

function withoutHeader(rows: readonly SheetRow[]): TableShape {
  const width = rows.reduce((most, row) => Math.max(most, row.cells.length), 0);
  return { headerRow: 0, headerRows: 0, titles: Array.from({ length: width }, () => '') };
}

/** Takes in rows above and below that belong to the same header. */
function shapeAround(rows: readonly SheetRow[], index: number): TableShape {
  let first = index;
  let last = index;
  while (last - first < 2 && isGroupRow(rows[first - 1], rows[first])) first--;
  while (last - first < 2 && continuesHeader(rows[last], rows[last + 1])) last++;
  const header = rows.slice(first, last + 1);
  return { headerRow: header[0]?.row ?? 0, headerRows: header.length, titles: joinTitles(header) };
}

function isMerged(row: SheetRow, column: number): boolean {
  return row.marks?.get(column)?.merged === true;
}

/** Do merged cells run from the upper row into the lower one? */
function sharesCells(upper: SheetRow, lower: SheetRow): boolean {
  return upper.cells.some(
    (text, i) => text !== '' && isMerged(upper, i) && isMerged(lower, i) && lower.cells[i] === text,
  );
}

function neighbours(upper: SheetRow | undefined, lower: SheetRow | undefined): upper is SheetRow {
  return upper !== undefined && lower !== undefined && lower.row === upper.row + 1;
}

/** Is the row above a row of group titles over this one? */
function isGroupRow(upper: SheetRow | undefined, lower: SheetRow | undefined): boolean {
  if (!neighbours(upper, lower) || lower === undefined) return false;
  return distinctCells(upper).length >= 2 && sharesCells(upper, lower) && !upper.cells.some(isDataLike);
}

/** Does the row below hold the lower titles of this one? */
function continuesHeader(upper: SheetRow | undefined, lower: SheetRow | undefined): boolean {
  if (!neighbours(upper, lower) || lower === undefined || lower.cells.some(isDataLike)) return false;
  const columns = lower.cells.flatMap((text, i) => (text.trim() === '' ? [] : [i]));
  if (columns.length === 0) return false;
  const under = (i: number) =>
    isMerged(upper, i)
      ? upper.cells[i - 1] === upper.cells[i] || upper.cells[i + 1] === upper.cells[i]
      : false;
  if (sharesCells(upper, lower)) return columns.some((i) => under(i) && lower.cells[i] !== upper.cells[i]);
  if (upper.cells.some((_text, i) => under(i))) {
    return columns.every((i) => under(i)) || columns.filter(under).length >= 2;
  }
  // Without merged cells (CSV): the lower row fills only blanks of the upper one and the group left of them.
  const blank = (i: number) => (upper.cells[i] ?? '').trim() === '';
  const fits = columns.every((i) => blank(i) || blank(i + 1));
  return (
    (lower.cells[0] ?? '').trim() === '' && fits && columns.some(blank) && distinctCells(upper).length > 1
  );
}

/** One title per column: the different texts from top to bottom, joined by `/`. */
function joinTitles(header: readonly SheetRow[]): readonly string[] {
  const width = Math.max(...header.map((row) => row.cells.length));
  const titles: string[] = [];
  for (let column = 0; column < width; column++) {
    const parts: string[] = [];
    for (const [level, row] of header.entries()) {
      const own = cleanText(row.cells[column] ?? '');
      const text = own === '' && level < header.length - 1 ? groupTitle(header, level, column) : own;
      if (text !== '' && !parts.includes(text)) parts.push(text);
    }
    titles.push(parts.join('/'));
  }
  while (titles.at(-1) === '') titles.pop();
  return titles;
}

/** A blank upper title continues the group to its left, where the row below has a title of its own. */
function groupTitle(header: readonly SheetRow[], level: number, column: number): string {
  if ((header[level + 1]?.cells[column] ?? '').trim() === '') return '';
  for (let left = column - 1; left >= 0; left--) {
    const text = cleanText(header[level]?.cells[left] ?? '');
    if (text !== '') return (header[level + 1]?.cells[left] ?? '').trim() === '' ? '' : text;
  }
  return '';
}
