/** At a problem: that it waits for coordination, or what was decided; and the way to say that another agency demands the contrary. */
import './coordination.css';
import { demandKinds } from '@mingcha/core/followups/coordination/coordination.ts';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import type { FollowupDetail } from '@mingcha/core/followups/followup-views.ts';
import { useState } from 'react';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Notice } from '../../../shared/ui/states.tsx';
import { useHasRole } from '../../registers/may-edit.ts';
import { GoTo } from '../../shell/navigation.tsx';
import { useSession } from '../../shell/session.tsx';
import { RaiseDialog } from './raise-dialog.tsx';

type Ticket = FollowupDetail['coordinations'][number];

export function TicketNotices({ tickets }: { readonly tickets: FollowupDetail['coordinations'] }) {
  return tickets.map((ticket) => <TicketNotice key={ticket.id} ticket={ticket} />);
}

function TicketNotice({ ticket }: { readonly ticket: Ticket }) {
  const say = useText(coordinationPageText);
  const { number, state } = ticket;
  const isOpen = state === 'raised' || state === 'settling';
  return (
    <Notice tone={isOpen ? 'warning' : 'info'} {...(isOpen ? { title: say('waiting') } : {})}>
      <p>{say(isOpen ? 'waitingText' : state === 'settled' ? 'settledText' : 'dismissedText', { number })}</p>
      {ticket.fate === null ? null : (
        <p className="coordination-words">
          <strong>
            {say('fate')} {say(`fate.${ticket.fate}`)}
          </strong>{' '}
          {ticket.fateText}
        </p>
      )}
      {isOpen ? null : <p className="coordination-words">{ticket.ground}</p>}
      <p>
        <GoTo to={`/coordinations/${ticket.id}`}>{say('openTicket')}</GoTo>
      </p>
    </Notice>
  );
}

/** For those who handle an open problem of their own agency that stands in no open ticket. */
export function RaiseButton({ found }: { readonly found: FollowupDetail }) {
  const say = useText(coordinationPageText);
  const { person } = useSession();
  const mayRaise = useHasRole('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector');
  const [isOpen, setOpen] = useState(false);
  const asks = demandKinds.some((kind) => kind === found.kind);
  if (!mayRaise || !asks || found.isCoordinated || found.agencyId !== person.agency.id) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('raise')}</Button>
      {isOpen ? <RaiseDialog found={found} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
