/** Published annual plans of all agencies: those in force first by year, each with its version. */
import { listPublicPlans } from '@mingcha/core/plans/public-plan-api.ts';
import { publicPlanText } from '@mingcha/core/plans/public-plan-text.ts';
import { useState } from 'react';
import { useRead } from '../../shared/api/use-read.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Go } from '../../shared/router.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import './plans-page.css';

const pageSize = 20;

export function PlansPage() {
  const say = useText(publicPlanText);
  const [limit, setLimit] = useState(pageSize);
  const read = useRead(listPublicPlans, { query: { limit } });
  const rows = read.data?.rows;
  return (
    <section className="portal-part">
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      {read.error !== null ? (
        <ErrorState error={read.error} onRetry={read.reload} />
      ) : rows === undefined ? (
        <Skeleton lines={4} />
      ) : rows.length === 0 ? (
        <EmptyState title={say('none')} text={say('noneText')} />
      ) : (
        <ul className="public-plans">
          {rows.map((row) => (
            <li key={row.id}>
              <Go to={`/plans/${row.id}`}>
                <strong>{row.title}</strong>
                <span>{row.agencyName}</span>
              </Go>
              <span className="secondary">
                {say('version', { n: row.version })}
                {row.version > 1 ? `（${say('adjusted')}）` : ''}　{say('entries', { n: row.entries })}
                {'　'}
                <DateText value={row.publishedOn} />
                {row.documentNumber === '' ? '' : `　${row.documentNumber}`}
                {row.state === 'closed' ? `　${say('closed')}` : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
      {(read.data?.next ?? null) === null || limit >= 100 ? null : (
        <Button onClick={() => setLimit(Math.min(100, limit + pageSize))}>{say('more')}</Button>
      )}
    </section>
  );
}
