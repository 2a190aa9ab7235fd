/** Sign-in of those present: name, section, capacity, and whether from another body. Printed on the record. */

import { ceremonyPageText } from '@mingcha/core/draws/ceremony-page-text.ts';
import { ceremonyText } from '@mingcha/core/draws/ceremony-text.ts';
import { attendDraw } from '@mingcha/core/draws/draw-api.ts';
import { capacities } from '@mingcha/core/draws/draw-task.ts';
import { useState } from 'react';
import { useApiAction } from '../../../shared/api/use-api.ts';
import { Checkbox } from '../../../shared/forms/choices.tsx';
import { SelectField, TextField } from '../../../shared/forms/field.tsx';
import { useText } from '../../../shared/i18n/locale.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ErrorNotice } from '../../../shared/ui/states.tsx';
import type { StepProps } from './ceremony-page.tsx';
import { lacksOutsideWitness } from './steps.ts';

export function AttendanceStep(props: StepProps) {
  const say = useText(ceremonyPageText);
  const words = useText(ceremonyText);
  const { draw } = props;
  return (
    <div className="ceremony-columns">
      <ul className="ceremony-people">
        {draw.attendees.length === 0 ? <li className="secondary">{say('nobodyYet')}</li> : null}
        {draw.attendees.map((each) => (
          <li key={`${each.name} ${each.section} ${each.capacity}`}>
            <span className="ceremony-capacity">{words(`capacity.${each.capacity}`)}</span>
            <strong>{each.name}</strong>
            <span className="secondary">{`${each.section}${each.outside ? say('outside') : ''}`}</span>
          </li>
        ))}
      </ul>
      <div>
        {draw.moves.includes('attended') ? <SignIn {...props} /> : <p>{say('attendanceClosed')}</p>}
        {lacksOutsideWitness(draw) ? <p className="ceremony-alert">{say('outsideNeeded')}</p> : null}
      </div>
    </div>
  );
}

function SignIn(props: StepProps) {
  const say = useText(ceremonyPageText);
  const words = useText(ceremonyText);
  const { draw } = props;
  const [name, setName] = useState('');
  const [section, setSection] = useState('');
  const [capacity, setCapacity] = useState<string>(draw.attendees.length === 0 ? 'host' : 'operator');
  const [outside, setOutside] = useState(false);
  const attend = useApiAction(attendDraw);
  const add = async () => {
    const chosen = capacities.find((each) => each === capacity);
    if (chosen === undefined) return;
    const result = await attend.run({
      params: { id: draw.id },
      body: { attendee: { name, section, capacity: chosen, outside } },
    });
    if (!result.ok) return;
    setName('');
    setOutside(false);
    const at = capacities.indexOf(chosen);
    setCapacity(capacities[Math.min(at + 1, capacities.length - 1)] ?? 'witness');
    document.getElementById('field-name')?.focus();
  };
  return (
    <form
      className="ceremony-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <ErrorNotice error={attend.error} />
      <TextField name="name" label={say('name')} maxLength={40} value={name} onChange={setName} />
      <TextField
        name="section"
        label={say('section')}
        hint={words('explain.secret')}
        maxLength={80}
        value={section}
        onChange={setSection}
      />
      <SelectField
        name="capacity"
        label={say('capacity')}
        empty={null}
        value={capacity}
        choices={capacities.map((value) => ({ value, label: words(`capacity.${value}`) }))}
        onChange={setCapacity}
      />
      <Checkbox name="outside" label={say('isOutside')} checked={outside} onChange={setOutside} />
      <SignInButton busy={attend.busy} isReady={name.trim() !== '' && section.trim() !== ''} />
    </form>
  );
}

function SignInButton(props: { readonly busy: boolean; readonly isReady: boolean }) {
  const say = useText(ceremonyPageText);
  return (
    <Button kind="primary" type="submit" busy={props.busy} disabled={!props.isReady}>
      {say('signIn')}
    </Button>
  );
}
