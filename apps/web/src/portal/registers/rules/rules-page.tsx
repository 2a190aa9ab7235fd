/** Published rule books of all agencies. */
import { listPublicRuleBooks } from '@mingcha/core/registers/rules/rule-book-api.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import { useRead } from '../../../shared/api/use-read.ts';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Go } from '../../../shared/router.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../shared/ui/states.tsx';
import { DateText } from '../../../shared/ui/values.tsx';
import './rules-page.css';

export function RulesPage() {
  const say = useText(rulePageText);
  const read = useRead(listPublicRuleBooks);
  const rows = read.data?.rows;
  return (
    <section className="portal-part">
      <h1>{say('publicTitle')}</h1>
      <p>{say('publicLead')}</p>
      {read.error !== null ? (
        <ErrorState error={read.error} onRetry={read.reload} />
      ) : rows === undefined ? (
        <Skeleton lines={4} />
      ) : rows.length === 0 ? (
        <EmptyState title={say('publicNone')} text={say('publicNoneText')} />
      ) : (
        <ul className="public-rules">
          {rows.map((row) => (
            <li key={row.id}>
              <Go to={`/rules/${row.id}`}>
                <strong>{row.agencyName}</strong>
                <span>{row.name}</span>
              </Go>
              <span className="secondary">
                {say('versionNo', { version: row.bookVersion })} <DateText value={row.publishedOn} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
