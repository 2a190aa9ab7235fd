/** What a version changes, clause by clause, old and new beside each other. */
import type { RuleBookDetail } from '@mingcha/core/registers/rules/rule-book-api.ts';
import { clauseChanges } from '@mingcha/core/registers/rules/rule-clauses.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { useMemo } from 'react';
import { useText } from '../../../shared/i18n/locale.tsx';
import { useClauseWords, useRuleWord } from './rule-words.ts';

export function RuleChanges(props: { readonly book: RuleBookDetail }) {
  const { rules, previous, sections } = props.book;
  const say = useText(rulePageText);
  const word = useRuleWord();
  const words = useClauseWords(sections);
  const changes = useMemo(
    () => (previous === null ? [] : clauseChanges(previous.rules, rules, words)),
    [previous, rules, words],
  );
  if (previous === null) return <p className="secondary">{say('compareFirst')}</p>;
  if (changes.length === 0)
    return <p className="secondary">{say('compareNone', { version: previous.bookVersion })}</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <section className="rule-scroll" tabIndex={0} aria-label={say('compare')}>
      <table className="rule-table">
        <thead>
          <tr>
            <th scope="col">{say('clause')}</th>
            <th scope="col">{say('before', { version: previous.bookVersion })}</th>
            <th scope="col">{say('after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((one) => (
            <tr key={`${one.section} ${one.label}`}>
              <th scope="row">
                <span className="secondary">{word(`section.${one.section}`)}</span>
                {one.label}
              </th>
              <td>{one.before === null ? <em>{say('added')}</em> : <del>{one.before}</del>}</td>
              <td>{one.after === null ? <em>{say('removed')}</em> : <ins>{one.after}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
