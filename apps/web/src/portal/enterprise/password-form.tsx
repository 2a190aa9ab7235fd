/** Changing one's own password. */
import { enterpriseRoutes } from '@mingcha/core/common/enterprise-api.ts';
import { centrePageText } from '@mingcha/core/publications/enterprise/centre-page-text.ts';
import { useState } from 'react';
import { callApi } from '../../shared/api/call-api.ts';
import { PasswordField } from '../../shared/forms/field.tsx';
import { Form, useForm } from '../../shared/forms/form.tsx';
import { useText } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';

export function PasswordForm({ onDone }: { readonly onDone: () => void }) {
  const say = useText(centrePageText);
  const form = useForm({ current: '', next: '', repeated: '' });
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    const { current, next, repeated } = form.values;
    if (next !== repeated) return form.setProblems([{ field: 'repeated', message: say('passwordsDiffer') }]);
    setBusy(true);
    const result = await callApi(enterpriseRoutes.changePassword, { body: { current, next } });
    setBusy(false);
    if (!result.ok) return form.refuse(result.error);
    form.replace({ current: '', next: '', repeated: '' });
    onDone();
  };
  const field = (name: 'current' | 'next' | 'repeated') => ({
    name,
    error: form.error(name),
    value: form.values[name],
    onChange: form.set(name),
  });
  return (
    <Form
      onSubmit={submit}
      problems={form.problems}
      actions={
        <Button kind="primary" type="submit" busy={busy}>
          {say('changePassword')}
        </Button>
      }
    >
      <PasswordField {...field('current')} label={say('currentPassword')} />
      <PasswordField
        {...field('next')}
        label={say('newPassword')}
        hint={say('passwordHint')}
        autoComplete="new-password"
      />
      <PasswordField {...field('repeated')} label={say('repeatPassword')} autoComplete="new-password" />
    </Form>
  );
}
