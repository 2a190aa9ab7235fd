/** What every part of the rule book's form is given. */
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';

export interface PartProps {
  readonly rules: RuleBook;
  readonly onChange: (change: Partial<RuleBook>) => void;
  readonly agencyName: string;
  readonly sections: readonly { readonly id: string; readonly name: string }[];
}
