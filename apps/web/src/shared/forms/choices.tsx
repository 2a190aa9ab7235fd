/** Choices that are all visible: one of several, several of several, one to tick. */
import './forms.css';
import type { ReactNode } from 'react';
import { useUi } from '../i18n/locale.tsx';
import { type Choice, FieldError, type FieldProps, fieldId } from './field.tsx';

interface GroupProps extends FieldProps {
  readonly choices: readonly Choice[];
  /** Beside each other instead of below each other. */
  readonly inline?: boolean;
}

function Group(props: GroupProps & { readonly render: (choice: Choice, id: string) => ReactNode }) {
  const say = useUi();
  const id = fieldId(props.name);
  return (
    <fieldset className="field" aria-describedby={props.error === undefined ? undefined : `${id}-error`}>
      <legend className="field-label">
        {props.label}
        {props.optional === true ? <span className="field-mark">{say('optional')}</span> : null}
      </legend>
      {props.hint === undefined ? null : <div className="field-hint">{props.hint}</div>}
      <FieldError name={props.name} error={props.error} />
      <div className={props.inline === true ? 'choices-row' : 'choices'}>
        {props.choices.map((choice, index) => (
          <label key={choice.value} className="choice">
            {props.render(choice, index === 0 ? id : `${id}-${index}`)}
            <span>
              {choice.label}
              {choice.hint === undefined ? null : <span className="choice-hint">{choice.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function RadioGroup(
  props: GroupProps & { readonly value: string; readonly onChange: (value: string) => void },
) {
  return (
    <Group
      {...props}
      render={(choice, id) => (
        <input
          id={id}
          type="radio"
          name={props.name}
          checked={choice.value === props.value}
          onChange={() => props.onChange(choice.value)}
        />
      )}
    />
  );
}

export function CheckboxGroup(
  props: GroupProps & {
    readonly value: readonly string[];
    readonly onChange: (value: readonly string[]) => void;
  },
) {
  return (
    <Group
      {...props}
      render={(choice, id) => (
        <input
          id={id}
          type="checkbox"
          name={props.name}
          checked={props.value.includes(choice.value)}
          onChange={(event) =>
            props.onChange(
              event.target.checked
                ? [...props.value, choice.value]
                : props.value.filter((value) => value !== choice.value),
            )
          }
        />
      )}
    />
  );
}

export function Checkbox(
  props: Omit<FieldProps, 'hint'> & {
    readonly hint?: string;
    readonly checked: boolean;
    readonly onChange: (checked: boolean) => void;
  },
) {
  return (
    <div className="field">
      <FieldError name={props.name} error={props.error} />
      <label className="choice">
        <input
          id={fieldId(props.name)}
          type="checkbox"
          name={props.name}
          checked={props.checked}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span>
          {props.label}
          {props.hint === undefined ? null : <span className="choice-hint">{props.hint}</span>}
        </span>
      </label>
    </div>
  );
}
