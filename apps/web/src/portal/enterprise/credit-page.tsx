/** The enterprise's own credit file as far as it is public. */
import { creditPageText } from '@mingcha/core/credit/credit-page-text.ts';
import { type OwnCredit, readOwnCredit } from '@mingcha/core/credit/own-credit-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { formatDay } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { Centre } from './centre-frame.tsx';

export function EnterpriseCreditPage() {
  return <Centre at="/enterprise/credit">{() => <Credit />}</Centre>;
}

function Credit() {
  const say = useText(centrePageText);
  const read = useRead(readOwnCredit);
  const own = read.data;
  return (
    <section className="centre-part">
      <h1>{say('creditTitle')}</h1>
      <p className="secondary">{say('creditLead')}</p>
      {own === undefined ? (
        read.error === null ? (
          <Skeleton lines={5} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : own.entries.length + own.listings.length === 0 ? (
        <EmptyState title={say('creditNone')} />
      ) : (
        <>
          <Listings rows={own.listings} />
          <Entries rows={own.entries} />
        </>
      )}
    </section>
  );
}

function Listings({ rows }: { readonly rows: OwnCredit['listings'] }) {
  const say = useText(centrePageText);
  const { locale } = useLocale();
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{say('listings')}</h2>
      <ul className="centre-list">
        {rows.map((row) => (
          <li key={row.id}>
            <div>
              <span className="centre-line-title">{row.decisionNumber}</span>
              <p className="centre-line-text">{row.agencyName}</p>
            </div>
            <span className="centre-line-text">
              {row.endedOn !== null
                ? say('listingEnded', { day: formatDay(row.endedOn, locale) })
                : row.endsOn === null
                  ? say('listingSince', { day: formatDay(row.publishedOn, locale) })
                  : say('listingUntil', { day: formatDay(row.endsOn, locale) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Entries({ rows }: { readonly rows: OwnCredit['entries'] }) {
  const say = useText(centrePageText);
  const sayKind = useText(creditPageText);
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{say('creditEntries')}</h2>
      <ul className="centre-list">
        {rows.map((row) => (
          <li key={row.id}>
            <div>
              <span className="centre-line-title">
                <a href={`/p/records/${row.publicationId}`}>{row.title}</a>
                <StateChip>{sayKind(`kind.${row.kind}`)}</StateChip>
                {row.isObjected ? <StateChip tone="warning">{say('objected')}</StateChip> : null}
              </span>
              <p className="centre-line-text">{row.wording}</p>
              <p className="centre-line-text">
                {row.agencyName}
                {row.corrections === 0 ? '' : ` · ${say('corrected', { n: row.corrections })}`}
              </p>
            </div>
            <DateText value={row.onDay} />
          </li>
        ))}
      </ul>
    </>
  );
}
