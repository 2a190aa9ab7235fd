/** Checks of Chinese unit codes: GB 32100-2015, GB 11714-1997 and the 15-digit registration number. Pure. */

/** null when the code is right; else a key of spreadsheet-text. */
export type CodeProblem =
  | 'cell.uscc_length'
  | 'cell.uscc_character'
  | 'cell.uscc_check'
  | 'cell.org_code_check';
