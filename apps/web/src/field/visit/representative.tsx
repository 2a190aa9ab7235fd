/** Who represents the object at the visit. One field of the visit, so its three parts are written together. */
import { visitStepText } from '@mingcha/core/inspections/visits/visit-step-text.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Doubled } from './doubled.tsx';
import { useKeptText } from './use-kept-text.ts';
import { useBook, useVisitActions } from './visit-context.tsx';

interface Person {
  readonly name: string;
  readonly post: string;
  readonly phone: string;
}

const parts = [
  ['name', 60],
  ['post', 60],
  ['phone', 40],
] as const;

export function Representative() {
  const say = useText(visitStepText);
  const { content } = useBook();
  const { write } = useVisitActions();
  const { name, post, phone } = content.representative;
  const [text, change] = useKeptText(JSON.stringify({ name, post, phone }), (typed) =>
    write('representative', JSON.parse(typed)),
  );
  const person = JSON.parse(text) as Person;
  return (
    <fieldset className="people-fields">
      <legend>{say('representative')}</legend>
      <Doubled path="representative" />
      {parts.map(([part, most]) => (
        <TextField
          key={part}
          name={`rep-${part}`}
          label={say(part)}
          optional={part !== 'name'}
          type={part === 'phone' ? 'tel' : 'text'}
          maxLength={most}
          value={person[part]}
          onChange={(value) => change(JSON.stringify({ ...person, [part]: value }))}
        />
      ))}
    </fieldset>
  );
}
