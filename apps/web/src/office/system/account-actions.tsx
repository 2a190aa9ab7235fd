/** Changes of one account: roles, disabling and enabling with a reason, a new one-time password. */
import { type AccountRow, accessRoutes } from '@mingcha/core/common/access-api.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { administratorRoles, isGrantable, type Role } from '@mingcha/core/common/roles.ts';
import { requiredLine } from '@mingcha/core/common/schemas.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import { useState } from 'react';
import { z } from 'zod';
import { useApiAction } from '../../shared/api/use-api.ts';
import { TextField } from '../../shared/forms/field.tsx';
import { Form, type FormState, useForm } from '../../shared/forms/form.tsx';
import { useText, useUi } from '../../shared/i18n/locale.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Notice } from '../../shared/ui/states.tsx';
import { useToast } from '../../shared/ui/toast.tsx';
import { OneTimeSlip, type Slip } from './one-time-slip.tsx';
import { RolesField } from './roles.tsx';
import { useCheck } from './use-check.ts';

export interface TaskProps {
  readonly account: AccountRow;
  readonly onDone: () => void;
}

const reads = [accessRoutes.listAccounts.id];
const reasonSchema = z.object({ reason: requiredLine(200) });

export function RolesForm(props: TaskProps) {
  const say = useText(systemPageText);
  const toast = useToast();
  const sayGrant = useText(grantPageText);
  const form = useForm<{ roles: readonly Role[]; reason: string }>({
    roles: props.account.roles,
    reason: '',
  });
  const action = useApiAction(accessRoutes.setRoles, reads);
  const submit = async () => {
    const result = await action.run({
      params: { id: props.account.id },
      body: { roles: form.values.roles.filter(isGrantable), reason: form.values.reason.trim() },
    });
    if (!result.ok) return form.refuse(result.error);
    toast(result.value.pending === null ? say('rolesSet') : sayGrant('rolesAsked'));
    props.onDone();
  };
  return (
    <section className="system-part" aria-label={say('setRoles')}>
      <h3>{say('setRoles')}</h3>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<Buttons verb={say('setRoles')} busy={action.busy} onBack={props.onDone} />}
      >
        <RolesField value={form.values.roles} onChange={form.set('roles')} error={form.error('roles')} />
        <TextField
          name="reason"
          label={sayGrant('rolesReason')}
          optional
          maxLength={200}
          value={form.values.reason}
          onChange={form.set('reason')}
          error={form.error('reason')}
        />
      </Form>
    </section>
  );
}

/** Disables an account in use, enables a disabled one. */
export function StatusForm(props: TaskProps) {
  const say = useText(systemPageText);
  const toast = useToast();
  const { account } = props;
  const [next] = useState(account.status === 'active' ? ('disabled' as const) : ('active' as const));
  const action = useApiAction(accessRoutes.setStatus, reads);
  const { form, checked } = useReason();
  const verb = say(next === 'disabled' ? 'disable' : 'enable');
  const submit = async () => {
    if (!checked()) return;
    const body = { status: next, reason: form.values.reason };
    const result = await action.run({ params: { id: account.id }, body });
    if (!result.ok) return form.refuse(result.error);
    toast(say(next === 'disabled' ? 'accountDisabled' : 'accountEnabled'));
    props.onDone();
  };
  return (
    <section className="system-part" aria-label={verb}>
      <h3>{verb}</h3>
      <Notice tone={next === 'disabled' ? 'warning' : 'info'}>
        {say(next === 'disabled' ? 'disableText' : 'enableText')}
      </Notice>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={
          <Buttons verb={verb} danger={next === 'disabled'} busy={action.busy} onBack={props.onDone} />
        }
      >
        <ReasonField form={form} />
      </Form>
    </section>
  );
}

export function PasswordReset(props: TaskProps) {
  const say = useText(systemPageText);
  const sayGrant = useText(grantPageText);
  const { account } = props;
  const waits = administratorRoles.some((role) => account.roles.includes(role));
  const action = useApiAction(accessRoutes.resetPassword, reads);
  const { form, checked } = useReason();
  const [slip, setSlip] = useState<Slip | null>(null);
  const submit = async () => {
    if (!checked()) return;
    const result = await action.run({ params: { id: account.id }, body: { reason: form.values.reason } });
    if (!result.ok) return form.refuse(result.error);
    const place = [account.agencyName, account.sectionName ?? ''].join(' ').trim();
    const { oneTimePassword: password, expiresAt } = result.value;
    setSlip({ ...account, place, password, expiresAt });
  };
  if (slip !== null)
    return (
      <div className="system-part">
        <OneTimeSlip
          slip={slip}
          title={say('slipReset')}
          actions={
            <Button kind="primary" onClick={props.onDone}>
              {say('slipClose')}
            </Button>
          }
        />
      </div>
    );
  return (
    <section className="system-part" aria-label={say('resetPassword')}>
      <h3>{say('resetPassword')}</h3>
      <Notice tone="warning">{waits ? sayGrant('resetWaits') : say('resetText')}</Notice>
      <Form
        onSubmit={submit}
        problems={form.problems}
        actions={<Buttons verb={say('resetPassword')} busy={action.busy} onBack={props.onDone} />}
      >
        <ReasonField form={form} />
      </Form>
    </section>
  );
}

interface Reason {
  readonly reason: string;
}

export function useReason() {
  const say = useText(systemPageText);
  const check = useCheck();
  const form = useForm<Reason>({ reason: '' });
  const checked = (): boolean => {
    const problems = check(reasonSchema, { ...form.values }, () => say('reason'));
    form.setProblems(problems);
    return problems.length === 0;
  };
  return { form, checked };
}

export function ReasonField(props: { readonly form: FormState<Reason> }) {
  const say = useText(systemPageText);
  const { form } = props;
  return (
    <TextField
      name="reason"
      label={say('reason')}
      hint={say('reasonHint')}
      maxLength={200}
      value={form.values.reason}
      onChange={form.set('reason')}
      error={form.error('reason')}
    />
  );
}

export function Buttons(props: {
  readonly verb: string;
  readonly busy: boolean;
  readonly danger?: boolean;
  readonly onBack: () => void;
}) {
  const ui = useUi();
  return (
    <>
      <Button type="submit" kind={props.danger === true ? 'danger' : 'primary'} busy={props.busy}>
        {props.verb}
      </Button>
      <Button onClick={props.onBack}>{ui('cancel')}</Button>
    </>
  );
}
