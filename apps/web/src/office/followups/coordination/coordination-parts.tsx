/** What lists and pages of coordination tickets share: the state in words, a demand with its agency, number and day. */
import './coordination.css';
import type { CoordinationState } from '@mingcha/core/followups/coordination/coordination.ts';
import type { CoordinationDemand } from '@mingcha/core/followups/coordination/coordination-api.ts';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import type { ReactNode } from 'react';
import { useText } from '../../../shared/i18n/locale.tsx';
import { DateText, StateChip, type Tone } from '../../../shared/ui/values.tsx';

const tones: Readonly<Record<CoordinationState, Tone>> = {
  raised: 'warning',
  settling: 'accent',
  settled: 'verified',
  dismissed: 'neutral',
};

export function TicketState({ state }: { readonly state: CoordinationState }) {
  const say = useText(coordinationPageText);
  return <StateChip tone={tones[state]}>{say(`state.${state}`)}</StateChip>;
}

export function SharedWords({ words }: { readonly words: readonly string[] }) {
  const say = useText(coordinationPageText);
  if (words.length === 0) return null;
  return (
    <span className="coordination-shared">
      {say('shared')}
      {words.map((word) => (
        <mark key={word}>{word}</mark>
      ))}
    </span>
  );
}

/** One demand: who, what, until when. */
export function Demand(props: {
  readonly demand: CoordinationDemand;
  readonly mark?: ReactNode;
  readonly children?: ReactNode;
}) {
  const say = useText(coordinationPageText);
  const { demand } = props;
  return (
    <div className="coordination-demand">
      <span className="coordination-demand-head">
        <strong>{demand.agencyName}</strong>
        <span className="secondary">{demand.number}</span>
        {props.mark}
      </span>
      <span className="coordination-words">{demand.text}</span>
      {demand.measures === '' ? null : (
        <span className="coordination-words">
          {say('measures')}
          {'　'}
          {demand.measures}
        </span>
      )}
      {demand.dueOn === null ? null : (
        <span className="secondary">
          {say('due')} <DateText value={demand.dueOn} />
        </span>
      )}
      {props.children}
    </div>
  );
}
