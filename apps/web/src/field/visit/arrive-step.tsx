/** Arrival: is this the right place, when, and one position that nobody has to give (R150). */
import type { PackedVisit } from '@mingcha/core/inspections/visits/visit-pack.ts';
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { useState } from 'react';
import { formatDay, formatInstant } from '../../shared/format.ts';
import { Checkbox } from '../../shared/forms/choices.tsx';
import { useLocale, useText } from '../../shared/i18n/locale.tsx';
import { nowInstant } from '../../shared/platform/clock.ts';
import { Button } from '../../shared/ui/button.tsx';
import { type Pair, PairList } from '../../shared/ui/values.tsx';
import { PhoneActions } from '../frame.tsx';
import { onePosition } from './capture.ts';
import { Doubled } from './doubled.tsx';
import { Fold } from './fold.tsx';
import { KeptField } from './kept-fields.tsx';
import type { StepProps } from './step-props.ts';
import { presentMembers } from './team.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

export function ArriveStep(props: StepProps) {
  const say = useText(visitStepText);
  const { visit, content } = useBook();
  const { write } = useVisitActions();
  const { arrival } = content;
  const [withPosition, setWithPosition] = useState(true);
  const arrive = () => {
    const at = nowInstant();
    const place = content.place === '' ? visit.object.address : content.place;
    const fact = { at, position: null, place };
    write('arrival', fact);
    if (content.started === null) write('started', at);
    if (content.place === '') write('place', place);
    // The fix comes when it comes; nobody waits for it.
    if (withPosition)
      void onePosition().then((position) => {
        if (position !== null) write('arrival', { ...fact, position });
      });
    props.onNext();
  };
  return (
    <>
      <h2>{say('arriveTitle')}</h2>
      <ObjectCard visit={visit} />
      <Doubled path="place" />
      <KeptField
        name="place"
        label={say('place')}
        hint={say('placeHint')}
        maxLength={200}
        kept={content.place === '' ? visit.object.address : content.place}
        onKeep={(text) => write('place', text)}
      />
      {arrival === null ? (
        <Checkbox
          name="with-position"
          label={say('withPosition')}
          hint={say('withPositionHint')}
          checked={withPosition}
          onChange={setWithPosition}
        />
      ) : (
        <p>
          {`${say('arrivedAt', { at: formatInstant(arrival.at) })} · `}
          {arrival.position === null
            ? say('positionNone')
            : say('positionFixed', { accuracy: Math.round(arrival.position.accuracyM) })}
        </p>
      )}
      <Button onClick={props.onOutcome}>{say('otherOutcome')}</Button>
      <More visit={visit} />
      <PhoneActions>
        <Button kind="primary" onClick={arrival === null ? arrive : props.onNext}>
          {arrival === null ? say('arriveAction') : say('next', { step: say('step.identify') })}
        </Button>
      </PhoneActions>
    </>
  );
}

function ObjectCard(props: { readonly visit: PackedVisit }) {
  const say = useText(visitStepText);
  const { locale } = useLocale();
  const { object, window } = props.visit;
  const pairs: readonly (Pair & { readonly value: string | null })[] = [
    { name: say('objectCode'), value: object.uscc },
    { name: say('localCode'), value: object.localCode },
    { name: say('address'), value: object.address },
    { name: say('legalRep'), value: object.legalRep },
    { name: say('contact'), value: object.contact },
    {
      name: say('window'),
      value: say('windowText', { from: formatDay(window.from, locale), to: formatDay(window.to, locale) }),
    },
  ];
  return (
    <section className="object-card" aria-label={object.name}>
      <p className="object-name">{object.name}</p>
      <PairList columns={1} pairs={pairs.filter(({ value }) => value !== null && value !== '')} />
      {object.phone === '' ? null : (
        <a className="button button-plain" href={`tel:${object.phone.replaceAll(/[^+\d]/g, '')}`}>
          {say('call', { phone: object.phone })}
        </a>
      )}
    </section>
  );
}

function More(props: { readonly visit: PackedVisit }) {
  const say = useText(visitStepText);
  const { locale } = useLocale();
  const { visit } = props;
  return (
    <div className="folds">
      <Fold title={say('team')}>
        <ul>
          {presentMembers(visit).map((member) => (
            <li key={member.id}>{`${member.name} ${member.certificateNumber}`}</li>
          ))}
        </ul>
      </Fold>
      {visit.tripSheet.length === 0 ? null : (
        <Fold title={say('tripTitle')}>
          <PairList columns={1} pairs={visit.tripSheet.map(({ label, value }) => ({ name: label, value }))} />
        </Fold>
      )}
      <Fold title={say('historyTitle')}>
        {visit.history.length === 0 ? <p>{say('historyNone')}</p> : null}
        <ul>
          {visit.history.map((each) => (
            <li key={`${each.on}${each.agencyName}`}>
              <p>{`${formatDay(each.on, locale)} ${each.agencyName}`}</p>
              <p className="secondary">
                {each.result}
                {each.openFindings === 0 ? null : ` · ${say('historyOpen', { n: each.openFindings })}`}
              </p>
            </li>
          ))}
        </ul>
      </Fold>
    </div>
  );
}
