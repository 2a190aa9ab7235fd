/** Outcomes other than a normal visit: what was met, photos, witness. A refusal is a button like the others (R165, R183). */

import { visitSheetText } from '@mingcha/core/inspections/visits/visit-sheet-text.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import type { Outcome } from '@mingcha/core/tasks/inspection.ts';
import { useState } from 'react';
import { TextArea, TextField } from '../../shared/forms/field.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { PhoneActions } from '../frame.tsx';
import { Photos } from './photos.tsx';
import type { StepProps } from './step-props.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

const offered = [
  'cannotContact',
  'closedDown',
  'moved',
  'deregistered',
  'refused',
  'noActivity',
] as const satisfies readonly Outcome[];

export function OutcomePage(props: StepProps & { readonly onBack: () => void }) {
  const say = useText(visitStepText);
  const ui = useUi();
  const { content, evidence } = useBook();
  const { write } = useVisitActions();
  const known = content.outcome?.outcome === 'normal' ? null : content.outcome;
  const [outcome, setOutcome] = useState<string>(known?.outcome ?? '');
  const [facts, setFacts] = useState(known?.facts ?? '');
  const [witness, setWitness] = useState(known?.witness ?? '');
  const [contact, setContact] = useState(known?.witnessContact ?? '');
  const [asked, setAsked] = useState(false);
  const needsWitness = outcome === 'refused';
  const hasPhoto = evidence.some(
    ({ findingId, line, kind }) => findingId === null && line === null && kind !== 'scan',
  );
  const isReady = outcome !== '' && facts.trim() !== '' && (!needsWitness || witness.trim() !== '');
  const keep = () => {
    if (!isReady) return setAsked(true);
    write('outcome', {
      outcome,
      facts: facts.trim(),
      witness: witness.trim(),
      witnessContact: contact.trim(),
    });
    return props.onGo('sign');
  };
  const words = outcome === '' ? '' : say(`outcome.${outcome as Outcome}`);
  return (
    <>
      <h2>{say('outcomeTitle')}</h2>
      <p>{say('outcomeLead')}</p>
      <div className="outcomes" role="group" aria-label={say('outcomeTitle')}>
        {offered.map((each) => (
          <button
            key={each}
            type="button"
            className="answer"
            aria-pressed={outcome === each}
            onClick={() => setOutcome(each)}
          >
            {say(`outcome.${each}`)}
          </button>
        ))}
      </div>
      <TextArea
        name="outcome-facts"
        label={say('outcomeFacts')}
        hint={say('outcomeFactsHint')}
        rows={4}
        maxLength={2000}
        value={facts}
        error={asked && facts.trim() === '' ? say('required') : undefined}
        onChange={setFacts}
      />
      <h3>{say('outcomePhotos')}</h3>
      <Photos belonging={{ findingId: null, line: null, words }} />
      {asked && !hasPhoto ? <PhotoNeeded /> : null}
      <TextField
        name="witness"
        label={say('witness')}
        optional={!needsWitness}
        maxLength={60}
        value={witness}
        error={asked && needsWitness && witness.trim() === '' ? say('witnessNeeded') : undefined}
        onChange={setWitness}
      />
      <TextField
        name="witness-contact"
        label={say('witnessContact')}
        optional
        maxLength={60}
        value={contact}
        onChange={setContact}
      />
      {known === null ? null : (
        <Button
          onClick={() => {
            write('outcome', { outcome: 'normal', facts: '', witness: '', witnessContact: '' });
            props.onBack();
          }}
        >
          {say('outcomeBack')}
        </Button>
      )}
      <PhoneActions>
        <Button onClick={props.onBack}>{ui('back')}</Button>
        <Button kind="primary" disabled={outcome === ''} onClick={keep}>
          {say('outcomeAction')}
        </Button>
      </PhoneActions>
    </>
  );
}

function PhotoNeeded() {
  const say = useText(visitSheetText);
  return <p className="finding-need">{say('photoNeeded')}</p>;
}
