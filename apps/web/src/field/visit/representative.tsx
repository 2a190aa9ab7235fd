/** Who represents the object at the visit; filled in from what the register knows. */
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { useText } from '../../shared/i18n/locale.tsx';
import { Doubled } from './doubled.tsx';
import { KeptField } from './kept-fields.tsx';
import { useBook, useVisitActions } from './visit-context.tsx';

export function Representative() {
  const say = useText(visitStepText);
  const { content } = useBook();
  const { write } = useVisitActions();
  const person = content.representative;
  const keep = (change: Partial<typeof person>) => write('representative', { ...person, ...change });
  return (
    <fieldset className="people-fields">
      <legend>{say('representative')}</legend>
      <Doubled path="representative" />
      <KeptField
        name="rep-name"
        label={say('name')}
        maxLength={60}
        kept={person.name}
        onKeep={(name) => keep({ name })}
      />
      <KeptField
        name="rep-post"
        label={say('post')}
        optional
        maxLength={60}
        kept={person.post}
        onKeep={(post) => keep({ post })}
      />
      <KeptField
        name="rep-phone"
        label={say('phone')}
        optional
        type="tel"
        maxLength={40}
        kept={person.phone}
        onKeep={(phone) => keep({ phone })}
      />
    </fieldset>
  );
}
