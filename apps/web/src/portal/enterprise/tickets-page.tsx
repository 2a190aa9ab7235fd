/** Published draws in whose pool the enterprise stood, with its ticket and the way to verify. */
import { listOwnTickets, type OwnTicket } from '@mingcha/core/publications/enterprise/centre-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Go } from '../../shared/router.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { DateText, StateChip } from '../../shared/ui/values.tsx';
import { Centre } from './centre-frame.tsx';

export function EnterpriseTicketsPage() {
  return <Centre at="/enterprise/tickets">{() => <Tickets />}</Centre>;
}

function Tickets() {
  const say = useText(centrePageText);
  const read = useRead(listOwnTickets);
  return (
    <section className="centre-part">
      <h1>{say('ticketsTitle')}</h1>
      <p className="secondary">{say('ticketsLead')}</p>
      {read.data === undefined ? (
        read.error === null ? (
          <Skeleton lines={5} />
        ) : (
          <ErrorState error={read.error} onRetry={read.reload} />
        )
      ) : read.data.rows.length === 0 ? (
        <EmptyState title={say('ticketsNone')} />
      ) : (
        <ul className="centre-list">
          {read.data.rows.map((row) => (
            <TicketLine key={row.drawId} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}

function TicketLine({ row }: { readonly row: OwnTicket }) {
  const say = useText(centrePageText);
  const { locale } = useLocale();
  const { stratum, rank, size, quota } = row;
  return (
    <li>
      <div>
        <span className="centre-line-title">
          <Go to={`/draws/${row.drawId}`}>{row.title[locale]}</Go>
          <StateChip tone={row.drawn ? 'accent' : 'neutral'}>
            {say(row.drawn ? 'drawn' : 'notDrawn')}
          </StateChip>
        </span>
        <p className="centre-line-text">{say('ticketRank', { stratum, rank, size, quota })}</p>
        <p className="centre-line-text">
          {say('ticketNumber')} <span className="mono">{row.ticket.slice(0, 16)}</span>
        </p>
        <p className="centre-line-text">
          {row.number} {row.agencyName} {row.drawnAt === null ? null : <DateText value={row.drawnAt} />}
        </p>
      </div>
      <Go to={`/draws/${row.drawId}`}>{say('verify')}</Go>
    </li>
  );
}
