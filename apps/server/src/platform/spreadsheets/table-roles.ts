/**
 * Tells data rows from what people add to a table: totals, section titles, headers repeated on each printed
 * page, notes and signature lines at the end. Works on a stream: thin rows are held back until it is clear
 * whether the table goes on behind them.
 */
import { cleanText } from '@mingcha/core/common/cells.ts';
import { distinctCells } from './table-header.ts';
import type { RowRole, SheetRow, TableRow, TableShape } from './types.ts';

export interface RoleTeller {
  push(rows: readonly SheetRow[]): TableRow[];
  end(): TableRow[];
}

const mostHeld = 64;
const total = /^(合计|总计|小计|共计)([:：(（\d共]|$)/;
const noteWord =
  /^(注|备注|说明|填表说明|附注|填表|填报|制表|审核|复核|经办|负责|联系|单位负责|主管|报送|报表|审批|签发|日期|盖章)[^:：]{0,10}[:：]/;
const noteStart = /^(注[:：]|说明[:：]|备注[:：]|※|附[:：]|\*\s?\S{4,})/;
const sectionStart =
  /^([一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节类部])/;
const orderTitle = /^(序号|序|编号|no\.?|#)$/i;

/** What the roles of a table's rows depend on. */
interface TableForm {
  readonly columns: number;
  readonly headers: ReadonlySet<string>;
  /** First cells of the header's rows: most rows differ there already. */
  readonly headerStarts: ReadonlySet<string>;
  /** The first column numbers the rows (序号). */
  readonly hasOrder: boolean;
}

/** @param shape of the table; rows up to the header's end must not be pushed */
export function createRoleTeller(shape: TableShape, headerCells: readonly (readonly string[])[]): RoleTeller {
  const titled = shape.titles.filter((title) => title !== '').length;
  const form: TableForm = {
    columns: Math.max(1, titled, shape.headerRow === 0 ? shape.titles.length : 0),
    headers: new Set(
      headerCells.filter((cells) => cells.filter((text) => text !== '').length > 1).map(keyOf),
    ),
    headerStarts: new Set(headerCells.map((cells) => cells[0] ?? '')),
    hasOrder: orderTitle.test(shape.titles[0] ?? ''),
  };
  let held: SheetRow[] = [];
  let lastRow = shape.headerRow + shape.headerRows - 1;
  const release = (): TableRow[] => {
    const rows = held.map((row) => ({ ...row, role: middleRole(row, form) }));
    held = [];
    return rows;
  };
  return {
    push(rows) {
      const out: TableRow[] = [];
      for (const row of rows) {
        const role = certainRole(row, form);
        if (role === null) {
          held.push(row);
          if (held.length > mostHeld) out.push(...release());
          continue;
        }
        if (role === 'data') {
          if (held.length > 0) out.push(...release());
          lastRow = row.row;
        }
        out.push({ row: row.row, cells: row.cells, hidden: row.hidden, marks: row.marks, role });
      }
      return out;
    },
    end() {
      let gap = false;
      let previous = lastRow;
      return held.map((row) => {
        gap ||= row.row > previous + 1;
        previous = row.row;
        return { ...row, role: lastRole(row, gap, form) };
      });
    },
  };
}

/** A role that does not depend on what follows, or null for a thin row. Runs for every row: plain data rows leave early. */
function certainRole(row: SheetRow, form: TableForm): RowRole | null {
  const filled = filledCells(row);
  const half = form.columns / 2;
  const second = form.hasOrder && filled.length <= half ? (filled[1] ?? '') : '';
  if (isTotal(filled[0] ?? '') || isTotal(second)) return 'total';
  if (isRepeated(row, form)) return 'repeatedHeader';
  if (form.columns >= 3 && filled.length > half && row.marks === null) return 'data';
  return isThin(row, form) ? null : 'data';
}

/** Might the row be a note or a section title, depending on what follows? */
function isThin(row: SheetRow, { columns }: TableForm): boolean {
  const values = distinctCells(row);
  if (columns < 3) return values.length === 1 && noteStart.test(cleanText(values[0] ?? ''));
  return values.length === 1 || (values.length <= columns / 2 && values.some(isNote));
}

function filledCells(row: SheetRow): readonly string[] {
  const { cells } = row;
  const filled: string[] = [];
  for (const text of cells) if (text !== '') filled.push(text);
  return filled;
}

function isTotal(text: string): boolean {
  return /^\s*[合总小共]/.test(text) && total.test(cleanText(text).replaceAll(' ', ''));
}

function isRepeated(row: SheetRow, { headers, headerStarts }: TableForm): boolean {
  return headerStarts.has(row.cells[0] ?? '') && headers.has(keyOf(row.cells));
}

function middleRole(row: SheetRow, form: TableForm): RowRole {
  const text = cleanText(distinctCells(row)[0] ?? '');
  if (isNote(text)) return 'note';
  return isAcross(row) || isSectionTitle(row, text, form) ? 'section' : 'data';
}

/** Thin rows at the end are notes when something says so; a lone name directly below the table stays data. */
function lastRole(row: SheetRow, gap: boolean, form: TableForm): RowRole {
  const values = distinctCells(row);
  if (gap || isAcross(row) || values.some(isNote)) return 'note';
  return isSectionTitle(row, cleanText(values[0] ?? ''), form) ? 'note' : 'data';
}

function isNote(text: string): boolean {
  const clean = cleanText(text);
  return noteStart.test(clean) || noteWord.test(clean);
}

function isSectionTitle(row: SheetRow, text: string, { hasOrder }: TableForm): boolean {
  return sectionStart.test(text) || (hasOrder && isFirstOnly(row) && !/^\d+$/.test(text));
}

function keyOf(cells: readonly string[]): string {
  const last = cells.findLastIndex((text) => text !== '');
  return cells
    .slice(0, last + 1)
    .map((text) => text.replace(/\s/g, ''))
    .join('|');
}

/** Is the row one merged cell over several columns? */
function isAcross(row: SheetRow): boolean {
  return row.cells.filter((text, i) => text !== '' && row.marks?.get(i)?.merged === true).length > 1;
}

function isFirstOnly(row: SheetRow): boolean {
  return (row.cells[0] ?? '') !== '' && row.cells.slice(1).every((text) => text.trim() === '');
}
