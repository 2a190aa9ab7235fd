/** Inspections of the enterprise that it knows of. */
import { listOwnVisits, type OwnVisitRow } from '@mingcha/core/publications/enterprise/centre-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { useState } from 'react';
import { useRead } from '../../shared/api/use-read.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Go } from '../../shared/router.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { Centre } from './centre-frame.tsx';

export function EnterpriseVisitsPage() {
  return <Centre at="/enterprise/visits">{() => <Visits />}</Centre>;
}

function Visits() {
  const say = useText(centrePageText);
  const [after, setAfter] = useState<string | undefined>(undefined);
  const read = useRead(listOwnVisits, { query: after === undefined ? {} : { after } });
  return (
    <section className="centre-part">
      <h1>{say('visitsTitle')}</h1>
      <p className="secondary">{say('visitsLead')}</p>
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton lines={5} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : read.data.rows.length === 0 ? (
        <EmptyState title={say('visitsNone')} />
      ) : (
        <ul className="centre-list">
          {read.data.rows.map((row) => (
            <VisitLine key={row.id} row={row} />
          ))}
        </ul>
      )}
      {read.data?.next == null ? null : (
        <div className="button-row">
          <Button onClick={() => setAfter(read.data?.next ?? undefined)}>{say('more')}</Button>
        </div>
      )}
    </section>
  );
}

function VisitLine({ row }: { readonly row: OwnVisitRow }) {
  const say = useText(centrePageText);
  const { locale } = useLocale();
  const { waiting } = row;
  return (
    <li>
      <div>
        <span className="centre-line-title">
          <Go to={`/enterprise/visits/${row.id}`}>{row.taskName}</Go>
          <StateChip tone={row.state === 'cancelled' ? 'void' : row.state === 'done' ? 'neutral' : 'accent'}>
            {say(`visitState.${row.state}`)}
          </StateChip>
          {waiting.count === 0 ? null : (
            <StateChip tone="warning">{say('orderOpen', { n: waiting.count })}</StateChip>
          )}
        </span>
        <p className="centre-line-text">{row.agencyNames.join('、')}</p>
      </div>
      <span className="centre-line-text">
        {row.scheduledFor === null ? (
          say('windowIs', {
            from: formatDay(row.window.from, locale),
            to: formatDay(row.window.to, locale),
          })
        ) : (
          <DateText value={row.scheduledFor} />
        )}
      </span>
    </li>
  );
}
