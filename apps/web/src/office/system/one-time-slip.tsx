/**
 * The slip with a one-time password: shown once, printed alone on its page, copied on request. It keeps nothing;
 * whoever leaves the page cannot see the password again.
 */
import './one-time-slip.css';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../../shared/i18n/locale.tsx';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { PrintButton } from '../../shared/ui/small.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { DateText } from '../../shared/ui/values.tsx';
import { useSession } from '../shell/session.tsx';

export interface Slip {
  readonly signInName: string;
  readonly personName: string;
  readonly place: string;
  readonly password: string;
  readonly expiresAt: string;
}

export function OneTimeSlip(props: {
  readonly slip: Slip;
  /** What happened: a new account or a reset. */
  readonly title: string;
  /** What must happen before the password works. */
  readonly note?: string;
  readonly actions: ReactNode;
}) {
  const say = useText(systemPageText);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="slip-frame">
      <div className="no-print">
        <Notice tone="warning" title={props.title}>
          <p>{say('slipOnce')}</p>
          {props.note === undefined ? null : <p>{props.note}</p>}
        </Notice>
      </div>
      <SlipPaper slip={props.slip} />
      <div className="button-row no-print">
        <PrintButton>{say('slipPrint')}</PrintButton>
        {props.actions}
      </div>
    </div>
  );
}

function SlipPaper(props: { readonly slip: Slip }) {
  const say = useText(systemPageText);
  const { slip } = props;
  const { person } = useSession();
  return (
    <section className="slip theme-paper" aria-label={say('slipTitle')}>
      <p className="slip-agency">{person.agency.name}</p>
      <h2>{say('slipTitle')}</h2>
      <dl className="slip-lines">
        <Line name={say('personName')}>{slip.personName}</Line>
        <Line name={say('agency')}>{slip.place}</Line>
        <Line name={say('slipAddress')}>{window.location.origin}</Line>
        <Line name={say('signInName')}>
          <strong className="mono">{slip.signInName}</strong>
        </Line>
        <Line name={say('slipPassword')}>
          <strong className="slip-password mono">{slip.password}</strong>
          <span className="no-print">
            <CopyButton text={slip.password} label={say('slipCopy')} />
          </span>
        </Line>
        <Line name={say('slipExpires')}>
          <DateText value={slip.expiresAt} />
        </Line>
      </dl>
      <p>{say('slipSteps')}</p>
      <p className="slip-signatures">
        <span>{say('slipIssued', { name: person.personName })}</span>
        <span className="slip-blank">{say('slipReceived')}</span>
        <span className="slip-blank">{say('slipDate')}</span>
      </p>
    </section>
  );
}

function Line(props: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
