/** One published rule book in words, with its paper to download. */
import {
  downloadPublicRuleBook,
  getPublicRuleBook,
  type PublicRuleBook,
} from '@mingcha/core/registers/rules/rule-book-api.ts';
import { ruleClauses, ruleSections } from '@mingcha/core/registers/rules/rule-clauses.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { ruleWordText } from '@mingcha/core/registers/rules/rule-word-text.ts';
import { addressOf } from '../../../shared/api/address.ts';
import { useRead } from '../../../shared/api/use-read.ts';
import { useLocale, useText } from '../../../shared/i18n/locale.tsx';
import { Go, useParam } from '../../../shared/router.tsx';
import { buttonClass } from '../../../shared/ui/button.tsx';
import { ClauseList } from '../../../shared/ui/clause-list.tsx';
import { ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import './rules-page.css';

export function RulePage() {
  const say = useText(rulePageText);
  const id = useParam('id');
  const read = useRead(getPublicRuleBook, { params: { id } });
  return (
    <section className="portal-part">
      <p>
        <Go to="/rules">{say('publicBack')}</Go>
      </p>
      {read.error !== null ? (
        <ErrorState error={read.error} onRetry={read.reload} />
      ) : read.data === undefined ? (
        <Skeleton lines={12} />
      ) : (
        <Book book={read.data} />
      )}
    </section>
  );
}

function Book(props: { readonly book: PublicRuleBook }) {
  const { book } = props;
  const say = useText(rulePageText);
  const { locale } = useLocale();
  const clauses = ruleClauses(book.rules, { locale, sections: book.sections });
  const paper = (format: 'pdf' | 'docx') =>
    addressOf(downloadPublicRuleBook, { params: { id: book.id }, query: { format, lang: locale } });
  return (
    <>
      <h1>
        {book.agencyName} {book.rules.name}
      </h1>
      <p className="secondary">
        {say('versionNo', { version: book.bookVersion })} {say('publishedOn')}{' '}
        <DateText value={book.publishedOn} />
      </p>
      <div className="public-rule-papers no-print">
        <a className={buttonClass()} href={paper('pdf')} download>
          {say('downloadPdf')}
        </a>
        <a className={buttonClass()} href={paper('docx')} download>
          {say('downloadDocx')}
        </a>
      </div>
      <ClauseList
        groups={ruleSections.map((section) => ({
          key: section,
          title: ruleWordText[locale][`section.${section}`],
          clauses: clauses.filter((one) => one.section === section),
        }))}
      />
    </>
  );
}
