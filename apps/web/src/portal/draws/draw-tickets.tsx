/** The ticket strip, and an enterprise's own ticket in it once the names are published. */
import { ticketFraction } from '@mingcha/core/common/ticket-strip.ts';
import { drawWordText } from '@mingcha/core/draws/draw-text.ts';
import { findTicket, getPublicTickets } from '@mingcha/core/draws/public-draw-api.ts';
import { publicDrawText } from '@mingcha/core/draws/public-draw-text.ts';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { callApi } from '../../shared/api/call-api.ts';
import { useRead } from '../../shared/api/use-read.ts';
import { formatNumber } from '../../shared/format.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorState, Skeleton } from '../../shared/ui/states.tsx';
import { TicketStrip } from '../../shared/ui/ticket-strip.tsx';
import type { DrawProps } from './draw-facts.tsx';
import { lanesOf } from './draw-lanes.ts';
import { useDrawSentence } from './draw-sentence.ts';
import { wordOr } from './word-or.ts';

type OwnTicket = z.output<typeof findTicket.response>;

export function DrawTickets(props: DrawProps) {
  const { draw } = props;
  const say = useText(publicDrawText);
  const [own, setOwn] = useState<OwnTicket | null>(null);
  const tickets = useRead(getPublicTickets, { params: { id: draw.id } });
  const lanes = useMemo(
    () => lanesOf(tickets.data?.lanes ?? [], own === null ? null : { ...own, label: say('ownMine') }),
    [tickets.data, own, say],
  );
  return (
    <section className="draw-part">
      <h2>{say('ticketsTitle')}</h2>
      <p className="draw-note">{say('ticketsLead')}</p>
      {tickets.status === 'loading' ? (
        <Skeleton lines={4} />
      ) : tickets.data === undefined ? (
        <ErrorState error={tickets.error} onRetry={tickets.reload} />
      ) : (
        <TicketStrip lanes={lanes} />
      )}
      <div className="own-ticket">
        <h3>{say('ownTitle')}</h3>
        {draw.drawnObjects === null ? (
          <p className="draw-note">{say('ownLater')}</p>
        ) : (
          <FindOwn id={draw.id} own={own} onFound={setOwn} />
        )}
      </div>
    </section>
  );
}

interface FindOwnProps {
  readonly id: string;
  readonly own: OwnTicket | null;
  readonly onFound: (own: OwnTicket | null) => void;
}

function FindOwn(props: FindOwnProps) {
  const say = useText(publicDrawText);
  const form = useForm({ code: '' });
  const sentence = useDrawSentence();
  const [busy, setBusy] = useState(false);
  const find = async () => {
    const code = form.values.code.normalize('NFKC').trim();
    if (code === '') {
      form.setProblems([{ field: 'code', message: say('ownEmpty') }]);
      return;
    }
    setBusy(true);
    const result = await callApi(findTicket, { params: { id: props.id }, query: { code } });
    setBusy(false);
    props.onFound(result.ok ? result.value : null);
    if (!result.ok) form.setProblems([{ field: 'code', message: sentence(result.error) }]);
  };
  return (
    <>
      <p className="draw-note">{say('ownLead')}</p>
      <Form onSubmit={find} label={say('ownTitle')}>
        <div className="own-line">
          <TextField
            name="code"
            label={say('ownCode')}
            maxLength={60}
            mono
            value={form.values.code}
            onChange={form.set('code')}
            error={form.error('code')}
          />
          <Button type="submit" icon="search" busy={busy}>
            {say('ownFind')}
          </Button>
        </div>
      </Form>
      {props.own === null ? null : <OwnResult own={props.own} />}
    </>
  );
}

/** A ticket as the fraction that the strip shows. */
function fractionText(ticket: string): string {
  return ticketFraction(ticket).toFixed(6);
}

function OwnResult(props: { readonly own: OwnTicket }) {
  const { own } = props;
  const say = useText(publicDrawText);
  const { locale } = useLocale();
  const why = own.rule === 'draw' ? (own.drawn ? 'drawn' : 'notDrawn') : own.rule;
  const reason = wordOr(drawWordText[locale], `exclusion.${own.reason ?? 'other'}`);
  return (
    <div className="own-result" aria-live="polite" data-drawn={own.drawn}>
      <p className="own-verdict">
        <span className="mono">{own.code}</span>
        <strong>{say(own.drawn ? 'own.drawn' : 'own.notDrawn')}</strong>
      </p>
      <p>
        {say(`own.because.${why}`, {
          stratum: own.stratum,
          size: formatNumber(own.size),
          rank: formatNumber(own.rank),
          quota: formatNumber(own.quota),
          reason,
        })}
      </p>
      {own.rule === 'draw' && own.threshold !== null ? (
        <p>{say('ownBefore', { value: fractionText(own.ticket), cut: fractionText(own.threshold) })}</p>
      ) : null}
    </div>
  );
}
