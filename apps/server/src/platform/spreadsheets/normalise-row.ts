/** Applies a column plan to rows: normalised values in the plan's order, and what is wrong with them. Pure. */
import { cleanText, normaliseCell } from '@mingcha/core/common/cells.ts';
import { columnLetter } from './numbers.ts';
import type { CellMark, ColumnPlan, RowProblem, SheetRow } from './types.ts';

export interface NormalRow {
  readonly row: number;
  /** One per column of the plan; '' for empty. */
  readonly values: readonly string[];
  readonly problems: readonly RowProblem[];
}

interface PreparedColumn extends ColumnPlan {
  readonly patterns: readonly (readonly [RegExp, string])[] | null;
  readonly letter: string;
}

const shownChars = 60;
const noProblems: readonly RowProblem[] = [];

/** @param plan columns wanted @returns a function to call for every data row */
export function rowNormaliser(
  plan: readonly ColumnPlan[],
  context = { date1904: false },
): (row: SheetRow) => NormalRow {
  const columns: readonly PreparedColumn[] = plan.map((column) => ({
    ...column,
    letter: columnLetter(column.column),
    patterns: column.words?.map(([pattern, value]) => [new RegExp(pattern, 'iu'), value] as const) ?? null,
  }));
  return (row) => {
    const values: string[] = [];
    let problems: RowProblem[] | null = null;
    for (const column of columns) {
      const text = row.cells[column.column] ?? '';
      const mark = row.marks?.get(column.column);
      const { value, problem } = readCell(column, { text, mark, date1904: context.date1904 });
      values.push(value);
      if (problem === null) continue;
      problems ??= [];
      problems.push({
        code: problem,
        field: column.field,
        column: column.letter,
        value: text.slice(0, shownChars),
      });
    }
    return { row: row.row, values, problems: problems ?? noProblems };
  };
}

interface CellInput {
  readonly text: string;
  readonly mark: CellMark | undefined;
  readonly date1904: boolean;
}

function readCell(
  column: PreparedColumn,
  { text, mark, date1904 }: CellInput,
): { readonly value: string; readonly problem: string | null } {
  if (mark?.kind === 'error') return { value: '', problem: 'cell.error_value' };
  if (column.patterns !== null) return readWord(column.patterns, column, text);
  const { value, problem } = normaliseCell(column.cell, text, { date1904 });
  const isCode = column.cell === 'code' || column.cell === 'uscc' || column.cell === 'regNo';
  if (mark?.precisionLost === true && isCode) return { value, problem: 'cell.precision_lost' };
  if (problem !== null) return { value, problem };
  if (value === '') return { value, problem: column.required ? 'cell.missing' : null };
  return {
    value,
    problem: column.maxChars !== undefined && value.length > column.maxChars ? 'cell.too_long' : null,
  };
}

function readWord(patterns: readonly (readonly [RegExp, string])[], column: PreparedColumn, text: string) {
  const clean = cleanText(text);
  if (clean === '') return { value: '', problem: column.required ? 'cell.missing' : null };
  const found = patterns.find(([pattern]) => pattern.test(clean));
  return found === undefined
    ? { value: clean, problem: 'cell.unknown_word' }
    : { value: found[1], problem: null };
}
