/** Clauses of a rule book grouped by section, in the language of the screen. */
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import {
  type ClauseWords,
  type RuleClause,
  ruleClauses,
  ruleSections,
} from '@mingcha/core/registers/rules/rule-clauses.ts';
import { ruleWordText } from '@mingcha/core/registers/rules/rule-word-text.ts';
import { useMemo } from 'react';
import { useLocale } from '../../../shared/i18n/locale.tsx';
import type { ClauseGroup } from '../../../shared/ui/clause-list.tsx';

type WordKey = keyof typeof ruleWordText.zh;

/** Language and names of sections for conditions in words. */
export function useClauseWords(sections: ClauseWords['sections']): ClauseWords {
  const { locale } = useLocale();
  return useMemo(() => ({ locale, sections }), [locale, sections]);
}

/** A word of the rule book by a key that data carries. */
export function useRuleWord(): (key: WordKey) => string {
  const { locale } = useLocale();
  return useMemo(() => (key) => ruleWordText[locale][key], [locale]);
}

export function clauseGroups(rules: RuleBook, words: ClauseWords): readonly ClauseGroup[] {
  const clauses = ruleClauses(rules, words);
  return ruleSections
    .map((section) => ({
      key: section,
      title: ruleWordText[words.locale][`section.${section}`],
      clauses: clauses.filter((one: RuleClause) => one.section === section),
    }))
    .filter((group) => group.clauses.length > 0);
}
