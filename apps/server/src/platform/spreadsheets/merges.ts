/** Merged ranges: the value of the top left cell is given to every covered cell, marked as merged. */
import { columnIndex } from './numbers.ts';
import type { CellMark } from './types.ts';

/** Rows from 1, columns from 0, both ends included. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** @returns null for a reference that is no range of more than one cell */
export function parseRange(reference: string): MergedRange | null {
  const found = /^\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (found === null) return null;
  const range = {
    left: columnIndex(found[1] ?? ''),
    top: Number(found[2]),
    right: columnIndex(found[3] ?? ''),
    bottom: Number(found[4]),
  };
  const proper = range.right >= range.left && range.bottom >= range.top && range.top > 0;
  return proper && (range.right > range.left || range.bottom > range.top) ? range : null;
}

export interface RowDraft {
  readonly row: number;
  readonly cells: string[];
  readonly marks: Map<number, CellMark>;
}

/** Returns a function that fills the rows in their order. @param columns limit of columns: a range may reach to the sheet's edge */
export function mergeSpreader(ranges: readonly MergedRange[], columns: number): (draft: RowDraft) => void {
  const waiting = ranges.toSorted((a, b) => a.top - b.top);
  let next = 0;
  let active: ActiveMerge[] = [];
  return ({ row, cells, marks }) => {
    if (next >= waiting.length && active.length === 0) return;
    active = active.filter(({ range }) => range.bottom >= row);
    for (let range = waiting[next]; range !== undefined && range.top <= row; range = waiting[++next]) {
      if (range.bottom < row) continue;
      const text = range.top === row ? (cells[range.left] ?? '') : '';
      active.push({ range, text, mark: { ...marks.get(range.left), merged: true } });
    }
    for (const merged of active) fill(merged, { row, cells, marks }, columns);
  };
}

interface ActiveMerge {
  readonly range: MergedRange;
  readonly text: string;
  readonly mark: CellMark;
}

function fill({ range, text, mark }: ActiveMerge, { row, cells, marks }: RowDraft, columns: number): void {
  if (text === '') return;
  for (let column = range.left; column <= Math.min(range.right, columns - 1); column++) {
    while (cells.length < column) cells.push('');
    const isOrigin = row === range.top && column === range.left;
    if ((cells[column] ?? '') !== '' && !isOrigin) continue;
    cells[column] = text;
    marks.set(column, mark);
  }
}
