/** What a table is, in a few words. */
import type { Catalogue, Locale } from '@mingcha/core/common/text.ts';
import { houseTablesText } from './house-tables-text.ts';
import { publicTablesText } from './public-tables-text.ts';
import { workTablesText } from './work-tables-text.ts';

const all: readonly Catalogue[] = [houseTablesText, workTablesText, publicTablesText];

export function titleOf(locale: Locale, table: string): string {
  const title = all.map((one) => one[locale][table]).find((one) => one !== undefined);
  if (title === undefined) throw new Error(`${table} has no title`);
  return title;
}
