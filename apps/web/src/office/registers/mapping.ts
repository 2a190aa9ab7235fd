/** The choice of a field for each column. A field comes from one column only; choosing it elsewhere moves it. */
import type { ColumnMapping } from '@mingcha/core/registers/import-api.ts';

/** Field by column index. */
export type Chosen = Readonly<Record<number, string>>;

export function chosenOf(mapping: ColumnMapping): Chosen {
  return Object.fromEntries(Object.entries(mapping).map(([field, column]) => [column, field]));
}

export function mappingOf(chosen: Chosen): ColumnMapping {
  return Object.fromEntries(
    Object.entries(chosen)
      .filter(([, field]) => field !== '')
      .map(([column, field]) => [field, Number(column)]),
  );
}

/** Gives `field` to `column`; `from` is the column that had it before, or null. */
export function choose(
  chosen: Chosen,
  column: number,
  field: string,
): { readonly chosen: Chosen; readonly from: number | null } {
  const holder =
    field === ''
      ? undefined
      : Object.entries(chosen).find(([at, one]) => one === field && Number(at) !== column);
  const next: Record<number, string> = { ...chosen, [column]: field };
  if (holder === undefined) return { chosen: next, from: null };
  const from = Number(holder[0]);
  next[from] = '';
  return { chosen: next, from };
}
