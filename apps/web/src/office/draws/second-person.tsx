/** A second person at the same screen: name and password make the one write theirs; nothing of them stays here. */
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { PasswordField, TextField } from '../../shared/forms/field.tsx';
import { useText } from '../../shared/i18n/locale.tsx';

export interface SecondPerson {
  readonly username: string;
  readonly password: string;
}

export const nobody: SecondPerson = { username: '', password: '' };

export function isWhole(second: SecondPerson): boolean {
  return second.username.trim() !== '' && second.password !== '';
}

export function SecondPersonFields(props: {
  readonly value: SecondPerson;
  readonly onChange: (value: SecondPerson) => void;
  readonly error?: string | undefined;
  /** Label of the name; default 第二人用户名. */
  readonly label?: string;
}) {
  const say = useText(drawPageText);
  const { value, onChange } = props;
  return (
    <div className="draw-second">
      <TextField
        name="second.username"
        label={props.label ?? say('secondName')}
        maxLength={80}
        value={value.username}
        onChange={(username) => onChange({ ...value, username })}
      />
      <PasswordField
        name="second.password"
        label={say('secondPassword')}
        autoComplete="new-password"
        value={value.password}
        onChange={(password) => onChange({ ...value, password })}
        error={props.error}
      />
    </div>
  );
}
