/** Account and password; the refusal stands on top and what was typed stays. */
import { accessRoutes, type Person } from '@mingcha/core/common/access-api.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { useState } from 'react';
import { callApi } from '../../shared/api/call-api.ts';
import { PasswordField, TextField } from '../../shared/forms/field.tsx';
import { type FieldProblem, Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';

export function SignInForm(props: { readonly onPerson: (person: Person) => void }) {
  const say = useText(shellText);
  const form = useForm({ signInName: '', password: '' });
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const missing = missingOf(form.values, (key) => say('shell.password_empty', { label: say(key) }));
    if (missing.length > 0) return form.setProblems(missing);
    setBusy(true);
    const result = await callApi(accessRoutes.signIn, { body: form.values });
    setBusy(false);
    if (result.ok) props.onPerson(result.value);
    else form.refuse(result.error);
  };
  return (
    <Form
      label={say('signIn')}
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button type="submit" kind="primary" wide busy={busy}>
          {say('signIn')}
        </Button>
      }
    >
      <TextField
        name="signInName"
        label={say('signInName')}
        autoComplete="username"
        maxLength={64}
        value={form.values.signInName}
        onChange={form.set('signInName')}
        error={form.error('signInName')}
      />
      <PasswordField
        name="password"
        label={say('password')}
        maxLength={256}
        value={form.values.password}
        onChange={form.set('password')}
        error={form.error('password')}
      />
    </Form>
  );
}

function missingOf(
  values: { readonly signInName: string; readonly password: string },
  sentence: (key: 'signInName' | 'password') => string,
): FieldProblem[] {
  return (['signInName', 'password'] as const)
    .filter((key) => values[key].trim() === '')
    .map((key) => ({ field: key, message: sentence(key) }));
}
