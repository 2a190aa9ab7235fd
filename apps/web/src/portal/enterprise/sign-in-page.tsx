/** Where somebody of an enterprise signs in. */
import './centre.css';
import { enterpriseRoutes } from '@mingcha/core/common/enterprise-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { useState } from 'react';
import { callApi } from '../../shared/api/call-api.ts';
import { PasswordField, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Go } from '../../shared/router.tsx';
import { Button } from '../../shared/ui/button.tsx';

export function SignInPage({ onDone }: { readonly onDone: () => void }) {
  const say = useText(centrePageText);
  const form = useForm({ creditCode: '', phone: '', password: '' });
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    const result = await callApi(enterpriseRoutes.signIn, { body: form.values });
    setBusy(false);
    if (!result.ok) return form.refuse(result.error);
    onDone();
  };
  const field = (name: 'creditCode' | 'phone' | 'password') => ({
    name,
    label: say(name),
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <section className="portal-part centre-narrow">
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        label={say('signIn')}
        actions={
          <Button kind="primary" size="large" type="submit" busy={busy}>
            {say('signIn')}
          </Button>
        }
      >
        <TextField {...field('creditCode')} mono maxLength={40} autoComplete="username" />
        <TextField {...field('phone')} type="tel" inputMode="tel" maxLength={30} autoComplete="tel" />
        <PasswordField {...field('password')} />
      </Form>
      <p>
        {say('notYet')} <Go to="/enterprise/activate">{say('toActivate')}</Go>
      </p>
      <p className="secondary">{say('noLetter')}</p>
    </section>
  );
}
