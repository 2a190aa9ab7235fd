/**
 * A party's own phone, opened by the QR code on the screen: compare the seal, make a number, commit, wait, reveal.
 * It holds no cookie and works over plain HTTP; whatever happens, the number on this phone is never thrown away.
 */
import './party.css';
import { getParty, type PartyView } from '@mingcha/core/draws/ceremony-api.ts';
import { partyText } from '@mingcha/core/draws/party-text.ts';
import { useState } from 'react';
import { useRead } from '../../shared/api/use-read.ts';
import { formatInstant, formatNumber } from '../../shared/format.ts';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { useParam } from '../../shared/router.tsx';
import { SealMark } from '../../shared/ui/seal.tsx';
import { EmptyState, ErrorState, Notice, Skeleton } from '../../shared/ui/states.tsx';
import { CommitStep } from './commit-step.tsx';
import { DoneStep, MissedStep, VoidedStep, WaitStep } from './other-steps.tsx';
import { RevealStep } from './reveal-step.tsx';

/** How often the phone asks what to do next, in milliseconds. */
const pollPause = 3000;

export function PartyPage() {
  const token = useParam('token');
  const say = useText(partyText);
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return <EmptyState title={say('wrongLink')} />;
  return <Party token={token} />;
}

function Party(props: { readonly token: string }) {
  const { token } = props;
  const say = useText(partyText);
  const [answer, setAnswer] = useState<PartyView | null>(null);
  const read = useRead(getParty, { params: { token } }, { every: pollPause });
  const view = latest(read.data, answer);
  if (view === undefined)
    return read.error === null ? (
      <Skeleton lines={8} />
    ) : (
      <ErrorState error={read.error} onRetry={read.reload} />
    );
  return (
    <>
      {read.error === null ? null : <Notice tone="warning">{say('offline')}</Notice>}
      <PartyHead view={view} />
      <Step token={token} view={view} onAnswer={setAnswer} />
      <Others view={view} />
    </>
  );
}

const order: readonly PartyView['step'][] = ['commit', 'waitForNumbers', 'reveal', 'done'];

/** The answer to a write may be newer than what was read last; a draw never goes back. */
function latest(read: PartyView | undefined, answer: PartyView | null): PartyView | undefined {
  if (read === undefined || answer === null) return read ?? answer ?? undefined;
  if (read.step === 'voided' || read.step === 'missed') return read;
  return order.indexOf(answer.step) > order.indexOf(read.step) ? answer : read;
}

export interface StepProps {
  readonly token: string;
  readonly view: PartyView;
  readonly onAnswer: (view: PartyView) => void;
}

function Step(props: StepProps) {
  const { view } = props;
  switch (view.step) {
    case 'commit':
      return <CommitStep {...props} />;
    case 'waitForNumbers':
      return <WaitStep view={view} />;
    case 'reveal':
      return <RevealStep {...props} />;
    case 'done':
      return <DoneStep view={view} />;
    case 'missed':
      return <MissedStep />;
    case 'voided':
      return <VoidedStep />;
  }
}

function PartyHead(props: { readonly view: PartyView }) {
  const { view } = props;
  const say = useText(partyText);
  const { locale } = useLocale();
  return (
    <>
      <header className="party-head">
        <p className="secondary">{`${view.agencyName} · ${view.number}`}</p>
        <h1>{say('title', { role: view.role })}</h1>
        <p>{view.title[locale]}</p>
      </header>
      <section className="party-seal" aria-label={say('sealTitle')}>
        <SealMark digest={view.freezeId} size={96} />
        <div>
          <h2>{say('sealTitle')}</h2>
          <p className="secondary">{say('sealLead')}</p>
        </div>
        <p className="party-code">{view.freezeDisplay}</p>
        <p className="party-pool">
          <span>
            {say('poolText', {
              objects: formatNumber(view.objects),
              inspectors: formatNumber(view.inspectors),
              at: formatInstant(view.sealedAt),
            })}
          </span>
          {view.targets.map(({ name, base, target }) => (
            <span key={name}>
              {say('targetText', { name, base: formatNumber(base), target: formatNumber(target) })}
            </span>
          ))}
        </p>
      </section>
    </>
  );
}

function Others(props: { readonly view: PartyView }) {
  const say = useText(partyText);
  const { parties, role } = props.view;
  return (
    <section className="party-others">
      <h2>{say('others')}</h2>
      <ul>
        {parties.map((party, index) => {
          const state = party.revealed ? 'revealed' : party.committed ? 'committed' : 'waiting';
          return (
            <li key={index} data-state={state}>
              <span>{`${party.role}${party.role === role ? say('you') : ''}`}</span>
              <span className="party-state">{say(`other.${state}`)}</span>
            </li>
          );
        })}
      </ul>
      <p className="secondary party-updated">{say('updated')}</p>
    </section>
  );
}
