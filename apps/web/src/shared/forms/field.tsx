/**
 * Fields: label above, hint below it, the error worded the same beside the field and in the summary on top.
 * Each field's `name` is the path that the server uses in `field`, so that a refusal finds its place.
 */
import './forms.css';
import { type InputHTMLAttributes, type ReactNode, useState } from 'react';
import { useUi } from '../i18n/locale.tsx';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icons.tsx';

export interface FieldProps {
  /** Name of the value, unique on the page; the input's id is `field-<name>`. */
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** Marks the field 选填; fields are required unless they say so. */
  readonly optional?: boolean;
  /** Takes more room in a filter row. */
  readonly wide?: boolean;
}

export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^\w-]/g, '-')}`;
}

/** Attributes that tie an input to its label, hint and error. */
export function fieldAttributes(props: FieldProps) {
  const id = fieldId(props.name);
  const notes = [
    props.hint === undefined ? '' : `${id}-hint`,
    props.error === undefined ? '' : `${id}-error`,
  ];
  const described = notes.filter((note) => note !== '').join(' ');
  return {
    id,
    name: props.name,
    'aria-invalid': props.error === undefined ? undefined : true,
    'aria-describedby': described === '' ? undefined : described,
  } as const;
}

function FieldFrame(props: FieldProps & { readonly children: ReactNode }) {
  const say = useUi();
  const id = fieldId(props.name);
  return (
    <div className={props.wide === true ? 'field field-wide' : 'field'}>
      <label className="field-label" htmlFor={id}>
        {props.label}
        {props.optional === true ? <span className="field-mark">{say('optional')}</span> : null}
      </label>
      {props.hint === undefined ? null : (
        <div id={`${id}-hint`} className="field-hint">
          {props.hint}
        </div>
      )}
      <FieldError name={props.name} error={props.error} />
      {props.children}
    </div>
  );
}

/** The error beside a field; for fields of one's own making. */
export function FieldError(props: { readonly name: string; readonly error?: string | undefined }) {
  if (props.error === undefined) return null;
  return (
    <p id={`${fieldId(props.name)}-error`} className="field-error">
      <Icon name="warning" size={16} />
      {props.error}
    </p>
  );
}

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'search' | 'date' | 'tel' | 'email' | 'datetime-local';
  /** `number`: digits keyboard, short and right for counts; the value stays text until a schema reads it. */
  readonly inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode'];
  readonly short?: boolean;
  readonly unit?: string;
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly mono?: boolean;
}

export function TextField(props: TextFieldProps) {
  const classes = ['input', props.short === true ? 'input-short' : '', props.mono === true ? 'mono' : ''];
  const input = (
    <input
      {...fieldAttributes(props)}
      className={classes.filter((name) => name !== '').join(' ')}
      type={props.type ?? 'text'}
      inputMode={props.inputMode}
      autoComplete={props.autoComplete ?? 'off'}
      maxLength={props.maxLength}
      placeholder={props.placeholder}
      disabled={props.disabled}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
  return (
    <FieldFrame {...props}>
      {props.unit === undefined ? (
        input
      ) : (
        <span className="input-unit">
          {input}
          <span>{props.unit}</span>
        </span>
      )}
    </FieldFrame>
  );
}

/** A password with the choice to see it. */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'unit' | 'short' | 'mono'>) {
  const say = useUi();
  const [shown, setShown] = useState(false);
  return (
    <FieldFrame {...props}>
      <span className="input-with">
        <input
          {...fieldAttributes(props)}
          className="input"
          type={shown ? 'text' : 'password'}
          autoComplete={props.autoComplete ?? 'current-password'}
          maxLength={props.maxLength ?? 200}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
        />
        <IconButton
          icon="eye"
          label={say(shown ? 'hidePassword' : 'showPassword')}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        />
      </span>
    </FieldFrame>
  );
}

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength?: number;
  readonly rows?: number;
  /** Shows 涉密不上网 under the label; for free text in the office. */
  readonly warnSecrets?: boolean;
}

export function TextArea(props: TextAreaProps) {
  const say = useUi();
  const { maxLength, warnSecrets, ...field } = props;
  const warning = warnSecrets === true ? say('secretsWarning') : undefined;
  const framed = {
    ...field,
    ...(field.hint === undefined && warning !== undefined ? { hint: warning } : {}),
  };
  const left = maxLength === undefined ? null : maxLength - props.value.length;
  return (
    <FieldFrame {...framed}>
      <textarea
        {...fieldAttributes(framed)}
        className="input"
        rows={props.rows ?? 4}
        maxLength={maxLength}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {left !== null && left < 100 ? (
        <span className="field-hint">{say('lettersLeft', { n: left })}</span>
      ) : null}
    </FieldFrame>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

export interface SelectFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly choices: readonly Choice[];
  /** Words of the empty choice; default 请选择. null: there is none. */
  readonly empty?: string | null;
  readonly disabled?: boolean;
}

/** The browser's own select: for up to about twenty choices. */
export function SelectField(props: SelectFieldProps) {
  const say = useUi();
  return (
    <FieldFrame {...props}>
      <select
        {...fieldAttributes(props)}
        className="input"
        disabled={props.disabled}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.empty === null ? null : <option value="">{props.empty ?? say('choose')}</option>}
        {props.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** A day, `YYYY-MM-DD`, with the browser's own calendar. */
export function DayField(props: Omit<TextFieldProps, 'type' | 'inputMode' | 'unit'>) {
  return <TextField {...props} type="date" short />;
}
