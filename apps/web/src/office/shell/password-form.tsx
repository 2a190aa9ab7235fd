/** Changing one's password: the first time as a page of its own, later from the account menu. */
import { accessRoutes, type Person } from '@mingcha/core/common/access-api.ts';
import { shellText } from '@mingcha/core/common/shell-text.ts';
import { useState } from 'react';
import { callApi } from '../../shared/api/call-api.ts';
import { PasswordField } from '../../shared/forms/field.tsx';
import { type FieldProblem, Form, useForm } from '../../shared/forms/form.tsx';
import { type Say, useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Entrance } from './sign-in-page.tsx';

interface Passwords {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

export interface PasswordFormProps {
  readonly person: Person;
  /** The current password is the one-time one. */
  readonly first: boolean;
  readonly onChanged: (person: Person) => void;
}

export function PasswordForm(props: PasswordFormProps) {
  const say = useText(shellText);
  const form = useForm<Passwords>({ current: '', next: '', again: '' });
  const [busy, setBusy] = useState(false);
  const current = say(props.first ? 'oneTimePassword' : 'currentPassword');
  const submit = async () => {
    const problems = problemsOf(form.values, current, say);
    if (problems.length > 0) return form.setProblems(problems);
    setBusy(true);
    const { current: old, next } = form.values;
    const result = await callApi(accessRoutes.changePassword, { body: { current: old, next } });
    setBusy(false);
    if (!result.ok) return form.refuse(result.error);
    form.replace({ current: '', next: '', again: '' });
    props.onChanged(result.value);
  };
  const rule = props.person.passwordProfile === 'dengbao3' ? 'passwordRuleDengbao' : 'passwordRuleAsvs';
  const field = (name: keyof Passwords) => ({
    name,
    value: form.values[name],
    onChange: form.set(name),
    error: form.error(name),
    maxLength: 256,
  });
  return (
    <Form
      label={say('changePassword')}
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button type="submit" kind="primary" wide={props.first} busy={busy}>
          {say('changePassword')}
        </Button>
      }
    >
      <PasswordField {...field('current')} label={current} />
      <PasswordField
        {...field('next')}
        label={say('newPassword')}
        hint={say(rule)}
        autoComplete="new-password"
      />
      <PasswordField {...field('again')} label={say('newPasswordAgain')} autoComplete="new-password" />
    </Form>
  );
}

function problemsOf(values: Passwords, current: string, say: Say<keyof typeof shellText.zh>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const need = (field: keyof Passwords, label: string) => {
    if (values[field] === '') problems.push({ field, message: say('shell.password_empty', { label }) });
  };
  need('current', current);
  need('next', say('newPassword'));
  if (values.next !== values.again) problems.push({ field: 'again', message: say('shell.passwords_differ') });
  return problems;
}

/** Nothing else is reachable until the one-time password has been replaced. */
export function FirstPassword(props: {
  readonly person: Person;
  readonly onChanged: (person: Person) => void;
}) {
  const say = useText(shellText);
  return (
    <Entrance title={say('changePasswordTitle')} lead={say('changePasswordLead')}>
      <PasswordForm person={props.person} first onChanged={props.onChanged} />
    </Entrance>
  );
}
