/**
 * Choosing from many: type to narrow, one or several. For up to twenty choices `SelectField` and `CheckboxGroup`
 * of `shared/forms` are plainer.
 */
import { lazy, Suspense } from 'react';
import { type Choice, FieldError, type FieldProps, fieldId } from '../../shared/forms/field.tsx';
import { useUi } from '../../shared/i18n/locale.tsx';

const LibrarySelect = lazy(async () => ({ default: (await import('./choose-library.tsx')).LibrarySelect }));

export interface ChooseFieldProps extends FieldProps {
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly choices: readonly Choice[];
  /** Several instead of one. */
  readonly many?: boolean;
  /** Asks the server instead of narrowing the given choices; debounce it. */
  readonly onSearch?: (text: string) => void;
  readonly loading?: boolean;
  /** What it means that nothing is chosen; an invitation to choose without it. */
  readonly placeholder?: string;
}

export function ChooseField(props: ChooseFieldProps) {
  const say = useUi();
  const id = fieldId(props.name);
  return (
    <div className={props.wide === true ? 'field field-wide' : 'field'}>
      <label className="field-label" htmlFor={id}>
        {props.label}
        {props.optional === true ? <span className="field-mark">{say('optional')}</span> : null}
      </label>
      {props.hint === undefined ? null : <div className="field-hint">{props.hint}</div>}
      <FieldError name={props.name} error={props.error} />
      <Suspense fallback={<input id={id} className="input" disabled />}>
        <LibrarySelect
          id={id}
          value={props.value}
          onChange={props.onChange}
          choices={props.choices}
          many={props.many === true}
          invalid={props.error !== undefined}
          placeholder={props.placeholder ?? say('choose')}
          onSearch={props.onSearch}
          loading={props.loading === true}
        />
      </Suspense>
    </div>
  );
}
