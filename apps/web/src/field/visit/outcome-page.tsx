/** Outcomes other than a normal visit: what was met, photos, witness. A refusal is a button like the others (R165, R183). */
import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import type { Outcome } from '@mingcha/core/tasks/inspection.ts';
import { useState } from 'react';
import { dayOfInstant } from '../../shared/format.ts';
import { TextArea, TextField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { PhoneActions } from '../frame.tsx';
import { Photos } from './photos.tsx';
import type { StepProps } from './step-props.ts';
import { entersByGoing } from './team.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

const offered = [
  'cannotContact',
  'closedDown',
  'moved',
  'deregistered',
  'refused',
  'noActivity',
] as const satisfies readonly Outcome[];

interface Told {
  readonly outcome: string;
  readonly facts: string;
  readonly witness: string;
  readonly witnessContact: string;
}
const nothingTold: Told = { outcome: '', facts: '', witness: '', witnessContact: '' };

function needsWitness({ outcome }: Told): boolean {
  return outcome === 'refused';
}

function isReady(told: Told): boolean {
  return (
    told.outcome !== '' && told.facts.trim() !== '' && (!needsWitness(told) || told.witness.trim() !== '')
  );
}

export function OutcomePage(props: StepProps & { readonly onBack: () => void }) {
  const say = useText(visitStepText);
  const ui = useUi();
  const { visit, content, entered } = useBook();
  const { write, addRecord } = useVisitActions();
  const known = content.outcome?.outcome === 'normal' ? null : content.outcome;
  const [told, setTold] = useState<Told>(known ?? nothingTold);
  const [asked, setAsked] = useState(false);
  const keep = () => {
    if (!isReady(told)) return setAsked(true);
    const at = nowInstant();
    const enteredAt = content.arrival?.at ?? at;
    write('outcome', told);
    if (content.started === null) write('started', enteredAt);
    if (content.ended === null) write('ended', at);
    const days = { arrivedOn: dayOfInstant(enteredAt), today: dayOfInstant(at) };
    if (!entered && entersByGoing(visit, days))
      void addRecord({
        kind: 'enter',
        enteredAt,
        emergency: '',
        late: '',
        codeShown: 'none',
      });
    return props.onGo('sign');
  };
  const goBack = () => {
    write('outcome', { ...nothingTold, outcome: 'normal' });
    props.onBack();
  };
  return (
    <>
      <h2>{say('outcomeTitle')}</h2>
      <p>{say('outcomeLead')}</p>
      <fieldset className="outcomes" aria-label={say('outcomeTitle')}>
        {offered.map((each) => (
          <button
            key={each}
            type="button"
            className="answer"
            aria-pressed={told.outcome === each}
            onClick={() => setTold({ ...told, outcome: each })}
          >
            {say(`outcome.${each}`)}
          </button>
        ))}
      </fieldset>
      <OutcomeFacts told={told} asked={asked} onTold={setTold} />
      {known === null ? null : <Button onClick={goBack}>{say('outcomeBack')}</Button>}
      <PhoneActions>
        <Button kind="primary" disabled={told.outcome === ''} onClick={keep}>
          {say('outcomeAction')}
        </Button>
        <Button onClick={props.onBack}>{ui('back')}</Button>
      </PhoneActions>
    </>
  );
}

function OutcomeFacts(props: {
  readonly told: Told;
  readonly asked: boolean;
  readonly onTold: (told: Told) => void;
}) {
  const say = useText(visitStepText);
  const words = useText(visitSheetText);
  const { evidence } = useBook();
  const { told, asked, onTold } = props;
  const hasPhoto = evidence.some(
    ({ findingId, line, kind }) => findingId === null && line === null && kind !== 'scan',
  );
  const met = offered.find((each) => each === told.outcome);
  return (
    <>
      <TextArea
        name="outcome-facts"
        label={say('outcomeFacts')}
        hint={say('outcomeFactsHint')}
        rows={4}
        maxLength={2000}
        value={told.facts}
        error={asked && told.facts.trim() === '' ? say('required') : undefined}
        onChange={(facts) => onTold({ ...told, facts })}
      />
      <h3>{say('outcomePhotos')}</h3>
      <Photos
        belonging={{ findingId: null, line: null, words: met === undefined ? '' : say(`outcome.${met}`) }}
      />
      {hasPhoto ? null : <p className="finding-need">{words('photoNeeded')}</p>}
      <TextField
        name="witness"
        label={say('witness')}
        optional={!needsWitness(told)}
        maxLength={60}
        value={told.witness}
        error={asked && needsWitness(told) && told.witness.trim() === '' ? say('witnessNeeded') : undefined}
        onChange={(witness) => onTold({ ...told, witness })}
      />
      <TextField
        name="witness-contact"
        label={say('witnessContact')}
        optional
        maxLength={60}
        value={told.witnessContact}
        onChange={(witnessContact) => onTold({ ...told, witnessContact })}
      />
    </>
  );
}
