/**
 * Normalises the texts of imported cells. Pure; knows no field and no register.
 * What was typed is kept where a normaliser does not understand it, together with the code of the problem.
 */

/** How a column's cells are read. */
export type CellKind =
  | 'text' // one line: widths, spaces and empty marks mended
  | 'name' // as text, inner spaces between Han characters removed
  | 'code' // local numbers, certificate numbers: half width, no spaces, upper case
  | 'uscc' // as code, with the checks of GB 32100
  | 'regNo' // as code, with the check of the 15-digit registration number
  | 'date' // YYYY-MM-DD; a month or year alone means its first day
  | 'dateEnd' // as date, last day; of a range the later end; 长期 is empty
  | 'list' // several values, joined by 、
  | 'integer';

export interface NormalCell {
  /** '' for empty. */
  readonly value: string;
  /** A key of spreadsheet-text (`cell.…`), or null. */
  readonly problem: string | null;
}
