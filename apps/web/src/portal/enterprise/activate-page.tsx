/** Opening an account with the code of a letter, or setting a new password with a new code. */
import './centre.css';
import { enterpriseRoutes } from '@mingcha/core/common/enterprise-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { useState } from 'react';
import { callApi } from '../../shared/api/call-api.ts';
import { PasswordField, TextField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Go, useGo } from '../../shared/router.tsx';
import { Button } from '../../shared/ui/button.tsx';

const empty = { creditCode: '', code: '', personName: '', phone: '', password: '', repeated: '' };

function Otherwise() {
  const say = useText(centrePageText);
  return (
    <>
      <p>
        <Go to="/enterprise">{say('backToSignIn')}</Go>
      </p>
      <p className="secondary">{say('noLetter')}</p>
    </>
  );
}

export function ActivatePage() {
  const say = useText(centrePageText);
  const go = useGo();
  const form = useForm(empty);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const { repeated, ...body } = form.values;
    if (body.password !== repeated)
      return form.setProblems([{ field: 'repeated', message: say('passwordsDiffer') }]);
    setBusy(true);
    const result = await callApi(enterpriseRoutes.activate, { body });
    setBusy(false);
    return result.ok ? go('/enterprise') : form.refuse(result.error);
  };
  const field = (name: keyof typeof empty) => ({
    name,
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <section className="portal-part centre-narrow">
      <h1>{say('activateTitle')}</h1>
      <p>{say('activateLead')}</p>
      <Form
        onSubmit={submit}
        problems={form.problems}
        label={say('activateTitle')}
        actions={
          <Button kind="primary" size="large" type="submit" busy={busy}>
            {say('activate')}
          </Button>
        }
      >
        <TextField {...field('creditCode')} label={say('creditCode')} mono maxLength={40} />
        <TextField {...field('code')} label={say('code')} hint={say('codeHint')} mono maxLength={40} />
        <TextField {...field('personName')} label={say('personName')} maxLength={60} autoComplete="name" />
        <TextField
          {...field('phone')}
          label={say('phone')}
          hint={say('phoneHint')}
          type="tel"
          inputMode="tel"
          maxLength={30}
          autoComplete="tel"
        />
        <PasswordField
          {...field('password')}
          label={say('newPassword')}
          hint={say('passwordHint')}
          autoComplete="new-password"
        />
        <PasswordField {...field('repeated')} label={say('repeatPassword')} autoComplete="new-password" />
      </Form>
      <Otherwise />
    </section>
  );
}
