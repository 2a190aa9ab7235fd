/** What lists and pages of coordination tickets share: the state in words, a demand with its agency, number and day. */
import './coordination.css';
import type { CoordinationState } from '@mingcha/core/followups/coordination/coordination.ts';
import type { CoordinationDemand } from '@mingcha/core/followups/coordination/coordination-api.ts';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import type { ReactNode } from 'react';
import { fieldId } from '../../../shared/forms/field.tsx';
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

interface Choosable extends CoordinationDemand {
  readonly isTaken: boolean;
  readonly shared?: readonly string[];
}

/** Demands to choose from; those of an open ticket are shown and not offered. */
export function DemandChoices(props: {
  readonly demands: readonly Choosable[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const say = useText(coordinationPageText);
  const { chosen } = props;
  const toggle = (id: string, isIn: boolean) =>
    props.onChoose(new Set(isIn ? [...chosen, id] : [...chosen].filter((each) => each !== id)));
  return (
    <div className="coordination-choices" id={fieldId('findingIds')}>
      {props.demands.map((demand) => (
        <label key={demand.findingId} className="choice">
          <input
            type="checkbox"
            aria-label={say('chooseDemand', { agency: demand.agencyName, text: demand.text })}
            disabled={demand.isTaken}
            checked={chosen.has(demand.findingId)}
            onChange={(event) => toggle(demand.findingId, event.target.checked)}
          />
          <Demand
            demand={demand}
            mark={demand.isTaken ? <StateChip tone="accent">{say('taken')}</StateChip> : null}
          >
            <SharedWords words={demand.shared ?? []} />
          </Demand>
        </label>
      ))}
    </div>
  );
}
