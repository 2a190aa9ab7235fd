/**
 * How it is said whose the rows of a table are. Every table of the schema has one holding (`holdings.ts`), so that an export of
 * one agency is made from declarations and a new table cannot be forgotten.
 */
import type { reasonsText } from './reasons-text.ts';

/** Which rows of a table are the agency's; `t` is the table, and every condition stays within the jurisdiction. */
export type Rule =
  | { readonly is: 'agency'; readonly column: string }
  /** The row that `column` points to is the agency's: by that table's own rule, or by `where`. */
  | {
      readonly is: 'through';
      readonly table: string;
      readonly column: string;
      readonly target: string;
      readonly where?: Rule;
    }
  | { readonly is: 'any' | 'all'; readonly of: readonly Rule[] }
  /** Kept back until this moment. */
  | { readonly is: 'past'; readonly column: string }
  | { readonly is: 'oneOf'; readonly column: string; readonly values: readonly string[] }
  /** The jurisdiction's, shared by its agencies. */
  | { readonly is: 'common' }
  | { readonly is: 'place' }
  /** Files that an exported row names. */
  | { readonly is: 'named' };

export type Reason = keyof typeof reasonsText.zh;

export type Holding =
  | { readonly kind: 'own' | 'common'; readonly rule: Rule }
  | { readonly kind: 'never'; readonly why: Reason };

export const agency = (column = 'agency_id'): Rule => ({ is: 'agency', column });
export const by = (table: string, column: string, target = 'id'): Rule => ({
  is: 'through',
  table,
  column,
  target,
});
export const any = (...of: readonly Rule[]): Rule => ({ is: 'any', of });
export const all = (...of: readonly Rule[]): Rule => ({ is: 'all', of });

/** The agency stands in the row itself. */
export const own = (column?: string): Holding => when(agency(column));
/** The row belongs to one that is the agency's. */
export const through = (table: string, column: string): Holding => when(by(table, column));
/** Both: of a joint visit only what the agency's own team wrote, and only once the visit is no secret. */
export const ownOf = (table: string, column: string): Holding => when(all(agency(), by(table, column)));
export const ofPerson = (column = 'account_id'): Holding => through('accounts', column);
export const when = (rule: Rule): Holding => ({ kind: 'own', rule });
export const common = (): Holding => ({ kind: 'common', rule: { is: 'common' } });
export const never = (why: Reason): Holding => ({ kind: 'never', why });
